import type { HomieNode, HomieProperty } from '../description.ts';
import type { Feature } from '../../../mapping/feature.ts';
import { plainName } from '../../../mapping/plain-name.ts';
import { endsOf, namesOf, wordsOf } from '../names.ts';
import { climate } from './climate.ts';
import { measurements } from './measurements.ts';
import type { HomieRow, Table } from './row.ts';
import { states } from './states.ts';

const tables: readonly Table[] = [climate, measurements, states];

/**
 * The rows to try for a property: by its id, or by the type and the id of its node where its id says nothing (`relay/state`). What is only
 * measured may also be named by its last words.
 */
export function rowsFor(node: HomieNode, property: HomieProperty, feature: Feature): HomieRow[] {
  const names = namesOf(node, property);
  const own = [...tables.flatMap((table) => names.flatMap((name) => rowsOf(table, name)))];
  const ends = property.isSettable ? [] : endsOf(property).flatMap((name) => rowsOf(measurements, name));
  const words = wordsOf(node);
  const beside = new Set(node.properties.filter((other) => other !== property).map(({ id }) => plainName(id)));
  return [...own, ...ends].filter((row) => isMeant(row, feature, words, beside));
}

function rowsOf(table: Table, name: string): readonly HomieRow[] {
  return (Object.hasOwn(table, name) ? table[name] : undefined) ?? [];
}

function isMeant(row: HomieRow, { type, isWritable }: Feature, words: ReadonlySet<string>, beside: ReadonlySet<string>): boolean {
  return (
    (row.type === undefined || row.type === type) &&
    (row.writable === undefined || row.writable === isWritable) &&
    (row.beside?.some((name) => beside.has(name)) ?? true) &&
    (row.inside?.some((word) => words.has(word)) ?? true)
  );
}

/** Every target of the tables, for the test that they all exist. */
export function targets(): string[] {
  return tables.flatMap((table) => Object.values(table).flatMap((rows) => rows.map(({ target }) => target)));
}
