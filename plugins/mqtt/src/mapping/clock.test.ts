import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate, readMoment, readTime, timeZoneOf } from './clock.ts';

describe('a date', () => {
  it.each([
    ['2025-12-01', '2025-12-01'],
    ['2025-12-01T10:00:00Z', '2025-12-01'],
    ['1 March 2025', '2025-03-01'],
    ['March 1, 2025 10:00', '2025-03-01'],
    ['2025-02-30', undefined],
    ['12', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('%s is %s', (text, date) => expect(readDate(text)).toBe(date));
});

describe('a time of day', () => {
  it.each([
    ['7:05', '07:05:00'],
    ['07:05:09.5', '07:05:09.5'],
    ['12:30 AM', '00:30:00'],
    ['12:30 pm', '12:30:00'],
    ['2025-12-01T22:15:00', '22:15:00'],
    ['24:00', undefined],
    ['10:60', undefined],
    ['noon', undefined],
  ])('%s is %s', (text, time) => expect(readTime(text)).toBe(time));
});

describe('a moment', () => {
  it.each([
    ['2025-12-01T10:00:00+01:00', undefined, '2025-12-01T09:00:00.000Z'],
    ['2025-12-01 10:00:00+0100', undefined, '2025-12-01T09:00:00.000Z'],
    ['2025-12-01T10:00:00', undefined, undefined],
    ['2025-12-01T10:00:00Z', 'Europe/Vienna', undefined],
    ['2025-12-01 10:00', 'Europe/Vienna', '2025-12-01T09:00:00.000Z'],
    ['2025-07-01 10:00', 'Europe/Vienna', '2025-07-01T08:00:00.000Z'],
    ['2025-03-30 03:30', 'Europe/Vienna', '2025-03-30T01:30:00.000Z'],
    ['2025-07-01', 'America/St_Johns', '2025-07-01T02:30:00.000Z'],
    ['never', undefined, undefined],
  ])('%s in %s is %s', (text, zone, moment) => expect(readMoment(text, zone)).toBe(moment));

  it('is what its pattern says, or none', () => {
    assert(
      property(string(), (text) => {
        for (const said of [readMoment(text, undefined), readMoment(text, 'Asia/Tokyo')])
          if (said !== undefined) expect(said).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
      }),
    );
  });
});

it('a time zone that there is not has no name', () => {
  expect(timeZoneOf('Mars/Base')).toBeUndefined();
  expect(timeZoneOf('Europe/Vienna')).toBe('Europe/Vienna');
});
