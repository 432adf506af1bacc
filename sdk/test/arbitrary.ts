import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';

/** The part of JSON Schema that capability definitions are written in. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
}

const builders: Readonly<Record<string, (schema: Schema) => Arbitrary<unknown>>> = {
  boolean: () => fc.boolean(),
  number: ({ minimum = -1e9, maximum = 1e9 }) => fc.double({ min: minimum, max: maximum, noNaN: true }),
  integer: ({ minimum = -1e9, maximum = 1e9 }) => fc.integer({ min: minimum, max: maximum }),
  string: text,
  array: ({ items = {}, maxItems = 5 }) => fc.array(valueOf(items), { maxLength: Math.min(maxItems, 5) }),
  object,
};

/** Values that fit a schema. */
export function valueOf(schema: object): Arbitrary<unknown>;
export function valueOf(schema: Schema): Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(valueOf));
  return (builders[schema.type ?? ''] ?? (() => fc.jsonValue()))(schema);
}

/** Values that do not fit a schema: of another type, no number at all, or just beyond what it bounds. */
export function wrongValueOf(schema: object): Arbitrary<unknown>;
export function wrongValueOf(schema: Schema): Arbitrary<unknown> {
  const types = typesOf(schema);
  const others: [type: string, values: Arbitrary<unknown>][] = [
    ['boolean', fc.boolean()],
    ['number', fc.double({ noNaN: true, noDefaultInfinity: true })],
    ['string', fc.string().map((word) => `not a value: ${word}`)],
    ['object', fc.constant({ 'not a value': true })],
    ['array', fc.constant(['not a value', null, Number.NaN])],
    ['nothing', fc.constantFrom(undefined, Number.NaN, Infinity, -Infinity)],
  ];
  const ofOtherTypes = others.filter(([type]) => !types.includes(type)).map(([, values]) => values);
  return fc.oneof(...ofOtherTypes, ...(schema.type === undefined ? [] : (beyond[schema.type]?.(schema) ?? [])));
}

/** What is of the right type and does not fit all the same. */
const beyond: Readonly<Record<string, (schema: Schema) => Arbitrary<unknown>[]>> = {
  number: beyondRange,
  integer: (schema) => [...beyondRange(schema), fc.integer({ min: 0, max: 1000 }).map((whole) => whole + 0.5)],
  string: ({ minLength = 0, maxLength, format, pattern }) => [
    ...(minLength > 0 ? [fc.string({ maxLength: minLength - 1 })] : []),
    ...(maxLength === undefined ? [] : [fc.constant('x'.repeat(maxLength + 1))]),
    ...(format === undefined && pattern === undefined ? [] : [fc.constantFrom('soon', '2026-13-40T99:00:00Z', '12:60')]),
  ],
  array: ({ items = {}, maxItems }) => [
    ...(isAnything(items) ? [] : [wrongValueOf(items).map((item) => [item])]),
    ...(maxItems === undefined ? [] : [fc.constant(Array.from({ length: maxItems + 1 }))]),
  ],
  object: (schema) => {
    const { properties = {}, required = [], additionalProperties } = schema;
    const named = Object.entries(properties).filter(([, member]) => !isAnything(member));
    return [
      ...(required.length === 0
        ? []
        : [fc.tuple(valueOf(schema), fc.constantFrom(...required)).map(([value, name]) => without(value, name))]),
      ...(additionalProperties === false ? [valueOf(schema).map((value) => ({ ...Object(value), 'not a member': 1 }))] : []),
      ...named.map(([name, member]) =>
        fc
          .tuple(
            valueOf(schema),
            wrongValueOf(member).filter((wrong) => wrong !== undefined),
          )
          .map(([value, wrong]) => ({ ...Object(value), [name]: wrong })),
      ),
    ];
  },
};

function beyondRange({ minimum, maximum }: Schema): Arbitrary<unknown>[] {
  const far = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
  return [
    ...(minimum === undefined ? [] : [far.map((by) => minimum - by)]),
    ...(maximum === undefined ? [] : [far.map((by) => maximum + by)]),
  ];
}

function isAnything({ type, enum: members, const: one, anyOf }: Schema): boolean {
  return type === undefined && members === undefined && one === undefined && anyOf === undefined;
}

function without(value: unknown, name: string): unknown {
  return Object.fromEntries(Object.entries(Object(value)).filter(([member]) => member !== name));
}

function typesOf(schema: Schema): string[] {
  if (schema.anyOf) return schema.anyOf.flatMap(typesOf);
  if (schema.enum !== undefined || schema.const !== undefined) return [];
  return [schema.type === 'integer' ? 'number' : (schema.type ?? '')];
}

function text({ format, pattern, minLength = 0, maxLength = 100 }: Schema): Arbitrary<string> {
  if (format === 'date-time') {
    return fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString());
  }
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern)).filter((word) => word.length <= maxLength);
  return fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 100), unit: 'grapheme-ascii' });
}

function object({ properties, required = [], patternProperties }: Schema): Arbitrary<unknown> {
  if (!properties) {
    const [member = {}] = Object.values(patternProperties ?? {});
    return fc.dictionary(fc.string({ maxLength: 20 }), valueOf(member), { maxKeys: 5 });
  }
  const members = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valueOf(schema)]));
  return fc.record(members, { requiredKeys: [...required] });
}
