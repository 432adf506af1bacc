import { describe, expect, it } from 'vitest';
import { isCountedDown, nextChangeMs } from './c-time-left.ts';

const now = Date.parse('2026-01-01T12:00:00Z');
const dayMs = 86_400_000;

describe('a countdown', () => {
  it.each<[string, unknown, boolean, number | undefined]>([
    ['a moment that is now', '2026-01-01T12:00:00Z', false, undefined],
    ['a moment that is past', '2026-01-01T11:59:59Z', false, undefined],
    ['the last millisecond', '2026-01-01T12:00:00.001Z', true, 1],
    ['a whole second', '2026-01-01T12:00:01Z', true, 1000],
    ['a second and a half', '2026-01-01T12:00:01.500Z', true, 500],
    ['an hour', '2026-01-01T13:00:00Z', true, 1000],
    ['an hour and a bit', '2026-01-01T13:00:00.250Z', false, 250],
    ['two hours', '2026-01-01T14:00:00Z', false, 3_600_000],
    ['more than a timer can wait', new Date(now + 40 * dayMs).toISOString(), false, 2 ** 31 - 1],
    ['no moment', 'soon', false, undefined],
  ])('of %s', (_, value, isCounted, changeMs) => {
    expect(isCountedDown(value, now)).toBe(isCounted);
    expect(nextChangeMs(String(value), now)).toBe(changeMs);
  });

  it('is none of what is no text', () => {
    expect(isCountedDown(now + 1000, now)).toBe(false);
  });
});
