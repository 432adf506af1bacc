import type { AttributeDescriptor, ModeOption } from '@concord/sdk';
import { colorReads, wantedRgb } from '../color.ts';
import { memberAt, type JsonObject } from '../untrusted/json.ts';
import { lampBits, type Preset } from './state.ts';

/** The device's own lists. */
export interface Lists {
  readonly effects: ReadonlyMap<number, string>;
  readonly palettes: ReadonlyMap<number, string>;
  readonly presets: readonly Preset[];
}

/** One thing a WLED says, and the attribute it becomes. `read` answers undefined for what is no such value. */
export interface WledRow {
  /** Where it stands: in `state`, in `info`, or in a segment. */
  readonly path: string;
  readonly to: `${string}.${string}`;
  readonly read: (value: unknown, lists: Lists) => unknown;
  /** What setting the attribute sends; its arguments, the light's status now, and the lists. Absent: it can't be set. */
  readonly write?: (args: JsonObject, now: JsonObject, lists: Lists) => JsonObject;
  readonly narrow?: (lists: Lists) => AttributeDescriptor;
  /** Needs one of these lamps. */
  readonly lamps?: number;
  /** For an extension: its generic capability. */
  readonly base?: 'genericNumber' | 'genericBoolean' | 'measurement';
}

/** WLED's relative white, 0–255, in its own steps of 32 K from 1,900 K. */
const warmestKelvin = 1900;
const kelvinPerStep = 32;
const coldestKelvin = warmestKelvin + 255 * kelvinPerStep;

const byte = (value: unknown) => (typeof value === 'number' && value >= 0 && value <= 255 ? value : undefined);
const yesNo = (value: unknown) => (typeof value === 'boolean' ? value : undefined);
const finite = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
const percentOf = (value: unknown) => {
  const known = byte(value);
  return known === undefined ? undefined : Number(((known / 255) * 100).toFixed(1));
};
const byteOf = (percent: unknown) => Math.round((Math.min(Math.max(Number(percent), 0), 100) / 100) * 255);
/** A segment has three colours; the first is the one that is seen. */
const ofFirst = (read: (value: unknown) => unknown) => (value: unknown) => (Array.isArray(value) ? read(value[0]) : undefined);
const nameIn = (names: ReadonlyMap<number, string>, value: unknown) =>
  typeof value === 'number' ? (names.get(value) ?? 'other') : undefined;
const optionsOf = (names: ReadonlyMap<number, string>): ModeOption[] => [...new Set(names.values())].map((id) => ({ id }));

/** The number of a name; undefined where the device has no such one, which leaves it out of the message. */
function numberIn(names: ReadonlyMap<number, string>, wanted: unknown): number | undefined {
  for (const [number, name] of names) if (name === wanted) return number;
  return undefined;
}

/** A colour for the first of a segment's three; the strength of its white lamp stays as it is. */
function writeColour(args: JsonObject, now: JsonObject): JsonObject {
  const current: unknown = Array.isArray(now['col']) ? now['col'][0] : undefined;
  const rgb = wantedRgb(args, current);
  const white: unknown[] = Array.isArray(current) ? current.slice(3, 4) : [];
  return { col: rgb && [[...rgb, ...white]] };
}

/** A light: the whole of it, or a segment. Level 0 is not off, so the lowest brightness stands for it. */
export const lightRows: readonly WledRow[] = [
  { path: 'on', to: 'switch.on', read: yesNo, write: ({ on }) => ({ on }) },
  {
    path: 'bri',
    to: 'level.level',
    read: percentOf,
    write: ({ level }) => (Number(level) > 0 ? { on: true, bri: Math.max(byteOf(level), 1) } : { bri: 1 }),
  },
];

