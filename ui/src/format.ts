/** How values look to people. Numbers arrive in canonical units (UCUM codes) and leave in the units people say. */

/** The page speaks English; times of day have 24 hours, which nobody misreads. */
const locale = 'en-GB';

interface Shown {
  readonly unit: string;
  readonly digits: number;
  readonly factor?: number;
}

/** Canonical unit → how it is shown. Where several stand, the first whose `from` the number reaches. */
const units: Readonly<Record<string, readonly (Shown & { readonly from?: number })[]>> = {
  Cel: [{ unit: '°C', digits: 1 }],
  K: [{ unit: 'K', digits: 0 }],
  '%': [{ unit: '%', digits: 0 }],
  lx: [{ unit: 'lx', digits: 0 }],
  'W.h': [
    { unit: 'MWh', digits: 2, factor: 1e-6, from: 1e7 },
    { unit: 'kWh', digits: 2, factor: 1e-3, from: 100 },
    { unit: 'Wh', digits: 1 },
  ],
  W: [
    { unit: 'kW', digits: 2, factor: 1e-3, from: 10_000 },
    { unit: 'W', digits: 0, from: 100 },
    { unit: 'W', digits: 1 },
  ],
  'V.A': [{ unit: 'VA', digits: 0 }],
  V: [{ unit: 'V', digits: 1 }],
  A: [{ unit: 'A', digits: 2 }],
  Hz: [{ unit: 'Hz', digits: 2 }],
  Pa: [
    { unit: 'hPa', digits: 0, factor: 0.01, from: 1000 },
    { unit: 'Pa', digits: 0 },
  ],
  m: [
    { unit: 'km', digits: 2, factor: 1e-3, from: 1000 },
    { unit: 'm', digits: 2 },
  ],
  m3: [
    { unit: 'm³', digits: 2, from: 1 },
    { unit: 'L', digits: 1, factor: 1000 },
  ],
  'm3/h': [{ unit: 'm³/h', digits: 2 }],
  'm/s': [{ unit: 'm/s', digits: 1 }],
  'm/s2': [{ unit: 'm/s²', digits: 2 }],
  'ug/m3': [{ unit: 'µg/m³', digits: 0 }],
  '[ppm]': [{ unit: 'ppm', digits: 0 }],
  'Bq/m3': [{ unit: 'Bq/m³', digits: 0 }],
  'W/m2': [{ unit: 'W/m²', digits: 0 }],
  'dB[SPL]': [{ unit: 'dB', digits: 0 }],
  dBm: [{ unit: 'dBm', digits: 0 }],
  deg: [{ unit: '°', digits: 0 }],
  'uS/cm': [{ unit: 'µS/cm', digits: 0 }],
  '[pH]': [{ unit: 'pH', digits: 1 }],
};

const numbers = new Map<number, Intl.NumberFormat>();

/** A number with at most so many digits after the point. */
export function formatNumber(value: number, digits = 2): string {
  let format = numbers.get(digits);
  if (!format) numbers.set(digits, (format = new Intl.NumberFormat(locale, { maximumFractionDigits: digits })));
  return format.format(value);
}

/** How a unit is written for people. */
export function unitLabel(unit: string | undefined): string {
  if (unit === undefined) return '';
  if (unit === 's') return 's';
  return units[unit]?.at(-1)?.unit ?? unit;
}

/** A number in a canonical unit: `21.5 °C`, `3.2 kWh`, `2 min 5 s`. */
export function formatQuantity(value: number, unit: string | undefined): string {
  if (unit === undefined) return formatNumber(value);
  if (unit === 's') return formatDuration(value);
  const rows = units[unit];
  const row = rows?.find(({ from = 0 }) => Math.abs(value) >= from) ?? rows?.at(-1);
  if (!row) return `${formatNumber(value)} ${unit}`;
  const text = formatNumber(value * (row.factor ?? 1), row.digits);
  return row.unit === '%' || row.unit === '°' ? `${text}${row.unit === '%' ? ' ' : ''}${row.unit}` : `${text} ${row.unit}`;
}

