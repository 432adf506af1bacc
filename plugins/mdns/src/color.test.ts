import { describe, expect, it } from 'vitest';
import { hueSaturationOf, readRgb, rgbOfHueSaturation, rgbOfXy, wantedRgb, xyOf, type Rgb } from './color.ts';

describe('a colour', () => {
  it.each<[Rgb, number, number]>([
    [[255, 0, 0], 0, 100],
    [[0, 255, 0], 120, 100],
    [[0, 0, 255], 240, 100],
    [[255, 255, 255], 0, 0],
    [[255, 128, 128], 0, 49.8],
    [[255, 0, 255], 300, 100],
  ])('%j has hue %f and saturation %f, and comes back', (rgb, hue, saturation) => {
    expect(hueSaturationOf(rgb)).toEqual({ hue, saturation });
    expect(rgbOfHueSaturation(hue, saturation)).toEqual(rgb);
  });

  it.each<[Rgb, number, number]>([
    [[255, 0, 0], 0.6401, 0.33],
    [[0, 255, 0], 0.3, 0.6],
    [[0, 0, 255], 0.15, 0.06],
    [[255, 255, 255], 0.3127, 0.329],
  ])('%j has the chromaticity %f, %f, and comes back', (rgb, x, y) => {
    const xy = xyOf(rgb);
    expect(xy.x).toBeCloseTo(x, 3);
    expect(xy.y).toBeCloseTo(y, 3);
    for (const [at, value] of rgbOfXy(xy.x, xy.y).entries()) expect(Math.abs(value - (rgb[at] ?? 0))).toBeLessThanOrEqual(3);
  });

  it.each([[[1, 2]], [[1, 2, 256]], [[1, 2, NaN]], ['red'], [null]])('is not read from %j', (value) => {
    expect(readRgb(value)).toBeUndefined();
  });

  it('asked of a white lamp by hue alone is a full colour', () => {
    expect(wantedRgb({ hue: 120 }, [255, 255, 255])).toEqual([0, 255, 0]);
    expect(wantedRgb({}, [255, 255, 255])).toBeUndefined();
  });
});
