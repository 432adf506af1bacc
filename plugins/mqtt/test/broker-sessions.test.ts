import { mkdtempSync, rmSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FakeHub } from '@concord/sdk/testing';
import mqttPacket from 'mqtt-packet';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brokerUrl, connect, Inbox, startPlugin } from './plugin-test.ts';
import { freePort } from './mosquitto.ts';

let dataFolder: string;
let hub: FakeHub;
let port: number;
const clients: MqttClient[] = [];

beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'concord-mqtt-'));
  port = await freePort();
  hub = await open();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.end(true);
  await hub.stop();
  rmSync(dataFolder, { recursive: true });
});

const open = () => startPlugin({ dataFolder, config: { broker: `127.0.0.1:${port}` } });

async function joined(options: IClientOptions = {}): Promise<MqttClient> {
  const client = await connect(brokerUrl(hub), options);
  clients.push(client);
  return client;
}

/** A client whose broker keeps what it misses. What waits for it comes with its connection, so it is listened to before that. */
async function keeper(
  qos: 1 | 2 = 1,
  id = 'keeper',
  options: IClientOptions = {},
): Promise<{ client: MqttClient; inbox: Inbox; sessionPresent: boolean }> {
  const { client, inbox, connack } = await Inbox.connect(brokerUrl(hub), { ...options, clientId: id, clean: false });
  clients.push(client);
  if (!connack.sessionPresent) await client.subscribeAsync('news/#', { qos });
  return { client, inbox, sessionPresent: connack.sessionPresent };
}

async function kill(): Promise<void> {
  const { pid } = hub;
  if (pid === undefined) throw new Error('the plugin does not run');
  process.kill(pid, 'SIGKILL');
  await hub.stop();
}

describe('a client that keeps its session', () => {
  it('gets what it missed, once and in order, and nothing that was confirmed', async () => {
    const first = await keeper();
    const publisher = await joined();
    await publisher.publishAsync('news/0', 'seen', { qos: 1 });
    await first.inbox.waitFor('news/0');
    await first.client.endAsync();
    for (const n of [1, 2, 3]) await publisher.publishAsync(`news/${n}`, 'missed', { qos: 1 });
    await publisher.publishAsync('news/unsure', 'x', { qos: 0 });
    const second = await keeper();
    expect(second.sessionPresent).toBe(true);
    await publisher.publishAsync('news/4', 'live', { qos: 1 });
    await second.inbox.waitFor('news/4');
    expect(second.inbox.messages.map(({ topic }) => topic)).toEqual(['news/1', 'news/2', 'news/3', 'news/4']);
  });

  it.each([
    ['stopped', async () => void (await hub.stop())],
    ['killed', kill],
  ])('gets it from a broker that was %s meanwhile', async (_how, end) => {
    const first = await keeper();
    await first.client.endAsync();
    const publisher = await joined();
    for (const n of [1, 2, 3]) await publisher.publishAsync(`news/${n}`, 'missed', { qos: n === 2 ? 2 : 1 });
    await end();
    hub = await open();
    const second = await keeper();
    expect(second.sessionPresent).toBe(true);
    await second.inbox.waitFor('news/3');
    expect(second.inbox.messages.map(({ topic }) => topic)).toEqual(['news/1', 'news/2', 'news/3']);
  });

  it('starts anew where it asks for that', async () => {
    const first = await keeper();
    await first.client.endAsync();
    const publisher = await joined();
    await publisher.publishAsync('news/1', 'missed', { qos: 1 });
    const clean = await joined({ clientId: 'keeper', clean: true });
    await clean.endAsync();
    await kill();
    hub = await open();
    expect((await keeper()).sessionPresent).toBe(false);
  });

  it('has a limit for what it misses, and the hub says that it is reached', async () => {
    const first = await keeper();
    await first.client.endAsync();
    const publisher = await joined();
    await Promise.all(Array.from({ length: 1003 }, (_, n) => publisher.publishAsync(`news/${n}`, 'missed', { qos: 1 })));
    await hub.waitFor('diagnostic', ({ code, place }) => code === 'session-full' && place === 'keeper');
    const second = await keeper();
    await second.inbox.waitFor('news/999');
    expect(second.inbox.messages).toHaveLength(1000);
  });

  it('gets nothing of another user, and nothing that it may not read any more', async () => {
    await hub.request('action', { action: 'addBrokerUser', input: { name: 'ana', password: 'correct horse', topics: ['news/#'] } });
    const ana = { clientId: 'shared', clean: false, username: 'ana', password: 'correct horse' };
    const first = await joined(ana);
    await first.subscribeAsync(['news/a/#', 'news/b'], { qos: 1 });
    await first.endAsync();
    const publisher = await joined();
    await publisher.publishAsync('news/a/1', 'secret', { qos: 1 });
    await publisher.publishAsync('news/b', 'open', { qos: 1 });
    await hub.request('action', { action: 'addBrokerUser', input: { name: 'ana', password: 'correct horse', readTopics: ['news/b'] } });
    const second = await Inbox.connect(brokerUrl(hub), ana);
    clients.push(second.client);
    expect(await second.inbox.waitFor('news/b')).toBe('open');
    expect(second.inbox.messages).toHaveLength(1);
    await second.client.endAsync();
    await publisher.publishAsync('news/b', 'again', { qos: 1 });
    const other = await Inbox.connect(brokerUrl(hub), { clientId: 'shared', clean: false });
    clients.push(other.client);
    expect(other.connack.sessionPresent).toBe(false);
    await publisher.publishAsync('news/b', 'third', { qos: 1 });
    const { sessionPresent } = await keeper(1, 'shared');
    expect(sessionPresent).toBe(false);
  });

  it('loses nothing that was confirmed, whenever the broker is killed, and gets what comes exactly once only once', async () => {
    const inboxes: Inbox[] = [];
    const heard = () => inboxes.flatMap(({ messages }) => messages.map(({ topic }) => topic));
    // Their parts of the handshakes: without them a client that starts anew can't know what it has had, and which packets are open.
    const incomingStore = new mqtt.Store({ clean: false });
    const outgoingStore = new mqtt.Store({ clean: false });
    const returning = () => keeper(2, 'keeper', { incomingStore });
    let sent = 0;
    const confirmed = new Set<string>();
    await (await returning()).client.endAsync();
    for (const enough of [1, 20, 33, 57, 110, 170]) {
      const publisher = await joined({ clientId: 'publisher', clean: false, outgoingStore });
      const listener = await returning();
      publisher.on('error', () => undefined);
      listener.client.on('error', () => undefined);
      const before = confirmed.size;
      await new Promise<void>((resolve) => {
        const send = () => {
          const topic = `news/${sent % 2 ? 'twice' : 'once'}/${sent}`;
          publisher.publish(topic, 'x', { qos: sent++ % 2 ? 1 : 2 }, (error) => {
            if (error) return;
            confirmed.add(topic);
            if (confirmed.size - before < enough) send();
            else resolve();
          });
        };
        for (let atOnce = 0; atOnce < 20; atOnce++) send();
      });
      await kill();
      inboxes.push(listener.inbox);
      for (const client of clients.splice(0)) client.end(true);
      hub = await open();
    }
    const last = await returning();
    const publisher = await joined();
    await publisher.publishAsync('news/end', 'x', { qos: 1 });
    await last.inbox.waitFor('news/end');
    inboxes.push(last.inbox);
    // What comes exactly once is there when its handshake is over, which may be after what was sent later.
    const missing = () => [...confirmed.difference(new Set(heard()))];
    await expect.poll(missing, { timeout: 10_000 }).toEqual([]);
    const once = heard().filter((topic) => topic.startsWith('news/once/'));
    expect(once.filter((topic, at) => once.indexOf(topic) !== at)).toEqual([]);
    expect(confirmed.size).toBeGreaterThan(100);
  });
});

