import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RetainedMessages } from './retained-messages.ts';

const limits = { messageBytes: 4 * 1024 * 1024, totalBytes: 32 * 1024 * 1024 };
let dataFolder: string;
let complaints: string[];

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'concord-retained-'));
  complaints = [];
});
afterEach(() => rmSync(dataFolder, { recursive: true }));

async function opened(own: Partial<typeof limits> = {}): Promise<RetainedMessages> {
  const say = (message: string) => void complaints.push(message);
  const retained = new RetainedMessages({ dataFolder, log: { debug: say, info: say, warn: say, error: say } }, { ...limits, ...own });
  await retained.load();
  return retained;
}

const file = () => join(dataFolder, 'retained.jsonl');
const lines = () => readFileSync(file(), 'utf8').split('\n').filter(Boolean).length;
const kept = (retained: RetainedMessages) => [...retained.entries()].map(([topic, { payload, qos }]) => [topic, payload.toString(), qos]);

describe('RetainedMessages', () => {
  it('has over a restart what was kept last, and not what was removed', async () => {
    const first = await opened();
    first.keep('a', Buffer.from('1'), 0);
    first.keep('b', Buffer.from('2'), 1);
    await first.stop();
    const second = await opened();
    second.keep('a', Buffer.from('3'), 0);
    second.keep('b', Buffer.alloc(0), 0);
    await second.stop();
    expect(kept(await opened())).toEqual([['a', '3', 0]]);
    expect(complaints).toEqual([]);
  });

  it('writes what changed and nothing else', async () => {
    const retained = await opened();
    for (let n = 0; n < 100; n++) retained.keep(`t${n}`, Buffer.from('x'), 0);
    await retained.stop();
    expect(lines()).toBe(100);
    for (let n = 0; n < 100; n++) retained.keep(`t${n}`, Buffer.from(n === 7 ? 'y' : 'x'), 0);
    retained.keep('unknown', Buffer.alloc(0), 0);
    await retained.stop();
    expect(lines()).toBe(101);
    const { mtimeNs } = statSync(file(), { bigint: true });
    await retained.stop();
    expect(statSync(file(), { bigint: true }).mtimeNs).toBe(mtimeNs);
  });

  it('writes its file anew when most of it is of the past', async () => {
    const retained = await opened();
    retained.keep('still', Buffer.from('here'), 2);
    for (let n = 0; n < 12; n++) {
      retained.keep('busy', Buffer.alloc(200_000, n + 1), 0);
      await retained.stop();
    }
    expect(statSync(file()).size).toBeLessThan(2_500_000);
    const after = await opened();
    expect(after.get('still')).toEqual({ payload: Buffer.from('here'), qos: 2 });
    expect(after.get('busy')?.payload.at(-1)).toBe(12);
  });

  it('survives a write that was cut off, and goes on after it', async () => {
    const first = await opened();
    first.keep('a', Buffer.from('1'), 0);
    await first.stop();
    appendFileSync(file(), '{"topic":"b","payl');
    const second = await opened();
    expect(kept(second)).toEqual([['a', '1', 0]]);
    second.keep('c', Buffer.from('3'), 0);
    await second.stop();
    expect(kept(await opened())).toEqual([
      ['a', '1', 0],
      ['c', '3', 0],
    ]);
    expect(complaints).toContain('1 retained messages were damaged and are left out');
  });

  it('weighs messages, each and all together', async () => {
    const retained = await opened({ messageBytes: 2000, totalBytes: 4000 });
    expect(retained.refusalOf('large', Buffer.alloc(2000))).toBe('retained-too-large');
    expect(retained.refusalOf('a', Buffer.alloc(1700))).toBeUndefined();
    retained.keep('a', Buffer.alloc(1700, 1), 0);
    retained.keep('b', Buffer.alloc(1700, 1), 0);
    expect(retained.refusalOf('c', Buffer.alloc(100))).toBe('too-many-retained');
    expect(retained.refusalOf('a', Buffer.alloc(1600))).toBeUndefined();
    expect(retained.refusalOf('b', Buffer.alloc(0))).toBeUndefined();
    retained.keep('b', Buffer.alloc(0), 0);
    expect(retained.refusalOf('c', Buffer.alloc(100))).toBeUndefined();
    await retained.stop();
  });
});
