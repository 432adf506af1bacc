import type { Cause, Change } from '../home/index.ts';
import type { RunScope } from './reference.ts';

/** What is to be run, once its rule's mode lets it. */
export interface Firing {
  readonly scope: RunScope;
  /** The first line of its trace. */
  readonly summary: string;
  /** Of the change that triggered it; none for times, durations and people. */
  readonly cause?: Cause;
}

/** A change as a run's references read it, below `trigger`. */
export function triggerFacts(change: Change): Record<string, unknown> {
  const { device, endpoint, capability } = change;
  if (change.type === 'event') {
    const { event, payload, at } = change;
    return { type: 'event', device, endpoint, capability, event, payload, at };
  }
  const { attribute, record, previous } = change;
  return { type: 'state', device, endpoint, capability, attribute, value: record.value, previous, at: record.at };
}