const spans = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const;

/** A span of seconds in its two largest parts: `1 h 5 min`. */
export function formatDuration(seconds: number): string {
  if (Math.abs(seconds) < 60) return `${formatNumber(seconds, Math.abs(seconds) < 10 ? 1 : 0)} s`;
  let rest = Math.round(Math.abs(seconds));
  const parts: string[] = [];
  for (const [unit, size] of spans) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
    if (parts.length === 2) break;
  }
  return `${seconds < 0 ? '−' : ''}${parts.join(' ')}`;
}

/** Milliseconds as people time things: `84 ms`, `1.2 s`. */
export function formatMilliseconds(ms: number): string {
  return ms < 1000 ? `${formatNumber(ms, 0)} ms` : `${formatNumber(ms / 1000, 1)} s`;
}

const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' });
const ages = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** How long ago, or ahead: `just now`, `5 minutes ago`, `in 2 hours`. */
export function formatAge(at: string | number, now: number): string {
  const seconds = ((typeof at === 'number' ? at : Date.parse(at)) - now) / 1000;
  if (Math.abs(seconds) < 45) return 'just now';
  for (const [unit, size] of ages) {
    if (Math.abs(seconds) >= size * 0.95 || unit === 'minute') return relative.format(Math.round(seconds / size), unit);
  }
  return 'just now';
}

const timeOnly = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
const dateAndTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

/** A moment: the time alone where it is today. */
export function formatTime(at: string | number, now = Date.now()): string {
  const date = new Date(at);
  return date.toDateString() === new Date(now).toDateString() ? timeOnly.format(date) : dateAndTime.format(date);
}

/** Bytes as people count memory. */
export function formatBytes(bytes: number): string {
  return bytes < 1e6 ? `${formatNumber(bytes / 1e3, 0)} kB` : `${formatNumber(bytes / 1e6, 0)} MB`;
}

/** A value of any type, with its unit. What the device itself does not know is a dash. */
export function formatValue(value: unknown, unit?: string, attribute?: string): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return formatQuantity(value, unit);
  if (typeof value === 'boolean') return booleanWord(value, attribute);
  if (typeof value === 'string') return isMoment(value) ? formatTime(value) : memberTitle(value);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((item) => formatValue(item)).join(', ');
  return Object.entries(value)
    .map(([name, member]) => `${humanize(name)}: ${formatValue(member)}`)
    .join(', ');
}

/** Whether a text is a moment as the hub writes one (ISO 8601). */
export function isMoment(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text);
}

const onOff = new Set(['on', 'value']);
function booleanWord(value: boolean, attribute: string | undefined): string {
  if (attribute !== undefined && onOff.has(attribute)) return value ? 'On' : 'Off';
  return value ? 'Yes' : 'No';
}

/** Enum members whose words say more than their name. */
const members: Readonly<Record<string, string>> = {
  heatCool: 'Heat and cool',
  fanOnly: 'Fan only',
  notFullyLocked: 'Not fully locked',
  noRemote: 'No remote control',
  leftRight: 'Left and right',
  upDown: 'Up and down',
  hs: 'Hue and saturation',
  xy: 'Colour',
  dhw: 'Hot water',
  notPluggedIn: 'Not plugged in',
  noDemand: 'Plugged in, no demand',
};

/** An enum member or a mode's id for people: `emergencyHeat` → `Emergency heat`. Texts with spaces stay as they are. */
export function memberTitle(member: string): string {
  return members[member] ?? (/^[a-z][a-zA-Z0-9]*$/.test(member) ? humanize(member) : member);
}

/** A name of code for people: `localTemperature` → `Local temperature`; a namespace is left out. */
export function humanize(name: string): string {
  const words = name
    .replace(/^[^:]*:/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim();
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}
