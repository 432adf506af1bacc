import { describe, expect, it } from 'vitest';
import type { Rule } from '../api/types.ts';
import { conditionPlace, draftOf, hasSamePlaces, moveBy, type Draft, ruleOf } from './draft.ts';

const rule: Rule = {
  id: 'r1',
  name: 'Night',
  enabled: true,
  mode: 'single',
  triggers: [{ type: 'time', at: '22:00' }],
  actions: [{ type: 'notify', message: 'Good night' }],
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  problems: [],
};
const comparison = { fact: 'time', operator: 'lessThan', value: '08:00' };

describe('a draft', () => {
  it('gives the rule back as it was', () => {
    const conditions = { any: [comparison] };
    expect(ruleOf(draftOf({ ...rule, conditions }))).toEqual({
      name: 'Night',
      enabled: true,
      mode: 'single',
      triggers: rule.triggers,
      actions: rule.actions,
      conditions,
    });
  });

  it('takes a single comparison for a list of one', () => {
    expect(ruleOf(draftOf({ ...rule, conditions: comparison })).conditions).toEqual({ all: [comparison] });
  });

  it('keeps nested conditions that its form cannot show', () => {
    const conditions = { all: [{ any: [comparison] }, { not: comparison }] };
    expect(ruleOf(draftOf({ ...rule, conditions })).conditions).toEqual(conditions);
  });

  it('sends no conditions where there are none', () => {
    expect('conditions' in ruleOf(draftOf(rule))).toBe(false);
  });

  it('finds the place that the hub means', () => {
    expect(conditionPlace(draftOf({ ...rule, conditions: { any: [comparison] } }).conditions, 0)).toBe('/conditions/any/0');
  });
});

it.each<[string, (draft: Draft) => Partial<Draft>, boolean]>([
  ['the same after a part was changed', ({ actions }) => ({ actions: actions.with(0, { type: 'notify', message: 'Bye' }) }), true],
  ['others after a part was taken out', ({ actions }) => ({ actions: actions.slice(1) }), false],
  ['others after two were moved', ({ actions }) => ({ actions: moveBy(actions, 0, 1) }), false],
  [
    'others where any comparison is enough',
    ({ conditions }) => ({ conditions: { ...conditions, form: 'list', every: false, items: [] } }),
    false,
  ],
])('has places that are %s', (_, change, isSame) => {
  const draft = draftOf({ ...rule, actions: [...rule.actions, { type: 'delay', for: 'PT1S' }] });
  expect(hasSamePlaces(draft, { ...draft, ...change(draft) })).toBe(isSame);
});

it('moves an action up and down', () => {
  expect(moveBy(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
  expect(moveBy(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b']);
});
