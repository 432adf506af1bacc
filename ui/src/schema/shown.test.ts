import { expect, it } from 'vitest';
import { Shown } from './shown.ts';

const findings = ['', '/name', '/state/topic', '/state/template', '/words/0/word', '/unit'].map((path) => ({
  path,
  message: `no ${path}`,
}));

it('draws what no field that is drawn showed', () => {
  const shown = new Shown(findings);
  expect(shown.at('/name')).toBe('No /name.');
  expect(shown.at('/state')).toBeUndefined();
  expect(shown.below('/words').map(({ path }) => path)).toEqual(['/0/word']);
  expect(shown.among('/unit').map(({ path }) => path)).toEqual(['/unit']);
  expect(shown.rest().map(({ values }) => values[0])).toEqual(['', 'state/topic: ', 'state/template: ']);
});
