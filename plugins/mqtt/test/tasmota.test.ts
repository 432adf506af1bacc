import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FakeHub } from '@concord/sdk/testing';
import type { MqttClient } from 'mqtt';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { violations } from './model-check.ts';
import { brokerUrl, connect, Inbox, reported, startPlugin } from './plugin-test.ts';
import { discoveryConfig, TasmotaPeer } from './tasmota-peer.ts';

const mac = '5CCF7F49A3BC';
const key = `tasmota:${mac.toLowerCase()}`;
const configTopic = `tasmota/discovery/${mac}/config`;

interface Sample {
  readonly title: string;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly sensors?: unknown;
  readonly messages: readonly (readonly [topic: string, payload: unknown])[];
  /** By address, what becomes of it. */
  readonly values?: Readonly<Record<string, unknown>>;
  readonly events?: readonly (readonly [endpoint: string, event: string, payload?: unknown])[];
  readonly names?: Readonly<Record<string, string>>;
  /** The command, and what goes to which topic. */
  readonly commands?: readonly (readonly [
    endpoint: string,
    capability: string,
    command: string,
    args: Record<string, unknown>,
    sent: string,
  ])[];
}

/** Written from Tasmota's documentation and the meaning that hatasmota gives to the keys of the discovery message. */
const samples = readFileSync(join(import.meta.dirname, 'samples/tasmota/devices.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line, at): Sample & { readonly topic: string; readonly address: string } => {
    const topic = `stairs${at}`;
    const address = `5CCF7F49A3${(0x10 + at).toString(16).toUpperCase()}`;
    // All of them live in one home.
    const sample = JSON.parse(line.replaceAll('stairs', topic).replaceAll('49A3BC', address.slice(-6))) as Sample;
    return { ...sample, topic, address };
  });

let hub: FakeHub;
let client: MqttClient;

async function open(): Promise<void> {
  hub = await startPlugin({ config: { forgetAfter: 0.1 } });
  client = await connect(brokerUrl(hub));
}

async function close(): Promise<void> {
  await client.endAsync(true);
  await hub.stop();
}

function publish(topic: string, payload: unknown, retain = false): void {
  client.publish(topic, typeof payload === 'string' ? payload : JSON.stringify(payload), { retain });
}

/** Returns when everything published before has been taken in. */
async function settle(): Promise<void> {
  publish('homeassistant/sensor/marker/config', { state_topic: 'marker', unique_id: 'marker' });
  publish('marker', 'seen');
  await hub.waitFor('report', ({ device }) => device === 'hass:homeassistant/sensor/marker/config');
}

describe('what the documents say', () => {
  let inbox: Inbox;
  beforeAll(async () => {
    await open();
    inbox = await Inbox.open(client, '#');
  });
  afterAll(close);

  it.each(samples)('$title', async ({ topic, address, config, sensors, messages, values = {}, events = [], names = {}, commands = [] }) => {
    const device = config ? `tasmota:${address.toLowerCase()}` : `tasmota-messages:tele/${topic}`;
    if (config) publish(`tasmota/discovery/${address}/config`, discoveryConfig(address, { t: topic, hn: topic, ...config }), true);
    if (sensors !== undefined) publish(`tasmota/discovery/${address}/sensors`, { sn: sensors, ver: 1 }, true);
    for (const [at, payload] of messages) publish(at, payload);
    for (const [at, value] of Object.entries(values))
      expect(await reported(hub, device, at, (one) => JSON.stringify(one) === JSON.stringify(value)), at).toEqual(value);
    for (const [endpoint, event, payload] of events)
      await hub.waitFor(
        'event',
        (message) =>
          message.device === device &&
          message.endpoint === endpoint &&
          `${message.capability}.${message.event}` === event &&
          JSON.stringify(message.payload) === JSON.stringify(payload),
      );
    await hub.waitFor('device', ({ device: one }) => one.key === device);
    const described = hub.all('device').findLast(({ device: one }) => one.key === device)?.device;
    for (const [endpoint, name] of Object.entries(names))
      expect(described?.endpoints.find(({ id }) => id === endpoint)?.name, endpoint).toBe(name);
    for (const [endpoint, capability, command, args, sent] of commands) {
      const [at = '', payload] = sent.split(/ (.*)/s);
      inbox.messages.length = 0;
      expect(await hub.command(device, endpoint, capability, command, args), sent).toEqual({ confirmation: 'sent' });
      expect(await inbox.waitFor(at)).toBe(payload ?? '');
    }
    expect(violations(hub.messages)).toEqual([]);
    expect(described?.mapping?.filter(({ outcome, reason }) => outcome === 'ignored' && reason === undefined)).toEqual([]);
    expect(hub.all('diagnostic').filter((one) => one.device === device)).toEqual([]);
  });
});

