import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf } from '../bounds.ts';
import { scaleOf } from '../unit-scale.ts';
import { readExposes, type Expose } from '../../dialects/zigbee2mqtt/expose.ts';
import { groupCodec } from './group-codec.ts';
import { levelCodec, miredCodec, numberCodec, numberWordsCodec, one, shareCodec } from './number-codec.ts';
import { genericShape } from './structure-codec.ts';
import { faultsCodec, textCodec, textsCodec } from './text-codec.ts';
import type { ValueCodec } from './value-codec.ts';
import {
  binaryChoiceCodec,
  binaryCodec,
  choiceCodec,
  enumCodec,
  fitsWords,
  flagWordsCodec,
  numberChoiceCodec,
  numberedWordsCodec,
} from './word-codec.ts';

const open = boundsOf(undefined);
const minutes = scaleOf('min');

function expose(members: Readonly<Record<string, unknown>>): Expose {
  const [read] = readExposes([{ name: 'thing', property: 'thing', access: 7, ...members }], () => undefined);
  if (!read) throw new Error('no expose');
  return read;
}

function roundTrip(codec: ValueCodec | undefined, value: unknown): unknown {
  return codec?.read(codec.write(value));
}

/** The options of a codec, each of which must come back as it was. */
function optionsOf(codec: ValueCodec | undefined): string[] {
  return codec?.descriptor.options?.map(({ id }) => id) ?? [];
}

const word = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text !== 'other');
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 12 });

describe('a value that is written and reported is the same', () => {
  it('as a number in any unit', () => {
    const units = fc.constantFrom(
      '°C',
      '°F',
      'K',
      '%',
      'mV',
      'kWh',
      'VArh',
      'mA',
      'hPa',
      'psi',
      'min',
      '10 ms',
      'cm',
      'gal',
      'L/h',
      'ppb',
      undefined,
    );
    fc.assert(
      fc.property(units, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (unit, value) => {
        expect(Number(roundTrip(numberCodec(expose({ type: 'numeric', unit }), scaleOf(unit), open), value))).toBeCloseTo(value, 3);
      }),
    );
  });

  it('as a share that the product counts to its own highest value, to its next step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 100, noNaN: true }), (maximum, value) => {
        const codec = shareCodec(expose({ type: 'numeric', value_min: 0, value_max: maximum }), maximum, open);
        expect(Math.abs(Number(roundTrip(codec, value)) - value)).toBeLessThanOrEqual(50 / maximum + 1e-6);
      }),
    );
  });

  it('as a level and as a colour temperature, to their steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), (level) => {
        expect(Math.abs(Number(roundTrip(levelCodec, level)) - level)).toBeLessThan(0.21);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 6500 }), (kelvin) => {
        const codec = miredCodec(expose({ type: 'numeric', value_min: 153, value_max: 500 }));
        expect(Math.abs(1e6 / Number(roundTrip(codec, kelvin)) - 1e6 / kelvin)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each([0, 5e-324, -1])('%d mired is no colour temperature', (value) => {
    expect(miredCodec(expose({ type: 'numeric' })).read(value)).toBeUndefined();
  });

  it('as one of a list of numbers with their unit', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(
          { suffix: '', quantity: undefined, factor: 1 },
          { suffix: 's', quantity: 'duration', factor: 1 },
          { suffix: ' min', quantity: 'duration', factor: 60 },
          { suffix: 'm', quantity: 'duration', factor: 60 },
          { suffix: 'h', quantity: 'duration', factor: 3600 },
          { suffix: 'mm', quantity: 'length', factor: 0.001 },
          { suffix: '_dbm', quantity: 'signalStrength', factor: 1 },
        ),
        (numbers, { suffix, quantity, factor }) => {
          const values = numbers.map((number) => `${number}${suffix}`);
          const codec = numberWordsCodec(expose({ type: 'enum', values }), { quantity, bare: quantity ? undefined : one }, open);
          for (const number of numbers) {
            expect(codec?.read(`${number}${suffix}`)).toBeCloseTo(number * factor, 9);
            expect(codec?.write(number * factor)).toBe(`${number}${suffix}`);
          }
        },
      ),
    );
  });

  it.each([
    ['without a unit', ['10', '20']],
    ['with a unit of something else', ['10mm', '20mm']],
    ['among words', ['10s', 'long']],
  ])('as none of a list of times %s', (_what, values) => {
    expect(numberWordsCodec(expose({ type: 'enum', values }), { quantity: 'duration', bare: undefined }, open)).toBeUndefined();
  });

  it('as a yes or no, whatever the product calls them', () => {
    const pair = fc.oneof(fc.constantFrom([true, false], [false, true]), fc.uniqueArray(word, { minLength: 2, maxLength: 2 }));
    fc.assert(
      fc.property(pair, fc.boolean(), ([on, off], value) => {
        expect(roundTrip(binaryCodec(expose({ type: 'binary', value_on: on, value_off: off })), value)).toBe(value);
      }),
    );
    const flags = flagWordsCodec(expose({ type: 'enum', values: ['Enabled', 'disabled', 'unknown'] }), {
      enabled: true,
      disabled: false,
      unknown: null,
    });
    expect([roundTrip(flags, true), roundTrip(flags, false)]).toEqual([true, false]);
  });

  it('as one of the own list of a product', () => {
    fc.assert(
      fc.property(words, (values) => {
        const codec = choiceCodec(expose({ type: 'enum', values }));
        expect(optionsOf(codec)).toEqual(values);
        for (const option of optionsOf(codec)) expect(roundTrip(codec, option)).toBe(option);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 10 }), (minimum, count) => {
        const codec = numberChoiceCodec(expose({ type: 'numeric', value_min: minimum, value_max: minimum + count }));
        expect(optionsOf(codec)).toHaveLength(count + 1);
        for (const option of optionsOf(codec)) expect(roundTrip(codec, option)).toBe(option);
      }),
    );
    const two = binaryChoiceCodec(expose({ type: 'binary', value_on: 'BW', value_off: 'WB' }));
    for (const option of ['BW', 'WB']) expect(roundTrip(two, option)).toBe(option);
  });

  it('as a word of the capability, and only those that the product has can be written', () => {
    const names = { off: 'off', on: 'on', restore: 'previous', memory: 'previous' };
    const codec = enumCodec(expose({ type: 'enum', values: ['OFF', 'memory', 'blink'] }), names);
    expect(optionsOf(codec)).toEqual(['off', 'previous']);
    for (const option of optionsOf(codec)) expect(roundTrip(codec, option)).toBe(option);
    expect(codec.write('previous')).toBe('memory');
    expect(codec.read('blink')).toBe('other');
    expect(() => codec.write('on')).toThrow('the device knows off, previous');
    const swing = numberedWordsCodec(expose({ type: 'numeric', value_min: 0, value_max: 1 }), { '0': 'off', '1': 'both' });
    expect([swing?.write('both'), swing?.read(0)]).toEqual([1, 'off']);
  });

  it('as a group, as texts, and as text', () => {
    const group = fc.integer({ min: 1, max: 65_527 }).map((number): [ValueCodec, unknown] => [groupCodec, [{ group: String(number) }]]);
    const texts = fc.array(fc.string({ maxLength: 60 })).map((list): [ValueCodec, unknown] => [textsCodec, list]);
    const text = fc.string().map((one): [ValueCodec, unknown] => [textCodec(), one]);
    fc.assert(
      fc.property(fc.oneof(group, texts, text), ([codec, value]) => {
        expect(roundTrip(codec, value)).toEqual(value);
      }),
    );
  });

  it('as a structure, each member in its own unit', () => {
    const { base, codec } = genericShape(
      expose({
        type: 'list',
        item_type: {
          type: 'composite',
          name: 'step',
          features: [
            { type: 'numeric', name: 'wait', property: 'wait', access: 7, unit: 'min', value_min: 0, value_max: 60 },
            { type: 'enum', name: 'to', property: 'to', access: 7, values: ['open', 'closed'] },
          ],
        },
      }),
    );
    expect(base).toBe('genericObject');
    expect(codec.descriptor.members).toMatchObject({
      '[].wait': { base: 'genericNumber', minimum: 0, maximum: 3600, unit: 's', quantity: 'duration' },
      '[].to': { base: 'genericSelect', options: [{ id: 'open' }, { id: 'closed' }] },
    });
    const steps = [{ wait: 120, to: 'open' }];
    expect(codec.write(steps)).toEqual([{ wait: 2, to: 'open' }]);
    expect(roundTrip(codec, steps)).toEqual(steps);
    expect(() => codec.write([{ to: 'ajar' }])).toThrow('the device knows open, closed');
  });
});

