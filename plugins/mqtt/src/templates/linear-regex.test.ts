import { describe, expect, it } from 'vitest';
import { caseless } from './caseless.ts';
import { linearRegex } from './linear-regex.ts';

describe('a regular expression of a template', () => {
  it.each([
    ['hum', '', 'HUM', false],
    ['hum', 'i', 'HUM: 5', true],
    ['(?i)hum: ([0-9]+)', '', 'HUM: 5', true],
    ['[a-f]+\\d(?P<x>q)', 'i', 'AbC5Q', true],
    ['[^x]Y', 'i', 'Xy', false],
    ['(?s)a.b', '', 'a\nb', true],
    ['\\S\\W', 'i', 'a!', true],
  ] as const)('%s with "%s" looks for it in %s: %s', (pattern, flags, text, isFound) =>
    expect(linearRegex(pattern, flags).test(text)).toBe(isFound),
  );

  it('finds letters of both sizes', () => {
    expect(caseless('a(?:ß|[b-d_Z]\\w)')).toBe('[aA](?:ß|[b-dB-D_zZ]\\w)');
  });

  it.each(['(?=a)', '(a)\\1'])('is refused where it takes more than linear time: %s', (pattern) =>
    expect(() => linearRegex(pattern)).toThrow(SyntaxError),
  );
});
