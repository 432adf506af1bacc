import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FakeHub } from '@concord/sdk/testing';
import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoDevices } from '../demo/zigbee-home.ts';
import { brokerUrl, connect, reported, startPlugin } from './plugin-test.ts';

const topic = 'homeassistant/sensor/meter/config';
const key = `hass:${topic}`;
const config = { name: 'Meter', state_topic: 'meter', unit_of_measurement: 'W', device_class: 'power' };

let dataFolder: string;
let hub: FakeHub;
let client: MqttClient;

const start = async (settings: Record<string, unknown> = {}) => {
  hub = await startPlugin({ dataFolder, config: settings });
  client = await connect(brokerUrl(hub));
};
const stop = async () => {
  await client.endAsync(true);
  await hub.stop();
};
const announce = (more: object = {}) => client.publish(topic, JSON.stringify({ ...config, ...more }), { retain: true });
const withdraw = () => client.publish(topic, '', { retain: true });
/** What the plugin said of the device since then, but for diagnostics and logs. */
const said = (since: number) => hub.messages.slice(since).filter((message) => JSON.stringify(message).includes(key));
/** Resolves when all that was published before has been taken in. */
const settle = async (marker: string) => {
  client.publish(`homeassistant/sensor/${marker}/config`, JSON.stringify({ state_topic: marker }));
  client.publish(marker, 'seen');
  await hub.waitFor('report', ({ device }) => device === `hass:homeassistant/sensor/${marker}/config`);
};

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'concord-mqtt-'));
});
afterEach(async () => {
  await stop();
  rmSync(dataFolder, { recursive: true });
});

describe('a device that the owner removed', () => {
  beforeEach(async () => {
    await start();
    announce();
    client.publish('meter', '5', { retain: true });
    await reported(hub, key, 'powerMeter.activePower');
  });

  it('says nothing more, and stands among the candidates', async () => {
    await hub.request('remove', { device: key });
    const { candidate } = await hub.waitFor('candidate');
    expect(candidate).toMatchObject({ key, name: 'Meter', summary: 'Removed earlier; add it again', adoptable: true });
    const since = hub.messages.length;
    client.publish('meter', '6');
    announce({ suggested_display_precision: 1 });
    await settle('marker');
    expect(said(since)).toEqual([]);
    await expect(hub.command(key, 'main', 'powerMeter', 'reset')).rejects.toMatchObject({ code: 'device-offline' });
  });

  it('stays removed over a restart', async () => {
    await hub.request('remove', { device: key });
    await stop();
    await start();
    await hub.waitFor('candidate', ({ candidate }) => candidate.key === key);
    await settle('marker');
    expect(hub.all('device').map(({ device }) => device.key)).not.toContain(key);
  });

  it('comes back where the list of the removed ones is damaged, and the plugin works', async () => {
    await hub.request('remove', { device: key });
    await stop();
    writeFileSync(join(dataFolder, 'removed-devices.json'), '["hass:');
    await start();
    await hub.waitFor('device', ({ device }) => device.key === key);
    await hub.waitFor('log', ({ level, message }) => level === 'error' && message.includes('removed devices'));
  });

  it('is described again, with what the broker kept of it, when it is adopted', async () => {
    await hub.request('remove', { device: key });
    await hub.waitFor('candidate');
    const since = hub.messages.length;
    expect(await hub.request('adopt', { candidate: key, input: {} })).toEqual({ devices: [key] });
    expect(said(since)[0]).toMatchObject({ type: 'device' });
    await hub.waitFor('availability', ({ device, state }) => device === key && state === 'online', { since });
    expect(await reported(hub, key, 'powerMeter.activePower', () => true, since)).toBe(5);
    await stop();
    await start();
    await hub.waitFor('device', ({ device }) => device.key === key);
  });

  it('can be adopted only while its product announces it', async () => {
    await expect(hub.request('adopt', { candidate: 'hass:nothing', input: {} })).rejects.toMatchObject({ code: 'adoption-failed' });
    await expect(hub.request('adopt', { candidate: key, input: {} })).rejects.toMatchObject({ code: 'adoption-failed' });
  });
});

