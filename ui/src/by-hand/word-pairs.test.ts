import { expect, it } from 'vitest';
import { wordsLike } from './word-pairs.ts';

it.each([
  ['0', ['1', '0']],
  [' ON ', ['ON', 'OFF']],
  ['21.5', []],
])('knows the pair of words that %j is of', (heard, words) => {
  expect(wordsLike(heard).map(({ word }) => word)).toEqual(words);
});
