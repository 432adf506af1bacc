const notation = /^P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const seconds = [604_800, 86_400, 3600, 60, 1];

/** Seconds of an ISO 8601 duration (`PT12H5M46S`). Undefined for what is none, and for months and years, which have no length. */
export function parseDuration(text: string): number | undefined {
  const parts = notation.exec(text.trim())?.slice(1);
  if (!parts?.some((part) => part !== undefined)) return undefined;
  const sum = parts.reduce((total, part, at) => total + Number(part ?? 0) * (seconds[at] ?? 0), 0);
  return Number.isFinite(sum) ? Number(sum.toPrecision(15)) : undefined;
}

/** The duration in hours, minutes and seconds, as the convention writes it ("Duration"). */
export function formatDuration(value: number): string {
  const total = Math.max(0, Math.round(value * 1000) / 1000);
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const rest = Math.round((total % 60) * 1000) / 1000;
  const text = `${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${rest > 0 ? `${rest}S` : ''}`;
  return `PT${text || '0S'}`;
}
