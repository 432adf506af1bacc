import type { TimeTrigger } from './resources.ts';

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const daysAhead = 8;

/**
 * When a time trigger fires next after `after` (milliseconds). In the night that skips the hour it fires when the hour has passed; in the
 * one that repeats it, at the first of both (Temporal's `compatible` disambiguation).
 */
export function nextOccurrence({ at, days: onDays }: TimeTrigger, after: number, timeZone: string): number {
  const start = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone);
  const time = Temporal.PlainTime.from(at);
  for (let ahead = 0; ahead <= daysAhead; ahead++) {
    const date = start.toPlainDate().add({ days: ahead });
    const day = days[date.dayOfWeek - 1];
    if (onDays && day && !onDays.includes(day)) continue;
    const moment = date.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;
    if (moment > after) return moment;
  }
  throw new RangeError(`no occurrence of ${at} within ${daysAhead} days`);
}

/** The local time of the home as facts read it. */
export function localTime(now: number, timeZone: string): { time: string; day: (typeof days)[number] } {
  const zoned = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  return { time: zoned.toPlainTime().toString({ smallestUnit: 'minute' }), day: days[zoned.dayOfWeek - 1] ?? 'mon' };
}
