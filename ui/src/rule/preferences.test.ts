import { expect, it } from 'vitest';
import { preferencesFor } from './preferences.ts';

const people = [
  { preferences: { temperature: 22, brightness: 60, night: true, song: 'Blue' } },
  { preferences: { temperature: 19, brightness: 30 } },
];

it.each([
  ['degrees', { type: 'number', unit: 'Cel' }, ['temperature']],
  ['a share', { type: 'number', unit: '%' }, ['brightness']],
  ['yes and no', { type: 'boolean', unit: undefined }, ['night']],
  ['a choice', { type: 'choice', unit: undefined }, ['song']],
  ['a structure', { type: 'structure', unit: undefined }, []],
] as const)('for %s only what can be one is offered', (_what, shape, offered) => {
  expect(preferencesFor(shape, people)).toEqual(offered);
});

it('a temperature can be asked for before anybody has said theirs', () => {
  expect(preferencesFor({ type: 'number', unit: 'Cel' }, [])).toEqual(['temperature']);
});