it.each([
  ['on its step', { unit: 'min', value_min: 0, value_max: 600, value_step: 5 }, 400, 5],
  ['on its step, counted from its lowest', { unit: 'min', value_min: 1, value_max: 31, value_step: 5 }, 420, 6],
  ['whole, where both ends are', { unit: 'min', value_min: 0, value_max: 600 }, 90, 2],
  ['as it is, where an end is a fraction', { unit: 'min', value_min: 0.5, value_max: 600 }, 90, 1.5],
  ['as it is, where nothing is said', { unit: 'min' }, 90, 1.5],
  ['never above its highest', { unit: 'min', value_min: 0, value_max: 13, value_step: 5 }, 780, 13],
])('a number is written %s', (_how, range, seconds, sent) => {
  expect(numberCodec(expose({ type: 'numeric', ...range }), minutes, open).write(seconds)).toBe(sent);
});

it('halves of a degree are written, whole as the range may be', () => {
  const range = { type: 'numeric', unit: '°C', value_min: 5, value_max: 30 };
  expect(numberCodec(expose(range), scaleOf('°C'), open).write(20.5)).toBe(20.5);
});

it('a word fits a capability where at least half of the words have a name there', () => {
  const names = { off: 'off', on: 'on' };
  expect(fitsWords(['OFF', 'On', 'blink'], names)).toBe(true);
  expect(fitsWords(['off', 'red', 'green'], names)).toBe(false);
});

it.each([
  ['no_error', []],
  [0, []],
  ['motor_timeout', [{ code: 'motor_timeout' }]],
  [3, [{ code: '3' }]],
  ['unknown', null],
  [
    ['E1', 'E2'],
    [{ code: 'E1' }, { code: 'E2' }],
  ],
  [{ code: 1 }, undefined],
])('the fault %j is %j', (value, faults) => expect(faultsCodec.read(value)).toEqual(faults));
