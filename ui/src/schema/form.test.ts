import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../api/types.ts';
import { inputKind, validate, withDefaults, withoutEmpty } from './form.ts';

const schema: JsonSchema = {
  type: 'object',
  properties: {
    code: { type: 'string', pattern: '^\\d{8}$' },
    port: { type: 'integer', minimum: 1, maximum: 65_535, default: 1883 },
    mode: { enum: ['fast', 'safe'] },
    'a/b': { type: 'string', minLength: 2 },
  },
  required: ['code'],
};

describe('validate', () => {
  it('accepts what fits', () => {
    expect(validate(schema, { code: '12345678', port: 8883, mode: 'safe' })).toEqual([]);
  });

  it.each([
    [{}, '/code', 'Is needed'],
    [{ code: '' }, '/code', 'Is needed'],
    [{ code: '12' }, '/code', 'Must be digits, exactly as many as the product shows'],
    [{ code: '12345678', port: 0 }, '/port', 'Must be 1 or more'],
    [{ code: '12345678', port: 1.5 }, '/port', 'Must be a whole number'],
    [{ code: '12345678', port: Number.NaN }, '/port', 'Must be a number'],
    [{ code: '12345678', mode: 'slow' }, '/mode', 'Choose one of the list'],
    [{ code: '12345678', 'a/b': 'x' }, '/a~1b', 'Must have 2 characters or more'],
  ])('says what is wrong with %j', (values, path, message) => {
    expect(validate(schema, values)).toEqual([{ path, message }]);
  });

  it('says what a field asks for, not the text of a pattern', () => {
    const asked = { type: 'string', pattern: '^MT:.{19,}$', description: 'The text of the QR code' } as const;
    expect(validate({ properties: { code: asked } }, { code: 'hello' })).toEqual([{ path: '/code', message: 'The text of the QR code' }]);
  });

  it('leaves a pattern that the browser cannot read to the hub', () => {
    expect(validate({ properties: { code: { type: 'string', pattern: '(?P<name>x)' } } }, { code: 'y' })).toEqual([]);
  });
});

describe('inputKind', () => {
  it.each<[JsonSchema, string]>([
    [{ type: 'string' }, 'text'],
    [{ type: 'string', format: 'password' }, 'password'],
    [{ type: 'string', writeOnly: true }, 'password'],
    [{ type: 'boolean' }, 'boolean'],
    [{ type: 'integer' }, 'number'],
    [{ anyOf: [{ const: 'a' }, { const: 'b' }] }, 'choice'],
    [{ type: 'array', items: { type: 'string' } }, 'list'],
    [{ type: 'object' }, 'json'],
    [{}, 'json'],
  ])('asks for %j with a %s', (property, kind) => {
    expect(inputKind(property)).toBe(kind);
  });
});

it('fills in defaults, and sends nothing for what was left empty', () => {
  expect(withDefaults(schema, { code: '1' })).toEqual({ port: 1883, code: '1' });
  expect(withoutEmpty({ code: '1', name: '', port: undefined, on: false })).toEqual({ code: '1', on: false });
});
