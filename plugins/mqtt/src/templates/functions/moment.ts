/**
 * Moments in templates. The engine knows texts and numbers only, and templates reckon with moments: `now() - timedelta(hours=1)`. So a moment
 * is a number of seconds, far below any that a product says, and is printed as what it is. Sums with a span stay moments, differences of two
 * are spans.
 */
const origin = -1e12;
const before = -7e11;

/** Seconds since 1970 that a date can hold: the years 1 to 9999. */
const [first, last] = [-62_135_596_800, 253_402_300_799];

export function isMoment(value: unknown): value is number {
  return typeof value === 'number' && value < before && value > origin + first - 1;
}

export function momentOf(seconds: number): number {
  return seconds >= first && seconds <= last ? origin + Math.round(seconds * 1000) / 1000 : Number.NaN;
}

/** Seconds since 1970. */
export function secondsOfMoment(moment: number): number {
  return Math.round((moment - origin) * 1000) / 1000;
}

export function later(moment: number, seconds: number): number {
  return momentOf(secondsOfMoment(moment) + seconds);
}

/** As Python prints a moment in UTC: `2026-08-01 10:00:00+00:00`. */
export function pythonMoment(moment: number): string {
  return isoMoment(moment).replace('T', ' ');
}

/** `2026-08-01T10:00:00+00:00`, with a fraction where there is one. */
export function isoMoment(moment: number): string {
  return new Date(secondsOfMoment(moment) * 1000)
    .toISOString()
    .replace(/(?:\.000)?Z$/, '+00:00')
    .replace(/(\.\d{3})Z$/, '$1000+00:00');
}