it('is a new device when its product withdraws itself and comes back, although the owner removed it', async () => {
  await start({ forgetAfter: 0 });
  announce();
  await hub.waitFor('device');
  await hub.request('remove', { device: key });
  await hub.waitFor('candidate');
  withdraw();
  await hub.waitFor('candidateRemoved', ({ candidate }) => candidate === key);
  const since = hub.messages.length;
  announce();
  await hub.waitFor('device', ({ device }) => device.key === key, { since });
});

describe('a device whose announcement was withdrawn', () => {
  it('is offline, and comes back as if nothing had been when it announces itself again', async () => {
    await start();
    announce();
    await hub.waitFor('availability', ({ device, state }) => device === key && state === 'online');
    withdraw();
    await hub.waitFor('availability', ({ device, state }) => device === key && state === 'offline');
    await expect(hub.command(key, 'main', 'powerMeter', 'reset')).rejects.toMatchObject({ code: 'device-offline' });
    const since = hub.messages.length;
    announce();
    await hub.waitFor('availability', ({ device, state }) => device === key && state === 'online', { since });
    client.publish('meter', '7');
    await reported(hub, key, 'powerMeter.activePower', (power) => power === 7);
    expect(hub.all('deviceRemoved')).toEqual([]);
  });

  it('is forgotten when it stays so', async () => {
    await start({ forgetAfter: 0.1 });
    announce();
    await hub.waitFor('device');
    withdraw();
    await hub.waitFor('deviceRemoved', ({ device }) => device === key);
    expect(hub.all('availability').map(({ state }) => state)).toEqual(['online', 'offline']);
  });

  it('may be announced on another broker at once', async () => {
    const elsewhere = await startPlugin();
    await start({ brokers: [brokerUrl(elsewhere)] });
    announce();
    await hub.waitFor('device');
    withdraw();
    await hub.waitFor('availability', ({ state }) => state === 'offline');
    const other = await connect(brokerUrl(elsewhere));
    other.publish(topic, JSON.stringify(config), { retain: true });
    other.publish('meter', '9', { retain: true });
    await reported(hub, key, 'powerMeter.activePower', (power) => power === 9);
    await other.endAsync(true);
    await elsewhere.stop();
  });
});

describe('a Zigbee device that is missing in the list of its bridge', () => {
  const { entry, name, state } = demoDevices.find((device) => device.name.includes('climate')) ?? {
    entry: {},
    name: '',
    state: {},
    scenes: [],
  };
  const zigbeeKey = `zigbee:${String(entry['ieee_address'])}`;
  const list = (...entries: unknown[]) => client.publish('zigbee2mqtt/bridge/devices', JSON.stringify(entries), { retain: true });

  beforeEach(async () => {
    await start();
    list(entry);
    client.publish('zigbee2mqtt/bridge/state', '{"state":"online"}', { retain: true });
    await hub.waitFor('availability', ({ device, state: now }) => device === zigbeeKey && now === 'online');
    list();
    await hub.waitFor('availability', ({ device, state: now }) => device === zigbeeKey && now === 'offline');
  });

  it('is back with the next list', async () => {
    const since = hub.messages.length;
    list(entry);
    await hub.waitFor('availability', ({ device, state: now }) => device === zigbeeKey && now === 'online', { since });
    client.publish(`zigbee2mqtt/${name}`, JSON.stringify(state));
    await reported(hub, zigbeeKey, 'temperatureSensor.temperature');
    expect(hub.all('deviceRemoved')).toEqual([]);
  });

  it.each([
    ['it left the network', 'bridge/event', { type: 'device_leave', data: { ieee_address: entry['ieee_address'] } }],
    ['somebody removed it', 'bridge/response/device/remove', { status: 'ok', data: { id: name } }],
  ])('is forgotten at once when %s', async (_what, where, message) => {
    client.publish(`zigbee2mqtt/${where}`, JSON.stringify(message));
    await hub.waitFor('deviceRemoved', ({ device }) => device === zigbeeKey);
  });

  it.each([
    ['another event', 'bridge/event', { type: 'device_announce', data: { ieee_address: entry['ieee_address'] } }],
    ['a removal that failed', 'bridge/response/device/remove', { status: 'error', data: { id: name } }],
    ['a list', 'bridge/event', []],
  ])('is not forgotten for %s', async (_what, where, message) => {
    client.publish(`zigbee2mqtt/${where}`, JSON.stringify(message));
    await settle('marker');
    expect(hub.all('deviceRemoved')).toEqual([]);
  });
});
