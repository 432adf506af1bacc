import type { Values } from '../../../devices/fragment.ts';
import type { Gesture } from '../happening.ts';

/** The words of `input_event` (Gen1 documents: i3, Button 1): short, twice, three times, long, and one after the other. */
const gestures: Readonly<Record<string, Gesture>> = {
  S: { event: 'pressed', payload: { count: 1 } },
  SS: { event: 'pressed', payload: { count: 2 } },
  SSS: { event: 'pressed', payload: { count: 3 } },
  L: { event: 'held' },
  SL: { event: 'held', payload: { which: 'shortLong' } },
  LS: { event: 'pressed', payload: { count: 1, which: 'longShort' } },
};

/** How long after the products were asked for everything their last events may come once more, in milliseconds. */
const recallMs = 3000;

/**
 * Tells whether an `input_event` is news: its count must differ from the last one. Products say their last event again when they are asked
 * for everything; the first count that is heard so is where counting begins.
 */
export class InputEvents {
  readonly #counts = new Map<string, unknown>();

  /** `askedAt`: when the products were asked; undefined for those that sleep then, and speak of what wakes them. */
  gestureOf(key: string, { event, event_cnt: count }: Values, isRetained: boolean, askedAt: number | undefined): Gesture | undefined {
    const previous = this.#counts.get(key);
    const isFirst = !this.#counts.has(key);
    if (typeof count === 'number') this.#counts.set(key, count);
    if (isRetained || typeof event !== 'string' || (!isFirst && previous === count)) return undefined;
    if (isFirst && askedAt !== undefined && performance.now() - askedAt < recallMs) return undefined;
    return Object.hasOwn(gestures, event) ? gestures[event] : undefined;
  }
}
