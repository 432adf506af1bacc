import { bounded, linearRegex } from './linear-regex.ts';
import { pythonText } from './python-text.ts';
import { customTime, isoTime, secondsOf } from './times.ts';

/** A filter or function of Home Assistant's templates. Throwing means that rendering fails; the engine's side of it is in `engine.ts`. */
export type TemplateFunction = (...args: unknown[]) => unknown;

const maxTextLength = 65_536;

/** The filters that the engine lacks, or does otherwise than Home Assistant. */
export const filters: Readonly<Record<string, TemplateFunction>> = {
  float: (value, fallback) => number(value, fallback, toFloat),
  int: (value, fallback) => number(value, fallback, (from) => Math.trunc(toFloat(from))),
  round: (value, precision = 0, method = 'common', fallback?: unknown) =>
    number(value, fallback, (from) => round(toFloat(from), precision, method)),
  bool: (value, fallback) => bool(value, fallback),
  is_defined: (value) => {
    if (value === undefined) throw new TypeError('not defined');
    return value;
  },
  iif: (value, whenTrue = true, whenFalse = false, whenNone = whenFalse) =>
    value === null ? whenNone : isTruthy(value) ? whenTrue : whenFalse,
  string: (value) => pythonText(value),
  get: (value, name, fallback = null) => property(value, name) ?? fallback,
  replace: (value, from, to) => capped(pythonText(value).replaceAll(pythonText(from), pythonText(to))),
  multiply: (value, by, fallback) => number(value, fallback, (from) => toFloat(from) * toFloat(by)),
  add: (value, by, fallback) => number(value, fallback, (from) => toFloat(from) + toFloat(by)),
  log: (value, base, fallback) =>
    number(value, fallback, (from) => (base === undefined ? Math.log(toFloat(from)) : Math.log(toFloat(from)) / Math.log(toFloat(base)))),
  sqrt: (value, fallback) => number(value, fallback, (from) => Math.sqrt(toFloat(from))),
  bitwise_and: (value, other) => toFloat(value) & toFloat(other),
  bitwise_or: (value, other) => toFloat(value) | toFloat(other),
  ord: (value) => pythonText(value).codePointAt(0),
  base64_decode: (value) => Buffer.from(pythonText(value), 'base64').toString('utf8'),
  from_json: (value) => JSON.parse(pythonText(value)),
  to_json: (value) => json(value),
  tojson: (value) => json(value),
  format: (value, ...args) => capped(printf(pythonText(value), args)),
  truncate: (value, length = 255, _killWords = true, end = '...') => truncate(pythonText(value), toFloat(length), pythonText(end)),
  regex_match: (value, find = '', ignoreCase = false) => regex(find, ignoreCase, 'start').test(bounded(pythonText(value))),
  regex_search: (value, find = '', ignoreCase = false) => regex(find, ignoreCase).test(bounded(pythonText(value))),
  regex_replace: (value, find = '', replacement = '', ignoreCase = false) =>
    capped(
      bounded(pythonText(value)).replace(
        regex(find, ignoreCase),
        pythonText(replacement)
          .replaceAll('$', '$$$$')
          .replace(/\\g?<?(\d)>?/g, '$$$1'),
      ),
    ),
  regex_findall: (value, find = '', ignoreCase = false) => findAll(value, find, ignoreCase),
  regex_findall_index: (value, find = '', index = 0, ignoreCase = false) => findAll(value, find, ignoreCase)[toFloat(index)],
  as_datetime: (value, fallback) => isoTime(value) ?? fallback ?? fail(`"${pythonText(value)}" is no time`),
  as_timestamp: (value, fallback) => secondsOf(value) ?? fallback ?? fail(`"${pythonText(value)}" is no time`),
  timestamp_local: (value, fallback) => isoTime(toFloat(value)) ?? fallback,
  timestamp_utc: (value, fallback) => isoTime(toFloat(value)) ?? fallback,
  timestamp_custom: (value, pattern = '%Y-%m-%d %H:%M:%S', local = true, fallback?: unknown) =>
    customTime(secondsOf(value), pythonText(pattern), local !== false) ?? fallback ?? fail('no time'),
};

/** The functions of the same kind. */
export const functions: Readonly<Record<string, TemplateFunction>> = {
  float: filters['float'] ?? fail,
  int: filters['int'] ?? fail,
  bool: filters['bool'] ?? fail,
  iif: filters['iif'] ?? fail,
  as_datetime: filters['as_datetime'] ?? fail,
  as_timestamp: filters['as_timestamp'] ?? fail,
  now: () => new Date().toISOString(),
  utcnow: () => new Date().toISOString(),
  min: (...values) => Math.min(...values.flat().map(toFloat)),
  max: (...values) => Math.max(...values.flat().map(toFloat)),
  // Templates may ask for other entities of a Home Assistant; there is none here.
  states: () => 'unknown',
  state_attr: () => null,
  is_state: () => false,
};

