import type { HueSaturation, Xy } from '@concord/sdk';
import type { Values } from '../devices/fragment.ts';
import { hueOfRgb, hueOfXy, rgbOfHue, xyOfRgb, type Rgb } from './colors.ts';
import { toNumber } from './numbers.ts';

/** A colour as the capability `color` reports it: both ways at once, so that whoever asks for either finds it. */
export type ReportedColor = { readonly xy: Xy } & HueSaturation;

/** Reads the members that products put into a JSON colour: `x`/`y`, `h`/`s` or `hue`/`saturation`, `r`/`g`/`b`. */
export function colorOf(members: Values): ReportedColor | undefined {
  const read = (...names: string[]) => {
    for (const name of names) {
      const number = toNumber(members[name]);
      if (typeof number === 'number') return number;
    }
    return undefined;
  };
  const x = read('x');
  const y = read('y');
  const hue = read('h', 'hue');
  const saturation = read('s', 'saturation');
  if (isShare(x) && isShare(y)) {
    const spoken = hue !== undefined && saturation !== undefined ? { hue, saturation } : hueOfXy({ x, y });
    return inRange({ xy: { x, y }, ...spoken });
  }
  if (hue !== undefined && saturation !== undefined) return colorOfHue({ hue, saturation });
  const [r, g, b] = [read('r'), read('g'), read('b')];
  return r !== undefined && g !== undefined && b !== undefined ? colorOfRgb([r, g, b]) : undefined;
}

export function colorOfHue(spoken: HueSaturation): ReportedColor | undefined {
  return inRange({ xy: xyOfRgb(rgbOfHue(spoken)), ...spoken });
}

export function colorOfRgb(rgb: Rgb): ReportedColor | undefined {
  return rgb.every((part) => part >= 0 && part <= 255) ? { xy: xyOfRgb(rgb), ...hueOfRgb(rgb) } : undefined;
}

/** The colour that `set` asks for. What it leaves out of hue and saturation stays as it is. */
export function wishedColor({ xy, hue, saturation }: Values, current: HueSaturation): ReportedColor | undefined {
  if (typeof xy === 'object' && xy !== null) return colorOf(xy as Values);
  if (typeof hue !== 'number' && typeof saturation !== 'number') return undefined;
  return colorOfHue({
    hue: typeof hue === 'number' ? hue : current.hue,
    saturation: typeof saturation === 'number' ? saturation : current.saturation,
  });
}

function inRange(color: ReportedColor): ReportedColor | undefined {
  const { hue, saturation } = color;
  return hue >= 0 && hue <= 360 && saturation >= 0 && saturation <= 100 ? color : undefined;
}

function isShare(value: number | undefined): value is number {
  return value !== undefined && value > 0 && value <= 1;
}
