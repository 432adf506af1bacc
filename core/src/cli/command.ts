import { ConcordError } from '@concord/sdk';

/** The command line was not understood; shown with the usage, exit 2. */
export class UsageError extends ConcordError {
  constructor(message: string, options?: ErrorOptions) {
    super('usage', message, options);
  }
}

/** One subcommand of `concord`. */
export interface Command {
  /** What is typed: `token create`. */
  readonly words: string;
  /** What follows, for the help: `--name NAME`. */
  readonly usage: string;
  readonly description: string;
  /** Prints to standard output. */
  run(args: readonly string[]): Promise<void>;
}

/** The command that `argv` begins with, the longest where several do, and what follows it. */
export function findCommand(commands: readonly Command[], argv: readonly string[]): { command: Command; args: string[] } | undefined {
  const fitting = commands
    .map((command) => ({ command, words: command.words.split(' ') }))
    .filter(({ words }) => words.every((word, index) => argv[index] === word))
    .toSorted((a, b) => b.words.length - a.words.length);
  const [best] = fitting;
  return best && { command: best.command, args: argv.slice(best.words.length) };
}

export function helpText(commands: readonly Command[]): string {
  const rows = commands.map(({ words, usage, description }) => `  ${words}${usage === '' ? '' : ` ${usage}`}\n      ${description}`);
  return `npm run -s concord -- COMMAND\n\n${rows.join('\n')}\n\nEvery command takes --data DIR: the folder of the home (./data, or CONCORD_DATA).\n`;
}
