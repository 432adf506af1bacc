import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FakeHub } from '@concord/sdk/testing';
import * as fc from 'fast-check';
import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { violations } from './model-check.ts';
import { freePort, Mosquitto } from './mosquitto.ts';
import { brokerUrl, connect, Inbox, reported, startPlugin } from './plugin-test.ts';

const words = [
  { word: '1', value: true },
  { word: '0', value: false },
];
const pump = {
  name: 'Garden pump',
  kind: 'pump',
  values: [{ capability: 'switch', attribute: 'on', state: { topic: 'garden/pump/state' }, words, send: { topic: 'garden/pump/cmd' } }],
};

/** A pump that announces nothing: it says 1 or 0, and does as it is told. */
async function playPump(url: string, base = 'garden/pump'): Promise<MqttClient> {
  const client = await connect(url);
  client.on('message', (_topic, payload) => client.publish(`${base}/state`, payload, { retain: true }));
  await client.subscribeAsync(`${base}/cmd`);
  await client.publishAsync(`${base}/state`, '0', { retain: true });
  return client;
}

let dataFolder: string;
let hub: FakeHub;
let client: MqttClient;
const start = async (config: Record<string, unknown> = {}) => {
  hub = await startPlugin({ dataFolder, config });
};
const act = <Answer>(action: string, input: Record<string, unknown> = {}) => hub.request('action', { action, input }) as Promise<Answer>;
interface Saved {
  readonly mapping: { readonly key: string };
}
const save = async (mapping: object): Promise<string> => (await act<Saved>('saveMapping', { mapping })).mapping.key;
const online = (key: string, since = 0) =>
  hub.waitFor('availability', ({ device, state }) => device === key && state === 'online', { since });

beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'concord-mqtt-'));
  await start();
  client = await playPump(brokerUrl(hub));
});
afterEach(async () => {
  expect(violations(hub.messages)).toEqual([]);
  await client.endAsync(true);
  await hub.stop();
  rmSync(dataFolder, { recursive: true });
});

