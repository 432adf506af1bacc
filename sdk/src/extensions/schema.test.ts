import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueOf, wrongValueOf } from '../../test/arbitrary.ts';
import type { Finding } from '../errors.ts';
import { compile } from '../model/validation.ts';
import { readSchema, schemaLimits } from './schema.ts';

function read(schema: unknown) {
  const findings: Finding[] = [];
  return { schema: readSchema(schema, '/schema', (finding) => findings.push(finding)), findings };
}

function nested(depth: number): object {
  return depth === 1 ? { type: 'boolean' } : { type: 'array', items: nested(depth - 1) };
}

function many(count: number, member: object): object {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}`, member]));
}

/** Schemas of the allowed keywords, as makers write them. */
const schemas: fc.Arbitrary<object> = fc.letrec<{ schema: object }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<object>({ type: 'boolean' }, { type: 'string', format: 'date-time' }, { const: 'seven' }),
    fc
      .uniqueArray(fc.oneof(fc.string({ maxLength: 20 }), fc.integer()), { minLength: 1, maxLength: 5 })
      .map((members) => ({ enum: members })),
    fc.record({ type: fc.constantFrom('number', 'integer'), minimum: fc.integer({ min: -100, max: 0 }), maximum: fc.integer({ min: 1 }) }),
    fc.record({ type: fc.constant('string'), maxLength: fc.integer({ min: 1, max: 50 }) }),
    fc.record({ type: fc.constant('array'), items: tie('schema'), maxItems: fc.integer({ min: 0, max: 9 }) }),
    fc
      .dictionary(fc.stringMatching(/^[a-z][a-zA-Z0-9 ._-]{0,9}$/), tie('schema'), { maxKeys: 4 })
      .map((properties) => ({ type: 'object', properties, required: Object.keys(properties).slice(0, 2), additionalProperties: false })),
  ),
})).schema;

describe('a schema that an extension brings', () => {
  it('is taken where it is of the allowed keywords, and checks what it says', () => {
    fc.assert(
      fc.property(
        schemas.chain((schema) => fc.tuple(fc.constant(schema), valueOf(schema), wrongValueOf(schema))),
        ([said, good, wrong]) => {
          const { schema, findings } = read(said);
          expect(findings).toEqual([]);
          if (!schema) return false;
          const validator = compile(schema);
          return validator.accepts(good) && !validator.accepts(wrong);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each<[what: string, schema: unknown, path: string]>([
    ['no object', 'string', ''],
    ['null', null, ''],
    ['a list', [], ''],
    ['nothing said', {}, ''],
    ['an expression', { type: 'string', pattern: '^(a|a)*$' }, '/pattern'],
    ['a reference', { $ref: '#' }, ''],
    ['a reference beside a type', { type: 'object', $ref: 'https://example.com/' }, '/$ref'],
    ['an id', { type: 'string', $id: 'x' }, '/$id'],
    ['a quadratic keyword', { type: 'array', items: { type: 'number' }, uniqueItems: true }, '/uniqueItems'],
    ['expressions for names', { type: 'object', patternProperties: { '^a': { type: 'string' } } }, '/patternProperties'],
    ['an unknown type', { type: 'null' }, '/type'],
    ['several types', { type: ['string', 'number'] }, '/type'],
    ['another format', { type: 'string', format: 'regex' }, '/format'],
    ['a keyword of another type', { type: 'string', minimum: 1 }, '/minimum'],
    ['a keyword that is a name of every object', { type: 'string', constructor: 1 }, '/constructor'],
    ['a bound that is no number', { type: 'number', minimum: '1' }, '/minimum'],
    ['a step of nothing', { type: 'number', multipleOf: 0 }, '/multipleOf'],
    ['a text without an end', { type: 'string', maxLength: 1e9 }, '/maxLength'],
    ['a list without an end', { type: 'array', maxItems: 1e9 }, '/maxItems'],
    ['an empty enum', { enum: [] }, '/enum'],
    ['an enum of objects', { enum: [{}] }, '/enum'],
    ['a long enum', { enum: Array.from({ length: schemaLimits.enumMembers + 1 }, (_, index) => index) }, '/enum'],
    ['many branches', { anyOf: Array.from({ length: schemaLimits.branches + 1 }, () => ({ type: 'string' })) }, '/anyOf'],
    ['many members', { type: 'object', properties: many(schemaLimits.members + 1, { type: 'string' }) }, '/properties'],
    ['a member named to break out', { type: 'object', properties: { "a'];evil();['": { type: 'string' } } }, '/properties'],
    ['a member that is no member', { type: 'object', properties: JSON.parse('{"__proto__": {"type": "string"}}') }, '/properties'],
    ['a member that is required twice', { type: 'object', required: ['p', 'p'] }, '/required'],
    ['a bad schema within', { type: 'object', properties: { 'a/b': { type: 'nonsense' } } }, '/properties/a~1b/type'],
    ['a bad schema in a branch', { anyOf: [{ type: 'string' }, { type: 'nonsense' }] }, '/anyOf/1/type'],
  ])('is refused with %s', (_, said, path) => {
    const { schema, findings } = read(said);
    expect(schema).toBeUndefined();
    expect(findings).toMatchObject([{ path: `/schema${path}` }]);
  });

  it('is refused beyond its depth and its size, and taken up to them', () => {
    expect(read(nested(schemaLimits.depth)).findings).toEqual([]);
    expect(read(nested(schemaLimits.depth + 1)).findings).toHaveLength(1);
    const objects = (count: number) => ({
      type: 'object',
      properties: many(count, { type: 'object', properties: many(20, { const: 1 }) }),
    });
    expect(read(objects(6)).findings).toEqual([]);
    expect(read(objects(60)).findings).toHaveLength(1);
  });

  it('bounds texts and lists that it leaves without an end', () => {
    const { schema } = read({
      type: 'object',
      properties: { name: { type: 'string' }, all: { type: 'array', items: { type: 'integer' } } },
    });
    expect(schema).toMatchObject({
      properties: { name: { maxLength: schemaLimits.textLength }, all: { maxItems: schemaLimits.defaultItems } },
    });
  });

  it('is one object for equal schemas, so that it is compiled once', () => {
    expect(read({ type: 'integer', maximum: 9 }).schema).toBe(read({ type: 'integer', maximum: 9 }).schema);
  });

  it('takes tenths for multiples of a tenth', () => {
    const { schema } = read({ type: 'number', multipleOf: 0.1 });
    if (!schema) throw new Error('it was refused');
    const tenths = compile(schema);
    expect([0.3, 21.7, 0.35].map((value) => tenths.accepts(value))).toEqual([true, true, false]);
  });

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (said) => {
        const { schema, findings } = read(said);
        return (schema === undefined) === findings.length > 0;
      }),
    );
  });
});
