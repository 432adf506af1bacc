import { capabilities } from '@concord/sdk';
import { describe, expect, it } from 'vitest';
import { place } from '../../devices/placement.ts';
import { Reporter } from '../../devices/reporter.ts';
import { parseTarget } from '../../mapping/sensor-classes.ts';
import { Message } from '../../topics/message.ts';
import type { HomieNode, HomieProperty } from './description.ts';
import { HomieTools } from './device-tools.ts';
import { deviceParts } from './node-parts.ts';
import { targets } from './table/index.ts';
import type { HomieVersion } from './wire.ts';

function property(id: string, datatype: HomieProperty['datatype'], more: Partial<HomieProperty> = {}): HomieProperty {
  return { id, name: id, datatype, format: '', unit: undefined, isSettable: false, isRetained: true, ...more };
}

function node(type: string, ...properties: readonly HomieProperty[]): HomieNode {
  return { id: 'thing', name: 'Thing', type, properties };
}

/** The parts of one device, placed, and what comes of what it says. */
function mapped(nodes: readonly HomieNode[], version: HomieVersion = 5) {
  const complaints: string[] = [];
  const tools = new HomieTools(version, 'homie/x', 'homie:x', { diagnose: ({ message }) => complaints.push(message) });
  const parts = deviceParts(nodes, tools);
  const placement = place('homie:x', parts);
  const values = new Map<string, unknown>();
  const events: unknown[] = [];
  const reporter = new Reporter({
    report: ({ endpoint, capability, values: said }) => {
      for (const [name, value] of Object.entries(said)) values.set(`${endpoint}/${capability}.${name}`, value);
    },
    diagnose: () => undefined,
    emit: ({ capability, event, payload }) => events.push([`${capability}.${event}`, payload]),
  });
  const say = (path: string, payload: string, retained = false) => {
    const message = new Message(`homie/x/${path}`, Buffer.from(payload), retained);
    for (const { listeners } of parts)
      for (const listener of listeners) if (listener.topic === message.topic) listener.read(message, reporter);
    reporter.flush();
  };
  const tell = (address: string, args: Readonly<Record<string, unknown>>) => {
    const [at = '', command = ''] = address.split('.');
    const [endpoint = '', capability = ''] = at.split('/');
    const slot = placement.slots.get(endpoint)?.get(capability);
    const planner = command === 'set' ? slot?.setters.get(Object.keys(args)[0] ?? '')?.set : slot?.commands.get(command);
    return planner?.(args).sendings.map(({ topic, payload }) => [topic.replace('homie/x/', ''), payload]);
  };
  return { placement, values, events, complaints, say, tell };
}

describe('the tables of Homie', () => {
  it.each([...new Set(targets())])('%s exists', (target) => expect(parseTarget(target)).toBeDefined());
});

const celsius = { unit: '°C' } as const;

