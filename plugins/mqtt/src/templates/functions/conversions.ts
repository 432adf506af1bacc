import { isShallow } from '../template-limits.ts';
import { pythonText } from '../python-text.ts';
import { asInPayload } from './payload-order.ts';
import { isMoment, pythonMoment } from './moment.ts';
import { absent } from '../python-methods.ts';
import { fail, memberOf, orDefault, pointed, toFloat, toInteger, type Functions } from './function.ts';

const maxJsonDepth = 32;

export const conversions: Functions = {
  float: (value, ...rest) => orDefault(rest, () => toFloat(value)),
  int: (value, ...[fallback, base, ...more]) => {
    const rest = more.length > 0 || fallback !== undefined ? [fallback] : [];
    return orDefault(rest, () =>
      base === undefined || typeof value !== 'string' || value === absent ? toInteger(value) : withBase(value, toInteger(base)),
    );
  },
  // Python refuses to divide by zero.
  _pointed: (value) => (typeof value !== 'number' ? value : Number.isFinite(value) ? pointed(value) : fail('divided by zero')),
  _float: (value, ...rest) => orDefault(rest, () => pointed(toFloat(value))),
  bool: (value, ...rest) => orDefault(rest, () => toBoolean(value)),
  is_number: (value) => typeof value === 'number' || typeof value === 'bigint' || (typeof value === 'string' && isFloat(value)),
  _default: (value, ...rest) => {
    const [fallback, isForEmpty] = rest.length === 0 ? [''] : rest;
    return (value === absent || (isForEmpty === true && !isTruthy(value)) ? fallback : value) ?? null;
  },
  is_defined: (value) => (value === absent ? fail('not defined') : (value ?? null)),
  string: (value) => (value === absent ? '' : isMoment(value) ? pythonMoment(value) : pythonText(asInPayload(value) ?? null)),
  iif: (value, whenTrue = true, whenFalse = false, whenNone = whenFalse) =>
    value === undefined ? whenNone : isTruthy(value) ? whenTrue : whenFalse,
  get: (value, name, fallback = null) => memberOf(value, name) ?? fallback,
  typeof: (value) => typeOf(value),
  from_json: (value, ...rest) => orDefault(rest, () => fromJson(pythonText(value))),
  to_json: (value, pretty = false, order = []) => json(inOrder(asInPayload(value), order), pretty === true),
  tojson: (value, indent, order = []) => json(inOrder(value, order), typeof indent === 'number' && indent > 0),
};

function withBase(text: string, base: number): number {
  const digits = text
    .trim()
    .toLowerCase()
    .replace(/^([-+]?)0[xob]/, '$1');
  const number = base >= 2 && base <= 36 && /^[-+]?[0-9a-z]+$/.test(digits) ? Number.parseInt(digits, base) : Number.NaN;
  return Number.isNaN(number) ? fail(`"${text.slice(0, 50)}" is no number`) : number;
}

function isFloat(text: string): boolean {
  try {
    return Number.isFinite(toFloat(text));
  } catch {
    return false;
  }
}

const truths = new Map<unknown, boolean>([
  ...['true', 'yes', 'on', 'enable', '1'].map((word) => [word, true] as const),
  ...['false', 'no', 'off', 'disable', '0'].map((word) => [word, false] as const),
]);

function toBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  return truths.get(pythonText(value).toLowerCase().trim()) ?? fail('neither true nor false');
}

function isTruthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value instanceof Map ? value.size > 0 : Boolean(value);
}

function typeOf(value: unknown): string {
  if (value === undefined) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Map) return 'dict';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return typeof value === 'boolean' ? 'bool' : 'str';
}

function fromJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return isShallow(value, maxJsonDepth) ? value : fail('nested too deep');
}

/** A dictionary with its keys in the order that the template wrote them in. */
function inOrder(value: unknown, order: unknown): unknown {
  if (!(value instanceof Map) || !Array.isArray(order)) return value;
  const keys: unknown[] = order.filter((key) => value.has(key));
  return new Map([...keys, ...value.keys()].map((key) => [key, value.get(key)]));
}

/** `none` is undefined on this side, which JSON would leave out. */
function json(value: unknown, isPretty: boolean): string {
  const plain = (_name: string, part: unknown) => {
    if (part instanceof Map) return Object.fromEntries([...part].map(([name, one]) => [String(name), one ?? null]));
    if (isMoment(part)) return pythonMoment(part);
    return typeof part === 'bigint' ? Number(part) : part;
  };
  return JSON.stringify(value, plain, isPretty ? 2 : undefined) ?? 'null';
}