describe('a product that announces nothing', () => {
  it('is a device once its topics are mapped: it tells its state and takes commands', async () => {
    const key = await save(pump);
    const { device } = await hub.waitFor('device', (message) => message.device.key === key);
    expect(device).toMatchObject({ name: 'Garden pump', endpoints: [{ id: 'main', kind: 'pump' }] });
    await online(key);
    expect(await reported(hub, key, 'switch.on')).toBe(false);
    expect(await hub.command(key, 'main', 'switch', 'set', { on: true })).toEqual({ confirmation: 'sent' });
    expect(await reported(hub, key, 'switch.on', (on) => on === true)).toBe(true);
    const since = hub.messages.length;
    await hub.command(key, 'main', 'switch', 'toggle');
    expect(await reported(hub, key, 'switch.on', () => true, since)).toBe(false);
  });

  it('is there again after the plugin was killed the moment it was saved', async () => {
    const key = await save(pump);
    process.kill(hub.pid ?? 0, 'SIGKILL');
    await hub.stop();
    await client.endAsync(true);
    await start();
    client = await playPump(brokerUrl(hub));
    await online(key);
    expect(await reported(hub, key, 'switch.on')).toBe(false);
  });

  it('keeps its key when it is edited', async () => {
    const key = await save(pump);
    await online(key);
    const power = { capability: 'powerMeter', attribute: 'activePower', unit: 'kW', state: { topic: 'garden/pump/power' } };
    expect(await save({ ...pump, key, name: 'Pump', values: [...pump.values, power] })).toBe(key);
    await hub.waitFor('device', ({ device }) => device.key === key && device.name === 'Pump');
    client.publish('garden/pump/power', '0.35');
    expect(await reported(hub, key, 'powerMeter.activePower')).toBe(350);
    expect(hub.all('deviceRemoved')).toEqual([]);
  });

  it('goes with its mapping, and comes back by the same key when that is saved again', async () => {
    const key = await save(pump);
    await online(key);
    const { mapping } = await act<Saved>('removeMapping', { key });
    await hub.waitFor('deviceRemoved', ({ device }) => device === key);
    expect(await act('listMappings')).toEqual({ mappings: [] });
    const since = hub.messages.length;
    expect(await save(mapping)).toBe(key);
    await online(key, since);
    expect(await reported(hub, key, 'switch.on', () => true, since)).toBe(false);
    expect(await act('removeMapping', { key: 'manual:nobody' })).toEqual({ removed: false });
  });

  it('comes back as it was when its removal is taken back, although its broker is not joined any more', async () => {
    await hub.stop();
    const gone = `mqtt://127.0.0.1:${await freePort()}`;
    await start({ brokers: [gone] });
    const { brokers } = await act<{ brokers: string[] }>('listenTopics');
    const key = await save({ ...pump, broker: brokers.find((name) => name.includes(new URL(gone).port)) });
    await hub.stop();
    await start();
    const { mapping } = await act<Saved>('removeMapping', { key });
    await expect(save({ ...mapping, name: 'Another' })).rejects.toThrow(/is no broker that is joined/);
    expect(await save(mapping)).toBe(key);
    expect(await act('listMappings')).toEqual({ mappings: [mapping] });
    await expect(save(mapping)).rejects.toThrow(/is no broker that is joined/);
  });

  it('is offline where its availability topic says so', async () => {
    const availability = { topic: 'garden/pump/lwt', available: 'up', notAvailable: 'down' };
    const key = await save({ ...pump, availability });
    client.publish('garden/pump/lwt', 'down');
    await hub.waitFor('availability', ({ device, state }) => device === key && state === 'offline');
    await expect(hub.command(key, 'main', 'switch', 'set', { on: true })).rejects.toMatchObject({ code: 'device-offline' });
    client.publish('garden/pump/lwt', 'sideways');
    await hub.waitFor('diagnostic', ({ code, device }) => code === 'device-availability' && device === key);
    client.publish('garden/pump/lwt', 'up');
    await online(key);
  });

  it('takes what was sent for done where nothing tells', async () => {
    const key = await save({
      name: 'Deaf',
      values: [{ capability: 'switch', attribute: 'on', words, send: { topic: 'deaf', retain: true, qos: 1 } }],
    });
    await hub.waitFor('device', ({ device }) => device.key === key);
    const inbox = await Inbox.open(client, 'deaf');
    expect(await hub.command(key, 'main', 'switch', 'set', { on: true })).toEqual({ confirmation: 'assumed' });
    expect(await inbox.waitFor('deaf')).toBe('1');
    expect(await hub.waitFor('report', ({ device }) => device === key)).toMatchObject({ values: { on: true }, quality: 'uncertain' });
  });

  it('tells events of messages, and none of what the broker had kept', async () => {
    await client.publishAsync('bell', 'ring', { retain: true });
    const ring = [{ word: 'ring', value: null }];
    const key = await save({ name: 'Bell', values: [{ capability: 'doorbell', event: 'rung', words: ring, state: { topic: 'bell' } }] });
    await online(key);
    client.publish('bell', 'silence');
    client.publish('bell', 'ring');
    await hub.waitFor('event', ({ device, event }) => device === key && event === 'rung');
    client.publish('bell', 'ring');
    await expect.poll(() => hub.all('event').length).toBe(2);
  });

  it('says what can’t be used, and goes on with the rest', async () => {
    const key = await save(pump);
    await online(key);
    client.publish('garden/pump/state', 'perhaps');
    await hub.waitFor('diagnostic', ({ code, device }) => code === 'bad-value' && device === key);
    client.publish('garden/pump/state', '1');
    expect(await reported(hub, key, 'switch.on', (on) => on === true)).toBe(true);
  });
});

describe('a mapping that can’t be used', () => {
  it('is refused with its places, and not kept', async () => {
    const draft = { ...pump, values: [{ ...pump.values[0], attribute: 'constructor' }] };
    await expect(act('saveMapping', { mapping: draft })).rejects.toMatchObject({
      code: 'mapping-invalid',
      message: expect.stringContaining('/values/0/attribute') as string,
    });
    expect(await act('listMappings')).toEqual({ mappings: [] });
  });

  it('is refused where it fails on the sample', async () => {
    const samples = [{ topic: 'garden/pump/state', payload: 'perhaps' }];
    await expect(act('saveMapping', { mapping: pump, samples })).rejects.toMatchObject({ code: 'mapping-invalid' });
  });

  it('is only looked at by the check, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (mapping) => {
        const { findings } = await act<{ findings: unknown[] }>('checkMapping', { mapping });
        expect(findings.length).toBeGreaterThan(0);
      }),
      { numRuns: 50 },
    );
    expect(await act('checkMapping', { mapping: pump })).toMatchObject({ findings: [] });
    expect(await act('listMappings')).toEqual({ mappings: [] });
    expect(existsSync(join(dataFolder, 'mappings.json'))).toBe(false);
  });

  it.each([
    ['a file that is no JSON', '{"version":1,"mapp'],
    ['a file of another version', '{"version":99,"mappings":[]}'],
    ['a mapping that is none', '{"version":1,"mappings":[{"name":7}]}'],
  ])('costs itself alone: %s', async (_what, text) => {
    await hub.stop();
    await client.endAsync(true);
    writeFileSync(join(dataFolder, 'mappings.json'), text);
    await start();
    client = await playPump(brokerUrl(hub));
    await hub.waitFor('diagnostic', ({ code }) => code === 'mappings-damaged');
    await save(pump);
    expect(existsSync(join(dataFolder, 'mappings.damaged.json'))).toBe(true);
  });
});

