import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

/** The `--name value` options of a program; unknown ones end it with a message. */
export function optionsOf(names: readonly string[]): Readonly<Record<string, string | undefined>> {
  const { values } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])) });
  return values;
}

/** One fact for whoever runs the program, as a line of JSON. */
export function say(fact: object): void {
  process.stdout.write(`${JSON.stringify(fact)}\n`);
}

/** Calls for each line on standard input: its first word, and the rest. */
export function onLines(take: (word: string, rest: string) => void): void {
  createInterface({ input: process.stdin }).on('line', (line) => {
    const [word = '', ...rest] = line.trim().split(/\s+/);
    take(word, rest.join(' '));
  });
}

/** Stops on SIGTERM and SIGINT, and ends the process. */
export function stopOnSignal(stop: () => Promise<void>): void {
  // A hub that started this program and is gone, however it ended, has no use for it.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop().then(() => process.exit(0)));
}
