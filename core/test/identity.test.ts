import type { DeviceDescriptor, Identifier } from '@concord/sdk';
import { describe, expect, it } from 'vitest';
import type { Change, Device } from '../src/home/index.ts';
import { HandClock } from './hand-clock.ts';
import { temporaryFolder } from './harness.ts';
import { startHome, switchOn, turned, unlocked, type RulesHome } from './rules-home.ts';

type Endpoints = DeviceDescriptor['endpoints'];

const mac: Identifier = { type: 'mac', value: 'a4cf12f3b210' };
const plug: Endpoints = [{ id: 'main', capabilities: { switch: { attributes: { on: {} } } } }];
/** The same plug as Matter sees it: other endpoints, and what MQTT does not tell. */
const matterPlug: Endpoints = [
  { id: '0', capabilities: { linkQuality: { attributes: { rssi: {} } } } },
  {
    id: '1',
    capabilities: {
      switch: { attributes: { on: {} } },
      powerMeter: { attributes: { activePower: {} } },
      button: { attributes: {}, events: ['pressed'] },
    },
  },
];

function describeBy(
  home: RulesHome,
  plugin: string,
  key: string,
  endpoints: Endpoints,
  identifiers: Identifier[] = [mac],
  more = {},
): void {
  home.home.receive(plugin, { type: 'device', device: { key, name: key, identifiers, endpoints, ...more } });
  home.home.receive(plugin, { type: 'availability', device: key, state: 'online' });
}

function report(home: RulesHome, plugin: string, device: string, endpoint: string, capability: string, values: object): void {
  home.home.receive(plugin, { type: 'report', device, endpoint, capability, values: { ...values } });
}

function away(home: RulesHome, plugin: string, device: string): void {
  home.home.receive(plugin, { type: 'availability', device, state: 'offline' });
}

/** The only device of the home. */
function theDevice(home: RulesHome): Device {
  const [device, ...others] = home.home.devices();
  if (!device || others.length > 0) throw new Error(`${others.length + 1} devices`);
  return device;
}

const valueOf = (device: Device, endpoint: string, capability: string, attribute: string) =>
  device.endpoints.find(({ id }) => id === endpoint)?.capabilities[capability]?.[attribute];

function twoSources(home = startHome()): { home: RulesHome; id: string } {
  describeBy(home, 'mqtt', 'plug', plug);
  const { id } = theDevice(home);
  describeBy(home, 'matter', 'node-7', matterPlug);
  return { home, id };
}

