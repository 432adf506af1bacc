import type { PluginAction } from '@concord/sdk';
import type { PluginPackage } from '@concord/sdk/plugin-process';
import { dataOf, readArguments, type Arguments } from './arguments.ts';
import { UsageError, type Command } from './command.ts';
import { withHome } from './home-access.ts';
import { callHub } from './running-hub.ts';

interface Property {
  readonly type?: string;
}

/** The subcommands that plugins' manifests declare: each asks the running hub to run one action of the plugin. */
export function actionCommands(plugins: readonly PluginPackage[]): Command[] {
  return plugins.flatMap(({ manifest }) =>
    Object.entries(manifest.actions ?? {}).flatMap(([name, action]) =>
      action.cli ? [commandOf(manifest.id, name, action, action.cli)] : [],
    ),
  );
}

function commandOf(plugin: string, name: string, action: PluginAction, { command, positional }: NonNullable<PluginAction['cli']>): Command {
  const properties = (action.input['properties'] ?? {}) as Readonly<Record<string, Property>>;
  const options = Object.keys(properties).filter((property) => !positional.includes(property));
  const isList = (property: string) => properties[property]?.type === 'array';
  const usage = [
    ...positional.map((property) => property.toUpperCase()),
    ...options.map((option) => `[--${option} ${option.toUpperCase()}${isList(option) ? ' …' : ''}]`),
  ];
  return {
    words: command,
    usage: usage.join(' '),
    description: action.description ?? action.title,
    async run(args) {
      const given = readArguments(
        args,
        options.filter((option) => !isList(option)),
        options.filter(isList),
      );
      const input = inputOf(given, positional, properties);
      const path = `/api/v1/plugins/${encodeURIComponent(plugin)}/actions/${encodeURIComponent(name)}`;
      const { result } = await withHome(dataOf(given), (home) => callHub(home, `concord ${command}`, path, input));
      print(result);
    },
  };
}

function inputOf({ values, positionals }: Arguments, positional: readonly string[], properties: Readonly<Record<string, Property>>) {
  if (positionals.length !== positional.length) {
    throw new UsageError(
      positional.length === 0 ? 'nothing but options is understood here' : `expected: ${positional.join(' ').toUpperCase()}`,
    );
  }
  const input: Record<string, unknown> = {};
  const set = (property: string, value: string | string[]) => {
    input[property] = typed(property, value, properties[property]?.type);
  };
  for (const [index, property] of positional.entries()) set(property, positionals[index] ?? '');
  for (const [property, value] of Object.entries(values)) if (Object.hasOwn(properties, property)) set(property, value);
  return input;
}

/** The text of an argument as the JSON type that the action's schema names; whether it fits further is the hub's to check. */
function typed(property: string, value: string | string[], type: string | undefined): unknown {
  if (type === 'integer' || type === 'number') {
    if (!/^-?\d+(\.\d+)?$/.test(String(value))) throw new UsageError(`${property} must be a number`);
    return Number(value);
  }
  if (type === 'boolean') {
    if (value !== 'true' && value !== 'false') throw new UsageError(`${property} must be true or false`);
    return value === 'true';
  }
  return value;
}

function print(result: unknown): void {
  if (result === null || result === undefined) console.log('done');
  else console.log(typeof result === 'string' ? result : JSON.stringify(result, undefined, 2));
}
