import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hueDegrees, mired } from './clusters/color-control.ts';
import { percentOf254 } from './clusters/level-control.ts';
import { logLux } from './clusters/measurements.ts';
import { percentOpen } from './clusters/window-covering.ts';
import {
  epochMicroseconds,
  epochSeconds,
  flag,
  hex,
  inverted,
  named,
  octets,
  per,
  placeIn,
  same,
  text,
  times,
  type Conversion,
} from './convert.ts';

const int16 = fc.integer({ min: -32_768, max: 32_767 });
const percent100ths = fc.integer({ min: 0, max: 10_000 });
const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
const words = ['off', 'low', 'high'];

describe('a value that goes there and back', () => {
  it.each<[string, Conversion, fc.Arbitrary<unknown>]>([
    ['hundredths (temperature, share)', per(100), int16],
    ['tenths (flow, seconds)', per(10), int16],
    ['half percent', per(2), fc.integer({ min: 0, max: 200 })],
    ['milli-units', per(1000), fc.integer({ min: -2_147_483_648, max: 2_147_483_647 })],
    ['two hundredths of a percent', per(200), fc.integer({ min: 0, max: 32_767 })],
    ['tenths of a kilopascal', times(100), int16],
    ['hours', times(3600), fc.integer({ min: 0, max: 0xff_fffe })],
    ['kilowatt-hours', times(1000), uint32],
    ['a level of 254', percentOf254, fc.integer({ min: 0, max: 254 })],
    ['a hue of 254', hueDegrees, fc.integer({ min: 0, max: 254 })],
    ['hundredths of a percent closed', percentOpen, percent100ths],
    ['seconds since 1970', epochSeconds, fc.integer({ min: 946_684_800, max: 5_241_652_095 })],
    [
      'microseconds since 1970, whole milliseconds',
      epochMicroseconds,
      fc.bigInt({ min: 946_684_800_000n, max: 4_102_444_800_000n }).map((ms) => ms * 1000n),
    ],
    ['a yes or no', flag, fc.boolean()],
    ['a no or yes', inverted, fc.boolean()],
    ['a text', text, fc.string()],
    ['a number', same, int16],
    ['a named number', named({ 0: 'off', 1: 'low', 3: 'high' }), fc.constantFrom(0, 1, 3)],
    ['a place in a list', placeIn(words), fc.nat({ max: words.length - 1 })],
  ])('is the same in %s', (_name, conversion, raws) => {
    fc.assert(
      fc.property(raws, (raw) => {
        expect(conversion.write(conversion.read(raw))).toEqual(raw);
      }),
    );
  });

  it('is a handle of octets', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 16 }), (handle) => {
        expect(octets(hex(handle))).toEqual(handle);
      }),
    );
  });

  it('stays as warm, as near as kelvin and mired can tell', () => {
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 1000 }), (raw) => {
        expect(Math.abs(Number(mired.write(mired.read(raw))) - raw)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('of brightness rises with what the sensor counts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 0xfffe }), fc.integer({ min: 1, max: 0xfffe }), (one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)].map((raw) => Number(logLux.read(raw)));
        expect(low).toBeLessThanOrEqual(Number(high));
      }),
    );
  });
});

describe('a value that the device does not know', () => {
  it.each<[string, Conversion]>([
    ['a number', per(100)],
    ['a product', times(100)],
    ['a moment', epochSeconds],
    ['a yes or no', flag],
    ['a text', text],
    ['a name', named({ 0: 'off' })],
    ['a place in a list', placeIn(words)],
    ['a position', percentOpen],
  ])('is null, and nonsense for %s is nothing', (_name, conversion) => {
    expect(conversion.read(null)).toBeNull();
    fc.assert(
      fc.property(fc.constantFrom(undefined, {}, [], Number.NaN, Number.POSITIVE_INFINITY, Symbol('nonsense')), (nonsense) => {
        expect(conversion.read(nonsense)).toBeUndefined();
      }),
    );
  });
});

describe('a value that makes no sense', () => {
  it.each<[string, Conversion, unknown]>([
    ['a number', per(100), 'warm'],
    ['a number', per(100), Number.NaN],
    ['a moment', epochSeconds, 'tomorrow'],
    ['a moment', epochSeconds, '1999-12-31T23:59:59Z'],
    ['a moment', epochMicroseconds, 12],
    ['a name', named({ 0: 'off' }), 'on'],
    ['a place in a list', placeIn(words), 'medium'],
    ['a handle', { read: hex, write: octets }, 'not hexadecimal'],
  ])('is refused for %s', (_name, conversion, value) => {
    expect(() => conversion.write(value)).toThrow(expect.objectContaining({ code: 'command-rejected' }));
  });
});
