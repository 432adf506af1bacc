import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataSchema, readSchema } from './data-schema.ts';

const ajv = new Ajv({ strict: false });
const scalars = [0, 3, 3.5, 12, 'a', 'b', true, false, null];
const value = fc.constantFrom<unknown>(...scalars, [], [3], ['a'], {}, { p: 3 }, { p: 'a' });
const range = fc.record({ minimum: fc.constantFrom(0, 4), maximum: fc.constantFrom(4, 10) }, { requiredKeys: [] });

const plain: fc.Arbitrary<object> = fc.oneof(
  fc.constantFrom<object>({ type: 'boolean' }, { type: 'string' }, { type: 'string', maxLength: 0 }, { type: 'object' }),
  fc.tuple(fc.constantFrom('integer', 'number'), range).map(([type, bounds]) => ({ type, ...bounds })),
  fc.uniqueArray(fc.constantFrom(0, 3, 'a', 'b', true), { minLength: 1, maxLength: 3 }).map((members) => ({ enum: members })),
  fc.constantFrom(3, 'a', true).map((only) => ({ const: only })),
  fc.constantFrom('integer', 'string').map((type) => ({ type: 'array', items: { type } })),
  fc.constantFrom('integer', 'string').map((type) => ({ type: 'object', properties: { p: { type } }, required: ['p'] })),
);
const schema = fc.oneof(
  plain,
  fc
    .array(
      fc.oneof(
        plain,
        fc.array(plain, { minLength: 1, maxLength: 2 }).map((anyOf) => ({ anyOf })),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((anyOf) => ({ anyOf })),
);

describe('the alternatives of a data schema', () => {
  it('accept all that those of the vocabulary do, null beside them, so that no value fits two', () => {
    fc.assert(
      fc.property(schema, value, (said, one) => {
        const accepts = ajv.validate(said, one);
        const read = readSchema({ schema: said, title: 'A', series: 'state', writable: false, category: 'primary' }, {});
        expect(ajv.validate(read, null)).toBe(true);
        if (accepts) expect([ajv.validate(dataSchema(said), one), ajv.validate(read, one)]).toEqual([true, true]);
      }),
      { numRuns: 3000 },
    );
  });

  it.each<[what: string, anyOf: object[], is: object]>([
    [
      'a number and the integers among them',
      [
        { type: 'integer', minimum: 0 },
        { type: 'number', minimum: -1 },
      ],
      { type: 'number', minimum: -1 },
    ],
    ['a number and a text', [{ type: 'number' }, { type: 'string' }], { oneOf: [{ type: 'number' }, { type: 'string' }] }],
    ['two names', [{ const: 'a' }, { const: 'b' }], { oneOf: [{ const: 'a' }, { const: 'b' }] }],
    ['two lists with a name in common', [{ enum: ['a', 'b'] }, { enum: ['b', 'c'] }], { type: 'string', enum: ['b', 'c', 'a'] }],
    ['a name and every text', [{ const: 'a' }, { type: 'string' }], { type: 'string' }],
    ['what says nothing of its type', [{ enum: [1, 'a'] }, { type: 'number' }, { type: 'string' }], {}],
  ])('are for %s', (_, anyOf, is) => {
    expect(dataSchema({ anyOf })).toEqual(is);
  });
});
