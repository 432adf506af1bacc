import { describe, expect, it } from 'vitest';
import { model } from '../capabilities/index.ts';
import { flag } from './attribute.ts';
import { defineCapability } from './capability.ts';
import { fullDescriptor } from './check-example.ts';
import { checkAttribute, checkCommand, checkEvent, checkReport, isWritable } from './checks.ts';

const { temperatureSensor, thermostat, lock, level, button, serviceArea, genericNumber, humidifier } = model;

describe('a report', () => {
  it('is accepted where each value fits', () => {
    expect(checkReport(thermostat, fullDescriptor(thermostat), { mode: 'heat', heatingSetpoint: 21.5, hold: null, preset: 'eco' })).toEqual(
      [],
    );
  });

  it('is refused attribute by attribute, so that the rest of it stays good', () => {
    const findings = checkReport(thermostat, fullDescriptor(thermostat), { mode: 'boil', heatingSetpoint: 21, hold: 'yes', colour: 1 });
    expect(findings.map(({ path }) => path)).toEqual(['/mode', '/hold', '/colour']);
    expect(findings[0]?.message).toContain('"heat"');
  });

  it.each([NaN, Infinity, -Infinity, '21', true, {}, [], undefined])('is refused with %s for a number', (value) => {
    expect(checkAttribute(temperatureSensor, fullDescriptor(temperatureSensor), 'temperature', value)?.path).toBe('/temperature');
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('has no attribute "%s"', (name) => {
    const values = JSON.parse(`{"${name}": 1}`) as Record<string, unknown>;
    expect(checkReport(temperatureSensor, fullDescriptor(temperatureSensor), values)).toMatchObject([{ path: `/${name}` }]);
  });

  it('is refused for what the device never said it has', () => {
    expect(checkReport(temperatureSensor, { attributes: { temperature: {} } }, { delta: 1 })).toMatchObject([{ path: '/delta' }]);
  });

  it('is refused outside the range of the device', () => {
    const descriptor = { attributes: { temperature: { minimum: -10, maximum: 50 } } };
    for (const temperature of [-10, 0, 50]) expect(checkReport(temperatureSensor, descriptor, { temperature })).toEqual([]);
    for (const temperature of [-10.1, 50.1]) expect(checkReport(temperatureSensor, descriptor, { temperature })).toHaveLength(1);
  });

  it("is refused outside the device's own list, but for what is other", () => {
    const descriptor = { attributes: { preset: { options: [{ id: 'eco' }, { id: 'comfort' }] } } };
    for (const preset of ['eco', 'other', null]) expect(checkReport(thermostat, descriptor, { preset })).toEqual([]);
    expect(checkReport(thermostat, descriptor, { preset: 'party' })).toEqual([
      { path: '/preset', message: 'must be one of ["eco","comfort"]' },
    ]);
  });

  it("is refused with a list that has more than the device's own list", () => {
    const descriptor = { attributes: { selected: { options: [{ id: 'kitchen' }, { id: 'hall' }] } } };
    expect(checkReport(serviceArea, descriptor, { selected: ['hall', 'kitchen'] })).toEqual([]);
    expect(checkReport(serviceArea, descriptor, { selected: ['hall', 'moon'] })).toHaveLength(1);
  });

  it('names the place inside a structure, by a JSON pointer', () => {
    expect(checkReport(lock, fullDescriptor(lock), { lastOperation: { at: 'yesterday' } })).toMatchObject([{ path: '/lastOperation/at' }]);
    expect(checkReport(lock, fullDescriptor(lock), { 'a/b~c': 1 })).toMatchObject([{ path: '/a~1b~0c' }]);
  });
});

describe('set', () => {
  it('takes writable attributes, and what the capability lets stand beside them', () => {
    expect(checkCommand(level, fullDescriptor(level), 'set', { level: 40, transition: 2 })).toEqual([]);
    expect(checkCommand(level, fullDescriptor(level), 'set', { level: 40, transition: -1 })).toMatchObject([{ path: '/transition' }]);
  });

  it.each([{}, { transition: 2 }])('is refused without an attribute: %j', (args) => {
    expect(checkCommand(level, fullDescriptor(level), 'set', args)).toMatchObject([
      { path: '', message: 'must name at least one attribute' },
    ]);
  });

  it.each([
    ['what can only be read', { localTemperature: 20 }, '/localTemperature'],
    ['what is no attribute', { colour: 20 }, '/colour'],
    ['a value of another type', { setpoint: '20' }, '/setpoint'],
    ['null', { setpoint: null }, '/setpoint'],
    ['a value that nobody could mean', { mode: 'other' }, '/mode'],
  ])('is refused for %s', (_, args, path) => {
    expect(checkCommand(thermostat, fullDescriptor(thermostat), 'set', args)).toMatchObject([{ path }]);
  });

  it("is refused outside the device's range and list, and for what the device lacks", () => {
    const descriptor = { attributes: { setpoint: { minimum: 5, maximum: 30 }, mode: { options: [{ id: 'off' }, { id: 'heat' }] } } };
    expect(checkCommand(thermostat, descriptor, 'set', { setpoint: 21, mode: 'heat' })).toEqual([]);
    const findings = checkCommand(thermostat, descriptor, 'set', { setpoint: 31, mode: 'cool', preset: 'eco' });
    expect(findings.map(({ path }) => path)).toEqual(['/setpoint', '/mode', '/preset']);
  });

  it('follows the descriptor where that says more or less than the capability', () => {
    const readOnly = { attributes: { value: { writable: false } } };
    expect(checkCommand(genericNumber, readOnly, 'set', { value: 1 })).toMatchObject([{ message: 'can only be read' }]);
    expect(isWritable(genericNumber, readOnly, 'value')).toBe(false);
    const writable = { attributes: { temperature: { writable: true } } };
    expect(checkCommand(temperatureSensor, writable, 'set', { temperature: 1 })).toEqual([]);
    expect(isWritable(temperatureSensor, writable, 'temperature')).toBe(true);
    expect(isWritable(temperatureSensor, writable, 'delta')).toBe(false);
  });
});

describe('a command', () => {
  it('is refused where the capability does not declare it', () => {
    for (const command of ['dance', 'constructor']) expect(checkCommand(lock, fullDescriptor(lock), command, {})).toHaveLength(1);
  });

  it('is refused where the device lists its commands without it', () => {
    const descriptor = { attributes: { state: {} }, commands: ['lock', 'unlock'] };
    expect(checkCommand(lock, descriptor, 'unlock', { code: '1234' })).toEqual([]);
    expect(checkCommand(lock, descriptor, 'unlatch', {})).toHaveLength(1);
  });

  it('is refused with arguments that do not fit', () => {
    expect(checkCommand(lock, fullDescriptor(lock), 'unlockFor', {})).toHaveLength(1);
    expect(checkCommand(lock, fullDescriptor(lock), 'unlock', { code: 1234 })).toMatchObject([{ path: '/code' }]);
    expect(checkCommand(humidifier, fullDescriptor(humidifier), 'boost', {})).toHaveLength(1);
  });
});

describe('an event', () => {
  it('may leave out a payload of which nothing is required', () => {
    expect(checkEvent(button, fullDescriptor(button), 'pressed')).toEqual([]);
    expect(checkEvent(button, fullDescriptor(button), 'pressed', { count: 2 })).toEqual([]);
  });

  it('is refused where neither the capability nor the device knows it', () => {
    expect(checkEvent(button, fullDescriptor(button), 'kissed')).toHaveLength(1);
    expect(checkEvent(button, { ...fullDescriptor(button), events: ['pressed'] }, 'held')).toHaveLength(1);
  });

  it('is refused with a payload that does not fit', () => {
    expect(checkEvent(button, fullDescriptor(button), 'pressed', { count: 0 })).toMatchObject([{ path: '/count' }]);
  });
});

it('keeps one validator for all devices, so that the second check costs next to nothing', () => {
  const definition = defineCapability({
    id: 'probe',
    title: 'Probe',
    description: 'Probes.',
    tags: [],
    attributes: { on: flag('On') },
    examples: [],
  });
  const descriptor = fullDescriptor(definition);
  const rounds = 100_000;
  checkReport(definition, descriptor, { on: true });
  const started = performance.now();
  for (let round = 0; round < rounds; round++) checkReport(definition, descriptor, { on: true });
  // Some 0.1 µs each where this was written; a compilation would be hundreds.
  expect(((performance.now() - started) * 1000) / rounds).toBeLessThan(20);
});