describe('one product that two plugins see', () => {
  it('is one device, by its MAC address, with the endpoints that it had', () => {
    const { home, id } = twoSources();
    const device = theDevice(home);
    expect(device).toMatchObject({
      id,
      name: 'plug',
      sources: [
        { plugin: 'mqtt', linked: false },
        { plugin: 'matter', linked: true },
      ],
    });
    expect(device.endpoints.map((endpoint) => endpoint.id)).toEqual(['main', '0']);
    report(home, 'matter', 'node-7', '1', 'powerMeter', { activePower: 12 });
    expect(valueOf(theDevice(home), 'main', 'powerMeter', 'activePower')).toMatchObject({ value: 12, quality: 'good' });
  });

  it('is one over a restart, and an address that changed makes no other', async () => {
    const data = temporaryFolder();
    const { home, id } = twoSources(startHome({ data }));
    await home.stop();
    const second = startHome({ data });
    describeBy(second, 'matter', 'node-7', matterPlug);
    describeBy(second, 'mqtt', 'plug', plug, [mac, { type: 'own', value: '192.168.1.77' }]);
    expect(theDevice(second)).toMatchObject({ id, sources: [{ plugin: 'mqtt' }, { plugin: 'matter' }] });
  });

  it('has the value of the source that leads; the other takes over after 30 s, and hands back after a minute of stability', async () => {
    const { home } = twoSources();
    const on = () => valueOf(theDevice(home), 'main', 'switch', 'on');
    report(home, 'mqtt', 'plug', 'main', 'switch', { on: true });
    report(home, 'matter', 'node-7', '1', 'switch', { on: false });
    expect(on()).toMatchObject({ value: true, quality: 'good' });
    await home.clock.advance(60_000);
    away(home, 'mqtt', 'plug');
    expect(on()).toMatchObject({ value: true, quality: 'stale' });
    await home.clock.advance(29_000);
    expect(on()).toMatchObject({ value: true, quality: 'stale' });
    await home.clock.advance(1000);
    expect(on()).toMatchObject({ value: false, quality: 'good' });
    home.home.receive('mqtt', { type: 'availability', device: 'plug', state: 'online' });
    report(home, 'mqtt', 'plug', 'main', 'switch', { on: true });
    await home.clock.advance(59_000);
    expect(on()?.value).toBe(false);
    await home.clock.advance(1000);
    expect(on()).toMatchObject({ value: true, quality: 'good' });
  });

  it('is commanded by the way that is there', async () => {
    const { home, id } = twoSources();
    const origin = { kind: 'hub', id: 'test' } as const;
    const command = () => home.home.command(id, { capability: 'switch', command: 'set', args: { on: true } }, origin);
    home.answer = () => 'acknowledged';
    await command();
    away(home, 'mqtt', 'plug');
    await command();
    expect(home.sent).toMatchObject([
      { device: 'plug', endpoint: 'main' },
      { device: 'node-7', endpoint: '1' },
    ]);
  });

  it('tells an event once that both say', async () => {
    const home = startHome();
    describeBy(home, 'mqtt', 'plug', [{ id: 'main', capabilities: { button: { attributes: {}, events: ['pressed'] } } }]);
    describeBy(home, 'matter', 'node-7', matterPlug);
    const events: Change[] = [];
    home.home.changes.listen((change) => events.push(change));
    const press = (plugin: string, device: string, endpoint: string) =>
      home.home.receive(plugin, { type: 'event', device, endpoint, capability: 'button', event: 'pressed', payload: { count: 1 } });
    press('mqtt', 'plug', 'main');
    press('matter', 'node-7', '1');
    expect(events).toHaveLength(1);
    await home.clock.advance(1000);
    press('matter', 'node-7', '1');
    expect(events).toMatchObject([{ endpoint: 'main' }, { endpoint: 'main' }]);
  });

  it('is known as a candidate of another plugin as well', () => {
    const home = startHome();
    describeBy(home, 'mqtt', 'plug', plug);
    const offer = (key: string, identifiers: Identifier[]) =>
      home.home.receive('mdns', { type: 'candidate', candidate: { key, name: key, identifiers, adoptable: true, form: {} } });
    offer('same', [mac]);
    offer('other', [{ type: 'mac', value: 'a4cf12f3b299' }]);
    const known = home.home.candidates().map(({ name, device }) => ({ name, device }));
    expect(known).toEqual([
      { name: 'same', device: theDevice(home).id },
      { name: 'other', device: undefined },
    ]);
  });

  it('is led by the source that its owner prefers', () => {
    const { home, id } = twoSources();
    report(home, 'mqtt', 'plug', 'main', 'switch', { on: true });
    const matter = theDevice(home).sources.find(({ plugin }) => plugin === 'matter');
    home.home.identity.confirm(id, matter?.id ?? '', { preferred: true });
    report(home, 'matter', 'node-7', '1', 'switch', { on: false });
    expect(theDevice(home).sources[0]).toMatchObject({ plugin: 'matter', preferred: true });
    expect(valueOf(theDevice(home), 'main', 'switch', 'on')?.value).toBe(false);
  });
});

