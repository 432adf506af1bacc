import { describe, expect, it } from 'vitest';
import { durationMs, spoken } from './duration.ts';
import { nextOccurrence } from './schedule.ts';

const at = (text: string) => Date.parse(text);
const berlin = 'Europe/Berlin';

describe('nextOccurrence', () => {
  it.each([
    ['later today', '2026-11-24T05:00:00Z', { at: '07:00' }, '2026-11-24T06:00:00Z'],
    ['tomorrow when the time has passed', '2026-11-24T06:00:00Z', { at: '07:00' }, '2026-11-25T06:00:00Z'],
    ['on the next of its days', '2026-11-24T12:00:00Z', { at: '07:00', days: ['mon'] }, '2026-11-30T06:00:00Z'],
    ['in a week, on its only day, just after it fired', '2026-11-24T06:00:00Z', { at: '07:00', days: ['tue'] }, '2026-12-01T06:00:00Z'],
    ['an hour later in the night that skips its time', '2026-03-28T23:00:00Z', { at: '02:30' }, '2026-03-29T01:30:00Z'],
    ['once in the night that repeats its time', '2026-10-24T23:00:00Z', { at: '02:30' }, '2026-10-25T00:30:00Z'],
    ['not again in the repeated hour', '2026-10-25T00:30:00Z', { at: '02:30' }, '2026-10-26T01:30:00Z'],
  ] as const)('is %s', (_name, after, trigger, expected) => {
    const days = 'days' in trigger ? { days: [...trigger.days] } : {};
    expect(new Date(nextOccurrence({ type: 'time', at: trigger.at, ...days }, at(after), berlin)).toISOString()).toBe(
      new Date(at(expected)).toISOString(),
    );
  });
});

describe('a duration', () => {
  it.each([
    ['PT10M', 600_000, '10 min'],
    ['P1DT2H', 93_600_000, '1 d 2 h'],
    ['PT1.5S', 1500, '1.5 s'],
    ['PT90M', 5_400_000, '1 h 30 min'],
    ['P2W', 1_209_600_000, '14 d'],
  ])('%s is %i ms', (text, ms, words) => {
    expect(durationMs(text)).toBe(ms);
    expect(spoken(text)).toBe(words);
  });
});
