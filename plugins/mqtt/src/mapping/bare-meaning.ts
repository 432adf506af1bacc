import type { Values } from '../devices/fragment.ts';
import type { Words } from './codecs/word-codec.ts';
import type { Feature } from './feature.ts';
import type { Row } from './row.ts';
import { toNumber } from './numbers.ts';

/**
 * What a bare value means: one that a product says without a description of it, by its name alone. It comes from the product's documents.
 */
export interface Meaning {
  readonly type: 'numeric' | 'binary' | 'text';
  /** Where it goes; no row: it is kept under its own name. */
  readonly rows: readonly Row[];
  readonly unit?: string | undefined;
  readonly category?: Feature['category'] | undefined;
  /** Turns what the product wrote into what the row takes. Undefined: it is no such value. */
  readonly read?: ((value: unknown, beside: Values) => unknown) | undefined;
}

/** What is known of a name. */
export interface Known {
  readonly meanings: readonly Meaning[];
  /** Why it gives nothing: others say it, or it is about the message and not about the product. */
  readonly internal?: string | undefined;
}

interface NumberOptions extends Pick<Meaning, 'category' | 'read'> {
  readonly child?: string | undefined;
}

/** A number in a unit. */
export function number(target: string, unit: string | undefined, { child, category, read }: NumberOptions = {}): Known {
  const row: Row = { target, ...(child !== undefined && { child }) };
  return { meanings: [{ type: 'numeric', rows: [row], unit, category, read }] };
}

/** A yes or no; `words` names the two where the attribute is no yes or no itself. */
export function flag(target: string, words?: { readonly yes: unknown; readonly no: unknown }, child?: string): Known {
  const named: Words | undefined = words && { true: words.yes, false: words.no };
  const row: Row = { target, ...(named && { words: named }), ...(child !== undefined && { child }) };
  return { meanings: [{ type: 'binary', rows: [row], read: toFlag }] };
}

/** A yes or no that means the opposite of its attribute. */
export function inverted(known: Known): Known {
  const opposite = (value: unknown) => {
    const yes = toFlag(value);
    return typeof yes === 'boolean' ? !yes : yes;
  };
  return { meanings: known.meanings.map((meaning) => ({ ...meaning, read: opposite })) };
}

export function text(target: string, category: Meaning['category'] = 'diagnostic'): Known {
  return { meanings: [{ type: 'text', rows: [{ target }], category }] };
}

/** A value without a named meaning, whose type is known nevertheless. */
export function plain(type: Meaning['type'], unit?: string, category?: Meaning['category']): Known {
  return { meanings: [{ type, rows: [], unit, category, ...(type === 'binary' && { read: toFlag }) }] };
}

export function internal(reason: string): Known {
  return { meanings: [], internal: reason };
}

const yes = new Set(['1', 'true', 'on', 'yes', 'open', 'opened', 'detected', 'active']);
const no = new Set(['0', 'false', 'off', 'no', 'closed', 'close', 'clear', 'inactive']);

/** A yes or no as radios and their programs write it; null where it is not known. */
export function toFlag(value: unknown): boolean | null | undefined {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const word = String(value).toLowerCase();
  return yes.has(word) ? true : no.has(word) ? false : undefined;
}

/** A value whose name says nothing: its type is that of the first one. */
export function guess(value: unknown, unit?: string, category?: Meaning['category']): Known | undefined {
  if (typeof value === 'boolean') return plain('binary', undefined, category);
  if (typeof value === 'number' || isPlainNumber(value)) return plain('numeric', unit, category);
  return typeof value === 'string' ? plain('text', undefined, category) : undefined;
}

/** Text that is a number and nothing else: `007` and `1e5` are codes. */
function isPlainNumber(value: unknown): boolean {
  return typeof value === 'string' && /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(value) && typeof toNumber(value) === 'number';
}
