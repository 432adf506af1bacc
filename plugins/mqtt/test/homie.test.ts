import type { FakeHub } from '@concord/sdk/testing';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { place } from '../src/devices/placement.ts';
import { Reporter } from '../src/devices/reporter.ts';
import { Attributes } from '../src/dialects/homie/v4/attributes.ts';
import { readDescription } from '../src/dialects/homie/v5/description-document.ts';
import { HomieTools } from '../src/dialects/homie/device-tools.ts';
import type { HomieDescription } from '../src/dialects/homie/description.ts';
import { deviceParts } from '../src/dialects/homie/node-parts.ts';
import type { HomieVersion } from '../src/dialects/homie/wire.ts';
import { Message } from '../src/topics/message.ts';
import { recorded } from './corpus.ts';
import { HomiePeer, lampDescription, officeAttributes } from './homie-peer.ts';
import { violations } from './model-check.ts';
import { brokerUrl, connect, reported, startPlugin } from './plugin-test.ts';

const office = 'homie:office';
const lamp = 'homie:5/lamp';

let hub: FakeHub;
let peer: HomiePeer;

describe('a product of Homie 4', () => {
  beforeEach(async () => {
    hub = await startPlugin();
    peer = await HomiePeer.open(brokerUrl(hub), 'homie/office');
  });
  afterEach(async () => {
    await peer.close();
    await hub.stop();
  });

  const values = {
    'thermo/temperature': '20.75',
    'thermo/setpoint': '21.0',
    'thermo/mode': 'heat',
    'relay-1/on': 'true',
    'relay-2/on': 'false',
  };

  it.each([
    ['in the order of the convention', { ...officeAttributes, ...values, $state: 'ready' }],
    ['in the opposite order', Object.fromEntries(Object.entries({ ...officeAttributes, ...values, $state: 'ready' }).toReversed())],
  ])('is shown with all it has when it describes itself %s', async (_order, messages) => {
    await peer.say(messages);
    expect(await reported(hub, office, 'thermostat.localTemperature')).toBe(20.75);
    expect(await reported(hub, office, 'thermostat.setpoint')).toBe(21);
    expect(await reported(hub, office, 'thermostat.mode')).toBe('heat');
    expect(await reported(hub, office, 'relay-1/switch.on')).toBe(true);
    expect(await reported(hub, office, 'relay-2/switch.on')).toBe(false);
    expect(await reported(hub, office, 'diagnostics.uptime')).toBe(7200);
    const { device } = await hub.waitFor('device', ({ device }) => device.key === office && device.model !== undefined);
    expect(device).toMatchObject({ name: 'Office', model: 'office', firmware: '1.2.3' });
    expect(device.identifiers).toContainEqual({ type: 'mac', value: 'deadbeef0001' });
    expect(device.endpoints.find(({ id }) => id === 'relay-1')?.name).toBe('Left');
    expect(violations(hub.messages)).toEqual([]);
  });

  it('does what it is told, and its own topic confirms it', async () => {
    await peer.say({ ...officeAttributes, ...values, $state: 'ready' });
    await reported(hub, office, 'relay-2/switch.on');
    const since = hub.messages.length;
    expect(await hub.command(office, 'relay-2', 'switch', 'set', { on: true })).toEqual({ confirmation: 'sent' });
    expect(await reported(hub, office, 'relay-2/switch.on', (on) => on === true, since)).toBe(true);
    await hub.command(office, 'main', 'thermostat', 'set', { setpoint: 19.5, mode: 'auto' });
    await reported(hub, office, 'thermostat.mode', (mode) => mode === 'auto', since);
    expect(peer.received).toEqual([
      ['relay-2/on', 'true'],
      ['thermo/setpoint', '19.5'],
      ['thermo/mode', 'auto'],
    ]);
  });

  it('is offline by its last will, sleeps, and is unwell when it says so', async () => {
    await peer.say({ ...officeAttributes, ...values, $state: 'ready' });
    await hub.waitFor('availability', ({ device, state }) => device === office && state === 'online');
    await peer.say({ $state: 'alert' });
    await reported(hub, office, 'health.problem', (problem) => problem === true);
    await peer.say({ $state: 'sleeping' });
    await hub.waitFor('availability', ({ device, sleeping }) => device === office && sleeping === true);
    peer.vanish();
    await hub.waitFor('availability', ({ device, state }) => device === office && state === 'offline');
    await expect(hub.command(office, 'relay-2', 'switch', 'set', { on: true })).rejects.toMatchObject({ code: 'device-offline' });
  });

  it('may have an array of nodes, as in Homie 3', async () => {
    await peer.say({
      $homie: '3.0.1',
      $state: 'ready',
      $nodes: 'lights[]',
      'lights/$name': 'Lights',
      'lights/$type': 'light',
      'lights/$properties': 'on',
      'lights/$array': '0-1',
      'lights/on/$datatype': 'boolean',
      'lights/on/$settable': 'true',
      'lights_1/$name': 'Back lights',
      'lights_0/on': 'true',
      'lights_1/on': 'false',
    });
    expect(await reported(hub, office, 'lights_0/switch.on')).toBe(true);
    expect(await reported(hub, office, 'lights_1/switch.on')).toBe(false);
    expect(
      hub
        .all('device')
        .at(-1)
        ?.device.endpoints.map(({ name }) => name),
    ).toContain('Back lights');
    await hub.command(office, 'lights_1', 'switch', 'toggle');
    expect(await reported(hub, office, 'lights_1/switch.on', (on) => on === true)).toBe(true);
  });

  it('that the owner removed and took back says its state again', async () => {
    await peer.say({ ...officeAttributes, ...values, $state: 'ready' });
    await reported(hub, office, 'thermostat.mode');
    await hub.request('remove', { device: office });
    await hub.waitFor('candidate', ({ candidate }) => candidate.key === office);
    const since = hub.messages.length;
    await hub.request('adopt', { candidate: office, input: {} });
    expect(await reported(hub, office, 'thermostat.mode', () => true, since)).toBe('heat');
  });
});

