import { describe, expect, it } from 'vitest';
import { durationOf, secondsOf } from './duration.ts';

describe('durations', () => {
  it.each([
    ['PT5M', 300],
    ['PT1H30M', 5400],
    ['P1DT2H', 93_600],
    ['PT0.5S', 0.5],
    ['PT0S', 0],
  ])('%s is %s seconds, and back', (text, seconds) => {
    expect(secondsOf(text)).toBe(seconds);
    expect(durationOf(seconds)).toBe(text);
  });

  it.each(['', 'P', '5 minutes', 'P1M'])('does not take "%s" for a span of fixed length', (text) => {
    expect(secondsOf(text)).toBeUndefined();
  });
});
