import { describe, expect, it } from 'vitest';
import type { Source } from '../api/types.ts';
import { availabilityWords, roleOf } from './sources.ts';

const source: Source = {
  id: 's1',
  plugin: 'mqtt',
  identifiers: [],
  availability: 'online',
  linked: false,
  preferred: false,
  confirmed: true,
};
const other: Source = { ...source, id: 's2', plugin: 'matter', linked: true };

describe('a source', () => {
  it('plays no role where it is the only one', () => {
    expect(roleOf([source], source)).toBeUndefined();
  });

  it('leads where it is the first, and says so where its owner chose it', () => {
    expect(roleOf([source, other], source)).toBe('Leads');
    expect(roleOf([source, other], other)).toBeUndefined();
    const chosen = { ...other, preferred: true };
    expect(roleOf([chosen, source], chosen)).toBe('Leads, as you chose');
  });

  it('stands in for a leader that is away', () => {
    const away: Source = { ...source, availability: 'offline' };
    const third: Source = { ...other, id: 's3' };
    expect([away, other, third].map((one) => roleOf([away, other, third], one))).toEqual(['Leads', 'Stands in', undefined]);
  });

  it('is reached, or not, or said to be gone', () => {
    expect(availabilityWords(source)).toEqual({ text: 'Online', tone: 'good' });
    expect(availabilityWords({ availability: 'unavailable', withdrawn: true }).text).toBe('Says that it is gone');
  });
});
