import { fail, items, keyOf, orDefault, pointed, toFloat, toInteger, type Functions, type TemplateFunction } from './function.ts';
import { fixed } from './fixed.ts';
import { isMoment, later } from './moment.ts';

const withNumber =
  (work: (value: number) => number): TemplateFunction =>
  (value, ...rest) =>
    orDefault(rest, () => finite(work(toFloat(value))));

const bits =
  (work: (left: number, right: number) => number): TemplateFunction =>
  (left, right) =>
    work(toInteger(left), toInteger(right));

/** The mathematics of templates, as filters and as functions. */
export const numbers: Functions = {
  round: (value, precision = 0, method = 'common', ...rest) => orDefault(rest, () => round(toFloat(value), toInteger(precision), method)),
  _round: (value, precision, method = 'common', ...rest) =>
    orDefault(rest, () => pointed(round(toFloat(value), toInteger(precision), method))),
  abs: withNumber(Math.abs),
  multiply: (value, by, ...rest) => orDefault(rest, () => finite(toFloat(value) * toFloat(by))),
  add: (value, by, ...rest) => orDefault(rest, () => (isMoment(value) ? later(value, toFloat(by)) : finite(toFloat(value) + toFloat(by)))),
  log: (value, base, ...rest) => orDefault(rest, () => finite(logarithm(toFloat(value), base))),
  sqrt: withNumber(Math.sqrt),
  sin: withNumber(Math.sin),
  cos: withNumber(Math.cos),
  tan: withNumber(Math.tan),
  asin: withNumber(Math.asin),
  acos: withNumber(Math.acos),
  atan: withNumber(Math.atan),
  atan2: (y, x, ...rest) => orDefault(rest, () => Math.atan2(toFloat(y), toFloat(x))),
  bitwise_and: bits((left, right) => left & right),
  bitwise_or: bits((left, right) => left | right),
  bitwise_xor: bits((left, right) => left ^ right),
  clamp: (value, low, high) => Math.min(Math.max(toFloat(value), toFloat(low)), toFloat(high)),
  wrap: (value, low, high) => wrapped(toFloat(value), toFloat(low), toFloat(high)),
  remap: (value, fromLow, fromHigh, toLow, toHigh) => {
    const share = (toFloat(value) - toFloat(fromLow)) / (toFloat(fromHigh) - toFloat(fromLow));
    return finite(toFloat(toLow) + share * (toFloat(toHigh) - toFloat(toLow)));
  },
  average: (...args) => summed(args, (list) => list.reduce((sum, one) => sum + one, 0) / list.length),
  median: (...args) => summed(args, middle),
  statistical_mode: (...args) => mostFrequent(several(args)),
};

/** `min` and `max` of the engine take a list only. */
export const extremes: Functions = {
  min: (...args) => Math.min(...several(args).map(toFloat)),
  max: (...args) => Math.max(...several(args).map(toFloat)),
};

export const constants: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E, tau: 2 * Math.PI };

function finite(value: number): number {
  return Number.isFinite(value) ? value : fail('no number comes of this');
}

function logarithm(value: number, base: unknown): number {
  return base === undefined ? Math.log(value) : Math.log(value) / Math.log(toFloat(base));
}

const roundings: Readonly<Record<string, (scaled: number) => number>> = { floor: Math.floor, ceil: Math.ceil };

function round(value: number, precision: number, method: unknown): number {
  if (method === 'half') return Math.round(value * 2) / 2;
  if (precision >= 0 && method !== 'floor' && method !== 'ceil') return Number(fixed(value, Math.min(precision, 20)));
  const scale = 10 ** Math.max(-300, Math.min(300, precision));
  const rounded = (roundings[String(method)] ?? halfEven)(Number((value * scale).toPrecision(15))) / scale;
  return Number.isFinite(rounded) ? rounded : value;
}

/** Tens and hundreds; a tie goes to the even neighbour. */
function halfEven(value: number): number {
  const below = Math.floor(value);
  return value - below === 0.5 ? below + (below % 2 === 0 ? 0 : 1) : Math.round(value);
}

function wrapped(value: number, low: number, high: number): number {
  const span = high - low;
  return span > 0 ? low + ((((value - low) % span) + span) % span) : fail('an empty range');
}

/** A list, or the arguments themselves. */
function several(args: readonly unknown[]): unknown[] {
  return Array.isArray(args[0]) ? items(args[0]) : items([...args]);
}

function summed(args: readonly unknown[], work: (list: number[]) => number): unknown {
  const isList = Array.isArray(args[0]);
  return orDefault(isList ? args.slice(1, 2) : [], () => {
    const list = several(args).map(toFloat);
    return list.length > 0 ? work(list) : fail('nothing to reckon with');
  });
}

function middle(list: number[]): number {
  const sorted = list.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? half - 1 : half], sorted[half]];
  return (low + high) / 2;
}

function mostFrequent(list: readonly unknown[]): unknown {
  const groups = [...Map.groupBy(list, keyOf).values()];
  const longest = groups.reduce((best, group) => (group.length > best.length ? group : best), groups[0] ?? []);
  return longest[0] ?? fail('nothing to reckon with');
}
