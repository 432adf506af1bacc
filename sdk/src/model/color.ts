/**
 * Colours between the forms that products speak: CIE 1931 xy, hue and saturation, red-green-blue, and mired for white light. Brightness is
 * not a colour: `level` carries it, so red-green-blue is always the brightest of its colour.
 */

/** CIE 1931 chromaticity. */
export interface Xy {
  readonly x: number;
  readonly y: number;
}

/** Hue in degrees, 0 to below 360, and saturation in percent. */
export interface HueSaturation {
  readonly hue: number;
  readonly saturation: number;
}

/** sRGB, each 0 to 255 and not rounded. */
export interface Rgb {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

type Triple = readonly [number, number, number];

/** Linear sRGB to XYZ and back, for the white point D65 (IEC 61966-2-1). */
const toXyz: readonly Triple[] = [
  [0.412_390_799_265_96, 0.357_584_339_383_88, 0.180_480_788_401_83],
  [0.212_639_005_871_51, 0.715_168_678_767_76, 0.072_192_315_360_73],
  [0.019_330_818_715_59, 0.119_194_779_794_63, 0.950_532_152_249_66],
];
const fromXyz: readonly Triple[] = [
  [3.240_969_941_904_52, -1.537_383_177_570_09, -0.498_610_760_293],
  [-0.969_243_636_280_88, 1.875_967_501_507_72, 0.041_555_057_407_18],
  [0.055_630_079_696_99, -0.203_976_958_888_98, 1.056_971_514_242_88],
];
const white: Xy = { x: 0.3127, y: 0.329 };

/** Micro reciprocal degrees, as Matter and Zigbee write a colour temperature, in kelvin. 0 mired has no temperature: infinite. */
export function miredToKelvin(mired: number): number {
  return 1e6 / mired;
}

export function kelvinToMired(kelvin: number): number {
  return 1e6 / kelvin;
}

/** The chromaticity of a colour; of black, that of white, since black has none. */
export function rgbToXy({ red, green, blue }: Rgb): Xy {
  const [x, y, z] = multiply(toXyz, [linear(red / 255), linear(green / 255), linear(blue / 255)]);
  const sum = x + y + z;
  return sum === 0 ? white : { x: x / sum, y: y / sum };
}

/** The brightest sRGB colour of a chromaticity. One that sRGB can't show becomes the nearest on its edge by leaving out what is negative. */
export function xyToRgb({ x, y }: Xy): Rgb {
  const [red, green, blue] = multiply(fromXyz, [x, y, 1 - x - y]);
  const most = Math.max(red, green, blue);
  const channel = (value: number) => 255 * gamma(Math.max(0, value) / most);
  return { red: channel(red), green: channel(green), blue: channel(blue) };
}

/** The brightest sRGB colour of a hue and a saturation. */
export function hueSaturationToRgb({ hue, saturation }: HueSaturation): Rgb {
  const share = Math.min(Math.max(saturation, 0), 100) / 100;
  const channel = (shift: number) => {
    const place = (((hue / 60 + shift) % 6) + 6) % 6;
    return 255 * (1 - share * Math.max(0, Math.min(place, 4 - place, 1)));
  };
  return { red: channel(5), green: channel(3), blue: channel(1) };
}

/** Hue and saturation of a colour; grey has the hue 0. */
export function rgbToHueSaturation({ red, green, blue }: Rgb): HueSaturation {
  const most = Math.max(red, green, blue);
  const spread = most - Math.min(red, green, blue);
  if (spread === 0) return { hue: 0, saturation: 0 };
  const sixth = most === red ? (green - blue) / spread : most === green ? 2 + (blue - red) / spread : 4 + (red - green) / spread;
  return { hue: (sixth * 60 + 360) % 360, saturation: (100 * spread) / most };
}

export function xyToHueSaturation(xy: Xy): HueSaturation {
  return rgbToHueSaturation(xyToRgb(xy));
}

export function hueSaturationToXy(color: HueSaturation): Xy {
  return rgbToXy(hueSaturationToRgb(color));
}

function multiply(matrix: readonly Triple[], [a, b, c]: Triple): Triple {
  const [x = 0, y = 0, z = 0] = matrix.map(([p, q, r]) => p * a + q * b + r * c);
  return [x, y, z];
}

function linear(value: number): number {
  return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function gamma(value: number): number {
  return value <= 0.003_130_8 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
}