export const tests: Readonly<Record<string, TemplateFunction>> = {
  match: (value, find = '', ignoreCase = false) => regex(find, ignoreCase, 'start').test(bounded(pythonText(value))),
  search: (value, find = '', ignoreCase = false) => regex(find, ignoreCase).test(bounded(pythonText(value))),
};

function fail(message?: unknown): never {
  throw new TypeError(String(message));
}

function number(value: unknown, fallback: unknown, convert: (value: unknown) => number): unknown {
  try {
    return convert(value);
  } catch (error) {
    if (fallback === undefined) throw error;
    return fallback;
  }
}

function toFloat(value: unknown): number {
  const result =
    typeof value === 'string' ? (value.trim() === '' ? Number.NaN : Number(value)) : typeof value === 'boolean' ? Number(value) : value;
  if (typeof result === 'bigint') return Number(result);
  if (typeof result !== 'number' || !Number.isFinite(result)) return fail(`"${pythonText(value).slice(0, 100)}" is no number`);
  return result;
}

const roundings: Readonly<Record<string, (scaled: number) => number>> = { floor: Math.floor, ceil: Math.ceil, common: halfEven };

function round(value: number, precision: unknown, method: unknown): number {
  const scale = 10 ** toFloat(precision);
  if (method === 'half') return Math.round(value * 2) / 2;
  return (roundings[String(method)] ?? halfEven)(Number((value * scale).toPrecision(15))) / scale;
}

/** Python rounds a tie to the even neighbour. */
function halfEven(value: number): number {
  const below = Math.floor(value);
  return value - below === 0.5 ? below + (below % 2 === 0 ? 0 : 1) : Math.round(value);
}

const truths = new Map<unknown, boolean>([
  ...['true', 'yes', 'on', 'enable', '1'].map((word) => [word, true] as const),
  ...['false', 'no', 'off', 'disable', '0'].map((word) => [word, false] as const),
]);

function bool(value: unknown, fallback: unknown): unknown {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  return truths.get(pythonText(value).toLowerCase().trim()) ?? fallback ?? fail('neither true nor false');
}

function isTruthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function property(value: unknown, name: unknown): unknown {
  if (value instanceof Map) return value.get(name);
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, String(name))) return undefined;
  return (value as Record<string, unknown>)[String(name)];
}

function json(value: unknown): string {
  return (
    JSON.stringify(value, (_name, part: unknown) =>
      part instanceof Map ? Object.fromEntries(part) : typeof part === 'bigint' ? Number(part) : part,
    ) ?? 'null'
  );
}

function capped(text: string): string {
  return text.length <= maxTextLength ? text : fail('the text grew too long');
}

function truncate(text: string, length: number, end: string): string {
  return text.length <= length ? text : text.slice(0, Math.max(0, length - end.length)) + end;
}

function regex(find: unknown, ignoreCase: unknown, anchor: 'start' | 'anywhere' = 'anywhere'): RegExp {
  return linearRegex(pythonText(find), ignoreCase === true ? 'i' : '', anchor);
}

function findAll(value: unknown, find: unknown, ignoreCase: unknown): string[] {
  return [...bounded(pythonText(value)).matchAll(regex(find, ignoreCase))].map((match) => match[1] ?? match[0]);
}

const directive = /%(?<flags>[-0+ ]*)(?<width>\d{0,3})(?:\.(?<precision>\d{1,2}))?(?<type>[sdifxXo%])/g;

/** The directives of Python's `%` formatting that templates use. */
function printf(pattern: string, args: readonly unknown[]): string {
  let next = 0;
  return pattern.replace(directive, (...match: unknown[]) => {
    const { flags = '', width = '', precision, type = '' } = match.at(-1) as Record<string, string | undefined>;
    if (type === '%') return '%';
    const text = formatOne(args[next++], type, precision);
    if (flags.includes('-')) return text.padEnd(Number(width));
    return text.padStart(Number(width), flags.includes('0') ? '0' : ' ');
  });
}

function formatOne(value: unknown, type: string, precision: string | undefined): string {
  if (type === 's') return pythonText(value);
  if (type === 'f') return toFloat(value).toFixed(Number(precision ?? 6));
  const integer = Math.trunc(toFloat(value));
  if (type === 'x') return integer.toString(16);
  if (type === 'X') return integer.toString(16).toUpperCase();
  return type === 'o' ? integer.toString(8) : String(integer);
}
