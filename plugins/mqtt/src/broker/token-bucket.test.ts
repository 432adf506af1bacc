import { expect, it } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

it('lets a burst through, then the rate', () => {
  const bucket = new TokenBucket(10, 3, 0);
  const taken = (now: number) => bucket.take(1, now);
  expect([0, 0, 0, 0].map(taken)).toEqual([true, true, true, false]);
  expect(taken(100)).toBe(true);
  expect(taken(100)).toBe(false);
  expect([10_000, 10_000, 10_000, 10_000].map(taken)).toEqual([true, true, true, false]);
});