describe('a property', () => {
  it.each<[type: string, said: HomieProperty, payload: string, address: string, value: unknown]>([
    ['sensor', property('temperature', 'float', celsius), '21.5', 'temperatureSensor.temperature', 21.5],
    ['sensor', property('temperature', 'float', { unit: '°F' }), '68', 'temperatureSensor.temperature', 20],
    ['temperature', property('degrees', 'float', { unit: 'c' }), '21.5', 'temperatureSensor.temperature', 21.5],
    ['sensor', property('outdoorTemperature', 'float', celsius), '-3', 'temperatureSensor.temperature', -3],
    ['sensor', property('temperature', 'float'), '21.5', 'homie:temperature.value', 21.5],
    ['sensor', property('humidity', 'integer', { unit: '%' }), '45', 'humiditySensor.humidity', 45],
    ['sensor', property('humidity', 'float', { unit: '%', format: '0:1' }), '0.45', 'humiditySensor.humidity', 45],
    ['sensor', property('pressure', 'float', { unit: 'hPa' }), '1013.25', 'pressureSensor.pressure', 101_325],
    ['meter', property('power', 'float', { unit: 'kW' }), '1.5', 'powerMeter.activePower', 1500],
    ['meter', property('energy', 'float', { unit: 'kWh' }), '12.5', 'energyMeter.imported', 12_500],
    ['grid', property('import', 'float', { unit: 'kWh' }), '12.5', 'energyMeter.imported', 12_500],
    ['grid', property('export', 'float', { unit: 'kWh' }), '2.5', 'energyMeter.exported', 2500],
    ['sensor', property('battery', 'integer', { unit: '%' }), '88', 'battery.level', 88],
    ['relay', property('state', 'boolean', { isSettable: true }), 'true', 'switch.on', true],
    ['relay', property('relayState', 'enum', { isSettable: true, format: 'ON,OFF' }), 'OFF', 'switch.on', false],
    ['opener', property('state', 'boolean', { isSettable: true }), 'true', 'homie:state.value', true],
    ['door', property('contact', 'boolean', { format: 'open,closed' }), 'true', 'contactSensor.contact', 'closed'],
    ['door', property('contact', 'boolean'), 'true', 'homie:contact.value', true],
    ['contact', property('contact', 'enum', { format: 'OPEN,CLOSED' }), 'OPEN', 'contactSensor.contact', 'open'],
    ['sensor', property('motion', 'boolean'), 'true', 'motionSensor.motion', true],
    ['smoke', property('smoke', 'boolean'), 'true', 'smokeAlarm.smoke', 'warning'],
    ['thermostat', property('setpoint', 'float', { ...celsius, isSettable: true, format: '5:30' }), '21.0', 'thermostat.setpoint', 21],
    ['thermostat', property('mode', 'enum', { isSettable: true, format: 'off,heat,auto' }), 'heat', 'thermostat.mode', 'heat'],
    ['engine', property('speed', 'integer', { unit: 'km/h', format: '0:300' }), '36', 'homie:speed.value', 10],
    ['fan', property('speed', 'enum', { isSettable: true, format: 'OFF,LOW,HIGH' }), 'LOW', 'fan.mode', 'LOW'],
    ['timer', property('rest', 'duration'), 'PT1H2M3.5S', 'homie:rest.value', 3723.5],
    ['clock', property('next', 'datetime'), '2026-08-01T07:30:00+02:00', 'homie:next.value', '2026-08-01T05:30:00.000Z'],
    ['radio', property('title', 'string'), '\0', 'homie:title.value', ''],
    ['radio', property('title', 'string'), '', 'homie:title.value', null],
    ['radio', property('list', 'json'), '[{"a":1}]', 'homie:list.value', [{ a: 1 }]],
    ['wheel', property('angle', 'float', { unit: '°', format: '-45:45' }), '3.5', 'homie:angle.value', 3.5],
    ['counter', property('total', 'integer', { unit: '#' }), '7', 'homie:total.value', 7],
  ])('of a %s: %j says %s, and that is %s = %s', (type, said, payload, address, value) => {
    const { say, values, complaints } = mapped([node(type, said)]);
    say(`thing/${said.id}`, payload);
    expect([values.get(`main/${address}`), complaints.filter((one) => !one.includes('not what its name says'))]).toEqual([value, []]);
  });

  it.each<[said: HomieProperty, payload: string]>([
    [property('temperature', 'float', celsius), 'nan'],
    [property('temperature', 'float', celsius), '-300'],
    [property('temperature', 'float', celsius), '0x10'],
    [property('motion', 'boolean'), 'TRUE'],
    [property('rest', 'duration'), 'P1Y'],
    [property('next', 'datetime'), 'soon'],
    [property('list', 'json'), '7'],
    [property('list', 'json'), `${'['.repeat(20)}${']'.repeat(20)}`],
  ])('%j does not take %s', (said, payload) => {
    const { say, values, complaints } = mapped([node('sensor', said)]);
    say(`thing/${said.id}`, payload);
    expect([values.size, complaints.length]).toEqual([0, 1]);
  });

  it.each<[type: string, said: HomieProperty, address: string, args: Readonly<Record<string, unknown>>, payload: string]>([
    ['relay', property('on', 'boolean', { isSettable: true }), 'switch.set', { on: false }, 'false'],
    ['thermostat', property('setpoint', 'float', { ...celsius, isSettable: true }), 'thermostat.set', { setpoint: 21.5 }, '21.5'],
    ['thermostat', property('mode', 'enum', { isSettable: true, format: 'Off,Heat' }), 'thermostat.set', { mode: 'heat' }, 'Heat'],
    ['timer', property('rest', 'duration', { isSettable: true }), 'homie:rest.set', { value: 3723 }, 'PT1H2M3S'],
    ['radio', property('title', 'string', { isSettable: true }), 'homie:title.set', { value: '' }, '\0'],
    ['pool', property('speed', 'integer', { isSettable: true, unit: 'km/h', format: '0:300' }), 'homie:speed.set', { value: 10 }, '36'],
    ['radio', property('list', 'json', { isSettable: true }), 'homie:list.set', { value: { a: 1 } }, '{"a":1}'],
    ['maker', property('brew', 'boolean', { isSettable: true, isRetained: false }), 'homie:brew.press', {}, 'true'],
  ])('of a %s: %j is told by %s %j: %s', (type, said, address, args, payload) => {
    expect(mapped([node(type, said)]).tell(`main/${address}`, args)).toEqual([[`thing/${said.id}/set`, payload]]);
  });

  it.each<[said: HomieProperty, payload: string, event: unknown]>([
    [property('doorbell', 'boolean', { isRetained: false }), 'true', ['doorbell.rung', undefined]],
    [property('button', 'enum', { isRetained: false, format: 'single,double,hold' }), 'double', ['button.pressed', { count: 2 }]],
    [property('button', 'boolean', { isRetained: false }), 'true', ['button.pressed', { count: 1 }]],
    [property('scanned', 'string', { isRetained: false }), 'A7', ['homie:scanned.fired', { value: 'A7' }]],
  ])('%j that is not retained tells %s as an event', (said, payload, event) => {
    const { say, events } = mapped([node('panel', said)]);
    say(`thing/${said.id}`, payload, true);
    expect(events).toEqual([]);
    say(`thing/${said.id}`, payload);
    expect(events).toEqual([event]);
  });
});