describe('a linked product that is described in parts', () => {
  it('has each part at its place, and loses none', () => {
    const { home, id } = twoSources();
    const gang = (...capabilities: string[]) =>
      Object.fromEntries(capabilities.map((name) => [name, { attributes: name === 'switch' ? { on: {} } : { level: {} } }]));
    describeBy(home, 'matter', 'node-7', [...matterPlug, { id: '2', capabilities: gang('switch', 'level') }]);
    const shown = theDevice(home).endpoints.map(({ id: at, capabilities }) => `${at}: ${Object.keys(capabilities).join(' ')}`);
    expect(shown).toEqual(['main: switch powerMeter button', '0: linkQuality', '2: switch level']);
    report(home, 'matter', 'node-7', '2', 'level', { level: 40 });
    expect(valueOf(theDevice(home), '2', 'level', 'level')?.value).toBe(40);
    expect(home.errors).toEqual([]);
    expect(theDevice(home).id).toBe(id);
  });

  it('is heard of its standby where the one that leads has said nothing yet', () => {
    const { home } = twoSources();
    report(home, 'matter', 'node-7', '1', 'switch', { on: true });
    expect(valueOf(theDevice(home), 'main', 'switch', 'on')).toMatchObject({ value: true, quality: 'good' });
    report(home, 'mqtt', 'plug', 'main', 'switch', { on: false });
    expect(valueOf(theDevice(home), 'main', 'switch', 'on')).toMatchObject({ value: false, quality: 'good' });
  });

  it('never has a value in the unit of another source, or of another time', () => {
    const probe = (unit: string): Endpoints => [
      { id: 'main', capabilities: { 'acme:probe': { base: 'measurement', attributes: { value: { unit } } } } },
    ];
    const home = startHome();
    describeBy(home, 'mqtt', 'probe', probe('Cel'));
    report(home, 'mqtt', 'probe', 'main', 'acme:probe', { value: 20 });
    describeBy(home, 'matter', 'probe-7', probe('[degF]'));
    report(home, 'matter', 'probe-7', 'main', 'acme:probe', { value: 68 });
    const source = theDevice(home).sources.find(({ linked }) => linked)?.id ?? '';
    home.home.identity.confirm(theDevice(home).id, source, { preferred: true });
    expect(valueOf(theDevice(home), 'main', 'acme:probe', 'value')).not.toMatchObject({ value: 68, unit: 'Cel' });
    const alone = startHome();
    describeBy(alone, 'mqtt', 'probe', probe('[degF]'));
    report(alone, 'mqtt', 'probe', 'main', 'acme:probe', { value: 70 });
    describeBy(alone, 'mqtt', 'probe', probe('Cel'));
    expect(valueOf(theDevice(alone), 'main', 'acme:probe', 'value')).toMatchObject({ value: null, quality: 'unknown', unit: 'Cel' });
  });
});

describe('a start of the hub', () => {
  it('has each value in the unit of the source that leads, also once its owner prefers another', async () => {
    const probe = (unit: string): Endpoints => [{ id: 'main', capabilities: { measurement: { attributes: { value: { unit } } } } }];
    const data = temporaryFolder();
    const first = startHome({ data });
    describeBy(first, 'mqtt', 'probe', probe('Cel'));
    describeBy(first, 'matter', 'probe-7', probe('[degF]'));
    report(first, 'mqtt', 'probe', 'main', 'measurement', { value: 20 });
    await first.home.stop();
    const second = startHome({ data });
    second.home.receive('mqtt', { type: 'availability', device: 'probe', state: 'online' });
    second.home.receive('matter', { type: 'availability', device: 'probe-7', state: 'online' });
    const value = () => valueOf(theDevice(second), 'main', 'measurement', 'value');
    expect(value()).toMatchObject({ value: 20, unit: 'Cel' });
    const prefer = (plugin: string) => {
      const { id, sources } = theDevice(second);
      const source = sources.find((one) => one.plugin === plugin)?.id ?? '';
      second.home.identity.confirm(id, source, { preferred: true });
    };
    prefer('matter');
    expect(value()).toMatchObject({ value: null, quality: 'unknown', unit: '[degF]' });
    report(second, 'matter', 'probe-7', 'main', 'measurement', { value: 68 });
    expect(value()).toMatchObject({ value: 68, quality: 'good', unit: '[degF]' });
    prefer('mqtt');
    report(second, 'mqtt', 'probe', 'main', 'measurement', { value: 21 });
    expect(value()).toMatchObject({ value: 21, quality: 'good', unit: 'Cel' });
  });

  it('waits for the source that led, and believes the other meanwhile no more than before', async () => {
    const data = temporaryFolder();
    const { home } = twoSources(startHome({ data }));
    report(home, 'mqtt', 'plug', 'main', 'switch', { on: true });
    await home.stop();
    const second = startHome({ data });
    const changes: Change[] = [];
    second.home.changes.listen((change) => changes.push(change));
    second.home.receive('matter', { type: 'availability', device: 'node-7', state: 'online' });
    report(second, 'matter', 'node-7', '1', 'switch', { on: false });
    expect(valueOf(theDevice(second), 'main', 'switch', 'on')).toMatchObject({ value: true, quality: 'stale' });
    await second.clock.advance(10_000);
    second.home.receive('mqtt', { type: 'availability', device: 'plug', state: 'online' });
    report(second, 'mqtt', 'plug', 'main', 'switch', { on: true });
    await second.clock.advance(120_000);
    expect(valueOf(theDevice(second), 'main', 'switch', 'on')).toMatchObject({ value: true, quality: 'good' });
    expect(changes.map((change) => (change.type === 'attribute' ? change.record.value : change.event))).toEqual([true]);
  });

  it('lets the other lead after half a minute where the one that led does not come', async () => {
    const data = temporaryFolder();
    const { home } = twoSources(startHome({ data }));
    report(home, 'mqtt', 'plug', 'main', 'switch', { on: true });
    await home.stop();
    const second = startHome({ data });
    second.home.receive('matter', { type: 'availability', device: 'node-7', state: 'online' });
    report(second, 'matter', 'node-7', '1', 'switch', { on: false });
    await second.clock.advance(30_000);
    expect(valueOf(theDevice(second), 'main', 'switch', 'on')).toMatchObject({ value: false, quality: 'good' });
  });
});

