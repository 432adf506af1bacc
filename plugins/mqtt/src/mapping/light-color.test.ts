import { describe, expect, it } from 'vitest';
import { colorOf, colorOfHue, wishedColor } from './light-color.ts';

describe('a colour as products say it', () => {
  it.each([
    ['xy', { x: 0.64, y: 0.33 }],
    ['hue and saturation', { hue: 0, saturation: 100 }],
    ['h and s', { h: 0, s: 100 }],
    ['red, green and blue', { r: 255, g: 0, b: 0 }],
  ])('%s: red is red', (_what, members) => {
    const color = colorOf(members);
    expect(color?.saturation).toBeCloseTo(100, 0);
    expect(color?.xy.x).toBeCloseTo(0.64, 1);
    expect(color?.xy.y).toBeCloseTo(0.33, 1);
  });

  it.each([[{ x: 2, y: 0 }], [{ r: 300, g: 0, b: 0 }], [{ hue: 400, saturation: 1 }], [{}], [{ x: 'a', y: 1 }]])('%j is none', (members) =>
    expect(colorOf(members)).toBeUndefined(),
  );

  it('keeps what a wish leaves out', () => {
    expect(wishedColor({ hue: 120 }, { hue: 5, saturation: 40 })).toEqual(colorOfHue({ hue: 120, saturation: 40 }));
    expect(wishedColor({}, { hue: 5, saturation: 40 })).toBeUndefined();
  });
});
