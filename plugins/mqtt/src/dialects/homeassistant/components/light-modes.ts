import type { LightState } from '../../../mapping/light.ts';

/** What a colour mode of the discovery is here. A light that shows no colour at all is in none of ours. */
const modes: Readonly<Record<string, NonNullable<LightState['mode']>>> = {
  xy: 'xy',
  hs: 'hs',
  rgb: 'hs',
  rgbw: 'hs',
  rgbww: 'hs',
  color_temp: 'temperature',
  white: 'other',
  brightness: 'other',
  onoff: 'other',
};

export function lightMode(word: unknown): LightState['mode'] {
  return typeof word === 'string' && Object.hasOwn(modes, word) ? modes[word] : undefined;
}
