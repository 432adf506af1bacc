import { canonical, isNear, type Found } from './records.ts';
import { right, wrong, type Verdict } from './tally.ts';
import { asBoolean, isSameJson } from './words.ts';

/**
 * For what a corpus says without an expectation: each value that a product says must be held, under whatever name, with the meaning that
 * its unit allows. Weaker than an expectation: it can't see that a word was given a wrong name.
 */

/** One value of a message: the names on the way to it, and itself. */
export interface Leaf {
  readonly path: readonly string[];
  readonly value: string | number | boolean;
}

const maxDepth = 8;

/** The single values of a payload; lists count as one value. */
export function leavesOf(value: unknown, path: readonly string[] = []): Leaf[] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return [{ path, value }];
  if (typeof value !== 'object' || value === null || path.length >= maxDepth) return [];
  return Object.entries(value).flatMap(([name, one]) => leavesOf(one, [...path, name]));
}

/** Units that products write beside or instead of the canonical ones. */
const units = [
  ...[
    '°F',
    '°C',
    'K',
    'W',
    'kW',
    'Wh',
    'kWh',
    'Wmin',
    'V',
    'mV',
    'A',
    'mA',
    'VA',
    'kVA',
    'kvar',
    'var',
    'Hz',
    '%',
    'Pa',
    'hPa',
    'kPa',
    'psi',
    'bar',
    'mmHg',
    'inHg',
  ],
  ...[
    'm/s',
    'mm/s',
    'km/h',
    'mph',
    'mm',
    'cm',
    'm',
    'km',
    'in',
    'ft',
    'mi',
    's',
    'ms',
    'min',
    'h',
    'd',
    'lx',
    'klx',
    'µg/m³',
    'mg/m³',
    'ppm',
    'ppb',
  ],
  ...[
    'dBm',
    'dB',
    'g',
    'kg',
    'lb',
    'L',
    'mL',
    'L/h',
    'L/min',
    'm³',
    'gal',
    '°',
    'µS/cm',
    'mm/h',
    'in/h',
    'B',
    'kB',
    'MB',
    'bit/s',
    'kbit/s',
    'Mbit/s',
    'B/s',
  ],
];

/** What a product says of its numbers: their unit, and what they count to. */
export interface Scale {
  readonly unit?: string | undefined;
  readonly top?: number | undefined;
}

/** Whether the twin's value may be what the product said. */
export function mayBe({ value: said }: Leaf, found: Found, scale: Scale = {}): boolean {
  const { value, raw } = found.record;
  if (value === null || value === undefined) return false;
  if (raw !== undefined && (typeof raw === 'string' ? raw : JSON.stringify(raw)) === String(said)) return true;
  if (typeof value === 'number') return numbersIn(said).some((number) => fits(number, found, value, scale));
  if (typeof value === 'boolean') return asBoolean(said) !== undefined || typeof said === 'string' || typeof said === 'number';
  if (
    Array.isArray(value) &&
    value.some((item) => mayBe({ path: [], value: said }, { ...found, record: { ...found.record, value: item } }, scale))
  )
    return true;
  if (typeof value === 'object')
    return isSameJson(JSON.stringify(value), JSON.stringify(said)) || JSON.stringify(value).includes(String(said));
  // A word that has a name in the vocabulary can be any; text is text.
  const isWord = !found.capability.includes(':');
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const moments = [Date.parse(String(said)), Number(said), Number(said) * 1000];
  return text === String(said) || (isWord && text !== 'other') || moments.includes(Date.parse(text));
}

function numbersIn(said: Leaf['value']): number[] {
  if (typeof said === 'boolean') return [Number(said)];
  // A number may be said with its unit: `19dbm`.
  const seconds = secondsIn(String(said));
  if (seconds !== undefined) return [seconds];
  const number = Number(/^\s*[-+]?[\d.]+(?:e[-+]?\d+)?(?=\s*[a-zA-Z°µ%]*$)/.exec(String(said))?.[0] ?? said);
  return said === '' || Number.isNaN(number) ? [] : [number];
}

/** A span of time of ISO 8601: `PT1H30M`. */
function secondsIn(text: string): number | undefined {
  const found = /^PT(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(text);
  return found ? Number(found[1] ?? 0) * 3600 + Number(found[2] ?? 0) * 60 + Number(found[3] ?? 0) : undefined;
}

function fits(number: number, found: Found, value: number, { unit, top }: Scale): boolean {
  const tried = unit === undefined ? units : [unit];
  const numbers = [number, ...tried.flatMap((one) => canonical(number, one, found))];
  if (numbers.some((one) => isNear(one, value, 1e-4))) return true;
  if (unit === 'mired' || unit === undefined) if (isNear(1_000_000 / number, value, 0.01)) return true;
  // A share that the product counts to its own end.
  const tops = top === undefined ? (unit === undefined ? [1, 254, 255] : []) : [top, 254];
  return (
    tops.some((end) => Math.abs((number / end) * 100 - value) <= 0.51) ||
    (unit === undefined && [number / 60, number * 1024].some((one) => isNear(one, value, 1e-4)))
  );
}

/** Whether one of the values that are about it holds what was said. */
export function isHeld(leaf: Leaf, candidates: readonly Found[], scale: Scale = {}): Verdict {
  if (candidates.length === 0) return wrong(`${leaf.path.join('.')} ${JSON.stringify(leaf.value)} is nowhere in the twin`);
  if (candidates.some((found) => mayBe(leaf, found, scale))) return right;
  const shown = candidates.map(
    ({ endpoint, capability, member, record }) => `${endpoint}/${capability}.${member} ${JSON.stringify(record.value)}`,
  );
  return wrong(`${leaf.path.join('.')} ${JSON.stringify(leaf.value)} is not in ${shown.slice(0, 3).join(', ')}`);
}
