/** Colours between what lamps speak (CIE 1931 xy; hue and saturation) and what screens show. */

export interface HueSaturation {
  readonly hue: number;
  readonly saturation: number;
}
export interface Xy {
  readonly x: number;
  readonly y: number;
}

/** Full brightness, sRGB 0 to 1. */
function rgbOf({ hue, saturation }: HueSaturation): readonly [number, number, number] {
  const channel = (offset: number): number => {
    const k = (offset + hue / 60) % 6;
    return 1 - (saturation / 100) * Math.max(0, Math.min(k, 4 - k, 1));
  };
  return [channel(5), channel(3), channel(1)];
}

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const gamma = (value: number) => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);

/** IEC 61966-2-1: sRGB to XYZ with white D65. */
export function xyOf(color: HueSaturation): Xy {
  const [r, g, b] = rgbOf(color).map(linear) as [number, number, number];
  const X = 0.4124 * r + 0.3576 * g + 0.1805 * b;
  const Y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const Z = 0.0193 * r + 0.1192 * g + 0.9505 * b;
  const sum = X + Y + Z || 1;
  return { x: Number((X / sum).toFixed(4)), y: Number((Y / sum).toFixed(4)) };
}

/** What hue and saturation come nearest to a colour. */
export function hueSaturationOf({ x, y }: Xy): HueSaturation {
  if (y <= 0) return { hue: 0, saturation: 0 };
  const X = x / y;
  const Z = (1 - x - y) / y;
  const raw = [3.2406 * X - 1.5372 - 0.4986 * Z, -0.9689 * X + 1.8758 + 0.0415 * Z, 0.0557 * X - 0.204 + 1.057 * Z].map((value) =>
    Math.max(0, value),
  );
  const top = Math.max(...raw) || 1;
  const [r, g, b] = raw.map((value) => gamma(value / top)) as [number, number, number];
  const high = Math.max(r, g, b);
  const low = Math.min(r, g, b);
  const range = high - low;
  if (range === 0) return { hue: 0, saturation: 0 };
  const sector = high === r ? ((g - b) / range + 6) % 6 : high === g ? (b - r) / range + 2 : (r - g) / range + 4;
  return { hue: Math.round(sector * 60), saturation: Math.round((range / high) * 100) };
}

/** The colour as a screen shows it. */
export function cssColor({ hue, saturation }: HueSaturation): string {
  return `hsl(${hue} 100% ${100 - saturation / 2}%)`;
}
