import { describe, expect, it } from 'vitest';
import { capabilities } from '@concord/sdk';
import type { DevicePorts } from '../driver.ts';
import type { JsonObject } from '../untrusted/json.ts';
import { components } from './components/index.ts';
import { Events } from './events.ts';
import { layOut } from './layout.ts';
import { Reports } from './reports.ts';

/** Lays a device out, tells it its state, and answers what was reported as `endpoint/capability.attribute`. */
function play(status: JsonObject, config: JsonObject = {}, app = 'App') {
  const values: Record<string, unknown> = {};
  const events: string[] = [];
  const faults: string[] = [];
  const ports: DevicePorts = {
    describe: () => undefined,
    report: ({ endpoint, capability, values: reported }) => {
      for (const [name, value] of Object.entries(reported)) values[`${endpoint}/${capability}.${name}`] = value;
    },
    emit: ({ endpoint, capability, event, payload }) =>
      events.push(`${endpoint}/${capability}.${event}${payload ? JSON.stringify(payload) : ''}`),
    diagnose: (code, _, place) => faults.push(`${code} ${place}`),
  };
  const layout = layOut(app, status, config);
  const reports = new Reports(ports, layout, status);
  reports.all();
  return { layout, reports, values, events, faults, take: (params: JsonObject) => new Events(ports, layout).take(params) };
}

