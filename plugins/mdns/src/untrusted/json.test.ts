import { describe, expect, it } from 'vitest';
import { maxAnswerBytes, memberAt, parseAnswer, parseObject, valueAt } from './json.ts';

describe('an answer', () => {
  it.each([
    ['not JSON', '{"a":', 'answer-not-json'],
    ['NaN', '{"a":NaN}', 'answer-not-json'],
    ['ten thousand levels deep', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 'answer-too-deep'],
    ['too long', `"${'x'.repeat(maxAnswerBytes)}"`, 'answer-too-long'],
  ])('that is %s is refused', (_, text, fault) => {
    expect(() => parseAnswer(text)).toThrow(expect.objectContaining({ fault }));
  });

  it('that is a list is refused where an object is needed', () => {
    expect(() => parseObject('[1]')).toThrow(expect.objectContaining({ fault: 'answer-wrong-shape' }));
  });

  it('may hold brackets and quotes inside strings', () => {
    const text = JSON.stringify({ name: `${'['.repeat(100)}"\\` });
    expect(parseAnswer(text)).toEqual(JSON.parse(text));
  });
});

describe('memberAt', () => {
  it('follows a dotted path through own members only', () => {
    expect(memberAt({ aenergy: { total: 5 } }, 'aenergy.total')).toBe(5);
    expect(memberAt({ aenergy: 5 }, 'aenergy.total')).toBeUndefined();
    expect(memberAt({}, 'constructor.name')).toBeUndefined();
  });

  it('leaves a dot in a product’s own name alone', () => {
    expect(valueAt({ 'a.b': 5 }, ['a.b'])).toBe(5);
    expect(valueAt({ a: { b: 5 } }, ['a.b'])).toBeUndefined();
  });
});
