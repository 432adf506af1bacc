import { capabilities, CommandRejectedError, type AttributeDescriptor } from '@concord/sdk';
import { boundsOf, within, type Bounds } from '../mapping/bounds.ts';
import { mired } from '../mapping/colors.ts';
import { fromPercent, toNumber, toPercent } from '../mapping/numbers.ts';
import type { Target } from '../mapping/sensor-classes.ts';
import { fromCanonicalNumber, scaleTo, toCanonicalNumber, type UnitScale } from '../mapping/unit-scale.ts';
import type { Row, Words } from './expose-table.ts';
import type { Expose } from './expose.ts';

/** Turns one member of a state message into a value of an attribute, and back. */
export interface ValueCodec {
  readonly descriptor: AttributeDescriptor;
  /** Undefined: the value can't be used. `other` with the source's word in `raw` by the caller. */
  read(value: unknown): unknown;
  /** Throws `CommandRejectedError`. */
  write(value: unknown): unknown;
}

/** The codec for an expose that goes to a named attribute; undefined where type or unit don't fit. */
export function codecFor(expose: Expose, { unit, words }: Row, target: Target): ValueCodec | undefined {
  const definition = capabilities.get(target.capability)?.attributes[target.attribute];
  if (!definition) return undefined;
  const schema: { readonly type?: unknown; readonly enum?: unknown } = definition.schema;
  if (schema.type === 'boolean') return expose.type === 'binary' ? binaryCodec(expose) : undefined;
  if (Array.isArray(schema.enum)) {
    if (!words) return undefined;
    return expose.type === 'binary' ? binaryCodec(expose, words) : expose.type === 'enum' ? enumCodec(expose, words) : undefined;
  }
  if (schema.type === 'number' || schema.type === 'integer')
    return expose.type === 'numeric' ? namedNumber(expose, unit, target) : undefined;
  // A choice: the product's own list.
  return schema.type === 'string' && expose.type === 'enum' ? enumCodec(expose, {}) : undefined;
}

function namedNumber(expose: Expose, unit: string | undefined, target: Target): ValueCodec | undefined {
  const special = unit === undefined ? undefined : specials[unit];
  if (special) return special;
  const bounds = boundsOf(target);
  if (unit === '') return numberCodec(expose, one, bounds);
  const quantity = capabilities.get(target.capability)?.attributes[target.attribute]?.quantity;
  // Some products count a share to 255.
  if (quantity === 'share' && expose.unit === undefined && expose.maximum !== undefined && expose.maximum > 100)
    return numberCodec(expose, { ...one, factor: 100 / expose.maximum }, bounds);
  const scale = scaleTo(quantity, expose.unit ?? unit) ?? (unit === undefined ? undefined : scaleTo(quantity, unit));
  return scale && numberCodec(expose, scale, bounds);
}

const one: UnitScale = { factor: 1, offset: 0, descriptor: {} };

/** Scales that are no units. */
const specials: Readonly<Record<string, ValueCodec>> = {
  mired: {
    descriptor: {},
    // 65535 is "as before the power cut".
    read: (value) =>
      typeof value === 'number' && value > 0 && value < 65_535 ? mired(value) : value === 65_535 || value === null ? null : undefined,
    write: (value) => mired(wantNumber(value)),
  },
  '0-254': {
    descriptor: { minimum: 0, maximum: 100 },
    read: (value) => {
      const number = toNumber(value);
      return typeof number === 'number' ? toPercent(number, 0, 254) : number;
    },
    write: (value) => fromPercent(wantNumber(value), 0, 254),
  },
};

export function numberCodec({ minimum, maximum, step }: Expose, scale: UnitScale, bounds: Bounds = boundsOf(undefined)): ValueCodec {
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

/**
 * `words` says what true and false are called; without it they are themselves. A product that says `LOCK` means true by its "on" value;
 * one that says true means true, also where its "on" value is false (a closed contact is true and "off").
 */
export function binaryCodec({ on, off }: Expose, words: Words = { true: true, false: false }): ValueCodec {
  const isPlain = typeof on === 'boolean' && typeof off === 'boolean';
  const [yes, no] = [words[isPlain ? String(on) : 'true'], words[isPlain ? String(off) : 'false']];
  return {
    descriptor: {},
    read: (value) => (value === on ? yes : value === off ? no : value === null ? null : undefined),
    write: (value) => {
      if (value !== yes && value !== no) throw new CommandRejectedError(`wants ${JSON.stringify(yes)} or ${JSON.stringify(no)}`);
      return value === yes ? on : off;
    },
  };
}

export function enumCodec({ values }: Expose, words: Words): ValueCodec {
  const ours = new Map(
    values.map((value) => [
      value,
      Object.hasOwn(words, value) ? words[value] : Object.keys(words).length > 0 ? 'other' : value.slice(0, 128),
    ]),
  );
  const theirs = new Map([...ours].filter(([, our]) => our !== 'other' && our !== null).map(([their, our]) => [our, their]));
  return {
    descriptor: { options: [...theirs.keys()].slice(0, 1000).map((id) => ({ id: String(id) })) },
    read: (value) => {
      if (value === null) return null;
      if (typeof value !== 'string' && typeof value !== 'number') return undefined;
      return ours.has(String(value)) ? ours.get(String(value)) : Object.hasOwn(words, String(value)) ? words[String(value)] : 'other';
    },
    write: (value) => {
      const word = theirs.get(value);
      if (word === undefined)
        throw new CommandRejectedError(`the device knows ${[...theirs.keys()].join(', ')}; not ${JSON.stringify(value)}`);
      return word;
    },
  };
}

function wantNumber(value: unknown): number {
  if (typeof value !== 'number') throw new CommandRejectedError('wants a number');
  return value;
}
