import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeHub, testNetwork } from '@concord/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProductProcess } from './products.ts';

const work = mkdtempSync(join(tmpdir(), 'concord-matter-'));
const network = testNetwork();

describe('the clusters of a product', () => {
  let gadget: ProductProcess;
  let hub: FakeHub;
  let key = '';

  beforeAll(async () => {
    gadget = new ProductProcess({ program: 'test/devices/gadget.ts', data: join(work, 'gadget'), network });
    const [started, ready] = await Promise.all([FakeHub.start({ folder: join(import.meta.dirname, '..'), network }), gadget.start()]);
    hub = started;
    await hub.request('action', { action: 'commission', input: { code: ready['qrCode'] } });
    key = String(hub.all('device')[0]?.device.key);
  });

  afterAll(async () => {
    await hub.stop();
    await gadget.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it.each([
    ['main', 'lock', { state: 'locked', door: 'closed', operating: 'normal' }],
    ['2', 'cover', { position: 75, moving: 'stopped' }],
    ['3', 'fan', { speed: 30, mode: 'low' }],
    ['4', 'temperatureSensor', { temperature: -10.5 }],
    ['5', 'humiditySensor', { humidity: null }],
    ['6', 'illuminanceSensor', { illuminance: 100 }],
    ['7', 'waterLeak', { wet: false }],
    ['8', 'button', { gestures: ['pressed', 'held', 'released'] }],
    ['9', 'smokeAlarm', { smoke: 'normal', testing: false }],
    ['main', 'matter:0xFFF1FC01.0x0000', { value: 0 }],
    ['main', 'matter:0xFFF1FC01.0x0001', { value: 'onwards' }],
  ])('report on endpoint %s: %s %o', (endpoint, capability, values) => {
    const found = hub.all('report').find((report) => report.endpoint === endpoint && report.capability === capability);
    expect(found?.values).toMatchObject(values);
  });

  it('are all accounted for in the mapping report', () => {
    const device = hub.all('device').at(-1)?.device;
    expect(device?.endpoints.map(({ kind }) => kind)).toEqual([
      'lock',
      'cover',
      'fan',
      'sensor',
      'sensor',
      'sensor',
      'sensor',
      'remote',
      'alarm',
    ]);
    expect(device?.mapping).toContainEqual({
      item: '1/cluster$fff1fc01.attr$0',
      outcome: 'generic',
      target: 'main/matter:0xFFF1FC01.0x0000.value',
    });
    expect(device?.mapping).toContainEqual({ item: '0/accessControl', outcome: 'internal', reason: 'who may speak with the device' });
    expect(device?.mapping?.every(({ outcome, reason }) => outcome !== 'ignored' || reason)).toBe(true);
  });

  it("push a maker's own attributes", async () => {
    const since = hub.messages.length;
    gadget.say('count');
    await hub.waitFor('report', ({ capability, values }) => capability === 'matter:0xFFF1FC01.0x0000' && values['value'] === 7, { since });
  });

  it('push measurements and alarms', async () => {
    const since = hub.messages.length;
    gadget.say('warm');
    await hub.waitFor('report', ({ endpoint, values }) => endpoint === '4' && values['temperature'] === 21.5, { since });
    gadget.say('smoke');
    await hub.waitFor('report', ({ endpoint, values }) => endpoint === '9' && values['smoke'] === 'critical', { since });
  });

  it('tell who unlocked the door and how', async () => {
    const since = hub.messages.length;
    gadget.say('unlockByUser7');
    const event = await hub.waitFor('event', ({ capability }) => capability === 'lock', { since });
    expect(event).toMatchObject({ event: 'unlocked', endpoint: 'main', payload: { source: 'keypad', user: '7' } });
    await hub.waitFor('report', ({ values }) => values['state'] === 'unlocked', { since });
  });

  it('tell of a press once', async () => {
    const since = hub.messages.length;
    gadget.say('press');
    await hub.waitFor('event', ({ event, payload }) => event === 'pressed' && payload?.['count'] === 1, { since });
    expect(hub.messages.slice(since).filter(({ type }) => type === 'event')).toHaveLength(1);
  });

  it('lock the door, move the blind and turn the fan', async () => {
    const since = hub.messages.length;
    await hub.command(key, 'main', 'lock', 'lock');
    await hub.waitFor('report', ({ values }) => values['state'] === 'locked', { since });
    await hub.command(key, '2', 'cover', 'set', { position: 20 });
    await hub.waitFor('report', ({ values }) => values['position'] === 20, { since });
    await hub.command(key, '3', 'fan', 'set', { speed: 55 });
    await hub.waitFor('report', ({ values }) => values['speed'] === 55, { since });
    await hub.command(key, 'main', 'identify', 'identify', { duration: 1 });
    await hub.waitFor('report', ({ endpoint, values }) => endpoint === 'main' && values['active'] === true, { since });
  });

  it('say with which Matter status the device refused', async () => {
    await expect(hub.command(key, 'main', 'lock', 'unlock', { code: '1234' })).rejects.toMatchObject({
      code: 'command-rejected',
      message: 'Test Gadget refused it: Failure',
    });
  });

  it.each([
    ['a position out of range', '2', 'cover', 'set', { position: 101 }],
    ["a write to a maker's own attribute", 'main', 'matter:0xFFF1FC01.0x0000', 'set', { value: 1 }],
    ['a code with letters', 'main', 'lock', 'lock', { code: 'abc' }],
    ['a mode the lock has not', 'main', 'lock', 'set', { operating: 'noRemote2' }],
  ])('refuse %s', async (_name, endpoint, capability, command, args) => {
    await expect(hub.command(key, endpoint, capability, command, args)).rejects.toMatchObject({ code: 'command-rejected' });
  });
});
