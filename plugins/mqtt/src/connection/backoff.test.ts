import { expect, it } from 'vitest';
import { Backoff } from './backoff.ts';

it('waits longer each time, up to half a minute, and starts again after success', () => {
  const backoff = new Backoff(() => 1);
  const waits = Array.from({ length: 9 }, () => backoff.next());
  expect(waits.slice(0, 3)).toEqual([500, 1000, 2000]);
  expect(waits.at(-1)).toBe(30_000);
  backoff.reset();
  expect(backoff.next()).toBe(500);
  expect(new Backoff(() => 0).next()).toBe(250);
});