describe('a lock that another plugin says it is', () => {
  it('adds no lock that can be worked before its owner confirms it', async () => {
    const home = startHome();
    describeBy(home, 'mqtt', 'plug', plug);
    describeBy(home, 'matter', 'claims', [
      ...plug,
      { id: '2', capabilities: { lock: { attributes: { state: {} }, commands: ['unlock'] } } },
    ]);
    const { id } = theDevice(home);
    const unlock = () => home.home.command(id, { capability: 'lock', command: 'unlock' }, { kind: 'hub', id: 'test' });
    await expect(unlock()).rejects.toMatchObject({ code: 'link-not-confirmed' });
    expect(home.sent).toEqual([]);
  });

  const lock: Endpoints = [
    { id: 'main', capabilities: { lock: { attributes: { state: {} }, commands: ['unlock'], events: ['unlocked'] } } },
  ];

  it('is led by what it was made of, until its owner confirms the other', async () => {
    const home = startHome();
    describeBy(home, 'matter', 'lock', lock, [mac], { via: 'bridge' });
    report(home, 'matter', 'lock', 'main', 'lock', { state: 'locked' });
    describeBy(home, 'mqtt', 'claims', lock);
    const events: Change[] = [];
    home.home.changes.listen((change) => events.push(change));
    await home.clock.advance(120_000);
    report(home, 'mqtt', 'claims', 'main', 'lock', { state: 'unlocked' });
    home.home.receive('mqtt', { type: 'event', device: 'claims', endpoint: 'main', capability: 'lock', event: 'unlocked' });
    expect(events).toEqual([]);
    home.answer = () => 'acknowledged';
    const { id, sources } = theDevice(home);
    const unlock = () =>
      home.home.command(id, { capability: 'lock', command: 'unlock', args: { code: '4711' } }, { kind: 'hub', id: 'test' });
    await unlock();
    away(home, 'matter', 'lock');
    await expect(unlock()).rejects.toMatchObject({ code: 'device-offline' });
    expect(home.sent.map(({ device }) => device)).toEqual(['lock']);
    home.home.identity.confirm(id, sources.find(({ linked }) => linked)?.id ?? '', { confirmed: true });
    await unlock();
    expect(home.sent.map(({ device }) => device)).toEqual(['lock', 'claims']);
  });
});

