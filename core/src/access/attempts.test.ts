import { describe, expect, it } from 'vitest';
import type { Clock } from '../clock.ts';
import { Attempts } from './attempts.ts';
import { TooManyAttemptsError } from './errors.ts';

function movedByHand(): Clock & { pass(ms: number): void } {
  let now = 1_000_000;
  return {
    now: () => now,
    at: () => ({ cancel: () => {} }),
    pass: (ms) => {
      now += ms;
    },
  };
}

/** Seconds that the next try must wait; 0: it may be made, and counts. */
function tryNow(attempts: Attempts, key = 'a'): number {
  try {
    attempts.begin(key);
    return 0;
  } catch (error) {
    if (error instanceof TooManyAttemptsError) return error.retryAfterSeconds;
    throw error;
  }
}

describe('attempts', () => {
  it('cost nothing at first, then twice the wait each time, up to the longest', () => {
    const clock = movedByHand();
    const attempts = new Attempts(clock, { free: 3, longestWaitMs: 5000 });
    const waits: number[] = [];
    for (let count = 0; count < 8; count++) {
      const wait = tryNow(attempts);
      waits.push(wait);
      if (wait > 0) {
        clock.pass(wait * 1000);
        expect(tryNow(attempts)).toBe(0);
      }
    }
    expect(waits).toEqual([0, 0, 0, 1, 2, 4, 5, 5]);
  });

  it('are forgiven by a success, and forgotten after an hour', () => {
    const clock = movedByHand();
    const attempts = new Attempts(clock, { free: 1, longestWaitMs: 60_000 });
    tryNow(attempts);
    expect(tryNow(attempts)).toBe(1);
    attempts.succeeded('a');
    expect(tryNow(attempts)).toBe(0);
    expect(tryNow(attempts)).toBe(1);
    clock.pass(60 * 60_000);
    expect(tryNow(attempts)).toBe(0);
  });

  it('of one do not hold up another', () => {
    const attempts = new Attempts(movedByHand(), { free: 1, longestWaitMs: 60_000 });
    tryNow(attempts, 'a');
    expect(tryNow(attempts, 'b')).toBe(0);
  });
});
