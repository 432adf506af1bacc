/** ISO 8601 durations of fixed length, in seconds and back. */

const pattern = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/;
const sizes = [604_800, 86_400, 3600, 60, 1];

/** Seconds of a duration; undefined for what is none. */
export function secondsOf(duration: string): number | undefined {
  const parts = pattern.exec(duration)?.slice(1);
  if (!parts || parts.every((part) => part === undefined)) return undefined;
  return parts.reduce((sum, part, index) => sum + Number((part ?? '0').replace(',', '.')) * (sizes[index] ?? 0), 0);
}

/** A duration in the plainest form: `PT5M`, `PT1H30M`, `PT0S`. */
export function durationOf(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds * 1000) / 1000);
  const days = Math.floor(whole / 86_400);
  const hours = Math.floor((whole % 86_400) / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = Math.round((whole % 60) * 1000) / 1000;
  const time = `${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${rest > 0 ? `${rest}S` : ''}`;
  if (days === 0 && time === '') return 'PT0S';
  return `P${days > 0 ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`;
}
