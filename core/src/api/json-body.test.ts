import { assert, jsonValue, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nestsDeeper } from './json-body.ts';

describe('the depth of a JSON text', () => {
  it.each([
    ['[[1]]', 2, false],
    ['[[1]]', 1, true],
    ['{"a":{"b":1}}', 1, true],
    ['[1],[2],[3]', 1, false],
    ['["[[[[", "\\"[[["]', 1, false],
    ['["\\\\", [[]]]', 2, true],
  ])('of %s is more than %i: %s', (text, limit, expected) => {
    expect(nestsDeeper(text, limit)).toBe(expected);
  });

  it('is that of the value, whatever its strings hold', () => {
    const depthOf = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
    assert(
      property(jsonValue(), (value) => {
        const depth = depthOf(value);
        const text = JSON.stringify(value);
        return !nestsDeeper(text, depth) && (depth === 0 || nestsDeeper(text, depth - 1));
      }),
    );
  });
});
