import type { TSchema } from 'typebox';
import { messageOf, pointer, type Finding } from '../errors.ts';
import { validatorOf } from '../model/validation.ts';

/**
 * The part of JSON Schema that an extension may use. What a plugin sends is not trusted, so the hub compiles only a copy of what is named
 * here: nothing that refers elsewhere (`$ref`), that can take longer than the value is long (`pattern`, `uniqueItems`), or that grows
 * without bound.
 */
export const schemaLimits = Object.freeze({
  /** Schemas within schemas. */
  depth: 6,
  /** Schemas in one document, all depths together. */
  schemas: 128,
  members: 64,
  branches: 8,
  enumMembers: 256,
  /** Longest text and longest list that a value may have; a schema that says nothing has these. */
  textLength: 65_536,
  items: 10_000,
  defaultItems: 1000,
});

type JsonType = 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

/** Reads a schema within a schema, at a member of the place where the reader stands. */
type ReadInner = (value: unknown, ...place: readonly string[]) => unknown;

interface Keyword {
  /** The types it says something about; absent: any. */
  readonly of?: readonly JsonType[];
  readonly must: string;
  readonly fits: (value: unknown) => boolean;
  /** Reads the schemas that the value holds. */
  readonly inner?: (value: never, read: ReadInner) => unknown;
}

const types: readonly unknown[] = ['boolean', 'integer', 'number', 'string', 'array', 'object'] satisfies JsonType[];
const numbers: readonly JsonType[] = ['integer', 'number'];
// A name is written into the compiled check, so it has no quote, no backslash and no line break.
const memberName = /^[\p{L}\p{N}_ .:/-]{1,64}$/u;

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isCount = (most: number) => (value: unknown) => isNumber(value) && Number.isInteger(value) && value >= 0 && value <= most;
const isText = (most: number) => (value: unknown) => typeof value === 'string' && value.length <= most;
const isScalar = (value: unknown) => isText(256)(value) || isNumber(value) || typeof value === 'boolean';
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isName = (value: unknown) => typeof value === 'string' && memberName.test(value) && value !== '__proto__';
const isListOf =
  (is: (member: unknown) => boolean, least: number, most: number) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.length >= least && value.length <= most && value.every(is);

const keywords: Readonly<Record<string, Keyword>> = {
  title: { must: 'be a text of at most 255 characters', fits: isText(255) },
  description: { must: 'be a text of at most 1000 characters', fits: isText(1000) },
  'x-quantity': { must: 'be a text of at most 32 characters', fits: isText(32) },
  'x-unit': { must: 'be a text of at most 32 characters', fits: isText(32) },
  type: { must: `be one of ${types.join(', ')}`, fits: (value) => types.includes(value) },
  enum: {
    must: `be a list of 1 to ${schemaLimits.enumMembers} texts, numbers or booleans`,
    fits: isListOf(isScalar, 1, schemaLimits.enumMembers),
  },
  const: { must: 'be a text, a number or a boolean', fits: isScalar },
  minimum: { of: numbers, must: 'be a number', fits: isNumber },
  maximum: { of: numbers, must: 'be a number', fits: isNumber },
  multipleOf: { of: numbers, must: 'be a number above 0', fits: (value) => isNumber(value) && value > 0 },
  minLength: { of: ['string'], must: 'be a whole number', fits: isCount(schemaLimits.textLength) },
  maxLength: {
    of: ['string'],
    must: `be a whole number up to ${schemaLimits.textLength}`,
    fits: isCount(schemaLimits.textLength),
  },
  format: { of: ['string'], must: 'be date-time', fits: (value) => value === 'date-time' },
  minItems: { of: ['array'], must: 'be a whole number', fits: isCount(schemaLimits.items) },
  maxItems: { of: ['array'], must: `be a whole number up to ${schemaLimits.items}`, fits: isCount(schemaLimits.items) },
  items: { of: ['array'], must: 'be a schema', fits: isObject, inner: (value, read) => read(value) },
  properties: {
    of: ['object'],
    must: `be an object of at most ${schemaLimits.members} members, named by letters, digits, space and _ . : / -`,
    fits: (value) => isObject(value) && Object.keys(value).length <= schemaLimits.members && Object.keys(value).every(isName),
    inner: (value: Readonly<Record<string, unknown>>, read) =>
      Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, read(schema, name)])),
  },
  required: {
    of: ['object'],
    must: 'be a list of member names, each once',
    fits: (value) => isListOf(isName, 0, schemaLimits.members)(value) && new Set(value as unknown[]).size === (value as unknown[]).length,
  },
  additionalProperties: {
    of: ['object'],
    must: 'be true, false or a schema',
    fits: (value) => typeof value === 'boolean' || isObject(value),
    inner: (value, read) => (typeof value === 'boolean' ? value : read(value)),
  },
  anyOf: {
    must: `be a list of 1 to ${schemaLimits.branches} schemas`,
    fits: isListOf(isObject, 1, schemaLimits.branches),
    inner: (value: readonly unknown[], read) => value.map((schema, index) => read(schema, String(index))),
  },
};