describe('devices that were linked', () => {
  /** Two devices that nothing but their owner's word joins. */
  function two(home = startHome()): { home: RulesHome; first: string; second: string } {
    describeBy(home, 'mqtt', 'plug', plug, []);
    const first = theDevice(home).id;
    describeBy(home, 'matter', 'node-7', matterPlug, []);
    const second = home.home.devices().find(({ id }) => id !== first)?.id ?? '';
    return { home, first, second };
  }

  it('keep the rules of both, which act on the one device, and are parted as they were', async () => {
    const { home, first, second } = two();
    home.home.updateDevice(second, { name: 'Coffee machine' });
    const lamp = home.describe('lamp');
    const rule = home.rules.create({
      name: 'With the machine',
      mode: 'queued',
      triggers: [{ type: 'state', device: second, endpoint: '1', capability: 'switch', attribute: 'on', to: true }],
      conditions: {
        fact: 'state',
        params: { device: second, endpoint: '1', capability: 'powerMeter', attribute: 'activePower' },
        operator: 'greaterThan',
        value: 5,
      },
      actions: [switchOn(lamp), { ...switchOn(second, false), endpoint: '1' }],
    });
    report(home, 'matter', 'node-7', '1', 'powerMeter', { activePower: 900 });
    home.home.identity.link(first, second);
    expect(home.home.device(second)).toMatchObject({ id: first, name: 'plug', former: [second] });
    expect(home.rules.get(rule.id).problems).toEqual([]);
    report(home, 'mqtt', 'plug', 'main', 'switch', { on: false });
    report(home, 'mqtt', 'plug', 'main', 'switch', { on: true });
    const [run] = await home.ended(rule.id);
    expect(run?.state).toBe('done');
    expect(home.sent).toMatchObject([{ device: 'lamp' }, { device: 'plug', endpoint: 'main' }]);

    const source = home.home.device(first).sources.find(({ linked }) => linked);
    expect(home.home.identity.unlink(first, source?.id ?? '')).toMatchObject({ id: second, name: 'Coffee machine', former: [] });
    expect(home.home.devices()).toHaveLength(3);
    expect(home.rules.get(rule.id).problems).toEqual([]);
    report(home, 'matter', 'node-7', '1', 'switch', { on: false });
    report(home, 'matter', 'node-7', '1', 'switch', { on: true });
    await home.ended(rule.id, 2);
    expect(home.sent.slice(2)).toMatchObject([{ device: 'lamp' }, { device: 'node-7', endpoint: '1' }]);
  });

  it('keep a `for` that was running', async () => {
    const { home, first, second } = two();
    const lamp = home.describe('lamp');
    const rule = home.rules.create({
      name: 'Left on',
      triggers: [{ ...turned(second, true), for: 'PT10M' }],
      actions: [switchOn(lamp)],
    });
    report(home, 'matter', 'node-7', '1', 'switch', { on: false });
    report(home, 'matter', 'node-7', '1', 'switch', { on: true });
    report(home, 'mqtt', 'plug', 'main', 'switch', { on: true });
    await home.clock.advance(5 * 60_000);
    home.home.identity.link(first, second);
    await home.clock.advance(5 * 60_000);
    expect(await home.ended(rule.id)).toMatchObject([{ state: 'done' }]);
  });

  it('keep a `for` of a selector that was running on the one that joined', async () => {
    const { home, first, second } = two();
    const lamp = home.describe('lamp');
    const { kind } = home.home.device(second).endpoints.find(({ id }) => id === '1') ?? { kind: 'outlet' };
    const rule = home.rules.create({
      name: 'Left on',
      triggers: [{ type: 'state', device: { kind }, capability: 'powerMeter', attribute: 'activePower', above: 5, for: 'PT10M' }],
      actions: [switchOn(lamp)],
    });
    report(home, 'matter', 'node-7', '1', 'powerMeter', { activePower: 1 });
    report(home, 'matter', 'node-7', '1', 'powerMeter', { activePower: 900 });
    await home.clock.advance(5 * 60_000);
    home.home.identity.link(first, second);
    await home.clock.advance(5 * 60_000);
    expect(await home.ended(rule.id)).toMatchObject([{ state: 'done' }]);
  });

  it('tell a change where the joined one knows better', () => {
    const { home, first, second } = two();
    report(home, 'mqtt', 'plug', 'main', 'switch', { on: false });
    report(home, 'matter', 'node-7', '1', 'switch', { on: true });
    away(home, 'mqtt', 'plug');
    const changes: Change[] = [];
    home.home.changes.listen((change) => changes.push(change));
    home.home.identity.link(first, second);
    expect(changes).toMatchObject([{ device: first, attribute: 'on', previous: false, record: { value: true, quality: 'good' } }]);
  });

  it('finish a command that was under way', async () => {
    const { home, first, second } = two();
    home.answer = () => 'sent';
    const sent = home.home.command(
      second,
      { endpoint: '1', capability: 'switch', command: 'set', args: { on: true } },
      { kind: 'hub', id: 'test' },
    );
    away(home, 'mqtt', 'plug');
    await home.clock.advance(31_000 - 30_000);
    home.home.identity.link(first, second);
    await home.clock.advance(0);
    home.home.identity.confirm(first, home.home.device(first).sources.find(({ linked }) => linked)?.id ?? '', { preferred: true });
    report(home, 'matter', 'node-7', '1', 'switch', { on: true });
    expect(await sent).toMatchObject({ confirmation: 'reported' });
  });

  it('part in the order in which they were joined, each with what had been its own', () => {
    const { home, first: a, second: b } = two();
    describeBy(home, 'mdns', 'meter', [{ id: 'x', capabilities: { energyMeter: { attributes: { imported: {} } } } }], []);
    const c = home.home.devices().find(({ name }) => name === 'meter')?.id ?? '';
    home.home.identity.link(b, c);
    const { id: rule } = home.rules.create({
      name: 'Used',
      triggers: [{ type: 'state', device: b, capability: 'energyMeter', attribute: 'imported', above: 5 }],
      actions: [switchOn(a)],
    });
    home.home.identity.link(a, b);
    expect(home.rules.get(rule).problems).toEqual([]);
    const source = home.home.device(a).sources.find(({ plugin }) => plugin === 'matter');
    home.home.identity.unlink(a, source?.id ?? '');
    expect(home.home.device(b).sources.map(({ plugin }) => plugin)).toEqual(['matter', 'mdns']);
    expect(home.home.device(c).id).toBe(b);
    expect(home.rules.get(rule).problems).toEqual([]);
    const meter = home.home.device(b).sources.find(({ plugin }) => plugin === 'mdns');
    expect(home.home.identity.unlink(b, meter?.id ?? '').id).toBe(c);
  });

  it('take along rules that were written for their part while they were joined', () => {
    const { home, first, second } = two();
    home.home.identity.link(first, second);
    const { id } = home.rules.create({
      name: 'Load',
      triggers: [{ type: 'state', device: first, capability: 'powerMeter', attribute: 'activePower', above: 5 }],
      actions: [switchOn(first)],
    });
    const source = home.home.device(first).sources.find(({ linked }) => linked);
    home.home.identity.unlink(first, source?.id ?? '');
    expect(home.rules.get(id)).toMatchObject({ problems: [], triggers: [{ device: second }], actions: [{ device: first }] });
  });

  it('are not linked again by themselves once their owner parted them, over a restart as well', async () => {
    const data = temporaryFolder();
    const { home, id } = twoSources(startHome({ data }));
    const source = theDevice(home).sources.find(({ linked }) => linked);
    home.home.identity.unlink(id, source?.id ?? '');
    expect(home.home.devices()).toHaveLength(2);
    await home.stop();
    const second = startHome({ data });
    describeBy(second, 'mqtt', 'plug', plug, [mac, { type: 'own', value: 'new' }]);
    expect(second.home.devices()).toHaveLength(2);
    expect(second.home.identity.proposals()).toEqual([]);
  });

  it('are known to people and scenes by their old id', async () => {
    const { home, first, second } = two();
    const person = home.home.people.create({ name: 'Ana', links: [{ device: second, user: '3' }] });
    const scene = home.home.scenes.create({
      name: 'On',
      actions: [{ device: second, endpoint: '1', capability: 'switch', args: { on: true } }],
    });
    home.home.identity.link(first, second);
    expect(home.home.personOf(first, 3)?.id).toBe(person.id);
    expect(await home.home.activateScene(scene.id, { kind: 'hub', id: 'test' })).toEqual({ done: 1, failed: [] });
  });

  it('are not linked twice, nor to themselves', () => {
    const { home, first, second } = two();
    expect(() => home.home.identity.link(first, first)).toThrow('is this very device');
    home.home.identity.link(first, second);
    expect(home.home.identity.link(first, second).sources).toHaveLength(2);
    expect(theDevice(home).id).toBe(first);
  });

  it('are gone together when their owner deletes the device, and not by the old id of one of them', async () => {
    const { home, first, second } = two();
    home.home.identity.link(first, second);
    await expect(home.home.removeDevice(second)).rejects.toMatchObject({ code: 'part-of-other' });
    await home.home.removeDevice(first);
    expect(home.home.find(first)).toBeUndefined();
    expect(home.home.find(second)).toBeUndefined();
  });
});

