import type { CapabilityView, ValueRecord } from '../api/types.ts';
import { isGivenUp } from './condition.ts';

/**
 * The arguments of `set` that ask once more for what was wished of an attribute and given up, together with what the same command wished.
 * Undefined where there is no such wish, or where a command other than `set` wished it: that one is given anew by its own control.
 */
export function askAgain(
  values: Readonly<Record<string, ValueRecord>>,
  attribute: string,
  view: Pick<CapabilityView, 'attributes'>,
): Record<string, unknown> | undefined {
  const record = values[attribute];
  if (!record || !isGivenUp(record)) return undefined;
  const together = Object.entries(values).filter(
    ([name, { desired }]) => name === attribute || (desired?.command !== undefined && desired.command === record.desired?.command),
  );
  if (together.some(([name]) => view.attributes[name]?.writable !== true)) return undefined;
  return Object.fromEntries(together.map(([name, { desired }]) => [name, desired?.value]));
}
