import { CommandRejectedError, type AttributeDescriptor } from '@concord/sdk';
import { toNumber } from '../../mapping/numbers.ts';
import { fromCanonicalNumber, scaleOf, scaleTo, toCanonicalNumber, type UnitScale } from '../../mapping/unit-scale.ts';
import { pythonText } from '../../templates/python-text.ts';
import { isShallow } from '../../templates/template.ts';
import { isoTime } from '../../templates/times.ts';
import type { MappedValue, Words } from './mapping.ts';
import { schemaOf, type AttributeSchema, type Target } from './target.ts';

/** What a payload came to: a value with the product's own word where it has no name, or why there is none. */
export type Reading = { readonly value: unknown; readonly raw?: unknown } | { readonly problem: string };

/** Turns what the template made of a payload into a value of the attribute, and a value into what the product wants. */
export interface ValueCodec {
  readonly descriptor: AttributeDescriptor;
  read(said: unknown): Reading;
  /** Throws `CommandRejectedError`. */
  write(value: unknown): unknown;
}

/** Deeper structures than this are no values of a product. */
const maxDepth = 8;

/** Undefined where the unit does not measure what the attribute does. */
export function codecOf(value: MappedValue, target: Target): ValueCodec | undefined {
  const schema = schemaOf(target);
  const scale = scaleFor(value, target);
  if (!scale) return undefined;
  const words = value.words ?? [];
  const options = optionsOf(schema, words);
  const plain = plainReader(schema, scale, options.options);
  return {
    descriptor: {
      ...(target.base && scale.descriptor),
      ...(value.minimum !== undefined && { minimum: toCanonicalNumber(value.minimum, scale) }),
      ...(value.maximum !== undefined && { maximum: toCanonicalNumber(value.maximum, scale) }),
      ...(value.step !== undefined && { step: toCanonicalNumber(value.step, { ...scale, offset: 0 }) }),
      ...options,
    },
    read: (said) => {
      if (!isShallow(said, maxDepth)) return { problem: 'the payload is nested too deep' };
      const word = wordFor(said, words);
      if (word) return { value: word.value };
      return said === null ? { value: null } : plain(said);
    },
    write: (wanted) => {
      const sent = value.send?.words ?? words;
      const word = sent.find((one) => isSame(one.value, wanted));
      if (word) return word.word;
      if (typeof wanted === 'number') return fromCanonicalNumber(wanted, scale);
      if (typeof wanted === 'boolean' && sent.length > 0) throw new CommandRejectedError(`the mapping has no word for ${wanted}`);
      return wanted;
    },
  };
}

/** The word that the product said: its text, or a number or a yes or no as JSON or as a template prints it. */
export function wordFor(said: unknown, words: Words): Words[number] | undefined {
  if (words.length === 0 || (typeof said === 'object' && said !== null)) return undefined;
  const texts = new Set([pythonText(said).trim(), String(said)]);
  return words.find(({ word }) => texts.has(word.trim()));
}

/** Whether the attribute's values are numbers, which alone have units and ranges. */
export function isNumber({ type }: AttributeSchema): boolean {
  return type === 'number' || type === 'integer';
}

/** A choice that each product has its own list of: the words are the list. */
function optionsOf({ type, enum: members, format }: AttributeSchema, words: Words): Pick<AttributeDescriptor, 'options'> {
  if (type !== 'string' || members || format !== undefined || words.length === 0) return {};
  const ids = new Set(words.flatMap(({ value }) => (typeof value === 'string' ? [value.slice(0, 128)] : [])));
  return ids.size > 0 ? { options: [...ids].map((id) => ({ id })) } : {};
}

function scaleFor({ unit }: MappedValue, target: Target): UnitScale | undefined {
  if (!isNumber(schemaOf(target)) || unit === undefined) return { factor: 1, offset: 0, descriptor: {} };
  if (target.base) return scaleOf(unit);
  const { quantity } = target.attribute ?? {};
  // A number that measures nothing has no unit to convert from.
  return quantity === undefined ? undefined : scaleTo(quantity, unit);
}

type Reader = (said: unknown) => Reading;

function plainReader(schema: AttributeSchema, scale: UnitScale, options: AttributeDescriptor['options']): Reader {
  if (schema.type === 'boolean') return readFlag;
  if (isNumber(schema)) return (said) => readNumber(said, scale, schema.type === 'integer');
  if (schema.enum) return (said) => readMember(said, schema.enum ?? []);
  if (options) return (said) => readMember(said, [...options.map(({ id }) => id), 'other']);
  if (schema.type === 'string') return schema.format === 'date-time' ? readMoment : readText;
  return readStructure;
}

const flags: ReadonlyMap<string, boolean | null> = new Map([
  ...['true', 'on', 'yes', '1'].map((word) => [word, true] as const),
  ...['false', 'off', 'no', '0'].map((word) => [word, false] as const),
  ...['none', 'null', 'unknown', 'unavailable'].map((word) => [word, null] as const),
]);

function readFlag(said: unknown): Reading {
  const known = flags.get(pythonText(said).trim().toLowerCase());
  return known === undefined ? { problem: `no word says whether ${show(said)} is yes or no` } : { value: known };
}

function readNumber(said: unknown, scale: UnitScale, isWhole: boolean): Reading {
  const number = toNumber(said);
  if (number === undefined) return { problem: `${show(said)} is no number` };
  if (number === null) return { value: null };
  const canonical = toCanonicalNumber(number, scale);
  if (!Number.isFinite(canonical)) return { problem: `${show(said)} is no number` };
  return { value: isWhole ? Math.round(canonical) : canonical };
}

function readMember(said: unknown, members: readonly unknown[]): Reading {
  const text = pythonText(said).trim();
  if (members.includes(text)) return { value: text };
  if (['None', 'null', 'unknown', 'unavailable'].includes(text)) return { value: null };
  return members.includes('other') && text !== '' ? { value: 'other', raw: text.slice(0, 256) } : { problem: `no word for ${show(said)}` };
}

function readMoment(said: unknown): Reading {
  if (pythonText(said) === 'None') return { value: null };
  const moment = isoTime(typeof said === 'string' ? said.trim() : said);
  return moment === undefined ? { problem: `${show(said)} is no time` } : { value: moment };
}

function readText(said: unknown): Reading {
  return { value: typeof said === 'object' ? JSON.stringify(said) : pythonText(said) };
}

function readStructure(said: unknown): Reading {
  if (typeof said === 'object') return { value: said };
  try {
    return { value: JSON.parse(pythonText(said)) as unknown };
  } catch {
    return { problem: `${show(said)} is no JSON` };
  }
}

export function isSame(one: unknown, other: unknown): boolean {
  return one === other || (typeof one === 'object' && typeof other === 'object' && JSON.stringify(one) === JSON.stringify(other));
}

function show(said: unknown): string {
  return JSON.stringify(said)?.slice(0, 100) ?? 'nothing';
}
