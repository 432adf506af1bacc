/** Times in templates: seconds since 1970 as a number or its text, or an ISO 8601 text. */
export function secondsOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return seconds;
  const milliseconds = Date.parse(value);
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
}

/** RFC 3339 in UTC, or undefined for what is no time. */
export function isoTime(value: unknown): string | undefined {
  const seconds = secondsOf(value);
  if (seconds === undefined) return undefined;
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

const two = (value: number) => String(value).padStart(2, '0');

const fields: Readonly<Record<string, (date: Date) => string>> = {
  Y: (date) => String(date.getUTCFullYear()),
  m: (date) => two(date.getUTCMonth() + 1),
  d: (date) => two(date.getUTCDate()),
  H: (date) => two(date.getUTCHours()),
  M: (date) => two(date.getUTCMinutes()),
  S: (date) => two(date.getUTCSeconds()),
  y: (date) => two(date.getUTCFullYear() % 100),
  j: (date) => String(Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1).padStart(3, '0'),
  '%': () => '%',
};

/** Python's `strftime` for the directives that templates use. */
export function customTime(seconds: number | undefined, pattern: string, local: boolean): string | undefined {
  if (seconds === undefined) return undefined;
  const utc = new Date(seconds * 1000);
  if (Number.isNaN(utc.getTime())) return undefined;
  const shown = local ? new Date(utc.getTime() - utc.getTimezoneOffset() * 60_000) : utc;
  return pattern.replace(/%(.)/g, (directive, letter: string) => fields[letter]?.(shown) ?? directive);
}
