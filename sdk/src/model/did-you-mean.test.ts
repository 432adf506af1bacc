import { describe, expect, it } from 'vitest';
import { didYouMean } from './did-you-mean.ts';

const known = ['temperatureSensor', 'switch', 'on', 'µg/m³'];

describe('did you mean', () => {
  it.each([
    ['swich', 'switch'],
    ['SWITCH', 'switch'],
    ['temperaturSensor', 'temperatureSensor'],
    ['temperature', 'temperatureSensor'],
    ['µg/m3', 'µg/m³'],
  ])('%s: %s', (name, meant) => expect(didYouMean(name, known)).toBe(`; did you mean "${meant}"?`));

  it.each(['', 'lock', 'o', 'x'.repeat(101)])('says nothing of "%s", which is like nothing', (name) =>
    expect(didYouMean(name, known)).toBe(''),
  );
});
