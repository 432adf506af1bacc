import { CommandRejectedError, conversionOf, type Quantity } from '@concord/sdk';
import { boundsOf, type Bounds, within } from '../bounds.ts';
import { mired } from '../colors.ts';
import { fromPercent, toNumber, toPercent } from '../numbers.ts';
import { fromCanonicalNumber, scaleTo, toCanonicalNumber, type UnitScale } from '../unit-scale.ts';
import type { Feature } from '../feature.ts';
import type { ValueCodec } from './value-codec.ts';

/** A number that stands for itself. */
export const one: UnitScale = { factor: 1, offset: 0, descriptor: {} };

/** A number in the unit of `scale`. What is written keeps to the product's own steps. */
export function numberCodec(feature: Feature, scale: UnitScale, bounds: Bounds = boundsOf(undefined)): ValueCodec {
  const { minimum, maximum, step } = feature;
  return {
    descriptor: {
      ...scale.descriptor,
      ...(minimum !== undefined && { minimum: toCanonicalNumber(minimum, scale) }),
      ...(maximum !== undefined && { maximum: toCanonicalNumber(maximum, scale) }),
      ...(step !== undefined && step > 0 && { step: toCanonicalNumber(step, { ...scale, offset: 0 }) }),
    },
    read: (value) => {
      const number = toNumber(value);
      return typeof number === 'number' ? within(toCanonicalNumber(number, scale), bounds) : number;
    },
    write: (value) => toStep(fromCanonicalNumber(wantNumber(value), scale), feature),
  };
}

/** Products that count to so little may take a fraction, though both ends are whole. */
const leastWholeSpan = 10;

/**
 * The nearest number that the product takes: on its step, counted from its lowest; whole where it names no step and both ends are whole.
 * Temperatures are left as they are: products take halves and tenths of a degree without saying so.
 */
function toStep(value: number, { minimum, maximum, step, unit = '' }: Feature): number {
  const isWhole = Number.isInteger(minimum) && Number.isInteger(maximum) && Number(maximum) - Number(minimum) > leastWholeSpan;
  const width = step !== undefined && step > 0 ? step : isWhole && !/^[°℃℉K]/.test(unit) ? 1 : undefined;
  if (width === undefined) return value;
  const base = minimum ?? 0;
  const near = Number((base + Math.round((value - base) / width) * width).toPrecision(12));
  return maximum !== undefined && near > maximum && value <= maximum ? maximum : near;
}

/** As `codec`, where one number stands for "none" and is no end of the range. */
export function withNone(codec: ValueCodec, none: number | undefined, scale: UnitScale): ValueCodec {
  if (none === undefined) return codec;
  const { minimum, maximum, ...descriptor } = codec.descriptor;
  const end = toCanonicalNumber(none, scale);
  return {
    ...codec,
    descriptor: {
      ...descriptor,
      ...(minimum !== undefined && minimum !== end && { minimum }),
      ...(maximum !== undefined && maximum !== end && { maximum }),
    },
    read: (value) => (toNumber(value) === none ? null : codec.read(value)),
  };
}

/** A share that the product counts to its own highest value, in whole numbers (`0…255`, `0…9`) or as a fraction (`0…1`). */
export function shareCodec(feature: Feature, maximum: number, bounds: Bounds): ValueCodec {
  const codec = numberCodec(feature, { ...one, factor: 100 / maximum }, bounds);
  const isWhole = maximum > 1 && (feature.step === undefined || Number.isInteger(feature.step));
  return isWhole ? { ...codec, write: (value) => Math.round(Number(codec.write(value))) } : codec;
}

/** A choice among numbers, each in the unit that it is written with (`10dbm`, `3 min`), or in `bare` where it is written without (`30`). */
interface NumberWords {
  readonly quantity: Quantity | undefined;
  readonly bare: UnitScale | undefined;
}

/** Undefined where one of the words is no number in a unit of the quantity. */
export function numberWordsCodec({ values }: Feature, { quantity, bare }: NumberWords, bounds: Bounds): ValueCodec | undefined {
  const byNumber = values.map((word): [number: number | undefined, word: string] => [numberIn(word, quantity, bare), word]);
  const canonical = byNumber.flatMap(([number]) => (number !== undefined && within(number, bounds) !== undefined ? number : []));
  if (canonical.length === 0 || canonical.length < values.length) return undefined;
  return {
    descriptor: { ...bare?.descriptor, minimum: Math.min(...canonical), maximum: Math.max(...canonical) },
    read: (value) => {
      if (value === null) return null;
      const said = typeof value === 'number' ? String(value) : value;
      return byNumber.find(([, word]) => word === said)?.[0];
    },
    // The product takes these and nothing between: the nearest of them is meant.
    write: (value) => {
      const wanted = wantNumber(value);
      return byNumber.toSorted(([a = NaN], [b = NaN]) => Math.abs(a - wanted) - Math.abs(b - wanted))[0]?.[1];
    },
  };
}

/** How units are written inside words, in lower case; `m` is a minute where a time is meant. */
const wordUnits: Readonly<Record<string, string>> = {
  sec: 's',
  second: 's',
  seconds: 's',
  minute: 'min',
  minutes: 'min',
  mins: 'min',
  hour: 'h',
  hours: 'h',
  dbm: 'dBm',
};

function numberIn(word: string, quantity: Quantity | undefined, bare: UnitScale | undefined): number | undefined {
  const { number, unit = '' } = /^(?<number>[-+]?\d+(?:\.\d+)?)[\s_]*(?<unit>[a-z°µ%]*)$/i.exec(word.trim())?.groups ?? {};
  if (number === undefined) return undefined;
  if (unit === '') return bare && toCanonicalNumber(Number(number), bare);
  const lower = unit.toLowerCase();
  const known = quantity === 'duration' && lower === 'm' ? 'min' : Object.hasOwn(wordUnits, lower) ? wordUnits[lower] : unit;
  const scale = known !== undefined && quantity && conversionOf(known, quantity) ? scaleTo(quantity, known) : undefined;
  return scale && toCanonicalNumber(Number(number), scale);
}

/** The numbers that an feature ends at: of a choice, the highest of its words. */
export function highestOf({ maximum, values }: Feature): number | undefined {
  const numbers = values.map(Number).filter(Number.isFinite);
  return maximum ?? (numbers.length > 0 ? Math.max(...numbers) : undefined);
}

/** Color temperature in mired. */
export function miredCodec({ minimum, maximum }: Feature): ValueCodec {
  return {
    descriptor: {
      ...(maximum !== undefined && maximum > 0 && { minimum: mired(maximum) }),
      ...(minimum !== undefined && minimum > 0 && { maximum: mired(minimum) }),
    },
    // 65535 is "as before the power cut".
    read: (value) =>
      typeof value === 'number' && value >= 1 && value < 65_535 ? mired(value) : value === 65_535 || value === null ? null : undefined,
    write: (value) => mired(wantNumber(value)),
  };
}

/** A level of 0 to 254, as the Zigbee cluster "level control" has it; 255 and `previous` are "the level before", which is no level. */
export const levelCodec: ValueCodec = {
  descriptor: { minimum: 0, maximum: 100 },
  read: (value) => {
    if (value === 'previous' || value === 'minimum') return null;
    const number = toNumber(value);
    return typeof number !== 'number' ? number : number === 255 ? null : toPercent(number, 0, 254);
  },
  write: (value) => fromPercent(wantNumber(value), 0, 254),
};

function wantNumber(value: unknown): number {
  if (typeof value !== 'number') throw new CommandRejectedError('wants a number');
  return value;
}