describe('a product of Homie 5', () => {
  beforeEach(async () => {
    hub = await startPlugin({ config: { forgetAfter: 0.1 } });
    peer = await HomiePeer.open(brokerUrl(hub), 'homie/5/lamp');
  });
  afterEach(async () => {
    await peer.close();
    await hub.stop();
  });

  it('is shown by its description, does what it is told, and tells what happens once', async () => {
    await peer.say({ 'light/power': 'true', 'light/brightness': '20', 'light/color': 'hsv,300,50,100' });
    await peer.say({ $state: 'init', $description: lampDescription() });
    await peer.say({ $state: 'ready' });
    expect(await reported(hub, lamp, 'level.level')).toBe(20);
    expect(await reported(hub, lamp, 'color.hue')).toBe(300);
    const since = hub.messages.length;
    await peer.say({ 'bell/ring': 'true' }, false);
    await hub.waitFor('event', ({ device, event }) => device === lamp && event === 'rung');
    await hub.command(lamp, 'main', 'level', 'set', { level: 80 });
    expect(await reported(hub, lamp, 'level.level', (level) => level === 80, since)).toBe(80);
    await hub.command(lamp, 'main', 'color', 'set', { hue: 120, saturation: 100 });
    expect(await reported(hub, lamp, 'color.hue', (hue) => hue === 120, since)).toBe(120);
    expect(peer.received.at(-1)).toEqual(['light/color', 'hsv,120,100,100']);
    expect(hub.all('event')).toHaveLength(1);
    expect(violations(hub.messages)).toEqual([]);
  });

  it('raises alerts, takes them back, and says what it logs', async () => {
    await peer.say({ $state: 'ready', $description: lampDescription(), 'light/power': 'true' });
    await reported(hub, lamp, 'switch.on');
    await peer.say({ '$alert/battery': 'Battery is low' });
    expect(await reported(hub, lamp, 'health.active')).toEqual([{ code: 'battery', text: 'Battery is low' }]);
    await peer.say({ '$alert/battery': '' });
    await hub.waitFor('event', ({ event }) => event === 'cleared');
    await reported(hub, lamp, 'health.problem', (problem) => problem === false);
    await peer.say({ '$log/warn': 'too hot' }, false);
    const log = await hub.waitFor('event', ({ capability }) => capability === 'homie:log');
    expect(log.payload).toEqual({ level: 'warn', message: 'too hot' });
  });

  it('is lost with the device that it hangs on, and gone when it takes its state back', async () => {
    const bridge = await HomiePeer.open(brokerUrl(hub), 'homie/5/bridge');
    await bridge.say({ $state: 'ready', $description: JSON.stringify({ homie: '5.0', version: 1, children: ['lamp'], nodes: {} }) });
    await peer.say({ $state: 'ready', $description: lampDescription({ root: 'bridge' }), 'light/power': 'true' });
    await reported(hub, lamp, 'switch.on');
    expect(hub.all('device').find(({ device }) => device.key === lamp)?.device.via).toBe('homie:5/bridge');
    bridge.vanish();
    await hub.waitFor('availability', ({ device, state }) => device === lamp && state === 'offline');
    await bridge.close();
    await peer.say({ $state: '' });
    await hub.waitFor('deviceRemoved', ({ device }) => device === lamp);
  });

  it('is found in any domain', async () => {
    const other = await HomiePeer.open(brokerUrl(hub), 'garden/5/lamp');
    await other.say({ $state: 'ready', $description: lampDescription(), 'light/power': 'true' });
    expect(await reported(hub, 'homie:garden/5/lamp', 'switch.on')).toBe(true);
    await other.close();
  });

  it.each([
    ['no JSON', '{'],
    ['no description', '[]'],
    ['one of another version', '{"homie":"6.0"}'],
    ['a property of a type that is none', JSON.stringify({ homie: '5.0', nodes: { a: { properties: { b: { datatype: 'sound' } } } } })],
  ])('is refused with a diagnostic where its description is %s', async (_what, description) => {
    await peer.say({ $state: 'ready', $description: description });
    await hub.waitFor('diagnostic', ({ code }) => code === 'homie-message');
    await peer.say({ $description: lampDescription(), 'light/power': 'true' });
    expect(await reported(hub, lamp, 'switch.on')).toBe(true);
  });
});

