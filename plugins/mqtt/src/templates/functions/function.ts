import { absent } from '../python-methods.ts';
import { pythonText } from '../python-text.ts';

/**
 * A filter, function or test of Home Assistant's templates. Throwing means that rendering fails; the engine's side of it is in `engine.ts`.
 * What is `none` or undefined in the template arrives as `undefined`, a dictionary as a `Map`.
 */
export type TemplateFunction = (...args: unknown[]) => unknown;

export type Functions = Readonly<Record<string, TemplateFunction>>;

/** What a template function may make or look at: a state of a product is far below. */
export const maxTextLength = 65_536;
export const maxItems = 10_000;

export function fail(message?: unknown): never {
  throw new TypeError(String(message));
}

export function capped(text: string): string {
  return text.length <= maxTextLength ? text : fail('the text grew too long');
}

/** What was to be converted is undefined, for which no default stands in. */
class AbsentError extends TypeError {
  constructor() {
    super('not defined');
    this.name = 'AbsentError';
  }
}

export function toFloat(value: unknown): number {
  if (value === absent) throw new AbsentError();
  const result = typeof value === 'string' ? numberOf(value) : typeof value === 'boolean' ? Number(value) : value;
  if (typeof result === 'bigint') return Number(result);
  if (typeof result !== 'number' || !Number.isFinite(result)) return fail(`"${pythonText(value).slice(0, 100)}" is no number`);
  return result;
}

/** How Python prints a number with a point: the engine takes whole ones for integers. */
export function pointed(value: number): unknown {
  return Number.isInteger(value) && Math.abs(value) < 1e16 ? `${value}.0` : value;
}

/** As Python reads a number: no hexadecimal, but digits with `_` between them. */
function numberOf(text: string): number {
  const trimmed = text.trim();
  return /^[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(trimmed) ? Number(trimmed.replaceAll('_', '')) : Number.NaN;
}

export function toInteger(value: unknown): number {
  return Math.trunc(toFloat(value));
}

/** The result of a conversion, or the template's own default where it fails and there is one (`none` is one, too). */
export function orDefault(rest: readonly unknown[], convert: () => unknown): unknown {
  try {
    return convert();
  } catch (error) {
    if (rest.length === 0 || error instanceof AbsentError) throw error;
    return rest[0] ?? null;
  }
}

/** The items of what a template may loop over. */
export function items(value: unknown): unknown[] {
  const list = Array.isArray(value)
    ? (value as unknown[])
    : value instanceof Map
      ? [...value.keys()]
      : typeof value === 'string'
        ? Array.from(value)
        : undefined;
  if (!list) return fail('nothing that has items');
  return list.length <= maxItems ? list : fail('too many items');
}

/** Two values are one and the same item of a list. */
export function keyOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? `\0${pythonText(value)}` : value;
}

/** A member of a dictionary; undefined where it has none by that name. */
export function memberOf(value: unknown, name: unknown): unknown {
  if (value instanceof Map) return value.get(name);
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, String(name))) return undefined;
  return (value as Record<string, unknown>)[String(name)];
}
