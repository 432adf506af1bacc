import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttributeView } from '../api/types.ts';
import { editableMembers, layoutOf, withMembers, type Layout } from './structure.ts';

const view: AttributeView = {
  members: {
    profile: { base: 'genericSelect', title: 'Profile', options: [{ id: 'a', label: 'Gentle' }, { id: 'b' }] },
    'limits.low': { base: 'genericNumber', unit: 'Cel', minimum: 5, maximum: 30 },
    isOn: { base: 'genericBoolean' },
    '[].color': { base: 'genericText', title: 'Colour' },
    '[].heat': { base: 'measurement', unit: 'Cel' },
  },
};
/** The rows of a layout of fields, as a person reads them. */
const read = (layout: Layout) =>
  layout.form === 'fields'
    ? layout.members.map(({ shape, text }, index) => `${shape.title}: ${text(layout.values[index])}`)
    : layout.form === 'table'
      ? layout.rows.map((row) => row.map((cell, index) => layout.members[index]?.text(cell)).join(' | '))
      : layout.items;

describe('a structure', () => {
  it('is told member by member, by the titles, units and options of the descriptor', () => {
    const layout = layoutOf({ profile: 'a', limits: { low: 7.5 } }, view, {});
    expect(read(layout)).toEqual(['Profile: Gentle', 'Limits: low: 7.5 °C', 'Is on: –']);
  });

  it('is a table where it is a list of things, with a column for each member that any of them has', () => {
    const layout = layoutOf([{ color: 'red' }, { color: 'blue', heat: 21 }], view, {});
    expect(layout.form === 'table' && layout.members.map(({ shape }) => shape.title)).toEqual(['Colour', 'Heat']);
    expect(read(layout)).toEqual(['Red | –', 'Blue | 21 °C']);
  });

  it('is told by its schema where there is no descriptor', () => {
    const schema = {
      type: 'array',
      items: { type: 'object', properties: { share: { type: 'number', title: 'Browning', 'x-unit': '%' } } },
    };
    const layout = layoutOf([{ share: 40 }], undefined, schema);
    expect(layout.form === 'table' && layout.members[0]?.shape.title).toBe('Browning');
    expect(read(layout)).toEqual(['40 %']);
  });

  it.each([
    ['a list of plain values', ['red', 'green'], ['Red', 'Green']],
    ['nothing', null, []],
    ['an empty list', [], []],
    ['things and values in one list', [{ a: 1 }, 2], ['A: 1', '2']],
  ])('may be %s', (_, value, lines) => {
    expect(read(layoutOf(value, undefined, {}))).toEqual(lines);
  });

  it('is entered member by member where an input fits each', () => {
    expect(editableMembers(layoutOf({ profile: 'a' }, view, {}))?.map(({ path }) => path)).toEqual(['profile', 'limits.low', 'isOn']);
    expect(editableMembers(layoutOf({ profile: 'a', extra: [1, 2] }, view, {}))).toBeUndefined();
    expect(editableMembers(layoutOf([{ color: 'red' }], view, {}))).toBeUndefined();
    expect(editableMembers(layoutOf({ 'a.b': 'x' }, { members: { 'a.b': { base: 'genericText' } } }, {}))).toBeUndefined();
  });
});

describe('a structure with members changed', () => {
  it('keeps what was not changed', () => {
    expect(withMembers({ profile: 'a', limits: { low: 5, high: 9 } }, { 'limits.low': 7 })).toEqual({
      profile: 'a',
      limits: { low: 7, high: 9 },
    });
  });

  const name = fc.stringMatching(/^[a-z]{1,4}$/);
  const { node } = fc.letrec<{ node: Record<string, unknown> }>((tie) => ({
    node: fc.dictionary(name, fc.oneof({ maxDepth: 3 }, fc.integer(), fc.boolean(), tie('node')), { minKeys: 1, maxKeys: 4 }),
  }));
  it('is the same again when each member is set to what it is', () => {
    fc.assert(
      fc.property(node, (value) => {
        const layout = layoutOf(value, undefined, {});
        if (layout.form !== 'fields') throw new Error('it is a record');
        const changes = Object.fromEntries(layout.members.map(({ path }, index) => [path, layout.values[index]]));
        expect(withMembers({}, changes)).toEqual(value);
      }),
    );
  });
});