describe('two products that may be one', () => {
  const acme = { maker: 'Acme', model: 'Plug S', name: 'By the door' };
  function alike(home = startHome()): RulesHome {
    describeBy(home, 'mqtt', 'a', plug, [], acme);
    describeBy(home, 'matter', 'b', matterPlug, [], acme);
    return home;
  }

  it('are proposed to the owner, who says that they are', () => {
    const home = alike();
    const [proposal] = home.home.identity.proposals();
    expect(proposal).toMatchObject({ score: 50, evidence: [{ kind: 'model' }, { kind: 'name' }] });
    expect(proposal?.devices).toHaveLength(2);
    expect(home.home.identity.answer(proposal?.id ?? '', 'same')).toHaveLength(1);
    expect(home.home.identity.proposals()).toEqual([]);
    expect(theDevice(home).sources).toHaveLength(2);
  });

  it('are not proposed again once the owner said that they are not', async () => {
    const data = temporaryFolder();
    const home = alike(startHome({ data }));
    home.home.identity.answer(home.home.identity.proposals()[0]?.id ?? '', 'distinct');
    await home.stop();
    const second = alike(startHome({ data }));
    expect(second.home.identity.proposals()).toEqual([]);
    expect(second.home.devices()).toHaveLength(2);
    expect(() => second.home.identity.answer('none', 'same')).toThrow('there is no proposal');
  });
});