describe('messages of one client', () => {
  it('reach the others while one of them reads nothing, which is cut in the end', async () => {
    const stuck = connectSocket(port, '127.0.0.1');
    stuck.write(
      mqttPacket.generate({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, clientId: 'stuck', keepalive: 0 }),
    );
    await once(stuck, 'data');
    stuck.write(mqttPacket.generate({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'bulk/#', qos: 0 }] }));
    await once(stuck, 'data');
    stuck.pause();
    const watcher = await joined();
    const inbox = await Inbox.open(watcher, 'calm');
    const publisher = await joined();
    for (let n = 0; n < 400; n++) publisher.publish(`bulk/${n}`, Buffer.alloc(100_000), { qos: 0 });
    await publisher.publishAsync('calm', 'heard', { qos: 1 });
    expect(await inbox.waitFor('calm')).toBe('heard');
    await hub.waitFor('diagnostic', ({ code, message }) => code === 'client-too-slow' && message.includes('was cut'));
    stuck.destroy();
  });

  it('all arrive and keep their order, retained or not', async () => {
    const watcher = await joined();
    const inbox = await Inbox.open(watcher, '#');
    const socket = connectSocket(port, '127.0.0.1');
    socket.write(
      mqttPacket.generate({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, clientId: 'raw', keepalive: 0 }),
    );
    await once(socket, 'data');
    const publish = (topic: string, retain: boolean) =>
      mqttPacket.generate({ cmd: 'publish', topic, payload: 'x', qos: 0, retain, dup: false });
    socket.write(Buffer.concat([publish('a', true), publish('b', false), publish('c', true), publish('d', false)]));
    await inbox.waitFor('d');
    expect(inbox.messages.map(({ topic }) => topic)).toEqual(['a', 'b', 'c', 'd']);
    socket.destroy();
  });
});
