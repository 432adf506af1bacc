import type { Row } from '../../../mapping/row.ts';

/** What Z-Wave's specification says of a value, for whenever the gateway itself does not describe it. */
export interface Known {
  readonly type: 'numeric' | 'binary' | 'enum' | 'text' | 'duration' | 'trigger';
  /** Where it goes, in the order to try. None: it keeps its own name. */
  readonly rows: readonly Row[];
  readonly unit?: string;
  /** What the numbers of an enum are called; rows go by these words. */
  readonly states?: States;
  readonly writable?: boolean;
  readonly category?: 'config' | 'diagnostic';
  /** Why it is not shown. */
  readonly internal?: string;
  /** What the endpoint is to a person, where this is what the product is for. */
  readonly kind?: string;
}

export type States = Readonly<Record<number, string>>;

/** The values of a command class by `property/key`, or by `property` for every key. */
export type ClassTable = Readonly<Record<string, Known>>;

type More = Omit<Partial<Known>, 'type' | 'rows'>;
type Target = string | Row | readonly Row[];

export function numeric(target?: Target, unit?: string, more: More = {}): Known {
  return { type: 'numeric', rows: rowsOf(target), ...(unit !== undefined && { unit }), ...more };
}

export function binary(target?: Target, more: More = {}): Known {
  return { type: 'binary', rows: rowsOf(target), ...more };
}

export function choice(states: States, target?: Target, more: More = {}): Known {
  return { type: 'enum', rows: rowsOf(target), states, ...more };
}

export function text(target?: Target, more: More = {}): Known {
  return { type: 'text', rows: rowsOf(target), ...more };
}

/** Seconds, from what the gateway writes as a value with its unit. */
export function duration(target?: Target, more: More = {}): Known {
  return { type: 'duration', rows: rowsOf(target), unit: 's', ...more };
}

/** Only written, and only ever the one thing. */
export function trigger(target?: Target, more: More = {}): Known {
  return { type: 'trigger', rows: rowsOf(target), writable: true, ...more };
}

export function internal(reason: string): Known {
  return { type: 'text', rows: [], internal: reason };
}

function rowsOf(target: Target | undefined): readonly Row[] {
  if (target === undefined) return [];
  if (typeof target === 'string') return [{ target }];
  return isList(target) ? target : [target];
}

// Array.isArray does not narrow a readonly array away.
function isList(target: Row | readonly Row[]): target is readonly Row[] {
  return Array.isArray(target);
}
