import { rgbOfHue } from '../../mapping/colors.ts';
import { colorOf, colorOfHue, colorOfRgb, type ReportedColor } from '../../mapping/light-color.ts';
import { round } from '../../mapping/numbers.ts';
import type { HomieVersion } from './wire.ts';

const spaces = ['rgb', 'hsv', 'xyz'] as const;
/** The ways to write a colour: with its brightness as `rgb` and `hsv`, without as `xyz`. */
export type ColorSpace = (typeof spaces)[number];

/** A colour of a property, and how bright it is in percent where the notation says so. */
export interface HomieColor {
  /** Undefined: black, which has none. */
  readonly color: ReportedColor | undefined;
  readonly level: number | undefined;
}

/** The notations that a property takes, the one that it likes best first ("Formats"). */
export function spacesOf(format: string): ColorSpace[] {
  return format
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter((word): word is ColorSpace => (spaces as readonly string[]).includes(word));
}

const readers: Readonly<Record<ColorSpace, (numbers: readonly number[]) => HomieColor | undefined>> = {
  rgb: ([r = -1, g = -1, b = -1, ...more]) => {
    if (more.length > 0 || ![r, g, b].every((part) => part >= 0 && part <= 255)) return undefined;
    const most = Math.max(r, g, b);
    // "Use the relative colors of rgb": how bright it is says the level.
    const color = most === 0 ? undefined : colorOfRgb([(r / most) * 255, (g / most) * 255, (b / most) * 255]);
    return { color, level: round((most / 255) * 100) };
  },
  hsv: ([hue = -1, saturation = -1, value = -1, ...more]) => {
    if (more.length > 0 || !(hue >= 0 && hue <= 360 && saturation >= 0 && saturation <= 100 && value >= 0 && value <= 100))
      return undefined;
    const color = colorOfHue({ hue, saturation });
    return color && { color, level: value };
  },
  xyz: ([x = -1, y = -1, ...more]) => {
    const color = more.length > 0 ? undefined : colorOf({ x, y });
    return color && { color, level: undefined };
  },
};

/** Reads `255,0,0` in the notation of the property (Homie 4), or `rgb,255,0,0` (Homie 5). Undefined for what is no colour. */
export function readColor(text: string, format: string, version: HomieVersion): HomieColor | undefined {
  const parts = text.split(',');
  const first = spacesOf(parts[0] ?? '')[0];
  // Some devices of Homie 4 name the notation as well.
  const space = first ?? (version === 4 ? spacesOf(format)[0] : undefined);
  const numbers = (first ? parts.slice(1) : parts).map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  return space && numbers.length <= 3 && numbers.every(Number.isFinite) ? readers[space](numbers) : undefined;
}

const writers: Readonly<Record<ColorSpace, (color: ReportedColor, level: number, version: HomieVersion) => readonly number[]>> = {
  rgb: (color, level) => rgbOfHue(color).map((part) => Math.round((part * level) / 100)),
  hsv: ({ hue, saturation }, level, version) => [hue, saturation, level].map((part) => (version === 4 ? Math.round(part) : round(part))),
  xyz: ({ xy }) => [xy.x, xy.y],
};

/** The colour in the notation that the property likes best. */
export function writeColor(color: ReportedColor, level: number, format: string, version: HomieVersion): string {
  const space = spacesOf(format)[0] ?? 'rgb';
  const numbers = writers[space](color, level, version).join(',');
  return version === 5 ? `${space},${numbers}` : numbers;
}
