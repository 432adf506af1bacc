import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import mqttPacket from 'mqtt-packet';
import type { FakeHub } from '@concord/sdk/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { lockAnnouncements, lockTopics, LockState } from '../demo/lock-messages.ts';
import { freePort, makeCertificate, makeClientCertificate, Mosquitto, Wire } from './mosquitto.ts';
import { brokerUrl, connect, Inbox, reported, startPlugin } from './plugin-test.ts';

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

  it.each([
    ['sends', ['allow_duplicate_messages true']],
    ['sends by itself', []],
    ['does not send', ['allow_duplicate_messages false']],
  ])('that %s a copy for each subscription tells of an event once', async (_how, lines) => {
    const broker = await opening(['allow_anonymous true', ...lines]);
    await broker.start();
    const url = `mqtt://127.0.0.1:${broker.port}`;
    const hub = await plugin(url);
    const client = await connect(url);
    const device = { identifiers: ['doorbell'], name: 'Doorbell' };
    const announce = (component: string, id: string, config: object) =>
      client.publishAsync(`homeassistant/${component}/${id}/config`, JSON.stringify({ ...config, unique_id: id, device }), {
        retain: true,
      });
    await announce('event', 'press', { state_topic: 'bell/front', event_types: ['press', 'long'] });
    // Two filters that match the topic of the event as well, and of which none is within the other.
    await announce('sensor', 'any', { state_topic: 'bell/+', value_template: '{{ value_json.n }}' });
    await announce('sensor', 'all', { state_topic: '+/front', value_template: '{{ value_json.n }}' });
    await hub.waitFor('device', (message) => JSON.stringify(message).includes('"all"'));
    const press = (type: string) => client.publishAsync('bell/front', JSON.stringify({ event_type: type, n: 1 }), { qos: 1 });
    await hub.waitFor('availability');
    for (const type of ['press', 'press', 'long']) await press(type);
    await hub.waitFor('event', ({ payload }) => JSON.stringify(payload).includes('long'));
    expect(hub.all('event')).toHaveLength(3);
    await client.endAsync();
  });

  it('keeps a subscription of a product that announces itself again, so that nothing is missed meanwhile', async () => {
    const broker = await opening(['allow_anonymous true']);
    await broker.start();
    const url = `mqtt://127.0.0.1:${broker.port}`;
    const hub = await plugin(url);
    const client = await connect(url);
    const announce = (name: string) =>
      client.publishAsync(
        'homeassistant/sensor/w/config',
        JSON.stringify({ name, unique_id: 'w', state_topic: 'well/level', device: { identifiers: ['well'] } }),
        { retain: true },
      );
    await announce('Level');
    await hub.waitFor('device', (message) => JSON.stringify(message).includes('"Level"'));
    await announce('Depth');
    await hub.waitFor('device', (message) => JSON.stringify(message).includes('"Depth"'));
    await client.publishAsync('well/level', '7');
    await hub.waitFor('report', ({ values }) => values['value'] === '7' || values['value'] === 7);
    expect(broker.log).toContain('well/level (QoS 1)');
    expect(broker.log).not.toContain('Received UNSUBSCRIBE');
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
  const brokersOf = async (hub: FakeHub) =>
    ((await hub.request('action', { action: 'listBrokers', input: {} })) as { brokers: Record<string, unknown>[] }).brokers;
  const remark = (hub: FakeHub, code: string, words: RegExp) =>
    hub.waitFor('diagnostic', (diagnostic) => diagnostic.code === code && words.test(diagnostic.message));

  it('is joined with a client certificate, and says what is missing where it is not given', async () => {
    const broker = await opening([
      'cafile $FOLDER/ca.pem',
      'certfile $FOLDER/server.pem',
      'keyfile $FOLDER/server.key',
      'require_certificate true',
      'use_identity_as_username true',
      'allow_anonymous false',
    ]);
    const ca = makeCertificate(broker.folder);
    const { certificate, key: secret } = makeClientCertificate(broker.folder, 'hub');
    await broker.start();
    const url = `mqtts://127.0.0.1:${broker.port}`;
    const without = await plugin({ url, ca });
    await remark(without, 'broker-unreachable', /client certificate/);
    const hub = await plugin({ url, ca, certificate: certificate.replaceAll('\n', ' '), key: secret });
    const { client } = await playLock(url, { ca, cert: certificate, key: secret });
    expect(await reported(hub, key, 'lock.state')).toBe('locked');
    expect(JSON.stringify(hub.messages)).not.toContain('PRIVATE KEY');
    await client.endAsync();
  });

  it('may have its certificate for another name, which is given', async () => {
    const broker = await opening(['allow_anonymous true', 'certfile $FOLDER/server.pem', 'keyfile $FOLDER/server.key']);
    const ca = makeCertificate(broker.folder);
    await broker.start();
    const url = `mqtts://localhost:${broker.port}`;
    await remark(await plugin({ url, ca }), 'broker-unreachable', /certificate is for another name/);
    const hub = await plugin({ url, ca, serverName: '127.0.0.1' });
    await hub.waitFor('log', ({ message }) => message.startsWith('connected to'));
  });

  it.each([
    ['5 where nothing is said', {}, '5'],
    ['3.1.1 where that is wanted', { version: '3.1.1' }, '3.1.1'],
  ])('is spoken to in version %s', async (_what, more, version) => {
    const broker = await opening(['allow_anonymous true']);
    await broker.start();
    const url = `mqtt://127.0.0.1:${broker.port}`;
    const hub = await plugin({ url, ...more });
    const { client } = await playLock(url);
    expect(await reported(hub, key, 'lock.state')).toBe('locked');
    expect(await brokersOf(hub)).toMatchObject([
      { broker: url, state: 'connected', version, clientId: expect.stringMatching(/^concord[0-9a-f]{16}$/) },
    ]);
    await client.endAsync();
  });

  it('is spoken to in version 3.1.1 where it knows no other', async () => {
    const old = await startPlugin();
    opened.push(old);
    const hub = await plugin(brokerUrl(old));
    const { client } = await playLock(brokerUrl(old));
    expect(await reported(hub, key, 'lock.state')).toBe('locked');
    expect(await brokersOf(hub)).toMatchObject([{ version: '3.1.1' }]);
    await client.endAsync();
  });

  it.each([
    ['ws', []],
    ['wss', ['cafile $FOLDER/ca.pem', 'certfile $FOLDER/server.pem', 'keyfile $FOLDER/server.key']],
  ])('is joined over WebSockets (%s)', async (scheme, lines) => {
    const port = await freePort();
    // With an address of its own Mosquitto's WebSocket listener does not start.
    const broker = await opening(['allow_anonymous true', `listener ${port}`, 'protocol websockets', ...lines]);
    const ca = makeCertificate(broker.folder);
    await broker.start();
    const hub = await plugin({ url: `${scheme}://localhost:${port}/mqtt`, ca, serverName: '127.0.0.1' });
    const { client } = await playLock(`mqtt://127.0.0.1:${broker.port}`);
    expect(await reported(hub, key, 'lock.state')).toBe('locked');
    await client.endAsync();
  });

  it.each([
    ['5', 60, 1],
    ['3.1.1', 60, 1],
    ['5', 0, 0],
  ])('(MQTT %s, session of %i s) brings an event of a short outage %i times', async (version, sessionSeconds, times) => {
    const broker = await opening(['allow_anonymous true']);
    await broker.start();
    const wire = new Wire(broker.port);
    await wire.mend();
    opened.push({ stop: () => wire.cut() });
    const hub = await plugin({ url: `mqtt://127.0.0.1:${wire.port}`, version, sessionSeconds });
    const { client, lock } = await playLock(`mqtt://127.0.0.1:${broker.port}`);
    await hub.waitFor('availability', ({ device, state }) => device === key && state === 'online');
    await reported(hub, key, 'lock.state');
    const since = hub.messages.length;
    await wire.cut();
    await hub.waitFor('availability', ({ device, state }) => device === key && state === 'offline', { since });
    await client.publishAsync(topics.state, lock.turn('UNLOCK', 3), { qos: 1 });
    await wire.mend();
    await hub.waitFor('availability', ({ device, state }) => device === key && state === 'online', { since });
    await client.publishAsync(topics.state, lock.turn('LOCK', 4), { qos: 1 });
    await hub.waitFor('event', ({ event }) => event === 'locked', { since });
    expect(hub.all('event').filter(({ event }) => event === 'unlocked')).toHaveLength(times);
    await client.endAsync();
  });

  it('says that another client may have its id where the connection is ended again and again', async () => {
    const broker = await opening(['allow_anonymous true']);
    await broker.start();
    const url = `mqtt://127.0.0.1:${broker.port}`;
    const hub = await plugin({ url, clientId: 'hub' });
    for (let times = 0, since = 0; times < 3; times++) {
      await hub.waitFor('log', ({ message }) => message.startsWith('connected to'), { since });
      since = hub.messages.length;
      const other = await connect(url, { clientId: 'hub' });
      await hub.waitFor('log', ({ message }) => message.startsWith('lost'), { since });
      other.end(true);
    }
    await remark(hub, 'broker-disconnected', /another client uses the same client id/);
  });

  it('is heard when it says why it ends the connection', async () => {
    const broker = createServer((socket) => {
      socket
        .on('error', () => undefined)
        .once('data', () => {
          const options = { protocolVersion: 5 };
          socket.write(mqttPacket.generate({ cmd: 'connack', sessionPresent: false, reasonCode: 0 }, options));
          const properties = { reasonString: 'maintenance' };
          socket.end(mqttPacket.generate({ cmd: 'disconnect', reasonCode: 0x98, properties }, options));
        });
    }).listen(0, '127.0.0.1');
    opened.push({ stop: async () => void broker.close() });
    await once(broker, 'listening');
    const address = broker.address();
    const hub = await plugin(`mqtt://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
    await remark(hub, 'broker-disconnected', /^reason 0x98 \(maintenance\): the broker's operator ended the connection/);
  });

  it('says which subscription it refuses', async () => {
    const old = await startPlugin();
    opened.push(old);
    await old.request('action', {
      action: 'addBrokerUser',
      input: { name: 'hub', password: 'correct horse', topics: ['homeassistant/#', topics.state, topics.availability] },
    });
    const hub = await plugin({ url: brokerUrl(old), username: 'hub', password: 'correct horse' });
    await remark(hub, 'subscription-refused', /^zigbee2mqtt\/.*rights \(ACL\)/);
    const { client } = await playLock(brokerUrl(old));
    expect(await reported(hub, key, 'lock.state')).toBe('locked');
    await client.endAsync();
  });

  it('shares its messages with the others of a group, and sends what it kept to each', async () => {
    const broker = await opening(['allow_anonymous true']);
    await broker.start();
    const url = `mqtt://127.0.0.1:${broker.port}`;
    const { client } = await playLock(url);
    const other = await connect(url, { protocolVersion: 5 });
    const inbox = await Inbox.open(other, `$share/hubs/${topics.state}`);
    const hub = await plugin({ url, shareGroup: 'hubs' });
    expect(await reported(hub, key, 'lock.state')).toBe('locked');
    await expect
      .poll(
        async () => {
          await client.publishAsync(topics.state, new LockState().now(), { qos: 1 });
          return [inbox.messages.length > 0, hub.all('report').length > 1];
        },
        { timeout: 10_000 },
      )
      .toEqual([true, true]);
    await Promise.all([client.endAsync(), other.endAsync()]);
  });
});
