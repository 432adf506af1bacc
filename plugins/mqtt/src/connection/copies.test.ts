import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { Copies } from './copies.ts';
import { printOf } from './payload-print.ts';

const press = printOf(Buffer.from('single'));
const told = (...messages: readonly (readonly [print: string, ...identifiers: number[]])[]) => {
  const copies = new Copies();
  return messages.map(([print, ...identifiers]) => !copies.isCopy('button', print, identifiers));
};

it.each([
  [
    'once, where a copy comes for each subscription',
    [
      [press, 1],
      [press, 2],
      [press, 3],
    ],
    [true, false, false],
  ],
  [
    'twice, where each of two came with copies',
    [
      [press, 1],
      [press, 2],
      [press, 1],
      [press, 2],
    ],
    [true, false, true, false],
  ],
  [
    'twice, where the broker sends one for all subscriptions',
    [
      [press, 1, 2],
      [press, 1, 2],
    ],
    [true, true],
  ],
  [
    'twice, where the broker names one subscription of several',
    [
      [press, 2],
      [press, 2],
    ],
    [true, true],
  ],
  [
    'each, where they differ',
    [
      [press, 1],
      [printOf(Buffer.from('double')), 2],
    ],
    [true, true],
  ],
  ['each, where nothing says what they came for', [[press], [press]], [true, true]],
] as const)('tells a message %s', (_how, messages, expected) => {
  expect(told(...messages)).toEqual(expected);
});

it('tells each of any messages once, whichever of its topics a broker sends copies for', () => {
  const message = fc.record({ topic: fc.constantFrom('a', 'b', 'c'), payload: fc.constantFrom('x', 'y') });
  fc.assert(
    fc.property(
      fc.array(message),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.uniqueArray(fc.nat(9), { minLength: 1 })),
      (said, ids) => {
        const copies = new Copies();
        const heard = said.filter(
          ({ topic, payload }) => (ids[topic] ?? [1]).filter((id) => !copies.isCopy(topic, payload, [id])).length === 1,
        );
        expect(heard).toEqual(said);
      },
    ),
  );
});
