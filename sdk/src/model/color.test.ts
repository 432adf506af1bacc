import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hueSaturationToRgb,
  hueSaturationToXy,
  kelvinToMired,
  miredToKelvin,
  rgbToHueSaturation,
  rgbToXy,
  xyToHueSaturation,
  xyToRgb,
  type HueSaturation,
  type Rgb,
  type Xy,
} from './color.ts';

const known: [name: string, rgb: Rgb, hs: HueSaturation, xy: Xy][] = [
  ['red', { red: 255, green: 0, blue: 0 }, { hue: 0, saturation: 100 }, { x: 0.64, y: 0.33 }],
  ['green', { red: 0, green: 255, blue: 0 }, { hue: 120, saturation: 100 }, { x: 0.3, y: 0.6 }],
  ['blue', { red: 0, green: 0, blue: 255 }, { hue: 240, saturation: 100 }, { x: 0.15, y: 0.06 }],
  ['yellow', { red: 255, green: 255, blue: 0 }, { hue: 60, saturation: 100 }, { x: 0.4193, y: 0.5053 }],
  ['white', { red: 255, green: 255, blue: 255 }, { hue: 0, saturation: 0 }, { x: 0.3127, y: 0.329 }],
];

describe('a colour', () => {
  it.each(known)('%s is the same in every form', (_, rgb, hs, xy) => {
    expectNear(rgbToXy(rgb), xy, 3);
    expectNear(xyToRgb(rgbToXy(rgb)), rgb, 3);
    expectNear(hueSaturationToRgb(hs), rgb, 9);
    expect(rgbToHueSaturation(rgb)).toEqual(hs);
  });

  it('keeps hue and saturation through red, green and blue', () => {
    const hue = fc.double({ min: 0, max: 359.999, noNaN: true });
    fc.assert(
      fc.property(hue, fc.double({ min: 1, max: 100, noNaN: true }), (hue, saturation) => {
        const back = rgbToHueSaturation(hueSaturationToRgb({ hue, saturation }));
        expect(apart(back.hue, hue)).toBeLessThan(1e-6);
        expect(back.saturation).toBeCloseTo(saturation, 8);
      }),
    );
  });

  it('keeps hue and saturation through xy', () => {
    const hue = fc.double({ min: 0, max: 359.999, noNaN: true });
    fc.assert(
      fc.property(hue, fc.double({ min: 5, max: 100, noNaN: true }), (hue, saturation) => {
        const back = xyToHueSaturation(hueSaturationToXy({ hue, saturation }));
        expect(apart(back.hue, hue)).toBeLessThan(0.01);
        expect(back.saturation).toBeCloseTo(saturation, 2);
      }),
    );
  });

  it('stays within 0 and 255 for every chromaticity', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (x, y) => {
        for (const channel of Object.values(xyToRgb({ x, y }))) expect(channel >= 0 && channel <= 255.000_001).toBe(true);
      }),
    );
  });

  it('has the chromaticity of white when it is black', () => {
    expect(rgbToXy({ red: 0, green: 0, blue: 0 })).toEqual({ x: 0.3127, y: 0.329 });
  });
});

describe('a colour temperature', () => {
  it.each([
    [153, 6535.95],
    [250, 4000],
    [370, 2702.7],
    [500, 2000],
  ])('of %d mired is %d K', (mired, kelvin) => {
    expect(miredToKelvin(mired)).toBeCloseTo(kelvin, 1);
    expect(kelvinToMired(miredToKelvin(mired))).toBeCloseTo(mired, 9);
  });
});

/** How far two hues are from each other on their circle. */
function apart(a: number, b: number): number {
  const distance = Math.abs(a - b) % 360;
  return Math.min(distance, 360 - distance);
}

function expectNear<T extends object>(actual: T, expected: T, digits: number): void {
  const numbers = Object.values(actual);
  Object.values(expected).forEach((value, index) => expect(numbers[index]).toBeCloseTo(value, digits));
}
