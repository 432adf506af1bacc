/** Z-Wave's levels go from 0 to 99; 254 is "I do not know", 255 "on, as before" (Multilevel Switch, SDS13781). */
const highest = 99;

/** 0…100; null where the product does not know, undefined for what is no level. */
export function levelOf(value: unknown): number | null | undefined {
  if (value === null || value === 254 || value === 255) return null;
  if (typeof value === 'boolean') return value ? 100 : 0;
  if (typeof value !== 'number' || !(value >= 0 && value <= 100)) return undefined;
  return value >= highest ? 100 : Math.round((value / highest) * 10_000) / 100;
}

/** A level as it is written; any above 0 stays above. */
export function toLevel(percent: number): number {
  const level = Math.round((Math.min(100, Math.max(0, percent)) / 100) * highest);
  return percent > 0 ? Math.max(1, level) : 0;
}