/** What only a segment has. */
export const segmentRows: readonly WledRow[] = [
  { path: 'col', to: 'color.hue', lamps: lampBits.rgb, read: ofFirst(colorReads.hue), write: writeColour },
  {
    path: 'col',
    to: 'color.saturation',
    lamps: lampBits.rgb,
    read: ofFirst(colorReads.saturation),
    write: writeColour,
  },
  { path: 'col', to: 'color.xy', lamps: lampBits.rgb, read: ofFirst(colorReads.xy), write: writeColour },
  {
    path: 'cct',
    to: 'colorTemperature.temperature',
    lamps: lampBits.cct,
    read: (value) => {
      const step = byte(value);
      return step === undefined ? undefined : warmestKelvin + step * kelvinPerStep;
    },
    write: ({ temperature }) => ({ cct: Math.min(Math.max(Math.round((Number(temperature) - warmestKelvin) / kelvinPerStep), 0), 255) }),
    narrow: () => ({ minimum: warmestKelvin, maximum: coldestKelvin }),
  },
  {
    path: 'fx',
    to: 'lightEffect.effect',
    read: (value, { effects }) => nameIn(effects, value),
    write: ({ effect }, _, { effects }) => ({ fx: numberIn(effects, effect) }),
    narrow: ({ effects }) => ({ options: optionsOf(effects) }),
  },
  { path: 'sx', to: 'lightEffect.speed', read: percentOf, write: ({ speed }) => ({ sx: byteOf(speed) }) },
  {
    path: 'pal',
    to: 'lightEffect.palette',
    read: (value, { palettes }) => nameIn(palettes, value),
    write: ({ palette }, _, { palettes }) => ({ pal: numberIn(palettes, palette) }),
    narrow: ({ palettes }) => ({ options: optionsOf(palettes) }),
  },
  {
    path: 'ix',
    to: 'wled:intensity.value',
    base: 'genericNumber',
    read: byte,
    write: ({ value }) => ({ ix: value }),
    narrow: () => ({ minimum: 0, maximum: 255, step: 1, title: 'Intensity of the effect', category: 'config' }),
  },
  {
    path: 'rev',
    to: 'wled:reverse.value',
    base: 'genericBoolean',
    read: yesNo,
    write: ({ value }) => ({ rev: value }),
    narrow: () => ({ category: 'config', title: 'Reversed' }),
  },
  {
    path: 'mi',
    to: 'wled:mirror.value',
    base: 'genericBoolean',
    read: yesNo,
    write: ({ value }) => ({ mi: value }),
    narrow: () => ({ category: 'config', title: 'Mirrored' }),
  },
  {
    path: 'frz',
    to: 'wled:freeze.value',
    base: 'genericBoolean',
    read: yesNo,
    write: ({ value }) => ({ frz: value }),
    narrow: () => ({ category: 'config', title: 'Effect stands still' }),
  },
];

/** The device itself, in `state`. */
export const stateRows: readonly WledRow[] = [
  {
    path: 'ps',
    to: 'scene.active',
    read: (value) => (typeof value === 'number' ? (value > 0 ? String(value) : null) : undefined),
    narrow: ({ presets }) => ({ options: presets.map(({ id, label }) => ({ id, label })) }),
  },
  {
    path: 'nl.on',
    to: 'wled:nightlight.value',
    base: 'genericBoolean',
    read: yesNo,
    write: ({ value }) => ({ nl: { on: value } }),
    narrow: () => ({ title: 'Night light', category: 'config' }),
  },
  {
    path: 'transition',
    to: 'wled:transition.value',
    base: 'genericNumber',
    read: (value) => (finite(value) === undefined ? undefined : Number(value) / 10),
    write: ({ value }) => ({ transition: Math.round(Number(value) * 10) }),
    narrow: () => ({ title: 'Fades for', unit: 's', quantity: 'duration', minimum: 0, maximum: 6553.5, category: 'config' }),
  },
];

/** The device itself, in `info`. */
export const infoRows: readonly WledRow[] = [
  { path: 'wifi.rssi', to: 'linkQuality.rssi', read: (value) => (value === 0 ? null : finite(value)) },
  {
    path: 'wifi.signal',
    to: 'linkQuality.quality',
    read: (value) => (typeof value === 'number' && value >= 0 && value <= 100 ? value : undefined),
  },
  {
    path: 'wifi.channel',
    to: 'network.channel',
    read: (value) => (typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined),
  },
  {
    path: 'ip',
    to: 'network.addresses',
    read: (value) => (typeof value === 'string' ? (value === '' ? [] : [value.slice(0, 64)]) : undefined),
  },
  { path: 'uptime', to: 'diagnostics.uptime', read: (value) => (typeof value === 'number' && value >= 0 ? value : undefined) },
  { path: 'freeheap', to: 'diagnostics.freeMemory', read: (value) => (typeof value === 'number' && value >= 0 ? value : undefined) },
  {
    path: 'leds.pwr',
    to: 'wled:current.value',
    base: 'measurement',
    read: (value) => (finite(value) === undefined ? undefined : Number(value) / 1000),
    narrow: () => ({ title: 'Estimated current of the lamps', quantity: 'current', unit: 'A', category: 'diagnostic' }),
  },
  {
    path: 'leds.fps',
    to: 'wled:framesPerSecond.value',
    base: 'measurement',
    read: finite,
    narrow: () => ({ title: 'Pictures per second', category: 'diagnostic' }),
  },
  {
    path: 'live',
    to: 'wled:live.value',
    base: 'genericBoolean',
    read: yesNo,
    narrow: () => ({ title: 'Fed by a live source', category: 'diagnostic' }),
  },
];

/** What is no business of a home. */
const internalReasons: readonly (readonly [RegExp, string])[] = [
  [/^state\.(mainseg|seg|lor|pl|udpn|ledmap|error|AudioReactive)/, 'how WLED arranges its strips and streams'],
  [/^state\.nl\./, 'how the night light runs: set up in its own page'],
  [/^seg\./, 'how a segment is laid out: set up in its own page'],
  [/^info\./, 'what the device is, or how it works inside'],
];

export function internalReason(item: string): string | undefined {
  return internalReasons.find(([pattern]) => pattern.test(item))?.[1];
}

export function valueOf(row: WledRow, status: JsonObject): unknown {
  return memberAt(status, row.path);
}
