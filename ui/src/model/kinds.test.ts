import { describe, expect, it } from 'vitest';
import { byGroup, endpointIcon, groups, kindRow, kinds } from './kinds.ts';

describe('kinds', () => {
  it('each have a name that no other has, and each group has one of them', () => {
    const rows = Object.values(kinds);
    expect(new Set(rows.map(({ title }) => title)).size).toBe(rows.length);
    expect(new Set(rows.map(({ group }) => group))).toEqual(new Set(Object.keys(groups)));
  });

  it('are listed by what they belong to, then by name', () => {
    expect(['tv', 'lock', 'outlet', 'light'].toSorted(byGroup)).toEqual(['light', 'outlet', 'lock', 'tv']);
  });

  it('may be newer than the page', () => {
    expect(kindRow('teleporter')).toBe(kinds.unknown);
    expect(kindRow('constructor')).toBe(kinds.unknown);
  });
});

describe('the icon of an endpoint', () => {
  it.each([
    ['light', {}, 'light'],
    ['light', { motionSensor: {} }, 'light'],
    ['sensor', {}, 'sensor'],
    ['sensor', { temperatureSensor: {}, humiditySensor: {} }, 'thermometer'],
    ['teleporter', {}, 'device'],
  ])('of kind %s with %o is %s', (kind, capabilities, icon) => {
    expect(endpointIcon({ kind, capabilities })).toBe(icon);
  });
});
