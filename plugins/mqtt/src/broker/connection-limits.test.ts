import { expect, it } from 'vitest';
import { ConnectionLimits } from './connection-limits.ts';

it('limits connections in total and by address', () => {
  const limits = new ConnectionLimits(3, 2);
  expect(['a', 'a', 'a', 'b', 'c'].map((address) => limits.take(address))).toEqual([true, true, false, true, false]);
  limits.giveBack('a');
  expect(['a', 'b'].map((address) => limits.take(address))).toEqual([true, false]);
});
