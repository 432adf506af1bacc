import { setImmediate as turn } from 'node:timers/promises';
import type { Clock, Timer } from '../src/clock.ts';

/** A clock that a test moves. Nothing fires by itself, not even what is due at once: `advance` calls what is due. */
export class HandClock implements Clock {
  #now: number;
  readonly #timers = new Set<{ readonly at: number; readonly call: () => void }>();

  /** `start`: the first time, as RFC 3339. */
  constructor(start = '2026-11-24T12:00:00Z') {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  at(at: number, call: () => void): Timer {
    const timer = { at, call };
    this.#timers.add(timer);
    return { cancel: () => void this.#timers.delete(timer) };
  }

  /** Sets the time anew, as a person or NTP does: forward or back, and nothing is called before the next `advance`. */
  set(now: string): void {
    this.#now = Date.parse(now);
  }

  /** Lets time pass, and calls in order of time what is due until then, each in a turn of its own. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await turn();
      const [next] = [...this.#timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
      if (!next) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.call();
    }
    this.#now = end;
  }
}
