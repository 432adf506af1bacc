import { expect, it } from 'vitest';
import { hueSaturationOf, xyOf } from './color.ts';

it.each([
  ['red', { hue: 0, saturation: 100 }, { x: 0.64, y: 0.33 }],
  ['green', { hue: 120, saturation: 100 }, { x: 0.3, y: 0.6 }],
  ['blue', { hue: 240, saturation: 100 }, { x: 0.15, y: 0.06 }],
])('%s has the chromaticity of its sRGB primary, and comes back', (_, color, { x, y }) => {
  const xy = xyOf(color);
  expect(xy.x).toBeCloseTo(x, 2);
  expect(xy.y).toBeCloseTo(y, 2);
  const back = hueSaturationOf(xy);
  expect(Math.abs(back.hue - color.hue) % 360).toBeLessThanOrEqual(2);
  expect(back.saturation).toBeGreaterThan(95);
});

it('takes a lamp that reports nonsense for white', () => {
  expect(hueSaturationOf({ x: 0.3, y: 0 })).toEqual({ hue: 0, saturation: 0 });
});
