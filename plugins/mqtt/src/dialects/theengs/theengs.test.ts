import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beaconId, beaconIdentity, isLasting } from './beacon-identity.ts';
import { knowOfGateway, withoutSecrets } from './gateway-table.ts';
import { Loudest } from './loudest.ts';
import { movementIn, pressesIn } from './press.ts';
import { codeIn, sent } from './radio-codes.ts';
import { know } from './table.ts';

describe('a Bluetooth device', () => {
  it.each([
    ['A4C138000001', {}, 'A4C138000001'],
    ['1de4b189115e45f6b44e509352269977', {}, '1DE4B189115E45F6B44E509352269977'],
    [undefined, { id: 'a4:c1:38:00:00:01' }, 'A4C138000001'],
    ['undecoded', { id: 'A4:C1:38:00:00:01' }, undefined],
    [undefined, {}, undefined],
    [undefined, { id: 7 }, undefined],
  ])('on %s with %j is %s', (level, message, expected) => expect(beaconId(level, message)).toBe(expected));

  it.each([
    ['decoded', { brand: 'Xiaomi', model: 'MiLamp', model_id: 'MUE4094RT' }, true],
    ['of an old gateway', { hum: '52.6', tempc: '19.2' }, true],
    ['that nobody knows', { id: 'x', rssi: -89, distance: 21.5, servicedata: 'fe00' }, false],
    ['a telephone', { brand: 'Apple', model: 'Apple iPhone/iPad', model_id: 'APPLEDEVICE', prmac: true }, false],
    ['with a random address', { model_id: 'MS-CDP', type: 'RMAC' }, false],
    ['a contact tracing', { brand: 'GENERIC', model: 'GAEN', model_id: 'GAEN' }, false],
    ['a beacon', { brand: 'GENERIC', model: 'iBeacon', model_id: 'IBEACON', mac_type: 1 }, false],
    ['a beacon with an address of its own', { brand: 'GENERIC', model: 'iBeacon', model_id: 'IBEACON', mac_type: 0 }, true],
    ['that is away', { id: 'x', presence: 'absent' }, false],
  ])('%s: worth a device: %s', (_name, message, expected) => expect(isLasting('A4C138000001', message)).toBe(expected));

  it('a beacon is known by its UUID where its gateway publishes it so', () => {
    expect(isLasting('1DE4B189115E45F6B44E509352269977', { model_id: 'IBEACON', mac_type: 1 })).toBe(true);
  });

  it("is named by its model, and identified as Home Assistant's announcement does it", () => {
    expect(beaconIdentity('A4C138000001', { brand: 'Govee', model: 'Thermometer', mac: 'AA:BB:CC:DD:EE:FF' })).toEqual({
      name: 'Thermometer 000001',
      maker: 'Govee',
      model: 'Thermometer',
      identifiers: [
        { type: 'mac', value: 'a4c138000001' },
        { type: 'own', value: 'A4C138000001' },
      ],
      sleeping: true,
    });
  });
});

describe('the presses in a message', () => {
  it.each([
    [{ button: 1 }, [[undefined, 'pressed', { count: 1 }]]],
    [{ button: '5' }, [[undefined, 'pressed', { count: 5 }]]],
    [{ button: 9 }, [[undefined, 'held', undefined]]],
    [{ button: 10 }, [[undefined, 'released', undefined]]],
    [
      { button1: 0, button2: 11, button3: 2 },
      [
        ['2', 'held', undefined],
        ['3', 'pressed', { count: 2 }],
      ],
    ],
    [{ button: 0 }, []],
    [{ button: 77 }, []],
    [{ button: 'on', buttons: 1 }, []],
  ])('%j', (message, expected) => {
    expect(pressesIn(message).map(({ endpoint, event, payload }) => [endpoint, event, payload])).toEqual(expected);
  });

  it('are told apart from the motor of a blind', () => {
    expect(movementIn({ motion: true })).toHaveLength(1);
    expect(movementIn({ motion: true, type: 'WCVR' })).toEqual([]);
    expect(movementIn({ motion: false })).toEqual([]);
  });
});

