import { fail, items, keyOf, maxItems, memberOf, toFloat, type Functions } from './function.ts';

/** Lists and dictionaries. */
export const lists: Functions = {
  sum: (value, attribute, start = 0) =>
    items(value).reduce((sum: number, item) => sum + toFloat(attribute === undefined ? item : memberOf(item, attribute)), toFloat(start)),
  flatten: (value, levels) => flat(items(value), typeof levels === 'number' ? Math.min(levels, 10) : 10),
  union: (value, other) => unique([...items(value), ...items(other)]),
  intersect: (value, other) => kept(value, other, true),
  difference: (value, other) => kept(value, other, false),
  symmetric_difference: (value, other) => [...kept(value, other, false), ...kept(other, value, false)],
  zip: (...lists) => zipped(lists.map(items)),
  set: (value) => (value === undefined ? [] : unique(items(value))),
  tuple: (value) => items(value),
  shuffle: (value) => items(value),
  combine: (...maps) => new Map(maps.flatMap((map) => (map instanceof Map ? [...map] : fail('not a dictionary')))),
  dict: (value) => new Map(items(value).map((pair) => (Array.isArray(pair) ? ([pair[0], pair[1]] as const) : fail('not a pair')))),
};

export const listFunctions: Functions = {
  sorted: (value, isReversed = false) => {
    const list = items(value).toSorted(compare);
    return isReversed === true ? list.toReversed() : list;
  },
  zip: lists['zip'] ?? fail,
  set: lists['set'] ?? fail,
  tuple: lists['tuple'] ?? fail,
  union: lists['union'] ?? fail,
  intersect: lists['intersect'] ?? fail,
  difference: lists['difference'] ?? fail,
  symmetric_difference: lists['symmetric_difference'] ?? fail,
  flatten: lists['flatten'] ?? fail,
  combine: lists['combine'] ?? fail,
};

function flat(list: readonly unknown[], levels: number): unknown[] {
  const flattened: unknown[] = list.flat(levels);
  return flattened.length <= maxItems ? flattened : fail('too many items');
}

function unique(list: readonly unknown[]): unknown[] {
  return [...new Map(list.map((one) => [keyOf(one), one])).values()];
}

function kept(value: unknown, other: unknown, isIn: boolean): unknown[] {
  const others = new Set(items(other).map(keyOf));
  return unique(items(value).filter((one) => others.has(keyOf(one)) === isIn));
}

function zipped(lists: readonly unknown[][]): unknown[][] {
  const length = Math.min(...lists.map((list) => list.length));
  return Number.isFinite(length) ? Array.from({ length }, (_, at) => lists.map((list) => list[at])) : [];
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : 1;
}
