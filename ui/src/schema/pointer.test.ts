import { describe, expect, it } from 'vitest';
import { at, below, elsewhere, partMissing, sentence } from './pointer.ts';

const findings = [
  { path: '/name', message: 'must not have fewer than 1 characters' },
  { path: '/actions/0/args/level', message: 'must be 100 or less' },
  { path: '/actions/1', message: 'is no action' },
  { path: '/actions/10/command', message: 'is unknown' },
];

describe('findings', () => {
  it('are told from the place of the part that they are about', () => {
    expect(below(findings, '/actions/0')).toEqual([{ path: '/args/level', message: 'must be 100 or less' }]);
  });

  it('do not mistake the tenth part for the first', () => {
    expect(below(findings, '/actions/1')).toEqual([{ path: '', message: 'is no action' }]);
  });

  it('are sentences at their field', () => {
    expect(at(findings, '/name')).toBe('Is needed.');
    expect(at(findings, '/mode')).toBeUndefined();
    expect(sentence('there is no such room')).toBe('There is no such room.');
  });

  it.each([
    ['/name', 'missing'],
    ['/values', 'missing'],
    ['/values/0/state', 'missing'],
    ['/values/0/state/topic', 'missing'],
    ['/kind', 'findings'],
    ['', 'findings'],
  ])('at %s are %s', (path, part) => {
    const finding = { path, message: 'is needed' };
    expect(partMissing([finding], { name: '', values: [], kind: 'pump' })).toEqual({ findings: [], missing: [], [part]: [finding] });
  });

  it('that no field shows are not lost', () => {
    expect(elsewhere(findings, ['/actions']).map(({ path }) => path)).toEqual(['/name']);
  });
});