describe('the properties of the decoder', () => {
  it.each([
    ['tempc', 20, {}, 'temperatureSensor.temperature', '°C'],
    ['tempc3', 20, {}, 'temperatureSensor.temperature', '°C'],
    ['tempf', 68, {}, 'temperatureSensor.temperature', '°F'],
    ['pres', 1013, {}, 'pressureSensor.pressure', 'hPa'],
    ['pres', 2.2, { type: 'TIRE' }, 'pressureSensor.pressure', 'bar'],
    ['open', true, {}, 'contactSensor.contact', undefined],
    ['open', 80, { type: 'WCVR' }, 'cover.tilt', '%'],
    ['contact', 'timeout not closed', {}, 'contactSensor.contact', undefined],
    ['state', 'on', {}, 'switch.on', undefined],
    ['presence', 'absent', {}, 'tracker.home', undefined],
    ['avg', 2.4, { avgu: 'kW' }, 'powerMeter.activePower', 'kW'],
    ['sum', 21, { sumu: 'kWh' }, 'energyMeter.imported', 'kWh'],
    ['lvl_in', 2, {}, 'levelSensor.height', 'in'],
  ])('%s %j beside %j goes to %s', (name, value, beside, target, unit) => {
    expect(know(name, value, beside)?.meanings).toMatchObject([{ rows: [{ target }] }]);
    expect(know(name, value, beside)?.meanings[0]?.unit).toBe(unit);
  });

  it.each([
    ['tempf', { tempc: 20 }],
    ['tempf2', { tempc2: 20 }],
    ['tempf2_dp', { tempc2_dp: 20 }],
    ['lvl_in', { lvl_cm: 20 }],
    ['model', {}],
    ['servicedata', {}],
  ])('%s says nothing more beside %j', (name, beside) => expect(know(name, 1, beside)?.internal).toBeDefined());

  it.each([
    ['state', 'running'],
    ['contact', 'ajar'],
    ['motion', 'lots'],
    ['lightlevel', 'dark'],
  ])('%s keeps the word %s', (name, word) => expect(know(name, word, {})?.meanings).toMatchObject([{ type: 'text', rows: [] }]));

  it.each([
    [5.1, 'kg', 5.1],
    [10, 'lb', 4.5359237],
    [10, 'jin', 5],
    ['5', undefined, 5],
    ['much', 'kg', undefined],
  ])('a weight of %s %s is %s kg', (value, unit, expected) => {
    const read = know('weight', value, { unit })?.meanings[0]?.read?.(value, { unit });
    expect(read).toBe(expected);
  });

  it('take no structure for a number, whatever it calls its members', () => {
    expect(() => know('open', { toString: '', valueOf: '' }, {})).not.toThrow();
  });

  it('never throw, whatever they and their values are', () => {
    const name = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'weight', 'pres', 'open', 'tempc', 'button', 'contact'), fc.string());
    fc.assert(
      fc.property(fc.dictionary(name, fc.jsonValue()), (message) => {
        for (const [said, value] of Object.entries(message)) {
          for (const { read } of know(said, value, message)?.meanings ?? []) read?.(value, message);
          knowOfGateway(said, value);
        }
        beaconId(undefined, message);
        isLasting('A4C138000001', message);
        pressesIn(message);
        movementIn(message);
        codeIn(message, JSON.stringify(message));
      }),
    );
  });
});

describe('the loudest of several gateways', () => {
  it('is the one whose signal counts, until another is much louder or it is silent', () => {
    const loudest = new Loudest();
    expect(loudest.isIt('attic', -70, 0)).toBe(true);
    expect(loudest.isIt('cellar', -68, 1000)).toBe(false);
    expect(loudest.isIt('attic', -75, 2000)).toBe(true);
    expect(loudest.isIt('cellar', -60, 3000)).toBe(true);
    expect(loudest.isIt('attic', -75, 4000)).toBe(false);
    expect(loudest.isIt('attic', -75, 400_000)).toBe(true);
  });
});

describe('a radio code', () => {
  it.each([
    [{ value: 1315156, protocol: 1, length: 24, delay: 317 }, '1315156'],
    [{ value: 4534142, protocol: 6, length: 26, delay: 356 }, '{"value":4534142,"protocol":6,"length":26}'],
    [{ value: 875849879, protocol: 7, protocol_name: 'SAMSUNG', bits: 32, raw: '1,2' }, undefined],
    [{ protocol_name: 'Raw', raw: '8850,4450' }, '{"raw":"8850,4450"}'],
    [{}, undefined],
  ])('%j', (message, expected) => {
    const code = codeIn(message, JSON.stringify(message));
    if (expected !== undefined || code === undefined) expect(code).toBe(expected);
    else expect(JSON.parse(code)).toEqual({ value: 875849879, protocol: 7, bits: 32, protocol_name: 'SAMSUNG' });
  });
});

it.each([
  ['{"value":18446744073709551615,"protocol":1,"length":24}', '18446744073709551615'],
  ['{"value": 9007199254740993, "bits": 64, "delay": 5}', '{"value":9007199254740993,"bits":64}'],
])('the code %s keeps its digits', (text, expected) => expect(codeIn(JSON.parse(text) as Record<string, unknown>, text)).toBe(expected));

describe('a code to send', () => {
  it.each([
    ['9007199254740991', undefined, '{"value":9007199254740991}'],
    ['18446744073709551615', 2, '{"value":18446744073709551615,"repeat":2}'],
    ['{"value":9007199254740993,"bits":64}', undefined, '{"value":9007199254740993,"bits":64}'],
    ['{"hex":"0x20DFF00F20DFF00F","bits":8}', 1, '{"hex":"0x20DFF00F20DFF00F","bits":8,"repeat":1}'],
  ])('%s is sent with all its digits', (code, repeat, expected) => expect(sent(code, repeat)).toBe(expected));

  it.each(['', 'on', '[1]', '{"value":'])('%s is no code', (code) => expect(() => sent(code)).toThrow('wants a code'));
});

it('what a gateway says of itself is kept without what may be a secret', () => {
  expect(withoutSecrets({ uptime: 1, wifi_pass: 'x', ota_pwd: 'x', mqtt_cert: 'x' })).toEqual({ uptime: 1 });
});
