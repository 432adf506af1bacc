import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeHub, testNetwork } from '@concord/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProductProcess } from './products.ts';

const work = mkdtempSync(join(tmpdir(), 'concord-matter-'));
const network = testNetwork();

describe('the things of a parlour', () => {
  let parlour: ProductProcess;
  let hub: FakeHub;
  let key = '';

  beforeAll(async () => {
    parlour = new ProductProcess({ program: 'test/devices/parlour.ts', data: join(work, 'parlour'), network });
    const [started, ready] = await Promise.all([FakeHub.start({ folder: join(import.meta.dirname, '..'), network }), parlour.start()]);
    hub = started;
    await hub.request('action', { action: 'commission', input: { code: ready['qrCode'] } });
    key = String(hub.all('device')[0]?.device.key);
  });

  afterAll(async () => {
    await hub.stop();
    await parlour.stop();
    rmSync(work, { recursive: true, force: true });
  });

  /** Waits until reports since a moment have told all of the values. */
  async function reported(endpoint: string, capability: string, values: Record<string, unknown>, since: number): Promise<void> {
    const seen: Record<string, unknown> = {};
    await hub.waitFor(
      'report',
      (report) => {
        if (report.endpoint === endpoint && report.capability === capability) Object.assign(seen, report.values);
        return Object.entries(values).every(([name, value]) => JSON.stringify(seen[name]) === JSON.stringify(value));
      },
      { since },
    );
  }

  it.each<[string, string, Record<string, unknown>]>([
    ['main', 'mediaPlayer', { state: 'paused', duration: 5400, position: 61.5 }],
    ['main', 'mediaSource', { source: '1', channel: null }],
    ['main', 'notifier', { active: [] }],
    ['2', 'chime', { sounds: ['3'], sound: '3', enabled: true }],
    [
      '3',
      'energyManagement',
      { type: 'batteryStorage', state: 'online', minPower: -3000, maxPower: 3000, canGenerate: true, optOut: 'none' },
    ],
    ['4', 'tariff', { price: 0.2899, currency: 'EUR', nextChangeAt: '2026-06-01T13:00:00.000Z' }],
    ['4', 'tariff', { forecast: [{ from: '2026-06-01T13:00:00.000Z', price: 0.15 }] }],
    ['4/grid', 'tariff', { carbonIntensity: 210 }],
    ['5', 'thermostat', { localTemperature: 20.5, preset: null, presetSetpoints: { '01': 21.5, '02': 15 } }],
    ['5/outside', 'temperatureSensor', { temperature: -3.2 }],
  ])('report on endpoint %s: %s %o', (endpoint, capability, values) => {
    const found = hub.all('report').filter((report) => report.endpoint === endpoint && report.capability === capability);
    expect(Object.assign({}, ...found.map((report) => report.values))).toMatchObject(values);
  });

  it('say what there is to choose from', () => {
    const endpoints = hub.all('device').at(-1)?.device.endpoints;
    const attribute = (id: string, capability: string, name: string) =>
      endpoints?.find((one) => one.id === id)?.capabilities[capability]?.attributes[name];
    expect(attribute('main', 'mediaSource', 'source')?.options).toEqual([
      { id: '1', label: 'HDMI 1' },
      { id: '2', label: 'HDMI 2' },
    ]);
    expect(attribute('5', 'thermostat', 'preset')?.options).toEqual([
      { id: '01', label: 'Home', tags: ['comfort'] },
      { id: '02', label: 'vacation', tags: ['vacation'] },
    ]);
    expect(attribute('main', 'mediaPlayer', 'position')).toMatchObject({ writable: true });
  });

  it.each<[string, string, string, string, Record<string, unknown>, Record<string, unknown>]>([
    ['play', 'main', 'mediaPlayer', 'play', {}, { state: 'playing' }],
    ['seek', 'main', 'mediaPlayer', 'set', { position: 120.5 }, { position: 120.5 }],
    ['choose an input', 'main', 'mediaSource', 'set', { source: '2' }, { source: '2' }],
    ['tune', 'main', 'mediaSource', 'set', { channel: '5.1' }, { channel: '5.1' }],
    ['be silent', '2', 'chime', 'set', { enabled: false }, { enabled: false }],
    ['charge a battery more slowly', '3', 'energyManagement', 'adjustPower', { power: -1500, duration: 600 }, { state: 'adjusting' }],
    ['stop that', '3', 'energyManagement', 'cancel', {}, { state: 'online' }],
    ['take a preset', '5', 'thermostat', 'set', { preset: '02' }, { preset: '02', heatingSetpoint: 15 }],
  ])('%s', async (_name, endpoint, capability, command, args, values) => {
    const since = hub.messages.length;
    await hub.command(key, endpoint, capability, command, args);
    await reported(endpoint, capability, values, since);
  });

  it('are told keys, sounds and powers as they are meant', async () => {
    await hub.command(key, 'main', 'remoteKeys', 'send', { key: 'left' });
    await parlour.waitFor(({ event, keyCode }) => event === 'key' && keyCode === 3);
    await hub.command(key, '2', 'chime', 'play', { sound: '3' });
    await parlour.waitFor(({ event, chimeId }) => event === 'chime' && chimeId === 3);
    await parlour.waitFor(({ event, power, duration }) => event === 'powerAdjust' && power === -1_500_000 && duration === 600);
  });

  it('show a message, tell who answered what, and take it back', async () => {
    const since = hub.messages.length;
    await hub.command(key, 'main', 'notifier', 'show', { message: 'Dinner?', priority: 'high', replies: ['Soon', 'Now'] });
    const shown = await hub.waitFor('report', ({ values }) => Array.isArray(values['active']) && values['active'].length === 1, { since });
    const [message] = shown.values['active'] as { id: string; message: string }[];
    expect(message).toMatchObject({ message: 'Dinner?', priority: 'high' });
    parlour.say('answer');
    const answered = await hub.waitFor('event', ({ event }) => event === 'answered', { since });
    expect(answered.payload).toEqual({ id: message?.id, reply: 'Soon' });
    await hub.command(key, 'main', 'notifier', 'cancel', { id: message?.id });
    await reported('main', 'notifier', { active: [] }, hub.messages.indexOf(shown) + 1);
  });

  it('store a scene and find it again', async () => {
    const since = hub.messages.length;
    await hub.command(key, '6', 'level', 'set', { level: 40, transition: 0 });
    await reported('6', 'level', { level: 40.2 }, since);
    await hub.command(key, '6', 'scene', 'store', { id: '1' });
    await reported('6', 'scene', { active: '1' }, since);
    await hub.command(key, '6', 'switch', 'set', { on: false });
    await reported('6', 'switch', { on: false }, since);
    const recalled = hub.messages.length;
    await hub.command(key, '6', 'scene', 'recall', { id: '1', transition: 0 });
    await reported('6', 'switch', { on: true }, recalled);
  });

  it.each<[string, string, string, string, Record<string, unknown>]>([
    ['what the player refuses by a status', 'main', 'mediaPlayer', 'pause', {}],
    ['a key that it has not', 'main', 'remoteKeys', 'send', { key: '7' }],
    ['a preset that it has not', '5', 'thermostat', 'set', { preset: '03' }],
    ['a scene that was never stored', '6', 'scene', 'recall', { id: '99' }],
  ])('refuse %s', async (_name, endpoint, capability, command, args) => {
    await expect(hub.command(key, endpoint, capability, command, args)).rejects.toMatchObject({ code: 'command-rejected' });
  });

  it('tell when a change of power begins', async () => {
    const since = hub.messages.length;
    parlour.say('adjust');
    const event = await hub.waitFor('event', ({ capability }) => capability === 'energyManagement', { since });
    expect(event).toMatchObject({ event: 'adjustStarted', endpoint: '3' });
  });
});
