import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '../driver.ts';
import type { Address } from '../network/local.ts';
import { Link } from './link.ts';

const first: Address = { host: '10.0.0.2', port: 80 };
const second: Address = { host: '10.0.0.3', port: 80 };

interface Opened extends Session {
  die(): void;
  readonly checks: () => number;
}

/** A link to a device that answers at the addresses in `answering`. */
function setUp(...answering: Address[]) {
  const tried: Address[] = [];
  const said: string[] = [];
  const sessions: Opened[] = [];
  const link = new Link(first, {
    open: async (address) => {
      tried.push(address);
      if (!answering.includes(address)) throw new Error('nobody');
      const session = openedSession();
      sessions.push(session);
      return session;
    },
    online: ({ host }) => said.push(`online ${host}`),
    offline: () => said.push('offline'),
    failed: () => said.push('failed'),
  });
  return { link, tried, said, sessions, answering };
}

function openedSession(): Opened {
  const closed = Promise.withResolvers<Error>();
  let checks = 0;
  return {
    command: async () => ({ confirmation: 'acknowledged' }),
    check: () => void checks++,
    close: () => closed.resolve(new Error('closed')),
    closed: closed.promise,
    die: () => closed.resolve(new Error('died')),
    checks: () => checks,
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a link', () => {
  it('tries again with growing pauses until the device answers', async () => {
    const { link, tried, said, answering } = setUp();
    link.start();
    await vi.advanceTimersByTimeAsync(30_000);
    // 1, 2, 4, 8, 16… seconds, give or take a quarter.
    expect(tried.length).toBeGreaterThanOrEqual(4);
    expect(tried.length).toBeLessThanOrEqual(6);
    answering.push(first);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(said.at(-1)).toBe('online 10.0.0.2');
    await link.stop();
  });

  it('tries at once where the device is announced anew', async () => {
    const { link, said } = setUp(second);
    link.start();
    await vi.advanceTimersByTimeAsync(100);
    expect(said).toEqual(['failed']);
    link.announced(second);
    await vi.advanceTimersByTimeAsync(0);
    expect(said.at(-1)).toBe('online 10.0.0.3');
    await link.stop();
  });

  it('tries once for a bunch of announcements that say the same', async () => {
    const { link, tried } = setUp();
    link.start();
    await vi.advanceTimersByTimeAsync(600);
    for (let at = 0; at < 5; at++) link.announced(first);
    await vi.advanceTimersByTimeAsync(100);
    for (let at = 0; at < 5; at++) link.announced(first);
    expect(tried).toHaveLength(2);
    await link.stop();
  });

  it('doubts its session when another address is announced, and moves only once it is dead', async () => {
    const { link, said, sessions } = setUp(first, second);
    link.start();
    await vi.advanceTimersByTimeAsync(0);
    link.announced(second);
    expect(sessions[0]?.checks()).toBe(1);
    expect(said).toEqual(['online 10.0.0.2']);
    sessions[0]?.die();
    await vi.advanceTimersByTimeAsync(1);
    expect(said).toEqual(['online 10.0.0.2', 'offline', 'online 10.0.0.3']);
    await link.stop();
  });

  it('waits longer and longer for a device whose sessions break at once, and not for one that was steady', async () => {
    const { link, tried, sessions } = setUp(first);
    link.start();
    for (let at = 0; at < 4; at++) {
      await vi.advanceTimersByTimeAsync(0);
      sessions.at(-1)?.die();
      await vi.advanceTimersByTimeAsync(1300 * 2 ** at);
    }
    expect(tried).toHaveLength(5);
    sessions.at(-1)?.die();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(tried).toHaveLength(5);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(tried).toHaveLength(6);
    sessions.at(-1)?.die();
    await vi.advanceTimersByTimeAsync(1300);
    expect(tried).toHaveLength(7);
    await link.stop();
  });

  it('rests once it is stopped', async () => {
    const { link, tried } = setUp();
    link.start();
    await vi.advanceTimersByTimeAsync(10);
    await link.stop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(tried).toHaveLength(1);
  });
});
