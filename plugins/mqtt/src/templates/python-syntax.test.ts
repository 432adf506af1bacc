import { describe, expect, it } from 'vitest';
import { withEscapes, withPlaces, withTexts } from './python-syntax.ts';

describe('what Python reads, and the engine does not', () => {
  it.each([
    [String.raw`'\d+\.' ~ "\w"`, String.raw`'\\d+\\.' ~ "\\w"`],
    [String.raw`'\\d\n\'\u00b0'`, String.raw`'\\d\n\'\u00b0'`],
    [String.raw`'\1'`, String.raw`'\u0001'`],
    [String.raw`a\d`, String.raw`a\d`],
  ])('the escape of %s', (code, written) => expect(withEscapes(code)).toBe(written));

  it.each([
    ['-a.b', '-(a.b)'],
    ["x if -a['b c'][0] > -5 else -x", "x if -(a['b c'][0]) > -5 else -x"],
    ['3 - a.b', '3 - a.b'],
    ['a - -b.c', 'a - -(b.c)'],
    ["-a.get('b')", "-a.get('b')"],
    ['1 + +a.b', '1 + (a.b)'],
    ["a.données.x ~ a.b['été']", "a['données'].x ~ a.b['été']"],
    ['a.0.b.12', 'a[0].b[12]'],
    ["f(a).0 + 1.0 + 'a.0' + x1.2", "f(a)[0] + 1.0 + 'a.0' + x1[2]"],
  ])('the place of %s', (code, written) => expect(withPlaces(code)).toBe(written));

  it.each([
    ["a.b ~ ' ' ~ c['d'] ~ e", "(a.b|string) ~ ' ' ~ (c['d']|string) ~ (e|string)"],
    ['a * b ~ c * d', 'a * b ~ c * d'],
    ['a|int ~ f(b)', 'a|int ~ f(b)'],
    ['x if a ~ b else c', 'x if (a|string) ~ (b|string) else c'],
  ])('the texts of %s', (code, written) => expect(withTexts(code)).toBe(written));
});
