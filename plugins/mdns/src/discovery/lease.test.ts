import { describe, expect, it } from 'vitest';
import { Lease } from './lease.ts';

describe('a lease', () => {
  it('asks again at 80 and 95 percent of its time, once each, and then is over', () => {
    const lease = new Lease(0, 100);
    expect(lease.mustAsk(79_000)).toBe(false);
    expect(lease.mustAsk(80_000)).toBe(true);
    expect(lease.mustAsk(81_000)).toBe(false);
    expect(lease.nextMoment).toBe(95_000);
    expect(lease.mustAsk(95_000)).toBe(true);
    expect(lease.nextMoment).toBe(100_000);
    expect(lease.isOver(99_999)).toBe(false);
    expect(lease.isOver(100_000)).toBe(true);
  });

  it('starts anew when it is renewed', () => {
    const lease = new Lease(0, 100);
    lease.mustAsk(80_000);
    lease.renew(90_000, 100);
    expect(lease.isOver(150_000)).toBe(false);
    expect(lease.nextMoment).toBe(170_000);
  });

  it('ends a second after a goodbye', () => {
    const lease = new Lease(0, 100);
    lease.end(5000);
    expect(lease.mustAsk(5990)).toBe(false);
    expect(lease.isOver(6000)).toBe(true);
  });
});
