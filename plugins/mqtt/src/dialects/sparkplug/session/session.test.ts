import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RebirthLimit } from './rebirth-limit.ts';
import { Sequence } from './sequence.ts';
import { Writable } from './writable.ts';

describe('the order of messages', () => {
  it('goes from 255 on to 0', () => {
    const sequence = new Sequence<string>();
    sequence.begin(254);
    expect([sequence.take(255, 'a'), sequence.take(0, 'b'), sequence.take(1, 'c')]).toEqual([['a'], ['b'], ['c']]);
  });

  it('is restored for messages that overtook each other, whichever', () => {
    const shuffled = fc.shuffledSubarray(
      Array.from({ length: 40 }, (_, at) => at),
      { minLength: 40 },
    );
    fc.assert(
      fc.property(shuffled, fc.nat(255), (order, start) => {
        const sequence = new Sequence<number>();
        sequence.begin(start);
        const taken = order.flatMap((at) => sequence.take((start + 1 + at) % 256, at) ?? []);
        expect(taken).toEqual(order.toSorted((a, b) => a - b));
        expect(sequence.isWaiting).toBe(false);
      }),
    );
  });

  it('goes on behind what waited when the missing one is given up', () => {
    const sequence = new Sequence<string>();
    sequence.begin(0);
    expect([sequence.take(2, 'b'), sequence.take(3, 'c')]).toEqual([[], []]);
    expect(sequence.giveUp()).toEqual(['b', 'c']);
    expect(sequence.take(4, 'd')).toEqual(['d']);
  });

  it('has no gap where a message is delivered twice', () => {
    const sequence = new Sequence<string>();
    sequence.begin(0);
    expect([sequence.take(1, 'a'), sequence.take(1, 'a'), sequence.take(2, 'b')]).toEqual([['a'], [], ['b']]);
    expect(sequence.isWaiting).toBe(false);
    expect([sequence.take(2, 'other'), sequence.isWaiting]).toEqual([[], true]);
  });

  it('is lost where more wait than can be late, or one comes twice', () => {
    const sequence = new Sequence<number>();
    sequence.begin(0);
    expect(sequence.take(5, 5)).toEqual([]);
    expect(sequence.take(5, 5)).toBeUndefined();
  });
});

describe('asking for a birth', () => {
  it('happens once, then ever less often until there is one', () => {
    const limit = new RebirthLimit();
    const asked = Array.from({ length: 400 }, (_, second) => second).filter((second) => limit.ask(second * 1000));
    expect(asked).toEqual([0, 30, 90, 210]);
  });

  it('is not done at once again after a birth', () => {
    const limit = new RebirthLimit();
    limit.ask(0);
    limit.born();
    expect([limit.ask(1000), limit.ask(30_000), limit.ask(61_000)]).toEqual([false, true, true]);
  });
});

describe('a metric that may be written', () => {
  it.each([
    ['Plant/Gateway/Boiler:Setpoint', true],
    ['Plant/*:Setpoint', true],
    ['*:Set*', true],
    ['*', true],
    ['Plant/Gateway/Boiler:Set', false],
    ['*:setpoint', false],
    ['Plant/Gateway:*', false],
    ['*Boiler*Boiler*', false],
  ])('%s names Plant/Gateway/Boiler:Setpoint: %s', (pattern, has) => {
    expect(new Writable([pattern]).has('Plant/Gateway/Boiler', 'Setpoint')).toBe(has);
  });
});
