/** How far a receiver's clock may be off. */
const toleranceMs = 120_000;
/** Older than this no kept message is worth a time. */
const oldest = Date.UTC(2010, 0, 1);

/**
 * When a transmission was heard, from its `time` (rtl_433, "Meta information": `time:unix`, `time:iso`, `time:utc`, `time:usec`), in
 * milliseconds since 1970. Undefined where the time can't be believed: a clock that was never set, or another zone. A time without a zone is
 * the receiver's own; it counts as ours where that makes it now.
 */
export function measuredAt(time: unknown, isKept: boolean, nowMs: number): number | undefined {
  const at = read(time);
  if (!at || !Number.isFinite(at.ms) || at.ms > nowMs + toleranceMs) return undefined;
  const isRecent = at.ms >= nowMs - toleranceMs;
  const isBelieved = isRecent || (isKept && at.isZoned && at.ms > oldest);
  return isBelieved ? Math.min(at.ms, nowMs) : undefined;
}

function read(time: unknown): { readonly ms: number; readonly isZoned: boolean } | undefined {
  const text = typeof time === 'number' ? String(time) : typeof time === 'string' ? time.trim() : '';
  if (/^\d{9,11}(?:\.\d{1,9})?$/.test(text)) return { ms: Number(text) * 1000, isZoned: true };
  const found = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:?\d\d)?$/.exec(text);
  if (!found) return undefined;
  const [, day, clock, zone = ''] = found;
  return { ms: Date.parse(`${day}T${clock}${zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`), isZoned: zone !== '' };
}
