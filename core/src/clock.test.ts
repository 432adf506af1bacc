import { describe, expect, it } from 'vitest';
import { guardedClock, type Clock } from './clock.ts';

describe('a guarded clock', () => {
  it('hands on what a callback throws, and calls the next', () => {
    const calls: (() => void)[] = [];
    const bare: Clock = { now: () => 7, at: (_at, call) => (calls.push(call), { cancel: () => {} }) };
    const errors: unknown[] = [];
    const heard: string[] = [];
    const clock = guardedClock(bare, (error) => errors.push(error));
    const failure = new Error('broken');
    clock.at(8, () => {
      throw failure;
    });
    clock.at(8, () => heard.push('next'));
    for (const call of calls) call();
    expect(errors).toEqual([failure]);
    expect(heard).toEqual(['next']);
    expect(clock.now()).toBe(7);
  });
});
