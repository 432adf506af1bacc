import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absent, withDefinedness, withKeyOrder, withoutMethods, withoutPercent } from './python-methods.ts';

describe('what Python writes otherwise than the engine', () => {
  it.each([
    ["a.get('b')", "(a|get('b'))"],
    ["a.get('b').c", "(a|get('b')).c"],
    ["a.get('b').get('c', 1)[0]", "((a|get('b'))|get('c', 1))[0]"],
    ["f(1, a['x)'].replace('(', '.get('))", "f(1, (a['x)']|replace('(', '.get(')))"],
    ["'a.get(b)'", "'a.get(b)'"],
    ['now().hour + 1', "(now()|_part('hour')) + 1"],
    ['(a + b).isoformat()', '((a + b)|_isoformat())'],
    ["{'a': 1}.get(b, {})[c]", "({'a': 1}|get(b, {}))[c]"],
    ['a.weekday()', "(a|_part('weekday'))"],
    ['value_json.hour', 'value_json.hour'],
    ['a.get(', '(a|get()'],
  ])('%s', (code, written) => expect(withoutMethods(code)).toBe(written));

  it.each([
    ["'%d' % x", "'%d'|format(x)"],
    ["'%d-%d' % (x, y)", "'%d-%d'|format(x, y)"],
    ['x % 3', 'x % 3'],
    ["'a' ~ '%d' % x.y[0]", "'a' ~ '%d'|format(x.y[0])"],
  ])('%s', (code, written) => expect(withoutPercent(code)).toBe(written));

  it.each([
    ['value_json.a | is_defined', `value_json.a |default('${absent}')|is_defined`],
    ["x|float(0)|int + '|int'", `x|default('${absent}')|float(0)|default('${absent}')|int + '|int'`],
  ])('%s', (code, written) => expect(withDefinedness(code)).toBe(written));

  it('keeps the order of the keys', () => {
    expect(withKeyOrder('{\'b\': 1, "a": x} | to_json')).toBe('{\'b\': 1, "a": x}|to_json(key_order=[\'b\', "a"])');
  });

  it('ends for anything, in moments', () => {
    const sign = constantFrom(
      '.get(',
      '.hour',
      '(',
      ')',
      '[',
      ']',
      "'",
      '"',
      '%',
      '|is_defined',
      '{',
      '}',
      '|to_json',
      'a',
      '.',
      ' ',
      '\\',
    );
    assert(
      property(array(sign, { maxLength: 400 }), (signs) => {
        const started = performance.now();
        withKeyOrder(withDefinedness(withoutMethods(withoutPercent(signs.join('')))));
        expect(performance.now() - started).toBeLessThan(200);
      }),
    );
  });
});
