/** Red, green and blue, each 0–255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Reads three (or more: white is left out) numbers of 0–255. */
export function readRgb(value: unknown): Rgb | undefined {
  if (!Array.isArray(value)) return undefined;
  const [red, green, blue] = value as unknown[];
  return isByte(red) && isByte(green) && isByte(blue) ? [red, green, blue] : undefined;
}

/** Hue in degrees and saturation in %, at full brightness: lamps keep brightness apart. */
export function hueSaturationOf([red, green, blue]: Rgb): { hue: number; saturation: number } {
  const most = Math.max(red, green, blue);
  const spread = most - Math.min(red, green, blue);
  if (spread === 0) return { hue: 0, saturation: 0 };
  const sector = most === red ? ((green - blue) / spread + 6) % 6 : most === green ? (blue - red) / spread + 2 : (red - green) / spread + 4;
  return { hue: round(sector * 60, 1), saturation: round((spread / most) * 100, 1) };
}

export function rgbOfHueSaturation(hue: number, saturation: number): Rgb {
  const channel = (offset: number): number => {
    const at = (offset + hue / 60) % 6;
    return Math.round(255 * (1 - (saturation / 100) * Math.max(0, Math.min(at, 4 - at, 1))));
  };
  return [channel(5), channel(3), channel(1)];
}

/** CIE 1931 chromaticity of an sRGB colour (IEC 61966-2-1, D65). */
export function xyOf(rgb: Rgb): { x: number; y: number } {
  const [red, green, blue] = rgb.map((value) => linear(value / 255)) as [number, number, number];
  const x = red * 0.4124 + green * 0.3576 + blue * 0.1805;
  const y = red * 0.2126 + green * 0.7152 + blue * 0.0722;
  const z = red * 0.0193 + green * 0.1192 + blue * 0.9505;
  const sum = x + y + z;
  return sum === 0 ? { x: 0.3127, y: 0.329 } : { x: round(x / sum, 4), y: round(y / sum, 4) };
}

/** The brightest sRGB colour of a chromaticity; what sRGB can't show is cut off at its edge. */
export function rgbOfXy(x: number, y: number): Rgb {
  const safeY = Math.max(y, 1e-6);
  const bigX = x / safeY;
  const bigZ = (1 - x - y) / safeY;
  const mixed = [bigX * 3.2406 - 1.5372 - bigZ * 0.4986, bigX * -0.9689 + 1.8758 + bigZ * 0.0415, bigX * 0.0557 - 0.204 + bigZ * 1.057];
  const most = Math.max(...mixed, 1e-6);
  const [red, green, blue] = mixed.map((value) => Math.round(255 * gamma(Math.max(value, 0) / most))) as [number, number, number];
  return [red, green, blue];
}

/** The colour that the arguments of `set` ask for: `xy`, or hue and saturation on top of what is now. */
export function wantedRgb(args: Readonly<Record<string, unknown>>, now: Rgb): Rgb | undefined {
  const { xy, hue, saturation } = args;
  if (typeof xy === 'object' && xy !== null && 'x' in xy && 'y' in xy) {
    return typeof xy.x === 'number' && typeof xy.y === 'number' ? rgbOfXy(xy.x, xy.y) : undefined;
  }
  if (hue === undefined && saturation === undefined) return undefined;
  const current = hueSaturationOf(now);
  const wantedHue = hue ?? current.hue;
  // Asking a white lamp for a hue means that colour, not white in that hue.
  const wantedSaturation = saturation ?? (current.saturation === 0 ? 100 : current.saturation);
  return typeof wantedHue === 'number' && typeof wantedSaturation === 'number'
    ? rgbOfHueSaturation(wantedHue, wantedSaturation)
    : undefined;
}

function isByte(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 255;
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function gamma(value: number): number {
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