describe('a node', () => {
  const settable = { isSettable: true } as const;

  it('with a brightness and a colour is a light, in each notation', () => {
    const light = (format: string) => [
      node(
        'light',
        property('power', 'boolean', settable),
        property('brightness', 'integer', { ...settable, format: '0:255' }),
        property('color', 'color', { ...settable, format }),
      ),
    ];
    const rgb = mapped(light('rgb,hsv'));
    rgb.say('thing/color', 'rgb,50,0,0');
    rgb.say('thing/brightness', '51');
    expect([rgb.values.get('main/color.hue'), rgb.values.get('main/color.saturation'), rgb.values.get('main/level.level')]).toEqual([
      0, 100, 20,
    ]);
    expect(rgb.tell('main/color.set', { hue: 120, saturation: 100 })).toEqual([['thing/color/set', 'rgb,0,255,0']]);
    expect(rgb.tell('main/level.set', { level: 50 })).toEqual([
      ['thing/power/set', 'true'],
      ['thing/brightness/set', '128'],
    ]);
    expect(mapped(light('hsv,rgb')).tell('main/color.set', { hue: 300, saturation: 50 })).toEqual([['thing/color/set', 'hsv,300,50,100']]);
    const four = mapped(light('hsv'), 4);
    four.say('thing/color', '300,50,75');
    expect(four.values.get('main/color.hue')).toBe(300);
    expect(four.tell('main/color.set', { hue: 300, saturation: 50 })).toEqual([['thing/color/set', '300,50,100']]);
    const xyz = mapped(light('xyz'));
    xyz.say('thing/color', 'xyz,0.25,0.34');
    expect(xyz.values.get('main/color.xy')).toEqual({ x: 0.25, y: 0.34 });
  });

  it('with nothing but a colour is as bright as its colour', () => {
    const { say, values, tell } = mapped([node('strip', property('color', 'color', { ...settable, format: 'rgb' }))]);
    say('thing/color', 'rgb,0,0,51');
    expect([values.get('main/level.level'), values.get('main/color.hue')]).toEqual([20, 240]);
    expect(tell('main/level.set', { level: 100 })).toEqual([['thing/color/set', 'rgb,0,0,255']]);
    expect(tell('main/color.set', { hue: 0, saturation: 100 })).toEqual([['thing/color/set', 'rgb,51,0,0']]);
    say('thing/color', 'rgb,0,0,0');
    expect(values.get('main/level.level')).toBe(0);
  });

  it.each([
    ['K', '2200:6500', '2700', 2700],
    ['MK⁻¹', '153:500', '370', 2703],
  ])('with a colour temperature in %s is a light that has it', (unit, format, payload, kelvin) => {
    const { say, values } = mapped([
      node('lamp', property('on', 'boolean', settable), property('color-temperature', 'integer', { ...settable, unit, format })),
    ]);
    say('thing/color-temperature', payload);
    expect(values.get('main/colorTemperature.temperature')).toBe(kelvin);
  });

  it('that is a shutter is driven by its words and its position', () => {
    const shutter = mapped([
      node(
        'shutter',
        property('position', 'integer', { ...settable, unit: '%', format: '0:100' }),
        property('action', 'enum', { ...settable, format: 'UP,DOWN,STOP' }),
      ),
    ]);
    shutter.say('thing/position', '30');
    expect(shutter.values.get('main/cover.position')).toBe(30);
    expect(shutter.tell('main/cover.open', {})).toEqual([['thing/action/set', 'UP']]);
    expect(shutter.tell('main/cover.stop', {})).toEqual([['thing/action/set', 'STOP']]);
    expect(shutter.tell('main/cover.set', { position: 45 })).toEqual([['thing/position/set', '45']]);
  });

  it('that is a lock is locked by the word of its own', () => {
    const lock = mapped([node('lock', property('state', 'boolean', { ...settable, format: 'locked,unlocked' }))]);
    lock.say('thing/state', 'false');
    expect(lock.values.get('main/lock.state')).toBe('locked');
    expect(lock.tell('main/lock.unlock', {})).toEqual([['thing/state/set', 'true']]);
  });

  it('beside another that says the same stands on an endpoint of its own', () => {
    const relay = (id: string) => ({ ...node('relay', property('on', 'boolean', settable)), id });
    const { placement } = mapped([
      relay('relay-1'),
      relay('relay-2'),
      { ...node('sensor', property('temperature', 'float', celsius)), id: 'env' },
    ]);
    expect(placement.endpoints.map(({ id, name }) => [id, name])).toEqual([
      ['main', 'Thing'],
      ['relay-1', 'Thing'],
      ['relay-2', 'Thing'],
    ]);
  });

  it.each(['__proto__', 'constructor', 'toString'])('may have a property %s', (id) => {
    const { say, values } = mapped([node('toString', property(id, 'string'))]);
    say(`thing/${id}`, 'x');
    expect([...values.values()]).toEqual(['x']);
    expect([...capabilities.keys()]).not.toContain(id);
  });
});
