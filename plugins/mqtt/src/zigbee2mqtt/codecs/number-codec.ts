import { CommandRejectedError } from '@concord/sdk';
import { boundsOf, type Bounds, within } from '../../mapping/bounds.ts';
import { mired } from '../../mapping/colors.ts';
import { fromPercent, toNumber, toPercent } from '../../mapping/numbers.ts';
import { fromCanonicalNumber, toCanonicalNumber, type UnitScale } from '../../mapping/unit-scale.ts';
import type { Expose } from '../expose.ts';
import type { ValueCodec } from './value-codec.ts';

/** A number that stands for itself. */
export const one: UnitScale = { factor: 1, offset: 0, descriptor: {} };

/** A number in the unit of `scale`. What is written keeps to the product's own steps. */
export function numberCodec(expose: Expose, scale: UnitScale, bounds: Bounds = boundsOf(undefined)): ValueCodec {
  const { minimum, maximum, step } = expose;
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
    write: (value) => fromCanonicalNumber(wantNumber(value), scale),
  };
}

/** A share that the product counts to its own highest value, in whole numbers (`0…255`, `0…9`) or as a fraction (`0…1`). */
export function shareCodec(expose: Expose, maximum: number, bounds: Bounds): ValueCodec {
  const codec = numberCodec(expose, { ...one, factor: 100 / maximum }, bounds);
  const isWhole = maximum > 1 && (expose.step === undefined || Number.isInteger(expose.step));
  return isWhole ? { ...codec, write: (value) => Math.round(Number(codec.write(value))) } : codec;
}

/** A choice among numbers that are written with or without their unit: `10dbm`, `3 min`, `30`. Undefined where one of them is none. */
export function numberWordsCodec({ values }: Expose, scale: UnitScale, bounds: Bounds): ValueCodec | undefined {
  const numbers = values.map((value): [number: number, word: string] => [leadingNumber(value), value]);
  if (numbers.length === 0 || numbers.some(([number]) => Number.isNaN(number))) return undefined;
  const byNumber = numbers.map(([number, word]): [number: number, word: string] => [toCanonicalNumber(number, scale), word]);
  const canonical = byNumber.map(([number]) => number);
  if (canonical.some((number) => within(number, bounds) === undefined)) return undefined;
  return {
    descriptor: { ...scale.descriptor, minimum: Math.min(...canonical), maximum: Math.max(...canonical) },
    read: (value) => {
      if (value === null) return null;
      const said = typeof value === 'number' ? String(value) : value;
      return byNumber.find(([, word]) => word === said)?.[0];
    },
    // The product takes these and nothing between: the nearest of them is meant.
    write: (value) => {
      const wanted = wantNumber(value);
      return byNumber.toSorted(([a], [b]) => Math.abs(a - wanted) - Math.abs(b - wanted))[0]?.[1];
    },
  };
}

/** The number that a word begins with. */
export function leadingNumber(word: string): number {
  const text = /^[-+]?\d+(?:\.\d+)?(?=$|[\s_]|[a-z°%]+$)/i.exec(word.trim())?.[0];
  return text === undefined ? Number.NaN : Number(text);
}

/** Color temperature in mired. */
export function miredCodec({ minimum, maximum }: Expose): ValueCodec {
  return {
    descriptor: {
      ...(maximum !== undefined && maximum > 0 && { minimum: mired(maximum) }),
      ...(minimum !== undefined && minimum > 0 && { maximum: mired(minimum) }),
    },
    // 65535 is "as before the power cut".
    read: (value) =>
      typeof value === 'number' && value > 0 && value < 65_535 ? mired(value) : value === 65_535 || value === null ? null : undefined,
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