describe('a Tasmota that describes itself', () => {
  let peer: TasmotaPeer;
  beforeEach(async () => {
    await open();
    publish(configTopic, discoveryConfig(mac, { rl: [2, 0, 0, 0], lt_st: 5 }), true);
    peer = await TasmotaPeer.start(brokerUrl(hub), 'stairs');
  });
  afterEach(async () => {
    await peer.stop();
    await close();
  });

  it('is asked once for what it would else tell in five minutes', async () => {
    expect(await reported(hub, key, 'linkQuality.rssi')).toBe(-60);
    expect(await reported(hub, key, 'energyMeter.imported')).toBe(1500);
    expect(await reported(hub, key, 'level.level')).toBe(40);
    peer.say('tele', 'STATE', peer.state);
    await settle();
    expect(peer.heard.filter((command) => command.startsWith('STATUS'))).toEqual(['STATUS 0']);
  });

  it('does what it is told, in one message, and says so', async () => {
    await reported(hub, key, 'linkQuality.rssi');
    const since = hub.messages.length;
    await hub.command(key, 'main', 'level', 'set', { level: 80 });
    expect(await reported(hub, key, 'switch.on', (on) => on === true, since)).toBe(true);
    expect(await reported(hub, key, 'level.level', (level) => level === 80, since)).toBe(80);
    await hub.command(key, 'main', 'color', 'set', { hue: 120, saturation: 50 });
    expect(await reported(hub, key, 'color.hue', (hue) => hue === 120, since)).toBe(120);
    await hub.command(key, 'main', 'switch', 'toggle', {});
    expect(await reported(hub, key, 'switch.on', (on) => on === false, since)).toBe(false);
    expect(peer.heard.slice(1)).toEqual(['Dimmer 80', 'Backlog NoDelay;HSBColor1 120;NoDelay;HSBColor2 50', 'POWER1 OFF']);
  });

  it('is offline when its power is cut', async () => {
    await reported(hub, key, 'linkQuality.rssi');
    peer.cut();
    await hub.waitFor('availability', ({ device, state }) => device === key && state === 'offline');
    await expect(hub.command(key, 'main', 'switch', 'set', { on: true })).rejects.toMatchObject({ code: 'device-offline' });
  });

  it('is asked again when its owner takes it back', async () => {
    await reported(hub, key, 'linkQuality.rssi');
    await hub.request('remove', { device: key });
    const since = hub.messages.length;
    await hub.request('adopt', { candidate: key, input: {} });
    expect(await reported(hub, key, 'linkQuality.rssi', () => true, since)).toBe(-60);
  });

  it('is forgotten when it withdraws its description', async () => {
    await reported(hub, key, 'linkQuality.rssi');
    publish(configTopic, '', true);
    await hub.waitFor('deviceRemoved', ({ device }) => device === key);
  });
});

describe('a Tasmota that is given other topics', () => {
  beforeEach(open);
  afterEach(close);

  it('is told there what to do, and is offline when its will says so there', async () => {
    publish(configTopic, discoveryConfig(mac, { rl: [1, 0, 0, 0] }), true);
    publish('tele/stairs/LWT', 'Online');
    publish('tele/stairs/SENSOR', { AM2301: { Temperature: 20, Humidity: 40 }, TempUnit: 'C' });
    await reported(hub, key, 'humiditySensor.humidity');
    await hub.waitFor('availability', ({ device, state }) => device === key && state === 'online');
    publish('tele/attic/LWT', 'Online');
    publish(configTopic, discoveryConfig(mac, { rl: [1, 0, 0, 0], t: 'attic' }), true);
    publish('tele/attic/STATE', { POWER: 'ON' });
    await reported(hub, key, 'switch.on', (on) => on === true);
    const inbox = await Inbox.open(client, 'cmnd/attic/#');
    await hub.command(key, 'main', 'switch', 'set', { on: false });
    expect(await inbox.waitFor('cmnd/attic/POWER1')).toBe('OFF');
    publish('tele/attic/LWT', 'Offline');
    await hub.waitFor('availability', ({ device, state }) => device === key && state === 'offline');
    publish(configTopic, '', true);
    await hub.waitFor('deviceRemoved', ({ device }) => device === key);
  });
});

