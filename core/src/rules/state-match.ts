import { isDeepStrictEqual } from 'node:util';
import type { AttributeChange, EventChange } from '../home/index.ts';
import type { EventTrigger, StateTrigger } from './resources.ts';

/** Whether a value is where the trigger wants it, regardless of where it was. Unknown (null) is nowhere. */
export function holds({ to, above, below }: StateTrigger, value: unknown): boolean {
  if (value === null || value === undefined) return to === null && value === null;
  if (to !== undefined && value !== to) return false;
  if (above !== undefined && !(typeof value === 'number' && value > above)) return false;
  return below === undefined || (typeof value === 'number' && value < below);
}

/** Whether the trigger names where the value must be, or waits for any other value. */
export function isBounded({ to, above, below }: StateTrigger): boolean {
  return to !== undefined || above !== undefined || below !== undefined;
}

/** Whether a `for` that is running has ended with this change, which did not start it anew. */
export function leaves(trigger: StateTrigger, { record, previous }: AttributeChange): boolean {
  return isBounded(trigger) ? !holds(trigger, record.value) : !isDeepStrictEqual(record.value, previous);
}

/** Whether a change crosses the trigger's edge: it holds now and did not before. Without `to`, `above` and `below`: any other value. */
export function crosses(trigger: StateTrigger, change: AttributeChange): boolean {
  const { value, quality } = change.record;
  if (quality === 'bad') return false;
  if (trigger.from !== undefined && change.previous !== trigger.from) return false;
  if (!isBounded(trigger)) return value !== null && !isDeepStrictEqual(value, change.previous);
  return holds(trigger, value) && !holds(trigger, change.previous);
}

/** Whether an event's payload is the one the trigger waits for. */
export function matches({ where }: EventTrigger, { payload }: EventChange): boolean {
  if (!where) return true;
  return Object.entries(where).every(([name, wanted]) => payload[name] === wanted);
}