interface Heard {
  readonly topics: readonly { readonly topic: string; readonly payload?: string; readonly isUsed: boolean; readonly broker: string }[];
  readonly leftOut: number;
}

describe('listening to topics', () => {
  const heard = (filter?: string) => act<Heard>('listenTopics', filter === undefined ? {} : { filter });

  it('offers what was heard, first what no device listens to', async () => {
    const key = await save(pump);
    await online(key);
    await client.publishAsync('garden/tank', '{"level": 40}', { retain: true });
    await heard();
    await client.publishAsync('garden/pump/state', '1');
    await client.publishAsync('blob', Buffer.from([0xff, 0xfe]));
    await expect
      .poll(async () => (await heard()).topics.map(({ topic }) => topic).toSorted())
      .toEqual(['blob', 'garden/pump/state', 'garden/tank']);
    const { topics } = await heard();
    expect(topics.at(-1)).toMatchObject({ topic: 'garden/pump/state', payload: '1', isUsed: true });
    expect(topics.find(({ topic }) => topic === 'blob')).not.toHaveProperty('payload');
    expect((await heard('LEVEL')).topics).toMatchObject([{ topic: 'garden/tank', payload: '{"level": 40}', isUsed: false }]);
  });

  it('lets a draft be tried on what was heard', async () => {
    await heard();
    const { values } = await act<{ values: unknown[] }>('checkMapping', { mapping: pump });
    expect(values).toMatchObject([
      {
        sample: { topic: 'garden/pump/state', payload: '0' },
        value: false,
        sends: [
          { for: true, topic: 'garden/pump/cmd', payload: '1' },
          { for: false, topic: 'garden/pump/cmd', payload: '0' },
        ],
      },
    ]);
  });

  it('lets a draft be tried on the whole of a message, of which only the beginning is shown', async () => {
    await heard();
    const payload = JSON.stringify({ filler: 'x'.repeat(10_000), on: 1 });
    await client.publishAsync('garden/pump/state', payload, { retain: true });
    await expect.poll(async () => (await heard('filler')).topics[0]?.payload).toBe(payload.slice(0, 2048));
    const template = '{{ value_json.on }}';
    const mapping = { ...pump, values: [{ ...pump.values[0], state: { topic: 'garden/pump/state', template } }] };
    const { values } = await act<{ values: unknown[] }>('checkMapping', { mapping });
    expect(values).toMatchObject([{ sample: { payload: payload.slice(0, 2048), bytes: payload.length }, value: true }]);
  });

  it('stays within bounds, however many topics and however large their payloads', async () => {
    await heard();
    for (let at = 0; at < 2500; at++) client.publish(`many/${at}`, 'x'.repeat(3000));
    await client.publishAsync('many/last', 'x', { qos: 1 });
    await expect.poll(async () => (await heard('many/last')).topics.length).toBe(1);
    const { topics, leftOut } = await heard();
    expect(topics.length).toBe(300);
    expect(leftOut).toBe(1700);
    expect(Math.max(...topics.map(({ payload = '' }) => payload.length))).toBeLessThanOrEqual(2048);
  });
});

it('finds a device on whichever broker it is heard, and stays there', async () => {
  const broker = new Mosquitto(await freePort(), ['allow_anonymous true']);
  await broker.start();
  const url = `mqtt://127.0.0.1:${broker.port}`;
  await hub.stop();
  await client.endAsync(true);
  await start({ brokers: [url] });
  client = await playPump(url, 'yard');
  const yard = { ...pump, values: [{ ...pump.values[0], state: { topic: 'yard/state' }, send: { topic: 'yard/cmd' } }] };
  const key = await save(yard);
  await online(key);
  expect(await reported(hub, key, 'switch.on')).toBe(false);
  await hub.command(key, 'main', 'switch', 'set', { on: true });
  expect(await reported(hub, key, 'switch.on', (on) => on === true)).toBe(true);
  // While somebody looks at all topics, a message still comes once.
  await act('listenTopics');
  const names = (await act<{ brokers: string[] }>('listenTopics')).brokers;
  await expect.poll(async () => (await act<Heard>('listenTopics')).topics.map(({ broker: name }) => name)).toContain(names[1]);
  const since = hub.messages.length;
  client.publish('yard/state', '0');
  await reported(hub, key, 'switch.on', (on) => on === false, since);
  expect(hub.messages.slice(since).filter(({ type }) => type === 'report')).toHaveLength(1);
  // Named, it moves to the other.
  await save({ ...yard, key, broker: 'the embedded broker' });
  const elsewhere = await playPump(brokerUrl(hub), 'yard');
  await elsewhere.publishAsync('yard/state', '1');
  await reported(hub, key, 'switch.on', (on) => on === true, since);
  await elsewhere.endAsync(true);
  await broker.remove();
});
