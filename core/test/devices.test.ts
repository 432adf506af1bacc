import { describe, expect, it } from 'vitest';
import type { Hub } from '../src/hub.ts';
import { listenTo, named, say, startHub, temporaryFolder, until } from './harness.ts';

const origin = { kind: 'hub', id: 'test' } as const;
const thermometer = { attributes: { temperature: {} } };
const switchable = { attributes: { on: {} } };
const described = (capabilities: object) => ({
  type: 'device',
  device: {
    key: 'shed',
    name: 'Shed',
    identifiers: [{ type: 'own', value: 'shed' }],
    endpoints: [{ id: 'main', capabilities }],
  },
});
const report = (values: object, capability = 'temperatureSensor', device = 'shed', more = {}) => ({
  type: 'report',
  device,
  endpoint: 'main',
  capability,
  values,
  ...more,
});
const temperature = (hub: Hub) => named(hub, 'Shed').endpoints[0]?.capabilities['temperatureSensor']?.['temperature'];

describe('a device that is described again', () => {
  it('has the value of a part that was missing for a while, without a change from nothing', async () => {
    const hub = await startHub();
    await say(hub, described({ temperatureSensor: thermometer, switch: switchable }));
    await say(hub, report({ temperature: 27 }));
    await until(hub, () => temperature(hub)?.value === 27);
    await say(hub, described({ switch: switchable }));
    await until(hub, () => temperature(hub) === undefined);
    const heard = listenTo(hub);
    await say(hub, described({ temperatureSensor: thermometer, switch: switchable }));
    await until(hub, () => temperature(hub)?.value === 27);
    expect(temperature(hub)).toMatchObject({ quality: 'stale', unit: 'Cel' });
    await say(hub, report({ temperature: 28 }));
    await until(hub, () => temperature(hub)?.value === 28);
    expect(heard.changes).toMatchObject([{ previous: 27, record: { value: 28 } }]);
  });

  it('has no wish left of a command that ended after it', async () => {
    const hub = await startHub();
    const { id } = named(hub, 'Lamp 1');
    const device = {
      key: 'lamp-1',
      name: 'Lamp 1',
      identifiers: [{ type: 'own', value: 'lamp-1' }],
      endpoints: [{ id: 'main', capabilities: { switch: switchable, level: { attributes: { level: { minimum: 1, maximum: 100 } } } } }],
    };
    await hub.home.command(id, { capability: 'level', command: 'set', args: { level: 2 } }, origin);
    const done = hub.home.command(id, { capability: 'switch', command: 'set', args: { on: true } }, origin);
    await say(hub, { type: 'device', device });
    await until(hub, () => named(hub, 'Lamp 1').endpoints[0]?.capabilities['lock'] === undefined);
    await say(hub, report({ on: true }, 'switch', 'lamp-1'));
    expect(await done).toMatchObject({ confirmation: 'reported' });
    expect(named(hub, 'Lamp 1').endpoints[0]?.capabilities['switch']?.['on']).toMatchObject({ value: true });
    expect(named(hub, 'Lamp 1').endpoints[0]?.capabilities['switch']?.['on']?.desired).toBeUndefined();
  });
});

describe('a device that its plugin says is gone', () => {
  it('keeps its id, name and values until its owner deletes it, over a restart as well', async () => {
    const data = temporaryFolder();
    const first = await startHub({ data });
    await say(first, described({ temperatureSensor: thermometer, switch: { ...switchable, commands: ['toggle'] } }));
    await say(first, report({ temperature: 12 }));
    await until(first, () => temperature(first)?.value === 12);
    const { id } = named(first, 'Shed');
    await say(first, { type: 'deviceRemoved', device: 'shed' });
    await until(first, () => first.home.device(id).sources[0]?.withdrawn === true);
    await expect(first.home.command(id, { capability: 'switch', command: 'toggle' }, origin)).rejects.toThrow('said that it is gone');
    expect(first.home.device(id)).toMatchObject({ name: 'Shed', availability: 'unavailable' });
    await first.stop();

    const second = await startHub({ data });
    expect(second.home.device(id)).toMatchObject({ name: 'Shed', sources: [{ withdrawn: true }] });
    await say(second, described({ temperatureSensor: thermometer }));
    await until(second, () => second.home.device(id).sources[0]?.withdrawn === undefined);
    expect(temperature(second)).toMatchObject({ value: 12, quality: 'stale' });
    await second.home.removeDevice(id);
    expect(second.home.find(id)).toBeUndefined();
  });
});

describe('a time that a device tells', () => {
  it.each([
    ['its clock lost its time', '1970-01-01T00:00:10Z'],
    ['it is far ahead', '2100-01-01T00:00:00Z'],
  ])("is the hub's own where %s", async (_why, at) => {
    const hub = await startHub();
    await say(hub, described({ temperatureSensor: thermometer }));
    await say(hub, report({ temperature: 3 }, 'temperatureSensor', 'shed', { at }));
    await until(hub, () => temperature(hub)?.value === 3);
    expect(temperature(hub)?.at).toBe(temperature(hub)?.receivedAt);
  });
});

describe('a candidate', () => {
  it('can be adopted again after an adoption failed while it announced itself anew', async () => {
    const hub = await startHub();
    const offer = {
      type: 'candidate',
      candidate: { key: 'new', name: 'New lamp', identifiers: [{ type: 'own', value: 'new' }], adoptable: true, form: {} },
    };
    await say(hub, offer);
    const { id } = await until(hub, () => hub.home.candidates()[0]);
    const failed = hub.home.adopt(id, {});
    await say(hub, { ...offer, candidate: { ...offer.candidate, name: 'New lamp again' } });
    await expect(failed).rejects.toMatchObject({ code: 'not-supported' });
    await until(hub, () => hub.home.candidates()[0]?.name === 'New lamp again');
    await expect(hub.home.adopt(id, {})).rejects.toMatchObject({ code: 'not-supported' });
  });
});

describe('a person', () => {
  it('is refused where rules could not tell who it is', async () => {
    const hub = await startHub();
    const device = named(hub, 'Lamp 1').id;
    const { id } = hub.home.people.create({ name: 'Ana', links: [{ device, user: 'ana' }] });
    const refused = (input: Parameters<typeof hub.home.people.create>[0]) => expect(() => hub.home.people.create(input));
    refused({ name: 'Ben', links: [{ device, user: 'Ana' }] }).toThrow('user Ana of this device is Ana already');
    refused({ name: 'Ben', links: [{ device: 'none', user: '1' }] }).toThrow('there is no such device');
    refused({ name: 'ana' }).toThrow('there is a person "ana" already');
    refused({ name: 'Ben', preferences: { temperature: 'warm' } }).toThrow('must be a number of degrees Celsius');
    expect(hub.home.people.replace(id, { name: 'Anna', links: [{ device, user: 'ana' }] })).toMatchObject({ name: 'Anna' });
    expect(hub.home.personOf(device, 'ANA')?.id).toBe(id);
  });
});
