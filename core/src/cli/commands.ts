import { parseArgs } from 'node:util';
import { messageOf, type PluginAction } from '@concord/sdk';
import { roles } from '../access/index.ts';
import { systemClock } from '../clock.ts';
import { StartError } from '../errors.ts';
import { findPlugins } from '../plugins/index.ts';
import { callAction } from './running-hub.ts';
import { withTokens } from './token-store.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Values = Readonly<Record<string, string | boolean | undefined>>;

/** One subcommand of `concord`: its words, what follows them, and what it prints. */
interface Command {
  readonly words: string;
  readonly usage: string;
  readonly description: string;
  readonly options: readonly string[];
  run(positionals: readonly string[], values: Values, data: string): Promise<string> | string;
}

const tokenCommands: readonly Command[] = [
  {
    words: 'token create',
    usage: '--name NAME --role owner|member|guest|service',
    description: 'makes a bearer token and prints it, this once',
    options: ['name', 'role'],
    run: (_positionals, { name, role }, data) => {
      const wanted = roles.find((known) => known === role);
      if (typeof name !== 'string' || name.trim() === '') throw new StartError('token create needs --name NAME.');
      if (!wanted) throw new StartError(`token create needs --role, one of ${roles.join(', ')}.`);
      return withTokens(data, systemClock, (tokens) => tokens.create({ name, role: wanted }).secret);
    },
  },
  {
    words: 'token list',
    usage: '',
    description: 'lists the tokens, without their secrets',
    options: [],
    run: (_positionals, _values, data) =>
      withTokens(data, systemClock, (tokens) =>
        tokens
          .list()
          .map(({ id, name, role, createdAt }) => `${id}  ${role.padEnd(7)}  ${createdAt}  ${name}`)
          .join('\n'),
      ),
  },
  {
    words: 'token revoke',
    usage: 'ID',
    description: 'ends a token at once',
    options: [],
    run: ([id], _values, data) => {
      if (id === undefined) throw new StartError('token revoke needs the ID that token list shows.');
      return withTokens(data, systemClock, (tokens) => {
        const { name } = tokens.get(id);
        tokens.delete(id);
        return `revoked "${name}"`;
      });
    },
  },
];

function actionCommand(plugin: string, action: string, { title, cli, input }: PluginAction): Command[] {
  if (!cli) return [];
  const properties = Object.keys((input['properties'] as Record<string, unknown> | undefined) ?? {});
  const options = properties.filter((name) => !cli.positional.includes(name));
  const usage = [...cli.positional.map((name) => name.toUpperCase()), ...options.map((name) => `[--${name} VALUE]`)].join(' ');
  return [
    {
      words: cli.command,
      usage,
      description: `${title} (the hub must run)`,
      options,
      run: (positionals, values, data) => {
        const named = cli.positional.flatMap((name, index) => (positionals[index] === undefined ? [] : [[name, positionals[index]]]));
        const given = options.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]]));
        return callAction(data, plugin, action, Object.fromEntries([...named, ...given]));
      },
    },
  ];
}

/** Runs one subcommand and answers what it prints. Throws `StartError` with what to do about it. */
export async function runCommand(argv: readonly string[], env: Environment): Promise<string> {
  const commands = [
    ...tokenCommands,
    ...findPlugins().flatMap(({ manifest }) =>
      Object.entries(manifest.actions ?? {}).flatMap(([name, action]) => actionCommand(manifest.id, name, action)),
    ),
  ];
  if (argv.length === 0 || argv.includes('--help')) return helpText(commands);
  const line = argv.join(' ');
  const command = commands.find(({ words }) => line === words || line.startsWith(`${words} `));
  if (!command) throw new StartError(`There is no such command: concord ${line}\n\n${helpText(commands)}`);
  const options = Object.fromEntries(['data', ...command.options].map((name) => [name, { type: 'string' as const }]));
  const parsed = (() => {
    try {
      return parseArgs({ args: argv.slice(command.words.split(' ').length), options, allowPositionals: true });
    } catch (error) {
      throw new StartError(`${messageOf(error)}\nconcord ${command.words} ${command.usage} [--data DIR]`, { cause: error });
    }
  })();
  const { data, ...values } = parsed.values as Record<string, string | undefined>;
  return command.run(parsed.positionals, values, data ?? env['CONCORD_DATA'] ?? './data');
}

function helpText(commands: readonly Command[]): string {
  const lines = commands.map(({ words, usage, description }) => `  concord ${words} ${usage}\n      ${description}`);
  return `npm run -s concord -- COMMAND [--data DIR]\n\n${lines.join('\n')}`;
}
