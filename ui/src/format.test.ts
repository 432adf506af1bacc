import { describe, expect, it } from 'vitest';
import { formatAge, formatDuration, formatQuantity, formatValue, humanize, memberTitle } from './format.ts';

describe('formatQuantity', () => {
  it.each([
    [21.46, 'Cel', '21.5 °C'],
    [55, '%', '55 %'],
    [50, 'W.h', '50 Wh'],
    [12_345, 'W.h', '12.35 kWh'],
    [4.25, 'W', '4.3 W'],
    [1500, 'W', '1,500 W'],
    [101_325, 'Pa', '1,013 hPa'],
    [0.25, 'm3', '250 L'],
    [3, 'furlong', '3 furlong'],
    [7, undefined, '7'],
  ])('shows %s %s as %s', (value, unit, text) => {
    expect(formatQuantity(value, unit)).toBe(text);
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [59, '59 s'],
    [3900, '1 h 5 min'],
    [90_061, '1 d 1 h'],
    [-120, '−2 min'],
  ])('shows %s seconds as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe('formatAge', () => {
  const now = Date.parse('2026-11-24T12:00:00Z');

  it.each([
    [-10_000, 'just now'],
    [-300_000, '5 minutes ago'],
    [-7_200_000, '2 hours ago'],
    [-86_400_000, 'yesterday'],
    [7_200_000, 'in 2 hours'],
  ])('tells %s ms as %s', (offset, text) => {
    expect(formatAge(now + offset, now)).toBe(text);
  });
});

describe('formatValue', () => {
  it('shows a dash for what the device itself does not know', () => {
    expect(formatValue(null, 'Cel')).toBe('–');
  });

  it('says on and off only where that is meant', () => {
    expect(formatValue(true, undefined, 'on')).toBe('On');
    expect(formatValue(true, undefined, 'obstructed')).toBe('Yes');
  });

  it('names what an object holds', () => {
    expect(formatValue({ user: '3', source: 'keypad' })).toBe('User: 3, Source: Keypad');
  });
});

describe('names', () => {
  it('turns code into words', () => {
    expect(humanize('localTemperature')).toBe('Local temperature');
    expect(humanize('zigbee2mqtt:smart_sleep')).toBe('Smart sleep');
    expect(memberTitle('heatCool')).toBe('Heat and cool');
  });

  it('leaves what people wrote as it is', () => {
    expect(memberTitle('Sunset in Oslo')).toBe('Sunset in Oslo');
  });
});
