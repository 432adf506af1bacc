import type { Row } from '../../../mapping/row.ts';

/** A row that may ask for what the node is: one of these words in its type or id. */
export interface HomieRow extends Row {
  readonly inside?: readonly string[];
  /** A boolean only where the property names its two values: its name alone does not tell which of them is which. */
  readonly isNamed?: boolean;
}

/** Rows by what the property may be called. */
export type Table = Readonly<Record<string, readonly HomieRow[]>>;

/** Several names with the same meaning, white space between them. */
export function alike(names: string, ...rows: readonly (string | HomieRow)[]): Table {
  const list = rows.map((row) => (typeof row === 'string' ? { target: row } : row));
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, list]));
}

/** A value that is measured: what can be set under the same name is something else. */
export function measured(target: string, unit?: string): HomieRow {
  return { target, type: 'numeric', writable: false, ...(unit !== undefined && { unstated: { unit } }) };
}
