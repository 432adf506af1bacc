import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { FakeHub } from '@concord/sdk/testing';
import mqtt from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recorded } from './corpus.ts';
import { violations } from './model-check.ts';
import { Wire } from './mosquitto.ts';
import { brokerUrl, connect, Inbox, reported, startPlugin, stopProcess } from './plugin-test.ts';

const node = 'sparkplug:Plant/Gateway';
const boiler = 'sparkplug:Plant/Gateway/Boiler';

/** The edge node, as a program of its own. */
class Peer {
  readonly process: ChildProcessWithoutNullStreams;
  readonly told: string[] = [];
  readonly #lines: Interface;

  private constructor(url: string, session: number) {
    const program = join(import.meta.dirname, 'sparkplug-peer.ts');
    this.process = spawn(process.execPath, [program, '--mqtt', url, '--session', String(session)], { stdio: 'pipe' });
    this.#lines = createInterface({ input: this.process.stdout });
    this.#lines.on('line', (line) => line.startsWith('told ') && this.told.push(line));
  }

  static async start(url: string, session = 0): Promise<Peer> {
    const peer = new Peer(url, session);
    await once(peer.#lines, 'line');
    return peer;
  }

  /** The first command that it was given. */
  async firstTold(): Promise<string> {
    while (this.told[0] === undefined) await once(this.#lines, 'line');
    return this.told[0];
  }

  order(...words: readonly (string | number)[]): void {
    this.process.stdin.write(`${words.join(' ')}\n`);
  }
}

describe('a Sparkplug edge node with a boiler', () => {
  let hub: FakeHub;
  let peer: Peer;
  const temperature = (fits: (value: unknown) => boolean, since = 0) =>
    reported(hub, boiler, 'Supply/temperatureSensor.temperature', fits, since);
  beforeEach(async () => {
    hub = await startPlugin({ config: { sparkplugWritable: ['Plant/Gateway/Boiler:Set*'], sparkplugReorderSeconds: 0.2 } });
    peer = await Peer.start(brokerUrl(hub));
    await temperature((value) => value === 54.25);
  });
  afterEach(async () => {
    await stopProcess(peer.process);
    await hub.stop();
  });

  it('is shown by its births, the boiler behind its node, with values of their own time', async () => {
    const devices = new Map(hub.all('device').map(({ device }) => [device.key, device]));
    expect(devices.get(node)).toMatchObject({ name: 'Gateway', maker: 'Example' });
    expect(devices.get(boiler)).toMatchObject({ name: 'Boiler', via: node });
    expect(devices.get(boiler)?.endpoints.find(({ id }) => id === 'Supply')?.tags).toEqual(['asset=Plant']);
    expect(await reported(hub, boiler, 'temperatureControl.setpoint')).toBe(55);
    expect(await reported(hub, node, 'bridge.children')).toEqual([{ id: boiler, name: 'Boiler' }]);
    expect(hub.all('report').find(({ endpoint }) => endpoint === 'Supply')?.at).toMatch(/^\d{4}-/);
    const items = devices
      .get(node)
      ?.mapping?.filter(({ outcome }) => outcome === 'internal')
      .map(({ item }) => item);
    expect(items?.toSorted()).toEqual(['Node Control/Rebirth', 'bdSeq']);
    expect(violations(hub.messages)).toEqual([]);
  });

  it('is written by alias where the owner lets it, and its data confirms it', async () => {
    const since = hub.messages.length;
    expect(await hub.command(boiler, 'main', 'temperatureControl', 'set', { setpoint: 60.5 })).toEqual({ confirmation: 'sent' });
    expect(await reported(hub, boiler, 'temperatureControl.setpoint', (value) => value === 60.5, since)).toBe(60.5);
    expect(await peer.firstTold()).not.toContain(Buffer.from('Setpoint').toString('hex'));
    await expect(hub.command(boiler, 'Supply', 'temperatureSensor', 'set', { temperature: 1 })).rejects.toMatchObject({
      code: 'command-rejected',
    });
  });

  it('may say things a little out of order', async () => {
    const since = hub.messages.length;
    peer.order('late', 50, 51);
    await temperature((value) => value === 51, since);
    const said = hub.messages.slice(since).flatMap((message) => (message.type === 'report' ? [message.values['temperature']] : []));
    expect(said).toEqual([50, 51]);
    expect(peer.told).toEqual([]);
  });

  it('is asked once to be born again when a message is lost, and its values are old until then', async () => {
    peer.order('silent');
    const since = hub.messages.length;
    peer.order('skip');
    peer.order('data', 48);
    await hub.waitFor('report', ({ endpoint, quality }) => endpoint === 'Supply' && quality === 'stale', { since });
    await hub.waitFor('diagnostic', ({ code }) => code === 'sparkplug-rebirth', { since });
    peer.order('data', 47);
    peer.order('unknown');
    peer.order('ddeath');
    await hub.waitFor('availability', ({ device, state }) => device === boiler && state === 'offline', { since });
    await peer.firstTold();
    expect(peer.told).toHaveLength(1);
    // An alias may mean something else by now.
    expect(hub.messages.slice(since).filter((message) => message.type === 'report' && message.values['temperature'] === 47)).toEqual([]);
  });

  it('is good again by its new birth', async () => {
    const since = hub.messages.length;
    peer.order('skip');
    peer.order('data', 48);
    const again = await hub.waitFor(
      'report',
      ({ endpoint, quality, values }) => endpoint === 'Supply' && !quality && values['temperature'] === 48,
      { since },
    );
    expect(again.device).toBe(boiler);
    await hub.command(boiler, 'main', 'temperatureControl', 'set', { setpoint: 61 });
    expect(hub.all('availability').filter(({ state }) => state === 'offline')).toEqual([]);
  });

  it('says nothing new by what was measured earlier', async () => {
    const since = hub.messages.length;
    peer.order('historical', 10);
    await hub.waitFor('diagnostic', ({ code }) => code === 'sparkplug-historical', { since });
    expect(hub.messages.slice(since).filter(({ type }) => type === 'report')).toEqual([]);
  });

  it('is offline by the last will of its session, with its boiler, and back with its next birth', async () => {
    peer.order('olddeath');
    peer.order('data', 49);
    await temperature((value) => value === 49);
    expect(hub.all('availability').filter(({ state }) => state === 'offline')).toEqual([]);
    peer.order('vanish');
    for (const key of [node, boiler]) await hub.waitFor('availability', ({ device, state }) => device === key && state === 'offline');
    await expect(hub.command(boiler, 'main', 'temperatureControl', 'set', { setpoint: 61 })).rejects.toMatchObject({
      code: 'device-offline',
    });
    const since = hub.messages.length;
    const next = await Peer.start(brokerUrl(hub), 1);
    await hub.waitFor('availability', ({ device, state }) => device === boiler && state === 'online', { since });
    await stopProcess(next.process);
  });
});

describe('the hub as a host application', () => {
  let hub: FakeHub;
  beforeEach(async () => void (hub = await startPlugin({ config: { sparkplugHostId: 'home' } })));
  afterEach(() => hub.stop());

  it('says that it is there, to edge nodes of both versions', async () => {
    const client = await connect(brokerUrl(hub));
    const inbox = await Inbox.open(client, '#');
    expect(JSON.parse(await inbox.waitFor('spBv1.0/STATE/home'))).toMatchObject({ online: true });
    expect(await inbox.waitFor('STATE/home')).toBe('ONLINE');
    await client.endAsync(true);
  });

  it('is said to be gone when its broker loses it, with the time of its birth', async () => {
    const wire = new Wire(Number(new URL(brokerUrl(hub)).port));
    await wire.mend();
    const client = await connect(brokerUrl(hub));
    const inbox = await Inbox.open(client, 'spBv1.0/STATE/far');
    const far = await startPlugin({ config: { broker: 'off', brokers: [`mqtt://127.0.0.1:${wire.port}`], sparkplugHostId: 'far' } });
    const birth = JSON.parse(await inbox.waitFor('spBv1.0/STATE/far')) as { online: boolean; timestamp: number };
    expect(birth.online).toBe(true);
    inbox.messages.length = 0;
    await wire.cut();
    expect(JSON.parse(await inbox.waitFor('spBv1.0/STATE/far'))).toEqual({ online: false, timestamp: birth.timestamp });
    await far.stop();
    await client.endAsync(true);
  });

  it('asks an edge node whose birth it has not heard', async () => {
    const client = await connect(brokerUrl(hub));
    const inbox = await Inbox.open(client, 'spBv1.0/Plant/NCMD/+');
    client.publish('spBv1.0/Plant/NDATA/Other', Buffer.from([0x18, 0x05]));
    expect(await inbox.waitFor('spBv1.0/Plant/NCMD/Other')).toContain('Node Control/Rebirth');
    await client.endAsync(true);
  });

  it.each([
    ['no payload', Buffer.from('hello'), {}, 'sparkplug-payload'],
    ['one that is too large', Buffer.alloc(1024 * 1024 + 1), {}, 'sparkplug-payload'],
    ['one with too many fields', Buffer.from('12020801'.repeat(100_000), 'hex'), {}, 'sparkplug-payload'],
    ['one that the broker kept', Buffer.from([0x18, 0x00]), { retain: true }, undefined],
  ])('refuses %s, and goes on', async (_what, payload, options, code) => {
    const client = await mqtt.connectAsync(brokerUrl(hub), { reconnectPeriod: 0 });
    client.publish('spBv1.0/Plant/NBIRTH/Bad', payload, options);
    if (code !== undefined) await hub.waitFor('diagnostic', (message) => message.code === code);
    const peer = await Peer.start(brokerUrl(hub));
    await reported(hub, boiler, 'temperatureControl.setpoint');
    await stopProcess(peer.process);
    await client.endAsync(true);
  });
});

it('says which metric comes without a value, and keeps the one before', async () => {
  const hub = await startPlugin();
  const client = await connect(brokerUrl(hub));
  // Payload: metrics (2), seq (3). Metric: name (1), datatype (4, Double), double_value (13).
  const metric = (value: string) =>
    `12${(9 + value.length / 2).toString(16).padStart(2, '0')}0a05${Buffer.from('Level').toString('hex')}200a${value}`;
  await client.publishAsync('spBv1.0/Plant/NBIRTH/Tank', Buffer.from(`${metric('690000000000000840')}1800`, 'hex'));
  const level = (since = 0) => reported(hub, 'sparkplug:Plant/Tank', 'sparkplug:Level.value', () => true, since);
  expect(await level()).toBe(3);
  await client.publishAsync('spBv1.0/Plant/NDATA/Tank', Buffer.from(`${metric('')}1801`, 'hex'));
  await hub.waitFor('diagnostic', ({ code, message }) => code === 'bad-value' && message === 'no value');
  expect(hub.all('diagnostic').map(({ code }) => code)).not.toContain('message-failed');
  await client.endAsync();
  await hub.stop();
});

describe.skipIf(!recorded.isHere)('the recorded edge nodes', () => {
  it('sparkplug-b.jsonl: every metric is shown', async () => {
    const hub = await startPlugin();
    const client = await connect(brokerUrl(hub));
    for (const { messages } of recorded.dialect('sparkplug-b'))
      for (const { topic, payload_base64 = '' } of messages) client.publish(topic, Buffer.from(payload_base64, 'base64'));
    expect(await reported(hub, 'sparkplug:Home/Gateway1/Boiler', 'Supply/temperatureSensor.temperature', (value) => value === 56.75)).toBe(
      56.75,
    );
    expect(await reported(hub, 'sparkplug:Home/Gateway1/Meter', 'Energy/energyMeter.imported')).toBe(12_345_678);
    expect(await reported(hub, 'sparkplug:Home/Gateway1/Meter', 'sparkplug:Power.value', (value) => value === 440.25)).toBe(440.25);
    expect(violations(hub.messages)).toEqual([]);
    await client.endAsync(true);
    await hub.stop();
  });
});
