import { describe, expect, it } from 'vitest';
import type { Hub } from '../src/hub.ts';
import { listenTo, named, say, sharedHub, startHub, temporaryFolder, until } from './harness.ts';

const origin = { kind: 'hub', id: 'test' } as const;
const report = (values: Record<string, unknown>, capability = 'temperatureSensor', device = 'lamp-1') => ({
  type: 'report',
  device,
  endpoint: 'main',
  capability,
  values,
});
const record = (hub: Hub, capability: string, attribute: string) =>
  named(hub, 'Lamp 1').endpoints[0]?.capabilities[capability]?.[attribute];
const diagnostics = (hub: Hub) => hub.plugins.get('lamps').diagnostics.map(({ code, place, count }) => ({ code, place, count }));

describe('the home', () => {
  it('makes a device of what a plugin describes, with every value unknown at first', async () => {
    const hub = await startHub();
    const device = named(hub, 'Lamp 1');
    expect(device).toMatchObject({
      availability: 'online',
      room: null,
      maker: 'Concord',
      sources: [{ plugin: 'lamps', availability: 'online' }],
    });
    expect(record(hub, 'temperatureSensor', 'temperature')).toMatchObject({ value: null, quality: 'unknown', unit: 'Cel' });
  });

  it('makes a change of a report, with the value before and its cause', async () => {
    const hub = await startHub();
    const heard = listenTo(hub);
    await say(hub, report({ temperature: 20.5 }));
    await say(hub, report({ temperature: 21 }));
    await until(hub, () => heard.changes.length === 2);
    expect(heard.changes[1]).toMatchObject({
      type: 'attribute',
      capability: 'temperatureSensor',
      attribute: 'temperature',
      previous: 20.5,
      record: { value: 21, quality: 'good', unit: 'Cel' },
      cause: { kind: 'report', plugin: 'lamps' },
    });
  });

  it('takes the good attributes of a report that has a bad one', async () => {
    const hub = await startHub();
    await say(hub, { type: 'report', device: 'lamp-1', endpoint: 'main', capability: 'lock', values: { state: 'locked', door: 'open' } });
    await until(hub, () => record(hub, 'lock', 'state')?.value === 'locked');
    expect(diagnostics(hub)).toEqual([{ code: 'unknown-attribute', place: 'main/lock.door', count: 1 }]);
  });

  it('marks the values of a device that went offline as stale, and refuses commands for it', async () => {
    const hub = await startHub();
    await say(hub, report({ temperature: 20 }));
    await say(hub, { type: 'availability', device: 'lamp-1', state: 'offline' });
    await until(hub, () => named(hub, 'Lamp 1').availability === 'offline');
    expect(record(hub, 'temperatureSensor', 'temperature')).toMatchObject({ value: 20, quality: 'stale' });
    await expect(
      hub.home.command(named(hub, 'Lamp 1').id, { capability: 'switch', command: 'set', args: { on: true } }, origin),
    ).rejects.toMatchObject({ code: 'device-offline' });
  });

  it('keeps ids, names, rooms and last values over a restart, the values stale', async () => {
    const data = temporaryFolder();
    const first = await startHub({ data });
    const room = first.home.rooms.create({ name: 'Hall' });
    const { id } = named(first, 'Lamp 1');
    first.home.updateDevice(id, { name: 'Hall lamp', room: room.id });
    await say(first, report({ temperature: 19 }));
    await until(first, () => first.home.device(id).endpoints[0]?.capabilities['temperatureSensor']?.['temperature']?.value === 19);
    await first.stop();

    const second = await startHub({ data });
    expect(second.home.devices()).toHaveLength(2);
    expect(second.home.device(id)).toMatchObject({ name: 'Hall lamp', room: room.id, availability: 'online' });
    expect(second.home.device(id).endpoints[0]?.capabilities['temperatureSensor']?.['temperature']).toMatchObject({
      value: 19,
      quality: 'stale',
    });
  });
});

describe('a report that breaks the rules', () => {
  const shared = sharedHub();
  const counted = (hub: Hub, code: string, place: string | undefined) =>
    diagnostics(hub).find((entry) => entry.code === code && entry.place === place)?.count ?? 0;

  it.each([
    ['a wrong type', report({ temperature: 'warm' }), 'bad-value', 'main/temperatureSensor.temperature'],
    ['a value out of the declared range', report({ level: 0 }, 'level'), 'bad-value', 'main/level.level'],
    [
      'a value that is no finite number',
      '{"type":"report","device":"lamp-1","endpoint":"main","capability":"temperatureSensor","values":{"temperature":1e999}}',
      'bad-value',
      'main/temperatureSensor.temperature',
    ],
    ['an attribute that was not described', report({ delta: 1 }), 'unknown-attribute', 'main/temperatureSensor.delta'],
    ['a capability that was not described', report({ humidity: 1 }, 'humiditySensor'), 'unknown-capability', 'main/humiditySensor'],
    ['a device that was not described', report({ on: true }, 'switch', 'lamp-9'), 'unknown-device', 'device'],
    [
      'an event that is not in the model',
      { type: 'event', device: 'lamp-1', endpoint: 'main', capability: 'lock', event: 'danced' },
      'bad-event',
      'main/lock.danced',
    ],
    ['a line that is no JSON', 'NaN', 'protocol-violation', undefined],
    ['a message that breaks the protocol', { type: 'report', device: 7 }, 'protocol-violation', undefined],
  ])('refuses %s, counts it, and keeps what is good', async (_name, line, code, place) => {
    const { hub } = shared;
    const before = counted(hub, code, place);
    await say(hub, report({ temperature: 20 }));
    await say(hub, line);
    await say(hub, line);
    await say(hub, report({ temperature: 21 }));
    await until(hub, () => record(hub, 'temperatureSensor', 'temperature')?.value === 21);
    expect(counted(hub, code, place)).toBe(before + 2);
    expect(hub.plugins.get('lamps').state).toBe('running');
  });

  it('ends nobody where the hub itself fails at it', async () => {
    const hub = await startHub();
    const receive = hub.home.receive.bind(hub.home);
    hub.home.receive = (plugin, message) => {
      if (message.type === 'event') throw new TypeError('nobody thought of this');
      receive(plugin, message);
    };
    await say(hub, { type: 'event', device: 'lamp-1', endpoint: 'main', capability: 'lock', event: 'locked' });
    await say(hub, report({ temperature: 22 }));
    await until(hub, () => record(hub, 'temperatureSensor', 'temperature')?.value === 22);
    const told = diagnostics(hub).find(({ code }) => code === 'internal');
    expect(told).toMatchObject({ place: 'event', count: 1 });
    expect(hub.plugins.get('lamps').state).toBe('running');
  });
});

