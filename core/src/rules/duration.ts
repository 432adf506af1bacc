/** Milliseconds of an ISO 8601 duration of fixed length (`PT5M`, `P1DT2H30M`); the schema has checked its shape. */
export function durationMs(duration: string): number {
  return Temporal.Duration.from(duration.replace(',', '.')).total({ unit: 'milliseconds', relativeTo: fixedDays });
}

const longestDays = 366;

/** Why a rule can't wait for a duration that has the right shape; undefined where it can. */
export function checkDuration(duration: string): string | undefined {
  let ms: number;
  try {
    ms = durationMs(duration);
  } catch (error) {
    // `P` and `PT` name no unit, and there are numbers of days that no calendar has.
    if (error instanceof RangeError) return `is no duration from 0.001 s to ${longestDays} days`;
    throw error;
  }
  if (ms <= 0) return 'must be longer than nothing';
  return ms > longestDays * 86_400_000 ? `must be at most ${longestDays} days` : undefined;
}

/** A duration as people say it: `10 min`, `1 h 30 min`, `0.3 s`. */
export function spoken(duration: string): string {
  const { days, hours, minutes, seconds, milliseconds } = Temporal.Duration.from({ milliseconds: Math.round(durationMs(duration)) }).round({
    largestUnit: 'days',
    relativeTo: fixedDays,
  });
  const parts = [
    [days, 'd'],
    [hours, 'h'],
    [minutes, 'min'],
    [seconds + milliseconds / 1000, 's'],
  ] as const;
  return (
    parts
      .filter(([amount]) => amount > 0)
      .map(([amount, unit]) => `${amount} ${unit}`)
      .join(' ') || '0 s'
  );
}

// A date in UTC: a day of a duration is always 24 hours, whatever the home's time zone does that night.
const fixedDays = Temporal.PlainDate.from('2000-01-01');
