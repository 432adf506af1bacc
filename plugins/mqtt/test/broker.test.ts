import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect as connectSocket, createServer } from 'node:net';
import { tmpdir, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { testNetwork, type FakeHub } from '@concord/sdk/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brokerUrl, connect, Inbox, reported, startPlugin } from './plugin-test.ts';

/** An address of this machine that is not its loopback. */
function outsideAddress(): string {
  const address = networkInterfaces()[testNetwork()]?.find(({ family }) => family === 'IPv4')?.address;
  if (address === undefined) throw new Error('the test network has no IPv4 address');
  return address;
}

describe('the embedded broker', () => {
  let hub: FakeHub;
  let outside: string;
  beforeEach(async () => {
    hub = await startPlugin({ config: { broker: '0.0.0.0:0' } });
    outside = brokerUrl(hub).replace('127.0.0.1', outsideAddress());
  });
  afterEach(() => hub.stop());

  it('shows its real port at an address of this machine', () => {
    expect(brokerUrl(hub)).toMatch(/^mqtt:\/\/127\.0\.0\.1:\d{2,5}$/);
  });

  it('serves programs on this machine without a password, and nobody else', async () => {
    const inside = await connect(brokerUrl(hub));
    await inside.endAsync();
    await expect(connect(outside)).rejects.toThrow(/Not authorized/i);
    await hub.waitFor('diagnostic', ({ code }) => code === 'login-refused');
  });

  it('lets a broker user in from outside, with the right password only', async () => {
    const user = (await hub.request('action', { action: 'addBrokerUser', input: { name: 'tasmota' } })) as {
      name: string;
      password: string;
    };
    expect(user.password.length).toBeGreaterThanOrEqual(20);
    const client = await connect(outside, { username: user.name, password: user.password });
    await client.endAsync();
    await expect(connect(outside, { username: user.name, password: 'guessed' })).rejects.toThrow(/Not authorized/i);
    expect(await hub.request('action', { action: 'listBrokerUsers', input: {} })).toEqual({ users: [{ name: 'tasmota', topics: ['#'] }] });
    await hub.request('action', { action: 'removeBrokerUser', input: { name: 'tasmota' } });
    await expect(connect(outside, { username: user.name, password: user.password })).rejects.toThrow(/Not authorized/i);
    expect(JSON.stringify(hub.all('log'))).not.toContain(user.password);
  });

  it('answers guesses ever more seldom, and says so', async () => {
    await hub.request('action', { action: 'addBrokerUser', input: { name: 'ana', password: 'correct horse' } });
    for (let n = 0; n < 6; n++)
      await expect(connect(outside, { username: 'ana', password: `guess ${n}` })).rejects.toThrow(/Not authorized/i);
    await expect(connect(outside, { username: 'ana', password: 'correct horse' })).rejects.toThrow(/Server unavailable/i);
    const inside = await connect(brokerUrl(hub), { username: 'ana', password: 'correct horse' });
    await inside.endAsync();
    await hub.waitFor('diagnostic', ({ code, place }) => code === 'too-many-logins' && place === outsideAddress());
  });

  it('refuses the hundred and first connection of one address, and serves the others on', async () => {
    const client = await connect(brokerUrl(hub));
    const { port } = new URL(brokerUrl(hub));
    const sockets = Array.from({ length: 100 }, () => connectSocket(Number(port), '127.0.0.1'));
    const [answer] = (await Promise.race(sockets.map((socket) => once(socket, 'data')))) as [Buffer];
    expect([...answer]).toEqual([0x20, 2, 0, 3]);
    await hub.waitFor('diagnostic', ({ code, place }) => code === 'too-many-connections' && place === '127.0.0.1');
    const elsewhere = await connect(outside.replace('//', '//nobody:x@')).catch((error: unknown) => String(error));
    expect(elsewhere).toMatch(/Not authorized/i);
    const closed = sockets.filter((socket) => !socket.closed).map((socket) => once(socket, 'close'));
    for (const socket of sockets) socket.destroy();
    await Promise.all(closed);
    const inbox = await Inbox.open(client, 'calm');
    await client.publishAsync('calm', 'heard');
    expect(await inbox.waitFor('calm')).toBe('heard');
    await client.endAsync();
  });

  it.each([
    ['a new password', { password: 'battery staple' }],
    ['other rights', { password: 'correct horse', topics: ['shed/#'] }],
  ])('ends the connections of a user who gets %s', async (_what, change) => {
    await hub.request('action', { action: 'addBrokerUser', input: { name: 'ana', password: 'correct horse' } });
    const client = await connect(outside, { username: 'ana', password: 'correct horse' });
    const other = await connect(brokerUrl(hub));
    await client.subscribeAsync('#');
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    await hub.request('action', { action: 'addBrokerUser', input: { name: 'ana', ...change } });
    await closed;
    expect(other.connected).toBe(true);
    await other.endAsync();
  });

  it('keeps a user within the topics granted', async () => {
    const input = { name: 'shed', password: 'correct horse', topics: ['shed/#'] };
    await hub.request('action', { action: 'addBrokerUser', input });
    const shed = await connect(outside, { username: 'shed', password: 'correct horse' });
    const watcher = await connect(brokerUrl(hub));
    const inbox = await Inbox.open(watcher, '#');
    await shed.publishAsync('homeassistant/lock/x/config', '{}', { qos: 1 });
    await shed.publishAsync('shed/door', 'open', { qos: 1 });
    expect(await inbox.waitFor('shed/door')).toBe('open');
    expect(inbox.messages).toHaveLength(1);
    await expect(shed.subscribeAsync('house/#')).rejects.toThrow();
    await shed.subscribeAsync('shed/light/set');
    await Promise.all([shed.endAsync(), watcher.endAsync()]);
  });

  it('cuts a client with a packet of 17 MB, and serves the others on', async () => {
    const flood = await connect(brokerUrl(hub));
    const other = await connect(brokerUrl(hub));
    const inbox = await Inbox.open(other, 'small');
    flood.publish('large', Buffer.alloc(17 * 1024 * 1024));
    await hub.waitFor('diagnostic', ({ code }) => code === 'packet-too-large');
    await other.publishAsync('small', 'still here');
    expect(await inbox.waitFor('small')).toBe('still here');
    flood.end(true);
    await other.endAsync();
  });

  it('delivers and does not keep what there is no room for, and says so', async () => {
    const client = await connect(brokerUrl(hub));
    const inbox = await Inbox.open(client, 'full');
    for (let n = 0; n < 9; n++) await client.publishAsync(`big/${n}`, Buffer.alloc(3.9 * 1024 * 1024, 1), { retain: true, qos: 1 });
    await hub.waitFor('diagnostic', ({ code, message }) => code === 'too-many-retained' && message.startsWith('big/8'));
    await client.publishAsync('full', Buffer.alloc(3.9 * 1024 * 1024, 0x61), { retain: true, qos: 1 });
    await inbox.waitFor('full');
    const late = await connect(brokerUrl(hub));
    const kept = await Inbox.open(late, '+');
    await late.publishAsync('end', 'x', { qos: 1 });
    await kept.waitFor('end');
    expect(kept.messages.map(({ topic }) => topic)).toEqual(['end']);
    await Promise.all([client.endAsync(), late.endAsync()]);
  });

  it('drops what is too fast from one client, says so, and serves the others on', async () => {
    const flood = await connect(brokerUrl(hub));
    const other = await connect(brokerUrl(hub));
    const inbox = await Inbox.open(other, 'calm');
    for (let n = 0; n < 60_000; n++) flood.publish('flood', 'x');
    await other.publishAsync('calm', 'heard', { qos: 1 });
    expect(await inbox.waitFor('calm')).toBe('heard');
    await hub.waitFor('diagnostic', ({ code }) => code === 'client-too-fast');
    flood.end(true);
    await other.endAsync();
  });

  it('survives what is no MQTT', async () => {
    const { port } = new URL(brokerUrl(hub));
    const socket = connectSocket(Number(port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
    await once(socket, 'close');
    const client = await connect(brokerUrl(hub));
    await client.endAsync();
  });
});

it('keeps what was retained over a restart, and its users', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'concord-mqtt-'));
  const first = await startPlugin({ dataFolder });
  const before = await connect(brokerUrl(first));
  await before.publishAsync(
    'homeassistant/sensor/kept/config',
    '{"state_topic":"kept/state","unit_of_measurement":"W","device_class":"power"}',
    { retain: true, qos: 1 },
  );
  await before.publishAsync('kept/state', '42', { retain: true, qos: 1 });
  await before.publishAsync('gone', 'x', { retain: true, qos: 1 });
  await before.publishAsync('gone', '', { retain: true, qos: 1 });
  await first.request('action', { action: 'addBrokerUser', input: { name: 'keeper', password: 'correct horse' } });
  await before.endAsync();
  await first.stop();

  const second = await startPlugin({ dataFolder });
  expect(await reported(second, 'hass:homeassistant/sensor/kept/config', 'powerMeter.activePower')).toBe(42);
  const after = await connect(brokerUrl(second), { username: 'keeper', password: 'correct horse' });
  const inbox = await Inbox.open(after, '#');
  expect(await inbox.waitFor('kept/state')).toBe('42');
  expect(inbox.messages.some(({ topic }) => topic === 'gone')).toBe(false);
  await after.endAsync();
  await second.stop();
  rmSync(dataFolder, { recursive: true });
});

it('runs on without its broker where the port is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const hub = await startPlugin({ config: { broker: `127.0.0.1:${port}` } });
  expect(hub.all('ready')[0]?.endpoints).toEqual({});
  await hub.waitFor('diagnostic', ({ code }) => code === 'broker-port-in-use');
  expect(await hub.request('action', { action: 'listBrokers', input: {} })).toMatchObject({
    brokers: [{ broker: 'the embedded broker', addresses: {}, trouble: expect.stringContaining('another program has the port') as string }],
  });
  await hub.waitFor('log', ({ level }) => level === 'error');
  await hub.stop();
  server.close();
});

it('works with the brokers whose settings can be used, and names the others', async () => {
  const hub = await startPlugin({ config: { brokers: ['mqtt://u:secret%ff@h:1'] } });
  await hub.waitFor('diagnostic', ({ code, place }) => code === 'setting-unusable' && place === 'brokers mqtt://h:1');
  const client = await connect(brokerUrl(hub));
  await client.endAsync();
  expect(JSON.stringify(hub.messages)).not.toContain('secret');
  await hub.stop();
});
