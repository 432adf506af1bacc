import { expect, it } from 'vitest';
import { formsOf, viewsOf } from './views.ts';

const what = { title: 'X', input: {} };
const mapping = Object.fromEntries(
  ['checkMapping', 'saveMapping', 'removeMapping', 'listMappings', 'listenTopics'].map((name) => [name, what]),
);

it('gives a plugin the view that its actions serve, and forms for the others', () => {
  const plugin = { actions: { ...mapping, permitJoin: what } };
  expect(viewsOf(plugin).map(({ path }) => path)).toEqual(['mappings']);
  expect(formsOf(plugin)).toEqual([['permitJoin', what]]);
});

it('gives none where an action is missing', () => {
  const { listenTopics: _listenTopics, ...rest } = mapping;
  expect(viewsOf({ actions: rest })).toEqual([]);
  expect(formsOf({ actions: rest })).toHaveLength(4);
});
