import { CommandRejectedError } from '@concord/sdk';
import type { ValueCodec } from './value-codec.ts';

const date = /^\d{4}-\d{2}-\d{2}$/;
const time = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?$/;
const dateTime = /^(\d{4})-?(\d{2})-?(\d{2})[T ](\d{2}):?(\d{2})(?::?(\d{2})(\.\d{1,9})?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** A date, a time of day or a moment of ISO 8601, as RFC 3339. A moment without an offset is one of this home's clock. */
export const momentCodec: ValueCodec = {
  descriptor: {},
  read: (value) => (value === null ? null : typeof value === 'string' ? readMoment(value.trim()) : undefined),
  write: (value) => {
    if (typeof value !== 'string') throw new CommandRejectedError('wants a date or a time');
    return value;
  },
};

function readMoment(text: string): string | undefined {
  if (time.test(text)) return text;
  if (date.test(text)) return isDay(text) ? text : undefined;
  const [, year, month, day, hour, minute, second = '00', fraction = '', offset = ''] = dateTime.exec(text) ?? [];
  if (year === undefined || !isDay(`${year}-${month}-${day}`)) return undefined;
  const moment = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}${offsetOf(offset)}`);
  return Number.isNaN(moment.getTime()) || moment.getUTCFullYear() > 9999 || moment.getUTCFullYear() < 0 ? undefined : moment.toISOString();
}

/** Whether the calendar has the day: `2026-02-30` would become one of March. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function offsetOf(offset: string): string {
  if (offset === '' || offset.toUpperCase() === 'Z') return offset.toUpperCase();
  const digits = offset.replace(':', '');
  return `${digits.slice(0, 3)}:${digits.slice(3) || '00'}`;
}
