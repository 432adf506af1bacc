import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BrokerUsers } from '../src/broker/broker-users.ts';
import { EmbeddedBroker } from '../src/broker/embedded-broker.ts';
import { RetainedMessages } from '../src/broker/retained-messages.ts';
import { TcpListener } from '../src/broker/tcp-listener.ts';
import { SessionStore } from '../src/broker/sessions/session-store.ts';
import { Wills } from '../src/broker/wills.ts';
import { brokerUrl, connect, Inbox, startPlugin } from './plugin-test.ts';

const megabyte = 1024 * 1024;
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const will = (id: string) => ({
  clientId: id,
  will: { topic: `status/${id}`, payload: Buffer.from('offline'), qos: 1 as const, retain: true },
});

let dataFolder: string;
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'concord-mqtt-'));
});
afterEach(() => rmSync(dataFolder, { recursive: true }));

/** The broker of the plugin, with less patience for those who have to come back. */
async function openBroker(waitMs: number) {
  const context = { dataFolder, log: silent, diagnose: () => undefined };
  const store = { get: async () => undefined, set: async () => undefined, delete: async () => undefined };
  const retained = new RetainedMessages(context, { messageBytes: megabyte, totalBytes: megabyte });
  const limits = {
    sessions: 10,
    filtersPerSession: 10,
    messagesPerSession: 10,
    bytesPerSession: megabyte,
    totalBytes: megabyte,
    awayMs: 1e9,
  };
  const sessions = new SessionStore(context, limits);
  const wills = new Wills(context);
  await Promise.all([retained.load(), sessions.load(), wills.load()]);
  const broker = new EmbeddedBroker({ users: new BrokerUsers(store), retained, sessions, wills }, context, waitMs);
  const listener = new TcpListener({ host: '127.0.0.1', port: 0 }, broker.entrance, context);
  await broker.start();
  await listener.start();
  const stop = () => Promise.all([listener.stop(), broker.stop()]);
  return { broker, stop, url: `mqtt://127.0.0.1:${listener.port}` };
}

describe.each([
  ['killed', 'SIGKILL'],
  ['stopped', undefined],
] as const)('after the broker was %s', (_how, signal) => {
  it('the wills of those who do not come back are said, and of nobody else', async () => {
    const hub = await startPlugin({ dataFolder });
    const url = brokerUrl(hub);
    await (await connect(url, will('left'))).endAsync();
    const clients = await Promise.all(['lost', 'back'].map((id) => connect(url, will(id))));
    await clients[0]?.publishAsync('status/lost', 'online', { qos: 1, retain: true });
    if (signal && hub.pid !== undefined) process.kill(hub.pid, signal);
    await hub.stop();
    for (const client of clients) client.end(true);

    const { broker, stop, url: again } = await openBroker(600);
    const back = await connect(again, will('back'));
    const watcher = await connect(again);
    const inbox = await Inbox.open(watcher, 'status/#');
    await expect.poll(() => inbox.messages.filter(({ text }) => text === 'offline'), { timeout: 8000 }).not.toEqual([]);
    await watcher.publishAsync('status/end', 'x', { qos: 1 });
    await inbox.waitFor('status/end');
    expect(inbox.messages.filter(({ text }) => text === 'offline').map(({ topic }) => topic)).toEqual(['status/lost']);
    expect(broker.retained.get('status/lost')?.payload.toString()).toBe('offline');
    await Promise.all([back.endAsync(), watcher.endAsync()]);
    await stop();
  });
});

it('a client that takes its connection over from itself keeps its will', async () => {
  const hub = await startPlugin({ dataFolder });
  const first = await connect(brokerUrl(hub), will('plug'));
  const closed = new Promise<void>((resolve) => first.once('close', () => resolve()));
  const second = await connect(brokerUrl(hub), will('plug'));
  await closed;
  await second.publishAsync('x', 'y', { qos: 1 });
  if (hub.pid !== undefined) process.kill(hub.pid, 'SIGKILL');
  await hub.stop();
  second.end(true);
  const wills = new Wills({ dataFolder, log: silent });
  await wills.load();
  expect(wills.takeLost().map(({ client }) => client)).toEqual(['plug']);
});
