import { hueSaturationToRgb, rgbToHueSaturation, rgbToXy, xyToRgb, type HueSaturation, type Xy } from '@concord/sdk';
import type { JsonObject } from './untrusted/json.ts';

/** Red, green and blue, each 0–255, as products write them. */
type Rgb = readonly [red: number, green: number, blue: number];

const white: Rgb = [255, 255, 255];

/** The three attributes of `color` that a list of three numbers (or more: white is left out) becomes; undefined where it is none. */
export const colorReads = {
  hue: (value: unknown) => of(value, (rgb) => hueSaturationOf(rgb).hue),
  saturation: (value: unknown) => of(value, (rgb) => hueSaturationOf(rgb).saturation),
  xy: (value: unknown) => of(value, xyOf),
} as const;

/** The colour that the arguments of `set` ask for: `xy`, or hue and saturation on top of what is `now` (white where that is no colour). */
export function wantedRgb({ xy, hue, saturation }: JsonObject, now: unknown): Rgb | undefined {
  if (isXy(xy)) return whole(xyToRgb(xy));
  if (hue === undefined && saturation === undefined) return undefined;
  const current = hueSaturationOf(readRgb(now) ?? white);
  // Asking a white lamp for a hue means that colour, not white in that hue.
  const wanted = { hue: hue ?? current.hue, saturation: saturation ?? (current.saturation === 0 ? 100 : current.saturation) };
  return isHueSaturation(wanted) ? whole(hueSaturationToRgb(wanted)) : undefined;
}

function of<T>(value: unknown, convert: (rgb: Rgb) => T): T | undefined {
  const rgb = readRgb(value);
  return rgb && convert(rgb);
}

function readRgb(value: unknown): Rgb | undefined {
  if (!Array.isArray(value)) return undefined;
  const [red, green, blue] = value as unknown[];
  return isByte(red) && isByte(green) && isByte(blue) ? [red, green, blue] : undefined;
}

function hueSaturationOf([red, green, blue]: Rgb): HueSaturation {
  const { hue, saturation } = rgbToHueSaturation({ red, green, blue });
  return { hue: round(hue, 1), saturation: round(saturation, 1) };
}

function xyOf([red, green, blue]: Rgb): Xy {
  const { x, y } = rgbToXy({ red, green, blue });
  return { x: round(x, 4), y: round(y, 4) };
}

function whole({ red, green, blue }: ReturnType<typeof xyToRgb>): Rgb {
  return [Math.round(red), Math.round(green), Math.round(blue)];
}

function isXy(value: unknown): value is Xy {
  return typeof value === 'object' && value !== null && 'x' in value && 'y' in value && isNumber(value.x) && isNumber(value.y);
}

function isHueSaturation(value: { hue: unknown; saturation: unknown }): value is HueSaturation {
  return isNumber(value.hue) && isNumber(value.saturation);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function isByte(value: unknown): value is number {
  return isNumber(value) && value >= 0 && value <= 255;
}

/** What a product can't tell apart is left out, so that a report that says the same is the same. */
function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
