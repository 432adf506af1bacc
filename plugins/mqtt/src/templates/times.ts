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
  const isWritten = !Number.isNaN(date.getTime()) && date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999;
  return isWritten ? date.toISOString() : undefined;
}
