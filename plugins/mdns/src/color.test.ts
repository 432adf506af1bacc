import { describe, expect, it } from 'vitest';
import { colorReads, wantedRgb } from './color.ts';

describe('a colour', () => {
  it.each([
    [[255, 0, 0], 0, 100],
    [[0, 0, 255, 40], 240, 100],
    [[255, 255, 255], 0, 0],
    [[255, 128, 128], 0, 49.8],
  ])('%j is read as hue %f and saturation %f', (rgb, hue, saturation) => {
    expect(colorReads.hue(rgb)).toBe(hue);
    expect(colorReads.saturation(rgb)).toBe(saturation);
  });

  it('is read as a chromaticity', () => {
    expect(colorReads.xy([0, 255, 0])).toEqual({ x: 0.3, y: 0.6 });
  });

  it.each([[[1, 2]], [[1, 2, 256]], [[1, 2, NaN]], ['red'], [null]])('is not read from %j', (value) => {
    for (const read of Object.values(colorReads)) expect(read(value)).toBeUndefined();
  });

  it.each([
    ['by hue and saturation', { hue: 240, saturation: 100 }, [1, 2, 3], [0, 0, 255]],
    ['by chromaticity', { xy: { x: 0.3, y: 0.6 } }, [1, 2, 3], [0, 255, 0]],
    ['by hue alone keeps its saturation', { hue: 120 }, [255, 128, 128], [128, 255, 128]],
    ['by hue alone of a white lamp is a full colour', { hue: 120 }, [255, 255, 255], [0, 255, 0]],
    ['of a lamp that shows none starts at white', { hue: 120 }, undefined, [0, 255, 0]],
    ['by nothing is none', {}, [255, 255, 255], undefined],
    ['by words is none', { hue: 'red' }, [255, 255, 255], undefined],
  ])('asked %s', (_, args, now, expected) => {
    expect(wantedRgb(args, now)).toEqual(expected);
  });
});
