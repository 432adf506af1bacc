import { describe, expect, it } from 'vitest';
import { emptyDraft, mappingOf, placesIn, samplesOf, wordsLike } from './draft.ts';

describe('a draft', () => {
  it('says nothing of what was left empty, and keeps what is needed', () => {
    expect(mappingOf(emptyDraft)).toEqual({ name: '', values: [{ capability: '', state: { topic: '' } }] });
    const value = {
      capability: 'switch',
      attribute: 'on',
      unit: '',
      words: [],
      state: { topic: 'a', template: '' },
      send: { topic: '', payload: '' },
    };
    expect(mappingOf({ name: 'X', maker: '', availability: { topic: '', available: '' }, values: [value] })).toEqual({
      name: 'X',
      availability: { topic: '' },
      values: [{ capability: 'switch', attribute: 'on', state: { topic: 'a' }, send: { topic: '', payload: '' } }],
    });
  });

  it('keeps the messages that it is tried on to itself', () => {
    const draft = { name: 'X', values: [{ capability: 'switch', sample: { topic: 'a', payload: '1' } }] };
    expect(samplesOf(draft)).toEqual([{ topic: 'a', payload: '1' }]);
    expect(JSON.stringify(mappingOf(draft))).not.toContain('sample');
  });
});

it.each([
  ['21.5', []],
  ['no JSON', []],
  ['{"a":{"b":1},"c":[true]}', ['{{ value_json.a.b }}', '{{ value_json.c[0] }}']],
  ['{"pm2.5":3,"__proto__":1}', ["{{ value_json['pm2.5'] }}", '{{ value_json.__proto__ }}']],
])('finds the places of %s', (payload, templates) => {
  expect(placesIn(payload).map(({ template }) => template)).toEqual(templates);
});

it.each([
  ['0', ['1', '0']],
  [' ON ', ['ON', 'OFF']],
  ['21.5', []],
])('knows the pair of words that %j is of', (heard, words) => {
  expect(wordsLike(heard).map(({ word }) => word)).toEqual(words);
});
