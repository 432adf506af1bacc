import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { FakeHub } from '@concord/sdk/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { lockAnnouncements, lockTopics, LockState } from '../demo/lock-messages.ts';
import { freePort, makeCertificate, Mosquitto } from './mosquitto.ts';
import { connect, Inbox, reported, startPlugin } from './plugin-test.ts';

const ieee = '0x00158d00010a2b3c';
const key = `zigbee:${ieee}`;
const topics = lockTopics({ ieee });

async function playLock(url: string, options = {}) {
  const client = await connect(url, options);
  const lock = new LockState();
  for (const { topic, payload } of lockAnnouncements({ ieee })) await client.publishAsync(topic, payload, { retain: true });
  await client.publishAsync(topics.availability, '{"state":"online"}', { retain: true });
  await client.publishAsync(topics.state, lock.now(), { retain: true });
  return { client, lock };
}

describe('a broker elsewhere (mosquitto)', () => {
  const opened: { stop(): Promise<unknown> }[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0).toReversed()) await one.stop();
  });
  const opening = async (lines: readonly string[]) => {
    const broker = new Mosquitto(await freePort(), lines);
    opened.push({ stop: () => broker.remove() });
    return broker;
  };
  const plugin = async (...brokers: unknown[]): Promise<FakeHub> => {
    const hub = await startPlugin({ config: { broker: 'off', brokers }, patienceMs: 15_000 });
    opened.push(hub);
    return hub;
  };

  it('brings its devices, events and commands', async () => {
    const broker = await opening(['allow_anonymous true']);
    await broker.start();
    const url = `mqtt://127.0.0.1:${broker.port}`;
    const hub = await plugin(url);
    const { client, lock } = await playLock(url);
    expect(await reported(hub, key, 'lock.state')).toBe('locked');
    await client.publishAsync(topics.state, lock.turn('UNLOCK', 1));
    expect(await hub.waitFor('event')).toMatchObject({ event: 'unlocked', payload: { user: '1' } });
    const inbox = await Inbox.open(client, topics.set);
    expect(await hub.command(key, 'main', 'lock', 'lock')).toEqual({ confirmation: 'sent' });
    expect(await inbox.waitFor(topics.set)).toBe('LOCK');
    await client.endAsync();
  });

  it('tells what it kept of devices that came before the plugin', async () => {
    const broker = await opening(['allow_anonymous true']);
    await broker.start();
    const url = `mqtt://127.0.0.1:${broker.port}`;
    const { client } = await playLock(url);
    const hub = await plugin(url);
    expect(await reported(hub, key, 'lock.state')).toBe('locked');
    await hub.waitFor('availability', ({ device, state }) => device === key && state === 'online');
    expect(hub.all('event')).toEqual([]);
    await client.endAsync();
  });

  it('may come later than the plugin, and may go and come back', async () => {
    const broker = await opening(['allow_anonymous true']);
    const url = `mqtt://127.0.0.1:${broker.port}`;
    const hub = await plugin(url);
    await hub.waitFor('diagnostic', ({ code }) => code === 'broker-unreachable');
    await broker.start();
    const first = await playLock(url);
    await hub.waitFor('availability', ({ device, state }) => device === key && state === 'online');
    await broker.stop();
    await hub.waitFor('availability', ({ device, state }) => device === key && state === 'offline');
    await expect(hub.command(key, 'main', 'lock', 'unlock')).rejects.toMatchObject({ code: 'device-offline' });
    first.client.end(true);
    const since = hub.messages.length;
    await broker.start();
    const { client, lock } = await playLock(url);
    await hub.waitFor('availability', ({ device, state }) => device === key && state === 'online', { since });
    await reported(hub, key, 'lock.state', () => true, since);
    expect(hub.messages.slice(since).some(({ type }) => type === 'device')).toBe(false);
    await client.publishAsync(topics.state, lock.turn('UNLOCK', 2));
    expect(await hub.waitFor('event')).toMatchObject({ event: 'unlocked', payload: { user: '2' } });
    await client.endAsync();
  });

  it('is joined with TLS, a private authority and a password', async () => {
    const broker = await opening([
      'allow_anonymous false',
      'password_file $FOLDER/users',
      'cafile $FOLDER/ca.pem',
      'certfile $FOLDER/server.pem',
      'keyfile $FOLDER/server.key',
    ]);
    const ca = makeCertificate(broker.folder);
    execFileSync('mosquitto_passwd', ['-b', '-c', join(broker.folder, 'users'), 'concord', 'p@ss w0rd']);
    chmodSync(join(broker.folder, 'users'), 0o644);
    await broker.start();
    const url = `mqtts://127.0.0.1:${broker.port}`;
    const hub = await plugin({ url: url.replace('//', '//concord:p%40ss%20w0rd@'), ca });
    const { client } = await playLock(url, { ca, username: 'concord', password: 'p@ss w0rd' });
    expect(await reported(hub, key, 'lock.state')).toBe('locked');
    expect(JSON.stringify(hub.messages)).not.toMatch(/p@ss|p%40ss/);
    await client.endAsync();
  });

  it('is refused, with a diagnostic, where its certificate is not trusted or the password is wrong', async () => {
    const broker = await opening([
      'allow_anonymous false',
      'cafile $FOLDER/ca.pem',
      'certfile $FOLDER/server.pem',
      'keyfile $FOLDER/server.key',
    ]);
    const ca = makeCertificate(broker.folder);
    await broker.start();
    const url = `mqtts://127.0.0.1:${broker.port}`;
    const hub = await plugin(url, {
      url: url.replace('127.0.0.1', 'localhost'),
      ca,
      username: 'x',
      password: 'y',
      rejectUnauthorized: false,
    });
    const refused = (text: RegExp) => hub.waitFor('diagnostic', ({ code, message }) => code === 'broker-unreachable' && text.test(message));
    await refused(/certificate/i);
    await refused(/not authori/i);
  });
});
