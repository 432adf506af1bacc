/** What Home Assistant's words are called in the vocabulary (capability map, sections 3.3 and 3.5). */

/** By device class of a binary sensor: what "on" and "off" are there. Left out: true and false. */
export const binaryMeanings: Readonly<Record<string, readonly [on: unknown, off: unknown]>> = {
  battery_charging: ['charging', 'notCharging'],
  carbon_monoxide: ['warning', 'normal'],
  cold: ['low', 'normal'],
  door: ['open', 'closed'],
  garage_door: ['open', 'closed'],
  gas: ['warning', 'normal'],
  heat: ['high', 'normal'],
  lock: ['unlocked', 'locked'],
  opening: ['open', 'closed'],
  running: ['running', 'stopped'],
  smoke: ['warning', 'normal'],
  update: ['available', 'idle'],
  window: ['open', 'closed'],
};

export const lockStates: readonly (readonly [config: string, fallback: string, ours: string])[] = [
  ['state_locked', 'LOCKED', 'locked'],
  ['state_unlocked', 'UNLOCKED', 'unlocked'],
  ['state_locking', 'LOCKING', 'locking'],
  ['state_unlocking', 'UNLOCKING', 'unlocking'],
  ['state_jammed', 'JAMMED', 'jammed'],
  ['state_open', 'OPEN', 'unlatched'],
  ['state_opening', 'OPENING', 'unlocking'],
];

const words: Readonly<Record<string, string>> = {
  heat_cool: 'heatCool',
  fan_only: 'fanOnly',
  high_demand: 'highDemand',
  heat_pump: 'heatPump',
  armed_home: 'armedHome',
  armed_away: 'armedAway',
  armed_night: 'armedNight',
  armed_vacation: 'armedVacation',
  armed_custom_bypass: 'armedCustom',
  color_temp: 'temperature',
  rgb: 'hs',
  rgbw: 'hs',
  rgbww: 'hs',
};

/** A word of Home Assistant's as an enumeration of the vocabulary has it. */
export function ours(word: unknown): unknown {
  return typeof word === 'string' && Object.hasOwn(words, word) ? words[word] : word;
}
