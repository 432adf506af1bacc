import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Standby } from './standby.ts';

const settleMs = 5000;

function broker() {
  return { isOnline: true };
}
function view(connection: { isOnline: boolean }, key = 'plug') {
  return { key, connection, isWithdrawn: false };
}

describe('a device on two brokers', () => {
  let told: unknown[];
  const [one, two] = [broker(), broker()];
  let first: ReturnType<typeof view>;
  let second: ReturnType<typeof view>;
  let standby: Standby<ReturnType<typeof view>>;
  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    one.isOnline = two.isOnline = true;
    first = view(one);
    second = view(two);
    standby = new Standby({ settleMs, tookOver: (next) => told.push(next) });
    standby.add(first);
    standby.add(second);
  });
  afterEach(() => {
    standby.stop();
    vi.useRealTimers();
  });

  it('is led by the first, and found on both', () => {
    expect(standby.leader('plug')).toBe(first);
    expect([standby.find('plug', one), standby.find('plug', two)]).toEqual([first, second]);
    expect([standby.of(one), standby.of(two), standby.all()]).toEqual([[first], [second], [first, second]]);
  });

  it.each([
    ['its broker is lost', () => (one.isOnline = false)],
    ['it is withdrawn there', () => (first.isWithdrawn = true)],
  ])('changes hands once %s for a while, and does not go back', (_what, lose) => {
    lose();
    standby.review();
    vi.advanceTimersByTime(settleMs - 1);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(told).toEqual([second]);
    one.isOnline = true;
    first.isWithdrawn = false;
    standby.review();
    vi.advanceTimersByTime(10 * settleMs);
    expect([told, standby.leader('plug')]).toEqual([[second], second]);
  });

  it('stays where its broker comes back in time, or the other is not there either', () => {
    one.isOnline = false;
    standby.review();
    vi.advanceTimersByTime(settleMs - 1);
    one.isOnline = true;
    standby.review();
    vi.advanceTimersByTime(settleMs);
    one.isOnline = two.isOnline = false;
    standby.review();
    vi.advanceTimersByTime(settleMs);
    expect(told).toEqual([]);
    two.isOnline = true;
    standby.review();
    vi.advanceTimersByTime(settleMs);
    expect(told).toEqual([second]);
  });

  it('goes on by the other one where it is gone from the first, and is gone with the last', () => {
    expect(standby.delete(first)).toBe(true);
    expect([told, standby.leader('plug')]).toEqual([[second], second]);
    expect(standby.delete(second)).toBe(false);
    expect(standby.leader('plug')).toBeUndefined();
  });

  it('is not disturbed by the one that stands by going away', () => {
    expect(standby.delete(second)).toBe(true);
    expect(standby.delete(second)).toBe(true);
    expect([told, standby.leader('plug')]).toEqual([[], first]);
  });

  it('moves at once where it was withdrawn before the other announced it', () => {
    standby.delete(second);
    first.isWithdrawn = true;
    standby.add(second);
    expect(told).toEqual([second]);
  });
});
