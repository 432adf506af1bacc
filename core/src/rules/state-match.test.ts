import { describe, expect, it } from 'vitest';
import type { AttributeChange } from '../home/index.ts';
import type { StateTrigger } from './resources.ts';
import { crosses, leaves } from './state-match.ts';

const at = '2026-11-24T12:00:00.000Z';
const anyOther: StateTrigger = { type: 'state', device: 'lamp', capability: 'color', attribute: 'xy' };

function change(previous: unknown, value: unknown): AttributeChange {
  return {
    type: 'attribute',
    device: 'lamp',
    endpoint: 'main',
    capability: 'color',
    attribute: 'xy',
    record: { value, quality: 'good', at, receivedAt: at },
    previous,
    previousQuality: 'stale',
    cause: { kind: 'report', plugin: 'test' },
  };
}

describe('a trigger that waits for any other value', () => {
  it.each([
    ['the same colour, heard again after a start', { x: 0.3, y: 0.3 }, { x: 0.3, y: 0.3 }, false],
    ['another colour', { x: 0.3, y: 0.3 }, { x: 0.5, y: 0.3 }, true],
    ['another number', 1, 2, true],
    ['nothing known any more', 1, null, false],
  ])('hears %s (%j, then %j): %s', (_name, previous, value, expected) => {
    expect(crosses(anyOther, change(previous, value))).toBe(expected);
  });

  it('does not end a running `for` for a value that is the same', () => {
    expect(leaves(anyOther, change([1, 2], [1, 2]))).toBe(false);
    expect(leaves(anyOther, change([1, 2], [2]))).toBe(true);
  });
});