// What bounds a value whose schema doesn't.
const bounds: Readonly<Partial<Record<JsonType, object>>> = {
  string: { maxLength: schemaLimits.textLength },
  array: { maxItems: schemaLimits.defaultItems },
};

/**
 * Answers a copy of a schema that is safe to compile, or (undefined) tells `refuse` every place and reason why there is none. `path` is
 * the JSON pointer of the schema. Equal schemas are answered with the same object, so that they are compiled once.
 */
export function readSchema(value: unknown, path: string, refuse: (finding: Finding) => void): TSchema | undefined {
  let refused = false;
  let schemas = 0;
  const no = (at: string, message: string): undefined => {
    refused = true;
    refuse({ path: at, message });
  };

  function read(schema: unknown, at: string, depth: number): unknown {
    if (!isObject(schema)) return no(at, 'must be a schema');
    if (depth > schemaLimits.depth) return no(at, `must not be nested deeper than ${schemaLimits.depth} schemas`);
    if (++schemas === schemaLimits.schemas + 1) no(path, `must not hold more than ${schemaLimits.schemas} schemas`);
    if (schemas > schemaLimits.schemas) return undefined;
    const { type } = schema;
    if (!['type', 'enum', 'const', 'anyOf'].some((name) => name in schema)) return no(at, 'must say type, enum, const or anyOf');
    const copy: Record<string, unknown> = { ...bounds[type as JsonType] };
    for (const [name, said] of Object.entries(schema)) {
      const place = at + pointer(name);
      const keyword = Object.hasOwn(keywords, name) ? keywords[name] : undefined;
      if (!keyword) no(place, 'is no keyword that an extension may use');
      else if (keyword.of && !keyword.of.includes(type as JsonType)) no(place, `is only for the type ${keyword.of.join(' or ')}`);
      else if (!keyword.fits(said)) no(place, `must ${keyword.must}`);
      else {
        const { inner } = keyword;
        copy[name] = inner ? inner(said as never, (one, ...deeper) => read(one, place + pointer(...deeper), depth + 1)) : said;
      }
    }
    return copy;
  }

  const copy = read(value, path, 1);
  if (refused) return undefined;
  const schema = shared(copy as TSchema);
  const unfit = misfitOf(schema);
  return unfit === undefined ? schema : no(path, unfit);
}

/** Why a schema can't be compiled, which is to be known before its first value arrives; undefined where it can. */
function misfitOf(schema: TSchema): string | undefined {
  try {
    validatorOf(schema).accepts(null);
    return undefined;
  } catch (error) {
    return `can not be compiled: ${messageOf(error)}`;
  }
}

const mostShared = 2000;
const known = new Map<string, TSchema>();

// A hundred lamps of one model bring the same schemas, and each is described again whenever its plugin starts.
function shared(schema: TSchema): TSchema {
  const text = JSON.stringify(schema);
  const before = known.get(text);
  if (before) return before;
  if (known.size >= mostShared) known.delete(known.keys().next().value ?? '');
  known.set(text, schema);
  return schema;
}
