import { describe, expect, it } from 'vitest';
import { printOf } from './payload-print.ts';
import { Redeliveries } from './redeliveries.ts';

const press = printOf(Buffer.from('press'));

describe('Redeliveries', () => {
  it('finds a packet that comes again, marked and with its id', () => {
    const seen = new Redeliveries();
    expect(seen.isRepeated(7, false, 'button', press)).toBe(false);
    expect(seen.isRepeated(7, true, 'button', press)).toBe(true);
  });

  it.each([
    ['not marked', 7, false, 'button', 'press'],
    ['with another id', 8, true, 'button', 'press'],
    ['with another payload', 7, true, 'button', 'release'],
    ['of another topic', 7, true, 'other', 'press'],
  ] as const)('takes one %s for a new one', (_what, id, isMarked, topic, payload) => {
    const seen = new Redeliveries();
    seen.isRepeated(7, false, 'button', press);
    expect(seen.isRepeated(id, isMarked, topic, printOf(Buffer.from(payload)))).toBe(false);
  });

  it('forgets with the session, and what is long ago', () => {
    const seen = new Redeliveries();
    seen.isRepeated(7, false, 'button', press);
    seen.forget();
    expect(seen.isRepeated(7, true, 'button', press)).toBe(false);
    for (let id = 100; id < 1100; id++) seen.isRepeated(id, false, 'x', press);
    expect(seen.isRepeated(7, true, 'button', press)).toBe(false);
  });
});
