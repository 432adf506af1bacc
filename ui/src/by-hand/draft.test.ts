import { describe, expect, it } from 'vitest';
import type { Capability } from '../api/types.ts';
import { draftOf, draftValue, mappingOf, type Draft, type DraftValue } from './draft.ts';

const attributeOf = (schema: object) => ({ title: 'It', writable: true, schema });
const model: Readonly<Record<string, object>> = {
  switch: { attributes: { on: attributeOf({ type: 'boolean' }) }, commands: { toggle: { title: 'Toggle' } } },
  sensor: { attributes: { reading: { title: 'It', writable: false, schema: { type: 'number' } } } },
  level: { attributes: { level: attributeOf({ type: 'number' }) } },
};
const find = (id: string) => model[id] as Capability | undefined;
const on = { type: 'attribute', name: 'on' } as const;
const level = { type: 'attribute', name: 'level' } as const;
const draft = (...values: readonly Partial<DraftValue>[]): Draft => ({
  ...draftOf(undefined),
  name: 'X',
  values: values.map((value) => ({ ...draftValue(), ...value })),
});
const valueOf = (value: Partial<DraftValue>) => (mappingOf(draft(value), find) as { values: object[] }).values[0];

describe('a draft', () => {
  it('says nothing of what was left empty', () => {
    expect(mappingOf(draftOf(undefined), find)).toEqual({ name: '', values: [{ capability: '' }] });
  });

  it('gives a mapping back as it was', () => {
    const mapping = {
      key: 'manual:a',
      name: 'Pump',
      kind: 'pump',
      availability: { topic: 'a/there', available: 'yes' },
      expireAfter: 60,
      values: [
        {
          capability: 'switch',
          attribute: 'on',
          endpoint: 'left',
          state: { topic: 'a', template: '{{ value }}' },
          words: [{ word: '1', value: true }],
          send: { topic: 'b', words: [{ word: 'on', value: true }], qos: 1, retain: true },
          optimistic: true,
        },
        { capability: 'switch', command: 'toggle', send: { topic: 'b', payload: '' } },
        {
          capability: 'level',
          attribute: 'level',
          state: { topic: 'c' },
          unit: '%',
          words: [{ word: 'off', value: 0 }],
          send: { topic: 'd' },
          minimum: 0,
        },
      ],
    };
    expect(mappingOf(draftOf(mapping), find)).toEqual(mapping);
  });

  const entered: Partial<DraftValue> = {
    capability: 'level',
    member: level,
    state: { topic: 'a', template: '' },
    unit: '%',
    words: [{ word: 'ON', value: true }],
    minimum: 1,
    maximum: 9,
    step: 2,
    send: { ...draftValue().send, topic: 'b', payload: 'x' },
    optimistic: true,
  };
  it.each<[string, Partial<DraftValue>, object]>([
    ['what is only for what can be set', {}, { capability: 'level', attribute: 'level', state: { topic: 'a' }, unit: '%' }],
    [
      'what can only be read',
      { capability: 'sensor', member: { type: 'attribute', name: 'reading' }, isSettable: true },
      { capability: 'sensor', attribute: 'reading', state: { topic: 'a' }, unit: '%' },
    ],
    [
      'what is only for numbers',
      { capability: 'switch', member: on, isSettable: true },
      {
        capability: 'switch',
        attribute: 'on',
        state: { topic: 'a' },
        words: [{ word: 'ON', value: true }],
        send: { topic: 'b' },
        optimistic: true,
      },
    ],
    [
      'what a command has no use for',
      { capability: 'switch', member: { type: 'command', name: 'toggle' } },
      { capability: 'switch', command: 'toggle', send: { topic: 'b', payload: 'x' }, optimistic: true },
    ],
    [
      'what an event has no use for',
      { capability: 'switch', member: { type: 'event', name: 'pressed' }, isSettable: true },
      { capability: 'switch', event: 'pressed', state: { topic: 'a' } },
    ],
  ])('leaves out %s, and keeps what was entered', (_, choice, expected) => {
    expect(valueOf({ ...entered, ...choice })).toEqual(expected);
  });
});
