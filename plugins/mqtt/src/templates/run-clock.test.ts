import { describe, expect, it } from 'vitest';
import { RunClock } from './run-clock.ts';

const wait = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

describe('the clock of a run', () => {
  it('does not count time in which nothing was done', () => {
    const clock = new RunClock(20);
    clock.start();
    wait(60);
    expect(clock.isOver()).toBe(false);
  });

  it('counts work, whatever it is interrupted by', () => {
    const clock = new RunClock(20);
    clock.start();
    let turns = 0;
    while (!clock.isOver()) if (++turns % 100_000 === 0) wait(1);
    expect(turns).toBeGreaterThan(0);
  });

  it('measures nothing while it is stopped', () => {
    const clock = new RunClock(0);
    clock.start();
    clock.stop();
    expect(clock.isOver()).toBe(false);
  });
});