describe('a dead device', () => {
  function broken(): { home: RulesHome; dead: string; fresh: string; rule: string } {
    const home = startHome({ clock: new HandClock() });
    const dead = home.describe('lock-old');
    home.home.updateDevice(dead, { name: 'Front door', room: home.home.rooms.create({ name: 'Hall' }).id });
    const lamp = home.describe('lamp');
    const rule = home.rules.create({ name: 'Light', triggers: [unlocked(dead)], actions: [switchOn(lamp)] }).id;
    describeBy(home, 'matter', 'lock-new', [
      {
        id: '3',
        capabilities: {
          switch: { attributes: { on: {} } },
          temperatureSensor: { attributes: { temperature: {} } },
          lock: { attributes: { state: {} }, events: ['locked', 'unlocked'] },
        },
      },
    ]);
    const fresh = home.home.devices().find(({ name }) => name === 'lock-new')?.id ?? '';
    return { home, dead, fresh, rule };
  }

  it('is replaced by another of its shape, with name, room and rules', async () => {
    const { home, dead, fresh, rule } = broken();
    away(home, 'lamps', 'lock-old');
    expect(home.home.identity.replacements(dead)).toContainEqual({ id: fresh, fits: true, missing: [] });
    const { device, retired } = home.home.identity.replace(dead, fresh, false);
    expect(device).toMatchObject({
      id: dead,
      name: 'Front door',
      availability: 'online',
      sources: [{ plugin: 'matter' }],
      former: [fresh],
    });
    expect(device.endpoints.map(({ id }) => id)).toEqual(['main']);
    expect(retired).toMatchObject({ name: 'Front door (replaced)', availability: 'offline', sources: [{ plugin: 'lamps' }] });
    home.home.receive('matter', { type: 'event', device: 'lock-new', endpoint: '3', capability: 'lock', event: 'unlocked' });
    expect(await home.ended(rule)).toMatchObject([{ state: 'done' }]);
  });

  it('is not replaced while it is online, or by what lacks something of it', () => {
    const { home, dead, fresh } = broken();
    expect(() => home.home.identity.replace(dead, fresh, false)).toThrow('"Front door" is online');
    away(home, 'lamps', 'lock-old');
    describeBy(home, 'matter', 'plug', plug, []);
    const other = home.home.devices().find(({ name }) => name === 'plug')?.id ?? '';
    expect(() => home.home.identity.replace(dead, other, false)).toThrow('/main/lock it has nothing of the kind');
    expect(home.home.device(dead).sources).toMatchObject([{ plugin: 'lamps' }]);
    expect(home.home.identity.replace(dead, other, true).device.sources).toMatchObject([{ plugin: 'matter' }]);
  });

  it('can be parted from what had been linked to it, also once it was replaced', () => {
    const { home, dead, fresh } = broken();
    describeBy(home, 'mdns', 'other', plug, []);
    const other = home.home.devices().find(({ name }) => name === 'other')?.id ?? '';
    home.home.identity.link(dead, other);
    const linked = home.home.device(dead).sources.find((source) => source.linked)?.id ?? '';
    home.home.identity.confirm(dead, linked, { preferred: true });
    const { retired } = home.home.identity.replace(dead, fresh, true);
    const parted = home.home.identity.unlink(retired.id, linked);
    expect(parted.sources).toMatchObject([{ plugin: 'mdns' }]);
    expect(home.home.device(retired.id).sources).toMatchObject([{ plugin: 'lamps' }]);
    expect(new Set(home.home.devices().map(({ id }) => id)).size).toBe(home.home.devices().length);
  });

  it('can have its place back, and the other is what it was, with its id, name, rules and history', async () => {
    const { home, dead, fresh } = broken();
    const before = home.home.device(fresh);
    const rule = home.rules.create({ name: 'Other', triggers: [unlocked(dead)], actions: [switchOn(fresh)] });
    away(home, 'lamps', 'lock-old');
    const { retired } = home.home.identity.replace(dead, fresh, false);
    const { device, by } = home.home.identity.takeBack(dead);
    expect(device).toMatchObject({ id: dead, name: 'Front door', former: [], sources: [{ plugin: 'lamps', linked: false }] });
    expect(by).toMatchObject({ id: fresh, name: before.name, room: before.room, former: [] });
    expect(by.endpoints.map(({ id }) => id)).toEqual(['3']);
    expect(home.home.find(retired.id)).toBeUndefined();
    expect(home.rules.get(rule.id)).toMatchObject({ problems: [], triggers: [{ device: dead }], actions: [{ device: fresh }] });
    home.answer = () => 'acknowledged';
    await home.home.command(fresh, { capability: 'switch', command: 'set', args: { on: true } }, { kind: 'hub', id: 'test' });
    expect(home.sent).toMatchObject([{ device: 'lock-new', endpoint: '3' }]);
    expect(() => home.home.identity.takeBack(dead)).toThrow('nothing took the place');
  });

  it('takes nothing away from another product that the retired one was linked to', () => {
    const { home, dead, fresh } = broken();
    away(home, 'lamps', 'lock-old');
    const { retired } = home.home.identity.replace(dead, fresh, false);
    describeBy(home, 'mdns', 'other', plug, []);
    const other = home.home.devices().find(({ name }) => name === 'other')?.id ?? '';
    home.home.identity.link(other, retired.id);
    expect(() => home.home.identity.takeBack(dead)).toThrow('is part of "other" now: unlink it there first');
    expect(home.home.device(other).sources).toMatchObject([{ plugin: 'mdns' }, { plugin: 'lamps' }]);
    const source = home.home.device(other).sources.find(({ linked }) => linked)?.id ?? '';
    home.home.identity.unlink(other, source);
    expect(home.home.identity.takeBack(dead)).toMatchObject({ device: { id: dead }, by: { id: fresh } });
    expect(home.home.device(other).sources).toMatchObject([{ plugin: 'mdns' }]);
  });

  it('is as it was after a replacement that was taken back over a restart', async () => {
    const data = temporaryFolder();
    const first = startHome({ data });
    const dead = first.describe('old', plug);
    describeBy(first, 'matter', 'new', plug, []);
    const fresh = first.home.devices().find(({ name }) => name === 'new')?.id ?? '';
    first.home.identity.replace(dead, fresh, true);
    await first.stop();
    const second = startHome({ data });
    expect(second.home.identity.takeBack(dead)).toMatchObject({ device: { id: dead }, by: { id: fresh, name: 'new' } });
    await second.stop();
    const third = startHome({ data });
    expect(
      third.home
        .devices()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual([dead, fresh].toSorted());
  });

  it('can be put back by hand', () => {
    const { home, dead, fresh } = broken();
    away(home, 'lamps', 'lock-old');
    const { retired } = home.home.identity.replace(dead, fresh, false);
    const back = home.home.identity.replace(dead, retired.id, true);
    expect(back.device).toMatchObject({ id: dead, name: 'Front door', sources: [{ plugin: 'lamps' }] });
    expect(back.device.endpoints.map(({ id }) => id)).toEqual(['main']);
    expect(back.retired).toMatchObject({ sources: [{ plugin: 'matter' }] });
  });
});