describe('a Shelly’s components', () => {
  it('become endpoints of their own where there are several', () => {
    const { layout, values } = play(
      { 'switch:0': { id: 0, output: true }, 'switch:1': { id: 1, output: false }, 'input:0': { id: 0, state: null } },
      { 'switch:1': { name: 'Fan' }, 'input:0': { type: 'button' } },
    );
    expect(layout.endpoints.map(({ id, name, tags }) => ({ id, name, tags }))).toEqual([
      { id: 'main', name: undefined, tags: undefined },
      { id: 'switch-0', name: 'switch 1', tags: ['index=1'] },
      { id: 'switch-1', name: 'Fan', tags: ['index=2'] },
    ]);
    expect(values).toMatchObject({ 'switch-0/switch.on': true, 'switch-1/switch.on': false });
    expect(layout.endpoints[0]?.capabilities['button']?.events).toEqual(['pressed', 'held', 'released']);
  });

  it('of a three-phase meter are its phases', () => {
    const { layout, values } = play({
      'em:0': { id: 0, a_act_power: 100, a_voltage: 230, b_act_power: 200, c_act_power: -50, total_act_power: 250, n_current: null },
      'emdata:0': { id: 0, a_total_act_energy: 1000, total_act: 3000, total_act_ret: 5 },
    });
    expect(layout.endpoints.map(({ id, tags }) => [id, tags])).toEqual([
      ['main', undefined],
      ['l1', ['phase=L1']],
      ['l2', ['phase=L2']],
      ['l3', ['phase=L3']],
      ['n', ['phase=N']],
    ]);
    expect(values).toEqual({
      'main/powerMeter.activePower': 250,
      'main/energyMeter.imported': 3000,
      'main/energyMeter.exported': 5,
      'l1/powerMeter.activePower': 100,
      'l1/powerMeter.voltage': 230,
      'l1/energyMeter.imported': 1000,
      'l2/powerMeter.activePower': 200,
      'l3/powerMeter.activePower': -50,
      'n/powerMeter.current': null,
    });
  });

  it.each([
    [
      { id: 0, state: 'opening', current_pos: 40, pos_control: true },
      { position: 40, moving: 'opening' },
    ],
    [
      { id: 0, state: 'open', current_pos: null, pos_control: false },
      { position: 100, moving: 'stopped' },
    ],
    [
      { id: 0, state: 'stopped', current_pos: null, pos_control: false },
      { position: null, moving: 'stopped' },
    ],
    [{ id: 0, state: 'calibrating', pos_control: true }, { moving: 'other' }],
  ])('of a cover %j are %j', (status, expected) => {
    const { values } = play({ 'cover:0': status });
    expect(values).toEqual(Object.fromEntries(Object.entries(expected).map(([name, value]) => [`main/cover.${name}`, value])));
  });

  it('that are sensors report in canonical units', () => {
    const { values } = play({
      'temperature:100': { id: 100, tC: 21.5, tF: 70.7 },
      'humidity:0': { id: 0, rh: 45 },
      'illuminance:0': { id: 0, lux: 120, illumination: 'bright' },
      'devicepower:0': { id: 0, battery: { V: 5.9, percent: 88 }, external: { present: false } },
    });
    expect(values).toEqual({
      'temperature-100/temperatureSensor.temperature': 21.5,
      'main/humiditySensor.humidity': 45,
      'main/illuminanceSensor.illuminance': 120,
      'main/illuminanceSensor.bright': true,
      'main/battery.voltage': 5.9,
      'main/battery.level': 88,
      'main/powerSource.plugged': false,
    });
  });

  it('that raise an alarm tell so when it comes and goes, not at the start', () => {
    const { reports, events, values } = play({ 'flood:0': { id: 0, alarm: true }, 'smoke:0': { id: 0, alarm: false, mute: false } });
    expect(values).toMatchObject({ 'main/waterLeak.wet': true, 'main/smokeAlarm.smoke': 'normal' });
    expect(events).toEqual([]);
    reports.take({ ts: 1_730_000_000, 'flood:0': { alarm: false }, 'smoke:0': { alarm: true } });
    expect(events).toEqual(['main/waterLeak.dry', 'main/smokeAlarm.alarm']);
  });

  it('that are virtual are generic, with their limits', () => {
    const { layout, values } = play(
      { 'number:200': { value: 5 }, 'enum:200': { value: 'b' }, 'boolean:200': { value: true }, 'text:200': { value: 'x' } },
      { 'number:200': { min: 0, max: 10, meta: { ui: { unit: 'kg', step: 0.5 } } }, 'enum:200': { options: ['a', 'b'] } },
    );
    const attribute = (id: string, capability: string) =>
      layout.endpoints.find((endpoint) => endpoint.id === id)?.capabilities[capability]?.attributes['value'];
    expect(attribute('number-200', 'genericNumber')).toMatchObject({ minimum: 0, maximum: 10, step: 0.5, unit: 'kg', writable: true });
    expect(attribute('enum-200', 'genericSelect')).toMatchObject({ options: [{ id: 'a' }, { id: 'b' }] });
    expect(values).toMatchObject({ 'boolean-200/genericBoolean.value': true, 'text-200/genericText.value': 'x' });
  });

  it('that nobody knows are shown by their type', () => {
    const { layout, values } = play({ 'gizmo:3': { id: 3, temp: { tC: 5 }, tC: 20, nothing: null, on: true } });
    expect(Object.keys(layout.endpoints[0]?.capabilities ?? {})).toEqual(
      expect.arrayContaining(['shelly:gizmo:3.temp', 'shelly:gizmo:3.tC', 'shelly:gizmo:3.on']),
    );
    expect(values['main/shelly:gizmo:3.tC.value']).toBe(20);
    expect(layout.mapping.find(({ item }) => item === 'gizmo:3.nothing')).toMatchObject({ outcome: 'ignored' });
  });

  it('refuse a value of the wrong type and keep the others', () => {
    const { values, faults } = play({ 'switch:0': { id: 0, output: 'yes', apower: Infinity, voltage: 230, pf: 7 } });
    expect(values).toEqual({ 'main/powerMeter.voltage': 230 });
    expect(faults).toEqual(['value-wrong-type switch:0.output', 'value-wrong-type switch:0.apower', 'value-wrong-type switch:0.pf']);
  });

  it('that appear later make the device be described anew', () => {
    const { reports } = play({ 'switch:0': { id: 0, output: false } });
    expect(reports.take({ 'switch:0': { apower: 5 } })).toBe(false);
    expect(reports.status).toEqual({ 'switch:0': { id: 0, output: false, apower: 5 } });
  });

  it.each([
    [{ 'a.b': 1 }, 'shelly:switch:0.a.b'],
    [{ 'aenergy.total': 1 }, 'shelly:switch:0.aenergy.total'],
    [{ constructor: 1 }, 'shelly:switch:0.constructor'],
    [{ '': 1 }, 'shelly:switch:0.'],
  ])('may have any names: %j', (odd, capability) => {
    const status = { 'switch:0': { id: 0, output: false, ...odd } };
    const { reports, values } = play(status);
    expect(values).toEqual({ 'main/switch.on': false, [`main/${capability}.value`]: 1 });
    expect(reports.take(status)).toBe(true);
  });

  it('whose names differ only by where their dots stand do not mix', () => {
    const { layout, reports, values } = play({ 'gizmo:0': { 'a.b': 1 }, 'gizmo:0.a': { b: 2 } });
    expect(values).toEqual({ 'main/shelly:gizmo:0.a.b.value': 2 });
    expect(layout.mapping.map(({ outcome }) => outcome)).toEqual(['generic', 'ignored']);
    expect(reports.take({ 'gizmo:0': { 'a.b': 3 } })).toBe(true);
    expect(values).toEqual({ 'main/shelly:gizmo:0.a.b.value': 2 });
  });

  it('more members than are kept need no new layout', () => {
    const { reports } = play({ 'gizmo:0': Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`m${at}`, 1])) });
    expect(reports.take({ 'gizmo:0': { another: 1, ['__proto__']: 1 } })).toBe(true);
  });

  it('more than two hundred are left out without end', () => {
    const status = Object.fromEntries(Array.from({ length: 250 }, (_, at) => [`gizmo:${at}`, { a: 1 }]));
    const { layout, reports } = play(status);
    expect(layout.mapping.filter(({ reason }) => reason?.startsWith('more than'))).toHaveLength(50);
    expect(reports.take(status)).toBe(true);
  });
});

