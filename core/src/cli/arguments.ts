import { parseArgs, type ParseArgsConfig } from 'node:util';
import { messageOf } from '@concord/sdk';
import { optionHint } from '../option-hint.ts';
import { UsageError } from './command.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** What was given to a command: texts by option, and what stands alone. */
export interface Arguments {
  readonly values: Readonly<Record<string, string | string[]>>;
  readonly positionals: readonly string[];
}

/** Reads a command's arguments; each of `names` takes one value, each of `lists` several. Throws `UsageError`. */
export function readArguments(args: readonly string[], names: readonly string[], lists: readonly string[] = []): Arguments {
  const options: Options = Object.fromEntries([
    ...[...names, 'data'].map((name) => [name, { type: 'string' }]),
    ...lists.map((name) => [name, { type: 'string', multiple: true }]),
  ]);
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return { values: values as Record<string, string | string[]>, positionals };
  } catch (error) {
    throw new UsageError(`${messageOf(error).split('. ')[0]}${optionHint(error, Object.keys(options))}`, { cause: error });
  }
}

/** The one value of an option; undefined where it was not given. */
export function textOf({ values }: Arguments, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** The folder of the home that a command works on. */
export function dataOf(args: Arguments): string {
  return textOf(args, 'data') ?? (process.env['CONCORD_DATA'] || 'data');
}