describe.skipIf(!recorded.isHere)('the recorded products of Homie', () => {
  it.each(['homie4', 'homie5'])('%s: everything is shown, and what can be set can be set', async (file) => {
    hub = await startPlugin();
    const client = await connect(brokerUrl(hub));
    for (const { messages, expects } of recorded.dialect(file)) {
      for (const { topic, payload = '', retain } of messages) client.publish(topic, payload, { retain });
      const at = messages.find(({ topic }) => /\$(homie|state)$/.test(topic))?.topic.replace(/\/\$\w+$/, '') ?? '';
      const values = messages.map(({ topic }) => topic.slice(at.length + 1)).filter((path) => /^[^$/]+\/[^$/]+$/.test(path));
      const { device } = await hub.waitFor('device', ({ device }) =>
        values.every((path) => device.mapping?.some(({ item }) => item === path)),
      );
      const writable = (item: string) =>
        device.mapping?.some(({ item: said, target = '' }) => {
          const {
            endpoint = '',
            capability = '',
            attribute = '',
          } = /^(?<endpoint>.*)\/(?<capability>[^/]*)\.(?<attribute>\w+)$/.exec(target)?.groups ?? {};
          return (
            said === item && device.endpoints.find(({ id }) => id === endpoint)?.capabilities[capability]?.attributes[attribute]?.writable
          );
        });
      expect(expects?.settable?.filter((item) => !writable(item)) ?? []).toEqual([]);
    }
    expect(violations(hub.messages)).toEqual([]);
    await client.endAsync(true);
    await hub.stop();
  });
});

