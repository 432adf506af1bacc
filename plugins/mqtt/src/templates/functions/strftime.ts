const two = (value: number) => String(value).padStart(2, '0');
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const fields: Readonly<Record<string, (date: Date) => string>> = {
  Y: (date) => String(date.getUTCFullYear()).padStart(4, '0'),
  y: (date) => two(date.getUTCFullYear() % 100),
  m: (date) => two(date.getUTCMonth() + 1),
  b: (date) => (months[date.getUTCMonth()] ?? '').slice(0, 3),
  B: (date) => months[date.getUTCMonth()] ?? '',
  d: (date) => two(date.getUTCDate()),
  a: (date) => (days[date.getUTCDay()] ?? '').slice(0, 3),
  A: (date) => days[date.getUTCDay()] ?? '',
  w: (date) => String(date.getUTCDay()),
  u: (date) => String(date.getUTCDay() || 7),
  j: (date) => String(Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1).padStart(3, '0'),
  H: (date) => two(date.getUTCHours()),
  I: (date) => two(date.getUTCHours() % 12 || 12),
  p: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  M: (date) => two(date.getUTCMinutes()),
  S: (date) => two(date.getUTCSeconds()),
  f: (date) => String(date.getUTCMilliseconds() * 1000).padStart(6, '0'),
  F: (date) => date.toISOString().slice(0, 10),
  T: (date) => date.toISOString().slice(11, 19),
  '%': () => '%',
};

/** Python's `strftime` for the directives that templates use. Undefined: the seconds are no moment. */
export function formatted(seconds: number, pattern: string, isLocal: boolean): string | undefined {
  const utc = new Date(seconds * 1000);
  if (Number.isNaN(utc.getTime())) return undefined;
  const offset = isLocal ? -utc.getTimezoneOffset() : 0;
  const shown = new Date(utc.getTime() + offset * 60_000);
  return pattern.replace(/%([A-Za-z%])/g, (directive, letter: string) => {
    if (letter === 'z') return `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`;
    if (letter === 's') return String(Math.floor(seconds));
    return Object.hasOwn(fields, letter) ? (fields[letter]?.(shown) ?? directive) : directive;
  });
}

/** What each directive of `strptime` reads, and what it is. */
const readers: Readonly<Record<string, readonly [pattern: string, name: string]>> = {
  Y: ['\\d{4}', 'year'],
  y: ['\\d{2}', 'shortYear'],
  m: ['\\d{1,2}', 'month'],
  b: ['[A-Za-z]{3}', 'monthName'],
  B: ['[A-Za-z]{3,9}', 'monthName'],
  d: ['\\d{1,2}', 'day'],
  H: ['\\d{1,2}', 'hour'],
  I: ['\\d{1,2}', 'hour'],
  M: ['\\d{1,2}', 'minute'],
  S: ['\\d{1,2}', 'second'],
  f: ['\\d{1,6}', 'fraction'],
  p: ['[AaPp][Mm]', 'half'],
  z: ['Z|[-+]\\d{2}:?\\d{2}', 'zone'],
  a: ['[A-Za-z]{3}', 'weekday'],
  A: ['[A-Za-z]{6,9}', 'weekday'],
  j: ['\\d{1,3}', 'dayOfYear'],
};

/** Python's `strptime`: seconds since 1970; a text without a zone is local time. Undefined where it does not fit the pattern. */
export function parsed(text: string, pattern: string): number | undefined {
  const names: string[] = [];
  const source = pattern.replace(/%([A-Za-z])|[\\^$.*+?()[\]{}|]/g, (sign, letter?: string) => {
    const reader = letter !== undefined && Object.hasOwn(readers, letter) ? readers[letter] : undefined;
    if (!reader) return `\\${sign}`;
    names.push(reader[1]);
    return `(${reader[0]})`;
  });
  if (text.length > 100 || pattern.length > 100 || names.length > 12) return undefined;
  const found = new RegExp(`^${source}$`).exec(text.trim());
  if (!found) return undefined;
  const said = new Map(names.map((name, at) => [name, found[at + 1] ?? '']));
  const number = (name: string, fallback: number) => Number(said.get(name) ?? fallback);
  const short = said.get('shortYear');
  const year = short === undefined ? number('year', 1900) : Number(short) + (Number(short) < 69 ? 2000 : 1900);
  const monthName = said.get('monthName')?.slice(0, 3).toLowerCase();
  const month = monthName === undefined ? number('month', 1) - 1 : months.findIndex((name) => name.toLowerCase().startsWith(monthName));
  const half = said.get('half')?.toLowerCase();
  const hour = half === undefined ? number('hour', 0) : (number('hour', 0) % 12) + (half === 'pm' ? 12 : 0);
  const milliseconds = Number((said.get('fraction') ?? '0').padEnd(6, '0')) / 1000;
  const parts = [year, month, number('day', 1), hour, number('minute', 0), number('second', 0), milliseconds] as const;
  const zone = said.get('zone');
  const at = zone === undefined ? new Date(...parts).getTime() : Date.UTC(...parts) - zoneMinutes(zone) * 60_000;
  return Number.isNaN(at) || month < 0 || month > 11 ? undefined : at / 1000;
}

function zoneMinutes(zone: string): number {
  const [, sign = '+', hours = '0', minutes = '0'] = /^([-+])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
