import { pythonText } from '../python-text.ts';
import { secondsOf } from '../times.ts';
import { fail, orDefault, toFloat, toInteger, type Functions, type TemplateFunction } from './function.ts';
import { isMoment, isoMoment, momentOf, secondsOfMoment } from './moment.ts';
import { formatted, parsed } from './strftime.ts';

/** Parts of a moment that templates ask for (`now().hour`), in local time. */
const parts: Readonly<Record<string, (date: Date) => unknown>> = {
  year: (date) => date.getFullYear(),
  month: (date) => date.getMonth() + 1,
  day: (date) => date.getDate(),
  hour: (date) => date.getHours(),
  minute: (date) => date.getMinutes(),
  second: (date) => date.getSeconds(),
  microsecond: (date) => date.getMilliseconds() * 1000,
  weekday: (date) => (date.getDay() + 6) % 7,
  isoweekday: (date) => date.getDay() || 7,
};

const asDatetime: TemplateFunction = (value, ...rest) => orDefault(rest, () => momentFrom(value));
const asTimestamp: TemplateFunction = (value, ...rest) => orDefault(rest, () => seconds(value));
const strptime: TemplateFunction = (value, pattern, ...rest) =>
  orDefault(rest, () => valid(parsed(pythonText(value), pythonText(pattern)), value));
const asTimedelta: TemplateFunction = (value) => spanOf(pythonText(value)) ?? null;

/** Moments and spans, as filters. */
export const momentFilters: Functions = {
  as_datetime: asDatetime,
  as_timestamp: asTimestamp,
  as_timedelta: asTimedelta,
  as_local: (value) => value,
  timestamp_local: (value, ...rest) => orDefault(rest, () => isoMoment(momentFrom(value))),
  timestamp_utc: (value, ...rest) => orDefault(rest, () => isoMoment(momentFrom(value))),
  timestamp_custom: (value, pattern = '%Y-%m-%d %H:%M:%S', isLocal = true, ...rest) =>
    orDefault(rest, () => formatted(seconds(value), pythonText(pattern), isLocal !== false) ?? fail('no time')),
  relative_time: (value) => relative(Math.abs(Date.now() / 1000 - seconds(value))),
  time_since: (value) => relative(Math.max(0, Date.now() / 1000 - seconds(value))),
  time_until: (value) => relative(Math.max(0, seconds(value) - Date.now() / 1000)),
  // The methods of Python's moments (`template-source.ts`).
  _isoformat: (value) => (isMoment(value) ? isoMoment(value) : pythonText(value)),
  _timestamp: (value) => seconds(value),
  _strftime: (value, pattern) => formatted(seconds(value), pythonText(pattern), true),
  _total_seconds: (value) => toFloat(value),
  // A dictionary may have a member of that name.
  _part: (value, name) => (value instanceof Map ? value.get(name) : parts[String(name)]?.(new Date(seconds(value) * 1000))),
  _moment: (value) => (isMoment(value) ? isoMoment(value).replace('T', ' ') : value),
};

export const momentFunctions: Functions = {
  now: () => momentOf(Date.now() / 1000),
  utcnow: () => momentOf(Date.now() / 1000),
  as_datetime: asDatetime,
  as_timestamp: asTimestamp,
  as_timedelta: asTimedelta,
  as_local: (value) => value,
  strptime,
  timedelta: (days = 0, secondsMore = 0, microseconds = 0, milliseconds = 0, minutes = 0, hours = 0, weeks = 0) =>
    toFloat(days) * 86_400 +
    toFloat(secondsMore) +
    toFloat(microseconds) / 1e6 +
    toFloat(milliseconds) / 1000 +
    toFloat(minutes) * 60 +
    toFloat(hours) * 3600 +
    toFloat(weeks) * 604_800,
  today_at: (time = '00:00') => todayAt(pythonText(time)),
  relative_time: momentFilters['relative_time'] ?? fail,
  time_since: momentFilters['time_since'] ?? fail,
  time_until: momentFilters['time_until'] ?? fail,
};

function seconds(value: unknown): number {
  return isMoment(value) ? secondsOfMoment(value) : (secondsOf(value) ?? fail(`"${pythonText(value).slice(0, 100)}" is no time`));
}

function momentFrom(value: unknown): number {
  return valid(seconds(value), value);
}

function valid(at: number | undefined, value: unknown): number {
  const moment = at === undefined ? Number.NaN : momentOf(at);
  return Number.isNaN(moment) ? fail(`"${pythonText(value).slice(0, 100)}" is no time`) : moment;
}

function todayAt(time: string): number {
  const [, hour, minute, second = '0'] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(time.trim()) ?? [];
  if (hour === undefined || minute === undefined || Number(hour) > 23 || Number(minute) > 59) return fail('no time of day');
  return momentOf(new Date().setHours(Number(hour), Number(minute), toInteger(second), 0) / 1000);
}

/** `1 02:03:04`, `02:03:04`, `PT5M`. */
function spanOf(text: string): number | undefined {
  const clock = /^(?:(\d{1,6})\s*(?:days?,?)?\s+)?(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d{1,6})?))?$/.exec(text.trim());
  if (clock) return Number(clock[1] ?? 0) * 86_400 + Number(clock[2]) * 3600 + Number(clock[3]) * 60 + Number(clock[4] ?? 0);
  const iso = /^P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6}(?:\.\d{1,6})?)S)?)?$/.exec(text.trim());
  if (!iso) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, rest = 0] = iso.slice(1).map((part) => Number(part ?? 0));
  return weeks * 604_800 + days * 86_400 + hours * 3600 + minutes * 60 + rest;
}

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** The largest unit alone, as Home Assistant says it: `2 hours`. */
function relative(span: number): string {
  const [name, size] = units.find(([, length]) => span >= length) ?? ['second', 1];
  const count = Math.floor(span / size);
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
