import type { Rgb } from '../../mapping/colors.ts';

/** Red, green and blue, and the white lamp. */
export interface WledColor {
  readonly rgb: Rgb;
  readonly white: number;
}

/** Reads `/c`: `#RRGGBB`, or `#WWRRGGBB` where the white lamp is on (mqtt.cpp, `publishMqtt`). */
export function readColor(text: string): WledColor | undefined {
  if (!/^#(?:[0-9a-f]{6}|[0-9a-f]{8})$/i.test(text)) return undefined;
  const number = Number.parseInt(text.slice(1), 16);
  const part = (shift: number) => Math.floor(number / 2 ** shift) % 256;
  return { rgb: [part(16), part(8), part(0)], white: part(24) };
}

/** As `/col` takes it, in the same order (colors.cpp, `colorFromDecOrHexString`). A colour without white puts the white lamp out. */
export function writeColor([red, green, blue]: Rgb, white: number): string {
  const parts = white > 0 ? [white, red, green, blue] : [red, green, blue];
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`.toUpperCase();
}