describe('a Shelly’s events', () => {
  const device = { 'input:0': { id: 0, state: null } };
  it.each([
    ['single_push', 'main/button.pressed{"count":1}'],
    ['double_push', 'main/button.pressed{"count":2}'],
    ['long_push', 'main/button.held'],
    ['btn_up', 'main/button.released'],
    ['magic', 'main/shelly:event.fired{"component":"input:0","event":"magic"}'],
  ])('%s is %s', (event, expected) => {
    const { take, events } = play(device);
    expect(take({ events: [{ component: 'input:0', id: 0, event, ts: 1_730_000_000 }] })).toBe(false);
    expect(events).toEqual([expected]);
  });

  it('that change what it is ask for a new reading', () => {
    expect(play(device).take({ events: [{ component: 'sys', event: 'config_changed' }] })).toBe(true);
  });
});

describe('the mapping of each component', () => {
  it.each(components.map((component) => [component.type, component] as const))('%s names what the vocabulary knows', (_, component) => {
    for (const { to } of component.rows) {
      const [capability = '', attribute = ''] = to.split('.');
      expect(capabilities.get(capability)?.attributes[attribute], to).toBeDefined();
    }
    for (const name of Object.keys(component.commands ?? {})) {
      const [capability = '', command = ''] = name.split('.');
      expect(capabilities.get(capability)?.commands[command], name).toBeDefined();
    }
    for (const { event } of Object.values(component.events?.byWord ?? {}))
      expect(capabilities.get(component.events?.capability ?? '')?.events[event], event).toBeDefined();
  });

  it.each([
    ['switch', 'switch', { on: true }, 'Switch.Set', { id: 0, on: true }],
    ['cover', 'cover', { position: 30 }, 'Cover.GoToPosition', { id: 0, pos: 30 }],
    ['light', 'level', { level: 30, transition: 2 }, 'Light.Set', { id: 0, on: true, brightness: 30, transition_duration: 2 }],
    ['light', 'level', { level: 0 }, 'Light.Set', { id: 0, brightness: 0 }],
    ['cct', 'colorTemperature', { temperature: 3000 }, 'CCT.Set', { id: 0, ct: 3000 }],
    ['rgb', 'color', { hue: 120, saturation: 100 }, 'RGB.Set', { id: 0, rgb: [0, 255, 0] }],
    ['thermostat', 'thermostat', { setpoint: 21 }, 'Thermostat.SetConfig', { id: 0, config: { target_C: 21 } }],
    ['number', 'genericNumber', { value: 5 }, 'Number.Set', { id: 0, value: 5 }],
  ])('%s: setting %s %j calls %s', (type, capability, args, method, params) => {
    const write = components.find((component) => component.type === type)?.set?.[capability];
    expect(write?.(args, 0, {})).toEqual({ method, params });
  });
});
