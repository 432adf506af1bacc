import { describe, expect, it } from 'vitest';
import { compileDocument } from './validation.ts';

const findings = (schema: object, value: unknown) => {
  const validator = compileDocument({ properties: { a: schema } });
  expect(validator.accepts({ a: value })).toBe(false);
  return validator.findings();
};

const address = { type: 'string', pattern: '^mqtt://.+', examples: ['mqtt://host'] };
const either = { anyOf: [address, { type: 'object', properties: { url: address }, required: ['url'], additionalProperties: false }] };

describe('findings', () => {
  it.each<[what: string, schema: object, value: unknown, message: string, path?: string]>([
    ['a type', { type: 'string' }, 1, 'must be string'],
    ['several types', { type: ['string', 'null'] }, 1, 'must be string or null'],
    ['a pattern with an example', address, 'host', 'must look like "mqtt://host"'],
    ['a pattern without one', { pattern: '^x' }, 'host', 'must match pattern "^x"'],
    [
      'a format with examples',
      { format: 'date', examples: ['2026-01-01', '2026-12-31'] },
      'x',
      'must look like "2026-01-01" or "2026-12-31"',
    ],
    ['a missing member', { required: ['b'] }, {}, 'needs the member "b"'],
    ['a member too many', { additionalProperties: false }, { b: 1 }, 'has no member "b"'],
    ['a word', { enum: ['x', 'y'] }, 'z', 'must be one of ["x","y"]'],
    ['a constant', { const: 1 }, 2, 'must be 1'],
    ['the branch whose type fits', either, 'host', 'must look like "mqtt://host"'],
    ['the other branch whose type fits', either, { url: 'host' }, 'must look like "mqtt://host"', '/a/url'],
    ['a branch that misses a member', either, {}, 'needs the member "url"'],
    ['no branch', either, 1, 'must be string or object'],
    ['no branch of one in another', { anyOf: [{ type: 'null' }, either] }, 1, 'must be null or string or object'],
  ])('say of %s what would fit', (_what, schema, value, message, path = '/a') => {
    expect(findings(schema, value)).toEqual([{ path, message }]);
  });
});
