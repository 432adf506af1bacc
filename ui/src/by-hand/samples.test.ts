import { describe, expect, it } from 'vitest';
import { draftOf, draftValue, mappingOf, type Draft } from './draft.ts';
import { isWhole, sampleFor, samplesOf, withSample } from './samples.ts';

const reading = (...topics: readonly string[]): Draft => ({
  ...draftOf(undefined),
  values: topics.map((topic) => ({ ...draftValue(), state: { topic, template: '' } })),
});

describe('a draft', () => {
  it('has one message a topic, whichever value it was given for', () => {
    const two = reading('a', '+');
    const tried = withSample(withSample(two, { topic: 'a', payload: '1', isHeard: true }), { topic: 'a', payload: '2', isHeard: false });
    expect(samplesOf(tried)).toEqual([{ topic: 'a', payload: '2' }]);
    expect(['a', '+'].map((filter) => sampleFor(tried.samples, filter)?.payload)).toEqual(['2', '2']);
    expect(JSON.stringify(mappingOf(tried, () => undefined))).not.toContain('payload');
  });

  it('is tried on no message that is empty or that nothing reads', () => {
    const read = reading('a');
    expect(samplesOf({ ...read, samples: [{ topic: 'b', payload: '1', isHeard: true }] })).toEqual([]);
    expect(samplesOf({ ...read, samples: [{ topic: 'a', payload: '', isHeard: false }] })).toEqual([]);
  });
});

it.each([
  ['whole', { topic: 'a', payload: '5 °C', bytes: 5 }, true],
  ['cut', { topic: 'a', payload: '5 °', bytes: 5 }, false],
  ['no text', { topic: 'a', bytes: 5 }, false],
])('knows that a message is %s', (_, message, expected) => {
  expect(isWhole(message)).toBe(expected);
});