describe('a Tasmota that several dialects speak for', () => {
  beforeEach(open);
  afterEach(close);

  const announced = {
    name: 'Stairs',
    unique_id: '49A3BC_RL_1',
    state_topic: 'stat/stairs/RESULT',
    value_template: '{{value_json.POWER}}',
    command_topic: 'cmnd/stairs/POWER',
    device: { identifiers: ['49A3BC'], name: 'Stairs', manufacturer: 'Tasmota' },
  };
  const announce = () => publish('homeassistant/switch/49A3BC_RL_1/config', announced, true);
  const keys = () => new Set(hub.all('device').map(({ device }) => device.key));

  it.each(['itself first', 'for Home Assistant first'])('is one device when it announces %s', async (order) => {
    const steps = [() => publish(configTopic, discoveryConfig(mac, { rl: [1, 0, 0, 0] }), true), announce];
    for (const step of order === 'itself first' ? steps : steps.toReversed()) {
      step();
      await settle();
    }
    await hub.waitFor('device', ({ device }) => device.mapping?.some(({ item }) => item === 'POWER1') === true);
    publish('stat/stairs/RESULT', { POWER: 'ON' });
    const report = await hub.waitFor('report', ({ capability, values }) => capability === 'switch' && values['on'] === true);
    expect(keys()).toEqual(new Set([report.device, 'hass:homeassistant/sensor/marker/config']));
  });

  it('leaves to Home Assistant’s announcement what does not describe itself', async () => {
    announce();
    await settle();
    publish('stat/stairs/RESULT', { POWER: 'ON' });
    await reported(hub, 'hass:49A3BC', 'switch.on');
    expect(keys()).toEqual(new Set(['hass:49A3BC', 'hass:homeassistant/sensor/marker/config']));
  });

  it('keeps its key when it begins to describe itself', async () => {
    const silent = 'tasmota-messages:tele/stairs';
    publish('tele/stairs/STATE', { POWER: 'ON' });
    await reported(hub, silent, 'switch.on');
    publish(configTopic, discoveryConfig(mac, { rl: [1, 0, 0, 0] }), true);
    await hub.waitFor('device', ({ device }) => device.model === 'Generic');
    publish('tele/stairs/STATE', { POWER: 'OFF' });
    await reported(hub, silent, 'switch.on', (on) => on === false);
    expect(keys()).toEqual(new Set([silent]));
  });
});

describe('what no Tasmota says', () => {
  beforeEach(open);
  afterEach(close);

  it.each([
    ['a description that is not JSON', configTopic, 'nonsense'],
    ['a description of another address', configTopic, discoveryConfig('AABBCCDDEEFF', {})],
    ['a topic with wildcards', configTopic, discoveryConfig(mac, { t: '#' })],
    ['a topic without an address', 'tasmota/discovery/kitchen/config', discoveryConfig('kitchen', {})],
  ])('%s is refused and counted', async (_, topic, payload) => {
    publish(topic, payload);
    await hub.waitFor('diagnostic', ({ code, place }) => code === 'announcement-refused' && place === topic);
    expect(hub.all('device')).toEqual([]);
  });

  it('a message larger than a product can send is refused', async () => {
    publish('tele/stairs/STATE', { UptimeSec: 5 });
    await reported(hub, 'tasmota-messages:tele/stairs', 'diagnostics.uptime');
    publish('tele/stairs/SENSOR', { Noise: 'x'.repeat(70_000) });
    await hub.waitFor('diagnostic', ({ code, place }) => code === 'payload-too-large' && place === 'tele/stairs/SENSOR');
  });

  it('a bad value costs only itself', async () => {
    publish('tele/stairs/SENSOR', { AM2301: { Temperature: -999, Humidity: 47 }, TempUnit: 'C' });
    expect(await reported(hub, 'tasmota-messages:tele/stairs', 'humiditySensor.humidity')).toBe(47);
    await hub.waitFor('diagnostic', ({ code, message }) => code === 'bad-value' && message.startsWith('AM2301.Temperature'));
    expect(violations(hub.messages)).toEqual([]);
  });

  it('a button that the broker kept was not pressed', async () => {
    publish('stat/stairs/RESULT', { Button1: { Action: 'SINGLE' } }, true);
    publish('tele/stairs/STATE', { UptimeSec: 5 }, true);
    const late = await startPlugin({ config: { broker: 'off', brokers: [brokerUrl(hub)] } });
    await reported(late, 'tasmota-messages:tele/stairs', 'diagnostics.uptime');
    expect(late.all('event')).toEqual([]);
    await late.stop();
  });

  it('passwords stay with it', async () => {
    publish('stat/stairs/RESULT', { MqttPassword: 'hunter2', Var1: 'x', Nested: { WebPassword: 'hunter2' } });
    await reported(hub, 'tasmota-messages:tele/stairs', 'tasmota:Var1.value');
    expect(JSON.stringify(hub.messages)).not.toContain('hunter2');
  });
});
