import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeHub, testNetwork } from '@concord/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProductProcess } from './products.ts';

const work = mkdtempSync(join(tmpdir(), 'concord-matter-'));
const network = testNetwork();

describe('the appliances of a household', () => {
  let household: ProductProcess;
  let hub: FakeHub;
  let key = '';

  beforeAll(async () => {
    household = new ProductProcess({ program: 'test/devices/household.ts', data: join(work, 'household'), network });
    const [started, ready] = await Promise.all([FakeHub.start({ folder: join(import.meta.dirname, '..'), network }), household.start()]);
    hub = started;
    await hub.request('action', { action: 'commission', input: { code: ready['qrCode'] } });
    key = String(hub.all('device')[0]?.device.key);
  });

  afterAll(async () => {
    await hub.stop();
    await household.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['main', 'valve', { state: 'closed', position: 0, remaining: null }],
    ['2', 'pump', { running: true, controlMode: 'speed', speed: 1450, capacity: 75, power: 350 }],
    ['2', 'usageMeter', { runTime: 36_000, energy: 3000 }],
    ['3', 'fan', { speed: 30 }],
    ['3/hepaFilter', 'lifetime', { remaining: 15, state: 'warning', replacedAt: '2026-06-01T12:00:00.000Z' }],
    ['3/carbonFilter', 'lifetime', { remaining: 60, state: 'ok' }],
    ['4', 'soilSensor', { moisture: 42 }],
    ['5', 'evCharger', { state: 'charging', supply: 'charging', maxCurrent: 16, circuitCapacity: 32, sessionEnergy: 1500, sessionId: '7' }],
    ['5', 'matter:energyEvse.chargingEnabledUntil', { value: '2026-06-01T12:00:00.000Z' }],
    ['5', 'mode', { mode: '1' }],
    ['6', 'waterHeater', { tank: 40, tankVolume: 0.2, demand: ['heatPump'], boosting: false }],
    ['6', 'matter:waterHeaterManagement.estimatedHeatRequired', { value: 2000 }],
    ['6', 'thermostat', { localTemperature: 48 }],
    ['7', 'closure', { state: 'closed', secure: true, obstructed: false }],
    ['8', 'vacuum', { activity: 'docked', binFull: false }],
    [
      '8',
      'serviceArea',
      {
        areas: [
          { id: '10', name: 'Kitchen', map: '1' },
          { id: '11', name: 'Hall', map: '1' },
        ],
        selected: [],
        current: null,
      },
    ],
    [
      '8/cleaning',
      'mode',
      {
        mode: '1',
        modes: [
          { id: '1', label: 'Vacuum', tags: ['vacuum'] },
          { id: '2', label: 'Mop', tags: ['mop', 'quiet'] },
        ],
      },
    ],
    ['9', 'laundry', { spinSpeed: 1400, spinSpeeds: [0, 800, 1400], rinses: 'normal' }],
    ['9', 'operationalState', { state: 'stopped', phase: 'Wash', remaining: 1800, error: null }],
  ])('report on endpoint %s: %s %o', (endpoint, capability, values) => {
    const found = hub.all('report').find((report) => report.endpoint === endpoint && report.capability === capability);
    expect(found?.values).toMatchObject(values);
  });

  it('stand on endpoints of the right kind, parts beside them', () => {
    const device = hub.all('device').at(-1)?.device;
    expect(device?.endpoints.map(({ id, kind }) => `${id} ${String(kind)}`)).toEqual([
      'main valve',
      '2 pump',
      '3 purifier',
      '3/hepaFilter part',
      '3/carbonFilter part',
      '4 sensor',
      '5 evCharger',
      '6 waterHeater',
      '7 door',
      '8 vacuum',
      '8/cleaning part',
      '9 washer',
      '10 microwave',
    ]);
    const filter = device?.endpoints.find(({ id }) => id === '3/hepaFilter');
    expect(filter).toMatchObject({ name: 'Particle filter', tags: ['part=filter'] });
    expect(device?.mapping).toContainEqual({
      item: '3/hepaFilterMonitoring.condition',
      outcome: 'capability',
      target: '3/hepaFilter/lifetime.remaining',
    });
  });

  it.each<[string, string, string, string, Record<string, unknown>, string, Record<string, unknown>]>([
    [
      'opens a valve by half for a while',
      'main',
      'valve',
      'open',
      { duration: 60, level: 50 },
      'valve',
      { state: 'open', position: 50, remaining: 60 },
    ],
    ['closes it', 'main', 'valve', 'close', {}, 'valve', { state: 'closed', position: 0 }],
    ['lets a pump keep the pressure', '2', 'pump', 'set', { controlMode: 'pressure' }, 'pump', { controlMode: 'pressure' }],
    ['renews a filter', '3/hepaFilter', 'lifetime', 'replaced', {}, 'lifetime', { remaining: 100, state: 'ok' }],
    [
      'notes when a filter was changed',
      '3/hepaFilter',
      'lifetime',
      'set',
      { replacedAt: '2026-07-01T08:00:00Z' },
      'lifetime',
      { replacedAt: '2026-07-01T08:00:00.000Z' },
    ],
    ['stops a charger', '5', 'evCharger', 'disable', {}, 'evCharger', { supply: 'disabled' }],
    [
      'lets it charge till morning',
      '5',
      'evCharger',
      'enable',
      { until: '2026-06-02T06:00:00Z', max: 10 },
      'evCharger',
      { supply: 'charging', maxCurrent: 10 },
    ],
    ['limits its current', '5', 'evCharger', 'set', { userMaxCurrent: 8 }, 'evCharger', { userMaxCurrent: 8 }],
    ['lets it charge from the roof', '5', 'mode', 'set', { mode: '2' }, 'mode', { mode: '2' }],
    ['boosts a water heater', '6', 'waterHeater', 'boost', { duration: 1800, setpoint: 55 }, 'waterHeater', { boosting: true }],
    ['ends the boost', '6', 'waterHeater', 'cancelBoost', {}, 'waterHeater', { boosting: false }],
    ['opens a gate for a person', '7', 'closure', 'pedestrian', {}, 'closure', { state: 'pedestrian', secure: false }],
    ['opens it', '7', 'closure', 'open', {}, 'closure', { state: 'open' }],
    ['chooses rooms for a robot', '8', 'serviceArea', 'set', { selected: ['11'] }, 'serviceArea', { selected: ['11'] }],
    ['sends a robot to clean', '8', 'vacuum', 'start', {}, 'mode', { mode: '1' }],
    ['calls it home', '8', 'vacuum', 'dock', {}, 'vacuum', { activity: 'returning' }],
    ['lets it mop', '8/cleaning', 'mode', 'set', { mode: '2' }, 'mode', { mode: '2' }],
    ['spins slower', '9', 'laundry', 'set', { spinSpeed: 800, rinses: 'extra' }, 'laundry', { spinSpeed: 800, rinses: 'extra' }],
    ['starts a washing machine', '9', 'operationalState', 'start', {}, 'operationalState', { state: 'running' }],
  ])('%s', async (_name, endpoint, capability, command, args, reported, values) => {
    const since = hub.messages.length;
    await expect(hub.command(key, endpoint, capability, command, args)).resolves.toEqual({ confirmation: 'acknowledged' });
    const seen: Record<string, unknown> = {};
    await hub.waitFor(
      'report',
      (report) => {
        if (report.endpoint === endpoint && report.capability === reported) Object.assign(seen, report.values);
        return Object.entries(values).every(([name, value]) => JSON.stringify(seen[name]) === JSON.stringify(value));
      },
      { since },
    );
  });

  it('are told times and temperatures as they are meant', async () => {
    expect(await household.waitFor(({ event }) => event === 'enableCharging')).toMatchObject({ until: 1_780_380_000, minimum: 6000 });
    expect(await household.waitFor(({ event }) => event === 'boost')).toMatchObject({ duration: 1800, setpoint: 5500 });
  });

  it.each<[string, Record<string, unknown>, { cookTime: number; powerSetting: number }]>([
    ['the time', { cookTime: 120 }, { cookTime: 120, powerSetting: 50 }],
    ['the power', { microwavePower: 700 }, { cookTime: 120, powerSetting: 70 }],
    ['both', { cookTime: 90, microwavePower: 300 }, { cookTime: 90, powerSetting: 30 }],
  ])('let a microwave keep what it has while %s is set', async (_name, args, { cookTime, powerSetting }) => {
    const [since, line] = [hub.messages.length, household.lines.length];
    await hub.command(key, '10', 'oven', 'set', args);
    const cook = await household.waitFor(({ event }) => event === 'cook', line);
    expect(cook).toEqual({ event: 'cook', cookMode: 2, cookTime, powerSetting });
    await hub.waitFor('report', ({ capability, values }) => capability === 'oven' && Object.keys(args).every((name) => name in values), {
      since,
    });
  });

  it.each<[string, string, string, string, Record<string, unknown>, RegExp]>([
    ['what the robot refuses in its answer', '8', 'operationalState', 'resume', {}, /the bin is full/],
    ['a room that the robot does not know', '8', 'serviceArea', 'set', { selected: ['99'] }, /refused it|one of/],
    ['a mode that is none', '5', 'mode', 'set', { mode: '9' }, /one of|none/],
    ['a current above the circuit', '5', 'evCharger', 'set', { userMaxCurrent: 40 }, /at most 32/],
    ['a spin speed that it has not', '9', 'laundry', 'set', { spinSpeed: 900 }, /one of 0, 800, 1400/],
  ])('refuse %s', async (_name, endpoint, capability, command, args, message) => {
    const request = hub.command(key, endpoint, capability, command, args);
    await expect(request).rejects.toMatchObject({ code: 'command-rejected', message: expect.stringMatching(message) as string });
  });

  it('can be set where only Matter has a name for it', async () => {
    const since = hub.messages.length;
    const capability = 'matter:valveConfigurationAndControl.defaultOpenDuration';
    await hub.command(key, 'main', capability, 'set', { value: 900 });
    await hub.waitFor('report', (report) => report.capability === capability && report.values['value'] === 900, { since });
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['runDry', 'pump.dryRunning', { code: 'dryRunning' }],
    ['unplug', 'evCharger.evLeft', { sessionId: '7', energy: 2500 }],
    ['finish', 'operationalState.completed', { result: 'done' }],
  ])('tell of what happens: %s is %s', async (deed, name, payload) => {
    const since = hub.messages.length;
    household.say(deed);
    const event = await hub.waitFor('event', ({ capability, event: happened }) => `${capability}.${happened}` === name, { since });
    expect(event.payload).toEqual(payload);
  });
});
