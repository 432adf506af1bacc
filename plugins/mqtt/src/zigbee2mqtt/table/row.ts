import type { Quantity } from '@concord/sdk';
import type { Words } from '../codecs/word-codec.ts';
import type { Expose } from '../expose.ts';

/** Where an expose goes (capability map, section 3.7). A row only counts where type and unit fit the attribute too. */
export interface Row {
  /** `capability.attribute`, or `capability.command()` for what is only written. */
  readonly target: string;
  readonly words?: Words;
  /** A unit to take where Zigbee2MQTT gives none; '' where the attribute has none and what is said is no unit (`lqi`, `level`). */
  readonly unit?: string;
  /** Only where the unit is said: without it the number may be anything. */
  readonly stated?: boolean;
  /** Of an attribute whose unit is open: which of the quantities that the unit's text stands for. */
  readonly quantity?: Quantity;
  /** A scale that is no unit: mired, or 0 to 254. */
  readonly scale?: 'mired' | 'level';
  /** Only beside (or only without) one of these. */
  readonly beside?: readonly string[];
  readonly without?: readonly string[];
  readonly type?: Expose['type'];
  /** Only where it can be written (or only where it can't). */
  readonly writable?: boolean;
  /** The child endpoint that it is about, for what a device may have several of: the limits of its temperature, of its humidity. */
  readonly child?: string;
  /** A command that the product understands as "on", where the attribute itself is only read. */
  readonly command?: string;
  /** Of a command that takes a number: the argument that is sent. */
  readonly argument?: string;
}

/** One target, or several in the order to try. */
export type RowSpec = string | Row | readonly Row[];

/** Rows by the name of the expose, and by patterns for the families of names. */
export interface Table {
  /** An empty list: the name means nothing that a capability names, whatever its family means. */
  readonly names: Readonly<Record<string, RowSpec>>;
  readonly patterns?: readonly (readonly [pattern: RegExp, rows: RowSpec])[];
}

/** Several names with the same meaning. */
export function alike(names: string, rows: RowSpec): Readonly<Record<string, RowSpec>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, rows]));
}

export function rowsOf(spec: RowSpec): readonly Row[] {
  if (typeof spec === 'string') return [{ target: spec }];
  return isList(spec) ? spec : [spec];
}

// Array.isArray does not narrow a readonly array away.
function isList(spec: Row | readonly Row[]): spec is readonly Row[] {
  return Array.isArray(spec);
}
