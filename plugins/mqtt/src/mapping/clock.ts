/** Dates and times as products write them. */

const day = /^(\d{4})-(\d{2})-(\d{2})/;
const timeOfDay = /(?:^|[T ])(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,6})?)?\s*([AaPp][Mm])?/;
const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/** `2026-08-01` of a date, of a date with a time, or of one in words (`1 March 2025`). Undefined for what is none. */
export function readDate(text: string): string | undefined {
  const [, year, month, date] = day.exec(text) ?? [];
  if (year !== undefined && month !== undefined && date !== undefined) {
    const shown = `${year}-${month}-${date}`;
    const at = new Date(`${shown}T00:00:00Z`);
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(shown) ? shown : undefined;
  }
  // In words there has to be a month; a lone number would be a year to JavaScript.
  const at = /[A-Za-z]{3}/.test(text) ? Date.parse(`${text.replace(timeOfDay, '')} UTC`) : Number.NaN;
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().slice(0, 10);
}

/** `07:30:00` of a time of day, or of a date with one. Undefined for what is none. */
export function readTime(text: string): string | undefined {
  const [, hour, minute, second = '00', fraction = '', half] = timeOfDay.exec(text.trim()) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  const isAfternoon = half?.toLowerCase() === 'pm';
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (isAfternoon ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return `${String(hours).padStart(2, '0')}:${minute}:${second}${fraction}`;
}

/**
 * A moment as RFC 3339 in UTC. With a `zone` the text is local time there and says no zone itself; without one it has to. Undefined for
 * what is no moment.
 */
export function readMoment(text: string, zone: string | undefined): string | undefined {
  const trimmed = text.trim();
  if (zoned.test(trimmed) === (zone !== undefined)) return undefined;
  const date = readDate(trimmed);
  if (date === undefined) return undefined;
  const time = /\d:\d/.test(trimmed) ? readTime(trimmed.replace(zoned, '')) : '00:00:00';
  if (time === undefined) return undefined;
  const offset = zoned.exec(trimmed)?.[0].replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const at = Date.parse(`${date}T${time}${offset ?? 'Z'}`);
  if (Number.isNaN(at)) return undefined;
  return new Date(zone === undefined ? at : at - offsetAt(at, zone)).toISOString();
}

/** The zone's name, or undefined where there is no such zone. */
export function timeZoneOf(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** How far a zone is ahead of UTC, in milliseconds, when its own clocks show `local` (as if that were UTC). */
function offsetAt(local: number, zone: string): number {
  // Twice: the first guess may lie on the other side of a change of the clocks.
  const guess = local - aheadAt(local, zone);
  return aheadAt(guess, zone);
}

function aheadAt(at: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const shown = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):?(\d{2})?/.exec(shown) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
