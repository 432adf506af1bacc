/** A device's time stamp (seconds since 1970, UTC) as RFC 3339; undefined for none, and for a clock that was never set. */
export function timeOf(ts: unknown): string | undefined {
  const firstPlausible = 1_600_000_000;
  const lastPlausible = 10_000_000_000;
  if (typeof ts !== 'number' || !(ts > firstPlausible && ts < lastPlausible)) return undefined;
  return new Date(ts * 1000).toISOString();
}
