import { isObject, type JsonObject } from '../untrusted/json.ts';

/** Turns what a component says into an attribute's value; undefined where it is no such value. Null ("not known") never gets here. */
export type Read = (value: unknown, status: JsonObject) => unknown;

export const finite: Read = (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
export const yesNo: Read = (value) => (typeof value === 'boolean' ? value : undefined);
export const words: Read = (value) => (typeof value === 'string' ? value.slice(0, 65_536) : undefined);

/** A number in a closed range. */
export function between(minimum: number, maximum: number): Read {
  return (value) => (typeof value === 'number' && value >= minimum && value <= maximum ? value : undefined);
}

export const percent = between(0, 100);

/** The device's word → ours. */
export function oneOfWords(table: Readonly<Record<string, string>>): Read {
  return (value) => (typeof value === 'string' ? (Object.hasOwn(table, value) ? table[value] : 'other') : undefined);
}

export function whether(yes: string, no: string): Read {
  return (value) => (typeof value === 'boolean' ? (value ? yes : no) : undefined);
}

/** Active faults, from a list of the device's codes. */
export const faults: Read = (value) =>
  Array.isArray(value) && value.every((code) => typeof code === 'string')
    ? value.slice(0, 100).map((code: string) => ({ code, severity: 'error', text: code.replaceAll('_', ' ') }))
    : undefined;

/** Any value, within reason: what has no capability of its own. */
export const anything: Read = (value) =>
  isObject(value) || Array.isArray(value) ? value : (yesNo(value, {}) ?? finite(value, {}) ?? words(value, {}));
