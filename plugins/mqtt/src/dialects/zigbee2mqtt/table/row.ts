import type { Row } from '../../../mapping/row.ts';

/** One target, or several in the order to try. */
export type RowSpec = string | Row | readonly Row[];

/** Rows by the name of the expose, and by patterns for the families of names. */
export interface Table {
  /** An empty list: the name means nothing that a capability names, whatever its family means. */
  readonly names: Readonly<Record<string, RowSpec>>;
  readonly patterns?: readonly (readonly [pattern: RegExp, rows: RowSpec])[];
}

/** Several names with the same meaning, white space between them. */
export function alike(names: string, rows: RowSpec): Readonly<Record<string, RowSpec>> {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, rows]));
}

export function rowsOf(spec: RowSpec): readonly Row[] {
  if (typeof spec === 'string') return [{ target: spec }];
  return isList(spec) ? spec : [spec];
}

// Array.isArray does not narrow a readonly array away.
function isList(spec: Row | readonly Row[]): spec is readonly Row[] {
  return Array.isArray(spec);
}
