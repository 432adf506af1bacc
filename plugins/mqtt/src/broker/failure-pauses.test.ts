import { expect, it } from 'vitest';
import { FailurePauses } from './failure-pauses.ts';

const limits = { free: 2, firstMs: 1000, longestMs: 5000 };

it('asks for longer pauses with each failure that is not free', () => {
  const pauses = new FailurePauses(limits);
  const waits = Array.from({ length: 6 }, () => {
    pauses.failed('a', 0);
    return pauses.waitMs('a', 0);
  });
  expect(waits).toEqual([0, 0, 1000, 2000, 4000, 5000]);
  expect(pauses.waitMs('a', 4000)).toBe(1000);
  expect(pauses.waitMs('b', 0)).toBe(0);
});

it.each([
  ['after a success', (pauses: FailurePauses) => pauses.succeeded('a'), 0],
  ['after a long quiet time', () => undefined, 15 * 60_000],
])('starts anew %s', (_when, act, now) => {
  const pauses = new FailurePauses(limits);
  for (let n = 0; n < 9; n++) pauses.failed('a', 0);
  act(pauses);
  pauses.failed('a', now);
  expect(pauses.waitMs('a', now)).toBe(0);
});

it('remembers the newest ten thousand', () => {
  const pauses = new FailurePauses({ ...limits, free: 0 });
  for (let n = 0; n <= 10_000; n++) pauses.failed(String(n), 0);
  expect(pauses.waitMs('0', 0)).toBe(0);
  expect(pauses.waitMs('1', 0)).toBe(1000);
});