describe('a command', () => {
  const shared = sharedHub();
  const command = (hub: Hub, args: Record<string, unknown>, capability = 'switch', timeoutMs?: number) =>
    hub.home.command(named(hub, 'Lamp 1').id, { capability, command: 'set', args, ...(timeoutMs !== undefined && { timeoutMs }) }, origin);

  it('is done when the device acknowledged it', async () => {
    const { hub } = shared;
    expect(await command(hub, { on: true })).toMatchObject({ status: 'done', confirmation: 'acknowledged', endpoint: 'main' });
    expect(record(hub, 'switch', 'on')).toMatchObject({ value: true, quality: 'good' });
  });

  it('is done when a report shows what was wanted, and names itself as the cause of the change', async () => {
    const { hub } = shared;
    await command(hub, { level: 1 }, 'level');
    const heard = listenTo(hub);
    const result = await command(hub, { on: false });
    expect(result.confirmation).toBe('reported');
    expect(heard.changes).toMatchObject([{ attribute: 'on', cause: { kind: 'command', command: result.id, origin } }]);
    expect(record(hub, 'switch', 'on')?.desired).toBeUndefined();
  });

  it('times out when nothing confirms it, and the wish stays visible', async () => {
    const { hub } = shared;
    await command(hub, { level: 2 }, 'level');
    await expect(command(hub, { on: true }, 'switch', 200)).rejects.toMatchObject({ code: 'command-timed-out' });
    expect(record(hub, 'switch', 'on')).toMatchObject({ value: false, desired: { value: true, state: 'timedOut' } });
  });

  it('is rejected with the reason of the device', async () => {
    const { hub } = shared;
    await command(hub, { level: 3 }, 'level');
    await expect(command(hub, { on: true })).rejects.toMatchObject({ code: 'command-rejected', message: 'the lamp is too hot' });
  });

  it.each([
    ['an unknown capability', { capability: 'vacuum', command: 'set', args: { on: true } }, 'command-invalid'],
    ['an unknown command', { capability: 'switch', command: 'dance' }, 'command-invalid'],
    ['a wrong type', { capability: 'switch', command: 'set', args: { on: 'yes' } }, 'command-invalid'],
    ['a value out of range', { capability: 'level', command: 'set', args: { level: 101 } }, 'command-invalid'],
    [
      'an attribute that can only be read',
      { capability: 'temperatureSensor', command: 'set', args: { temperature: 1 } },
      'command-invalid',
    ],
  ])('with %s is refused before it is sent', async (_name, input, code) => {
    const { hub } = shared;
    await expect(hub.home.command(named(hub, 'Lamp 1').id, input, origin)).rejects.toMatchObject({ code });
  });
});

describe('a plugin that dies', () => {
  it('takes its devices to unavailable and nothing else, and comes back by itself', async () => {
    const hub = await startHub();
    await say(hub, report({ temperature: 20 }));
    await expect(hub.plugins.action('lamps', 'crash', {})).rejects.toMatchObject({ code: 'plugin-ended' });
    await until(hub, () => named(hub, 'Lamp 1').availability === 'unavailable');
    expect(record(hub, 'temperatureSensor', 'temperature')).toMatchObject({ value: 20, quality: 'stale' });
    await expect(
      hub.home.command(named(hub, 'Lamp 1').id, { capability: 'switch', command: 'set', args: { on: true } }, origin),
    ).rejects.toMatchObject({ code: 'device-offline' });
    await until(hub, () => named(hub, 'Lamp 1').availability === 'online');
    expect(hub.plugins.get('lamps')).toMatchObject({ state: 'running', restarts: 1 });
    expect(hub.plugins.logs('lamps').map(({ message }) => message)).toContain('ended: it ended with exit code 3');
  });

  it('is put in quarantine after five crashes, with the reason shown, until its owner starts it again', async () => {
    const hub = await startHub();
    const quarantined = () => hub.plugins.get('lamps').state === 'quarantined';
    while (!quarantined()) {
      await until(hub, () => hub.plugins.get('lamps').state === 'running' || quarantined());
      if (!quarantined()) await expect(hub.plugins.action('lamps', 'crash', {})).rejects.toMatchObject({ code: 'plugin-ended' });
      await until(hub, () => hub.plugins.get('lamps').state !== 'running');
    }
    expect(hub.plugins.get('lamps').reason).toMatch(/^It ended 5 times within 10 minutes, last: it ended with exit code 3/);
    await hub.plugins.restart('lamps');
    await until(hub, () => hub.plugins.get('lamps').state === 'running');
  });
});
