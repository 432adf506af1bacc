import { describe, expect, it } from 'vitest';
import type { ValueRecord } from '../api/types.ts';
import { askAgain } from './ask-again.ts';

type Wish = NonNullable<ValueRecord['desired']>;

const at = '2026-11-24T11:00:00Z';
const wish = (value: unknown, state: Wish['state'] = 'expired', command = 'c1'): Wish => ({
  value,
  state,
  at,
  command,
  origin: { kind: 'user', id: 'u1' },
});
const record = (value: unknown, desired?: Wish): ValueRecord => ({
  value,
  quality: 'good',
  at,
  receivedAt: at,
  ...(desired && { desired }),
});
const view = { attributes: { hue: { writable: true }, saturation: { writable: true }, state: { writable: false } } };

describe('asking again', () => {
  it.each(['rejected', 'timedOut', 'expired', 'offline'] as const)('is for a wish that is %s', (state) => {
    expect(askAgain({ hue: record(10, wish(120, state)) }, 'hue', view)).toEqual({ hue: 120 });
  });

  it.each([
    ['is under way', record(10, wish(120, 'accepted'))],
    ['is assumed', record(10, wish(120, 'assumed'))],
    ['came true', record(120, wish(120))],
    ['nobody had', record(10)],
  ])('is not for a wish that %s', (_, hue) => {
    expect(askAgain({ hue }, 'hue', view)).toBeUndefined();
  });

  it('asks for all that one command wished, and for nothing of another', () => {
    const values = { hue: record(10, wish(120)), saturation: record(5, wish(80)) };
    expect(askAgain(values, 'hue', view)).toEqual({ hue: 120, saturation: 80 });
    expect(askAgain({ ...values, saturation: record(5, wish(80, 'expired', 'c2')) }, 'hue', view)).toEqual({ hue: 120 });
  });

  it('is not for what only a command of its own can do, such as to unlock', () => {
    expect(askAgain({ state: record('locked', wish('unlocked')) }, 'state', view)).toBeUndefined();
  });
});
