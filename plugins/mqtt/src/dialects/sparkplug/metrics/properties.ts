import type { Stamp } from '../../../devices/fragment.ts';
import { dataTypeOf } from '../payload/data-type.ts';
import type { Property } from '../payload/payload.ts';
import { readValue } from '../payload/value.ts';

/**
 * The specification names only `Quality`; the others are what makers write by custom, in any case and spelling.
 */
const names = {
  unit: ['engunit', 'engunits', 'engineeringunit', 'engineeringunits', 'unit', 'units', 'uom'],
  low: ['englow', 'eulow', 'enlow'],
  high: ['enghigh', 'euhigh'],
  readOnly: ['readonly'],
  writable: ['writable', 'writeable'],
  quality: ['quality'],
} as const;

const known: ReadonlySet<string> = new Set(Object.values(names).flat());

type Properties = ReadonlyMap<string, Property>;

/** How units are written on machines that the shared table has under another name. */
const units: Readonly<Record<string, string>> = {
  degc: '°C',
  'deg c': '°C',
  celsius: '°C',
  degf: '°F',
  'deg f': '°F',
  '%rh': '%',
  percent: '%',
  pct: '%',
  rpm: 'rpm',
  '1/min': 'rpm',
  'l/min': 'L/min',
  lpm: 'L/min',
  'm3/hr': 'm³/h',
  amps: 'A',
  amp: 'A',
  volts: 'V',
  hrs: 'h',
  'mm/s rms': 'mm/s',
};

export interface MetricProperties {
  readonly unit: string | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** The machine says itself that it takes no value. */
  readonly isReadOnly: boolean;
  /** Those that are not understood. */
  readonly others: readonly string[];
}

export function readProperties(properties: Properties): MetricProperties {
  const unit = valueOf(properties, names.unit);
  const [low, high] = [valueOf(properties, names.low), valueOf(properties, names.high)];
  const isRange = typeof low !== 'number' || typeof high !== 'number' || low < high;
  return {
    unit: typeof unit === 'string' ? unitOf(unit) : undefined,
    low: isRange && typeof low === 'number' ? low : undefined,
    high: isRange && typeof high === 'number' ? high : undefined,
    isReadOnly: valueOf(properties, names.readOnly) === true || valueOf(properties, names.writable) === false,
    others: [...properties.keys()].filter((name) => !known.has(plain(name))),
  };
}

/**
 * How good a value is (section 6.4.11, "Quality Codes"): 192 good, 500 stale, 0 bad. Other codes are those of OPC, whose two highest bits
 * say good, uncertain or bad.
 */
export function qualityOf(properties: Properties): Stamp['quality'] {
  const code = valueOf(properties, names.quality);
  if (typeof code !== 'number' || code === 192) return undefined;
  if (code === 500) return 'stale';
  const bits = code & 0xc0;
  return bits === 0xc0 ? undefined : bits === 0x40 ? 'uncertain' : 'bad';
}

function valueOf(properties: Properties, wanted: readonly string[]): unknown {
  for (const [name, { type, isNull, value }] of properties) {
    const known = dataTypeOf(type);
    if (!isNull && known && wanted.includes(plain(name))) return readValue(known, value);
  }
  return undefined;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '');
}

function unitOf(unit: string): string | undefined {
  const text = unit.trim();
  const key = text.toLowerCase();
  return text === '' ? undefined : Object.hasOwn(units, key) ? units[key] : text.slice(0, 32);
}
