import { didYouMean, messageOf } from '@concord/sdk';

/** What to add to the word of `parseArgs` about an option that it does not know: one that is known and like it, or ''. */
export function optionHint(error: unknown, known: readonly string[]): string {
  const [, unknown] = /^Unknown option '--([^'=]+)/.exec(messageOf(error)) ?? [];
  const dashed = known.map((name) => `--${name}`);
  return unknown === undefined ? '' : didYouMean(`--${unknown}`, dashed);
}
