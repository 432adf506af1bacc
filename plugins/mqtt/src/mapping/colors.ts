import {
  hueSaturationToRgb,
  miredToKelvin,
  rgbToHueSaturation,
  rgbToXy,
  xyToHueSaturation,
  type HueSaturation,
  type Xy,
} from '@concord/sdk';
import { round } from './numbers.ts';

/** Whole numbers of 0 to 255, as products write them. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Mired to kelvin, and kelvin to mired: the same division, as whole numbers. */
export function mired(value: number): number {
  return Math.round(miredToKelvin(value));
}

export function hueOfRgb([red, green, blue]: Rgb): HueSaturation {
  return rounded(rgbToHueSaturation({ red, green, blue }));
}

export function hueOfXy(xy: Xy): HueSaturation {
  return rounded(xyToHueSaturation(xy));
}

export function rgbOfHue(color: HueSaturation): Rgb {
  const { red, green, blue } = hueSaturationToRgb(color);
  return [Math.round(red), Math.round(green), Math.round(blue)];
}

export function xyOfRgb([red, green, blue]: Rgb): Xy {
  const { x, y } = rgbToXy({ red, green, blue });
  // Zigbee's own steps are 1/65536.
  return { x: Math.round(x * 10_000) / 10_000, y: Math.round(y * 10_000) / 10_000 };
}

function rounded({ hue, saturation }: HueSaturation): HueSaturation {
  return { hue: round(hue), saturation: round(saturation) };
}
