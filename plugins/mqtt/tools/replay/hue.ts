/** Red, green and blue (0 to 255) as hue in degrees and saturation in percent. */
export function hueOf([red = 0, green = 0, blue = 0]: readonly number[]): { readonly hue: number; readonly saturation: number } {
  const top = Math.max(red, green, blue);
  const span = top - Math.min(red, green, blue);
  if (span === 0) return { hue: 0, saturation: 0 };
  const turn = top === red ? ((green - blue) / span + 6) % 6 : top === green ? (blue - red) / span + 2 : (red - green) / span + 4;
  return { hue: turn * 60, saturation: (span / top) * 100 };
}
