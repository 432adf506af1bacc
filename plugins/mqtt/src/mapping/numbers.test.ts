import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromPercent, toNumber, toPercent } from './numbers.ts';

describe('toNumber', () => {
  it.each([
    [1.5, 1.5],
    ['21.5', 21.5],
    [' -3 ', -3],
    ['1e3', 1000],
    ['None', null],
    ['', null],
    [null, null],
    ['unavailable', null],
    ['NaN', undefined],
    [Number.NaN, undefined],
    ['Infinity', undefined],
    ['1e999', undefined],
    ['0x10', undefined],
    ['12 W', undefined],
    [true, undefined],
    [[1], undefined],
  ])('%j is %s', (value, expected) => expect(toNumber(value)).toBe(expected));
});

it('a scale and back is the same, in steps of the scale', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 254 }), (step) => fromPercent(toPercent(step, 0, 254), 0, 254) === step));
});