const id = fc.oneof(
  fc.constantFrom(
    'temperature',
    'on',
    'state',
    'mode',
    'position',
    'color',
    'brightness',
    'lock',
    'action',
    'battery',
    '__proto__',
    'button',
  ),
  fc.string({ maxLength: 12 }),
);
const datatype = fc.constantFrom('integer', 'float', 'boolean', 'string', 'enum', 'color', 'datetime', 'duration', 'json');
const format = fc.oneof(
  fc.constantFrom(
    '0:100',
    '0:1',
    ':',
    '5:1',
    '0:100:0.5',
    'open,closed',
    'off,heat',
    'UP,DOWN,STOP',
    'rgb',
    'hsv,rgb',
    'xyz',
    'locked,unlocked',
  ),
  fc.json({ maxDepth: 4 }),
  fc.string({ maxLength: 20 }),
);
const unit = fc.constantFrom('°C', '%', 'K', 'MK⁻¹', '#', 'W', 'kWh', 'x', '');
const nodeType = fc.oneof(
  fc.constantFrom('light', 'thermostat', 'shutter', 'garage', 'lock', 'relay', 'bell'),
  fc.string({ maxLength: 8 }),
);
const property = fc.record(
  { datatype, format, unit, settable: fc.boolean(), retained: fc.boolean(), name: fc.string() },
  { requiredKeys: ['datatype'] },
);
const node = fc.record({ type: nodeType, properties: fc.dictionary(id, property, { maxKeys: 6 }) });
const document = fc.record({ homie: fc.constant('5.0'), nodes: fc.dictionary(id, node, { maxKeys: 4 }) });
const payload = fc.oneof(
  fc.constantFrom(
    '',
    '\0',
    'true',
    'false',
    '50',
    '-1e300',
    'NaN',
    'open',
    'UP',
    'rgb,1,2,3',
    '1,2,3',
    'hsv,400,1,1',
    'P1D',
    '2026-01-01',
    '[]',
    '{}',
  ),
  fc.double().map(String),
  fc.string(),
  fc.json(),
);

/** Describes a device, says something at each of its properties, and answers what the model forbids in what came of it. */
function wrongs(description: HomieDescription, said: string, version: HomieVersion): string[] {
  const tools = new HomieTools(version, 'homie/x', 'x', { diagnose: () => undefined });
  const parts = deviceParts(description.nodes, tools);
  const { endpoints, mapping, slots } = place('x', parts);
  const items = new Set(mapping.map(({ item }) => item));
  const missing = description.nodes
    .flatMap(({ id, properties }) => properties.map((one) => `${id}/${one.id}`))
    .filter((item) => !items.has(item));
  const messages: Parameters<typeof violations>[0][number][] = [
    { type: 'device', device: { key: 'x', name: 'x', identifiers: [], endpoints } },
  ];
  const reporter = new Reporter({
    report: (report) => messages.push({ type: 'report', ...report }),
    diagnose: () => undefined,
    emit: (event) => messages.push({ type: 'event', ...event }),
  });
  for (const listener of parts.flatMap(({ listeners }) => listeners)) {
    listener.read(new Message(listener.topic, Buffer.from(said), false), reporter);
    reporter.flush();
  }
  for (const slot of [...slots.values()].flatMap((one) => [...one.values()])) {
    for (const [attribute, setter] of slot.setters) refuses(() => setter.set?.({ [attribute]: said }));
    for (const command of slot.commands.values()) refuses(() => command({}));
  }
  return [...missing.map((item) => `${item} is not in the mapping report`), ...violations(messages)];
}

function refuses(plan: () => unknown): void {
  try {
    plan();
  } catch (error) {
    expect(error).toMatchObject({ name: 'CommandRejectedError' });
  }
}

describe('whatever a device of Homie says', () => {
  it('as its description and its values, nothing is lost and nothing breaks the model', () => {
    fc.assert(
      fc.property(fc.oneof(document, fc.jsonValue()), payload, (described, said) => {
        const description = readDescription('x', JSON.parse(JSON.stringify(described)), () => undefined);
        if (description) expect(wrongs(description, said, 5)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('as attributes, nothing is lost and nothing breaks the model', () => {
    const level = fc.oneof(fc.constantFrom('$nodes', '$properties', '$datatype', '$format', '$array', '$settable', 'a', 'b', 'a_0'), id);
    const path = fc.array(level, { minLength: 1, maxLength: 4 }).map((levels) => levels.join('/'));
    const text = fc.oneof(
      fc.constantFrom('a,b', 'a[]', '0-3', '0-999999', 'a[1-2]:settable', 'float', 'color', 'enum', 'true'),
      format,
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(path, text), { maxLength: 30 }), payload, (attributes, said) => {
        const device = new Attributes('x');
        for (const [at, value] of [['$nodes', 'a,b'] as const, ['a/$properties', 'a,b'] as const, ...attributes]) device.take(at, value);
        void device.isComplete;
        expect(wrongs(device.description(), said, 4)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
