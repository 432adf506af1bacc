import { appendFileSync, mkdtempSync, rmSync, statSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SessionStore, type SessionLimits } from './session-store.ts';

const generous: SessionLimits = {
  sessions: 10,
  filtersPerSession: 10,
  messagesPerSession: 10_000,
  bytesPerSession: 1e9,
  totalBytes: 1e9,
  awayMs: 1000,
};
let dataFolder: string;
let codes: string[];
let counter: number;

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'concord-sessions-'));
  codes = [];
  counter = 1;
});
afterEach(() => rmSync(dataFolder, { recursive: true }));

const say = (message: string) => void codes.push(message);
async function opened(limits: Partial<SessionLimits> = {}): Promise<SessionStore> {
  const context = { dataFolder, log: { debug: say, info: () => undefined, warn: say, error: say } };
  const store = new SessionStore({ ...context, diagnose: ({ code }) => void codes.push(code) }, { ...generous, ...limits });
  await store.load();
  return store;
}

const file = () => join(dataFolder, 'sessions.jsonl');
const waiting = (store: SessionStore, id: string) => [...(store.get(id)?.queue ?? [])].map(({ message }) => message.topic);

function publish(store: SessionStore, topic: string, { qos = 1, bytes = 1 }: { qos?: 1 | 2; bytes?: number } = {}): void {
  const payload = Buffer.alloc(bytes, 1);
  store.prepare(topic, payload, qos);
  store.deliver(payload, counter++);
}

function subscribed(store: SessionStore, id: string, filter = '#', qos: 0 | 1 | 2 = 1) {
  const session = store.open({ id, user: undefined });
  store.subscribe(session, [[filter, qos]]);
  return session;
}

describe('SessionStore', () => {
  it('has over a restart who waits for what, and what was confirmed no more', async () => {
    const first = await opened();
    const session = subscribed(first, 'a', 'x/+', 2);
    for (const topic of ['x/1', 'x/2', 'y']) publish(first, topic, { qos: 2 });
    const [delivery] = session.queue;
    if (delivery) first.give(session, delivery, 77);
    const [, other] = session.queue;
    if (other) first.remove(session, other);
    publish(first, 'x/3');
    await first.stop();
    const second = await opened();
    const again = second.get('a');
    expect(waiting(second, 'a')).toEqual(['x/1', 'x/3']);
    expect([...(again?.queue ?? [])].map(({ id, qos }) => [id, qos])).toEqual([
      [77, 2],
      [undefined, 1],
    ]);
    expect(again?.filters).toEqual(new Map([['x/+', 2]]));
    publish(second, 'x/4');
    expect(waiting(second, 'a')).toEqual(['x/1', 'x/3', 'x/4']);
    await second.stop();
    expect(codes).toEqual([]);
  });

  it('keeps on disk what nobody has been given yet, also where the file is written anew', async () => {
    const first = await opened();
    subscribed(first, 'a');
    for (let n = 0; n < 30; n++) {
      publish(first, 'bulk', { bytes: 200_000 });
      const session = first.get('a');
      for (const delivery of [...(session?.queue ?? [])]) if (session) first.remove(session, delivery);
      await first.saved();
    }
    first.prepare('late', Buffer.from('x'), 1);
    await first.stop();
    expect(statSync(file()).size).toBeLessThan(6_000_000);
    expect(waiting(await opened(), 'a')).toEqual(['late']);
  });

  it.each([
    ['session-full', { messagesPerSession: 2 }, 2],
    ['session-full', { bytesPerSession: 1000 }, 3],
    ['too-much-waiting', { totalBytes: 1000 }, 3],
  ])('says %s beyond %j', async (code, limits, kept) => {
    const store = await opened(limits);
    subscribed(store, 'a');
    for (let n = 0; n < 10; n++) publish(store, `t${n}`);
    expect(waiting(store, 'a')).toHaveLength(kept);
    expect(codes).toEqual(Array.from({ length: 10 - kept }, () => code));
    await store.stop();
  });

  it('lets go of the session that is away longest where there are too many, and of those that are away too long', async () => {
    const store = await opened({ sessions: 2 });
    subscribed(store, 'here');
    subscribed(store, 'away');
    store.setAway('away', true);
    subscribed(store, 'new');
    expect([store.get('here') !== undefined, store.get('away'), store.size]).toEqual([true, undefined, 2]);
    expect(codes).toEqual(['too-many-sessions']);
    store.setAway('new', true);
    store.expire(Date.now() + 500);
    expect(store.size).toBe(2);
    store.expire(Date.now() + 1500);
    expect([store.get('here') !== undefined, store.size]).toEqual([true, 1]);
    await store.stop();
  });

  it('goes on in memory where the disk refuses, says so, and writes all of it when that is over', async () => {
    const store = await opened();
    mkdirSync(file());
    subscribed(store, 'a');
    publish(store, 'x');
    await store.saved();
    expect(codes).toContain('sessions-not-kept');
    expect(waiting(store, 'a')).toEqual(['x']);
    rmSync(file(), { recursive: true });
    await store.stop();
    expect(waiting(await opened(), 'a')).toEqual(['x']);
  });

  it('reads what it can of a damaged file', async () => {
    const first = await opened();
    subscribed(first, 'a');
    publish(first, 'x');
    await first.stop();
    const line = fc.oneof(
      fc.json(),
      fc.string(),
      fc
        .record(
          {
            session: fc.oneof(fc.constant('b'), fc.jsonValue()),
            message: fc.oneof(fc.nat(), fc.jsonValue()),
            topic: fc.jsonValue(),
            payload: fc.jsonValue(),
            to: fc.jsonValue(),
            given: fc.oneof(fc.nat(), fc.jsonValue()),
            id: fc.oneof(fc.nat(), fc.jsonValue()),
            filters: fc.jsonValue(),
            user: fc.constant(null),
            away: fc.constant(null),
          },
          { requiredKeys: [] },
        )
        .map((value) => JSON.stringify(value)),
    );
    for (const damage of fc.sample(line, { numRuns: 500, seed: 1 })) appendFileSync(file(), `${damage.replaceAll('\n', ' ')}\n`);
    appendFileSync(file(), '{"delivered":99,"session":"gone"}\n{"given":1,"ses');
    const second = await opened();
    expect(waiting(second, 'a')).toContain('x');
    publish(second, 'y');
    await second.stop();
    expect(waiting(await opened(), 'a')).toEqual(expect.arrayContaining(['x', 'y']));
  });
});
