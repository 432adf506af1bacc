/** Marks that are remembered; the oldest makes room. */
const maxMarks = 10_000;
/** A mark without a failure for this long starts anew. */
const forgivenAfterMs = 15 * 60_000;

interface PauseLimits {
  /** Failures without a pause. */
  readonly free: number;
  /** The pause after the first failure that is not free; each further one doubles it. */
  readonly firstMs: number;
  readonly longestMs: number;
}

/** Growing pauses after failed attempts, by a mark: an address, a user's name. Times are milliseconds of one clock. */
export class FailurePauses {
  readonly #limits: PauseLimits;
  readonly #marks = new Map<string, { failures: number; at: number; until: number }>();

  constructor(limits: PauseLimits) {
    this.#limits = limits;
  }

  /** How long until the next attempt may be made; 0: now. */
  waitMs(mark: string, now: number): number {
    return Math.max(0, (this.#marks.get(mark)?.until ?? 0) - now);
  }

  failed(mark: string, now: number): void {
    const { free, firstMs, longestMs } = this.#limits;
    const known = this.#marks.get(mark);
    const failures = known && now - known.at < forgivenAfterMs ? known.failures + 1 : 1;
    const pauseMs = failures > free ? Math.min(longestMs, firstMs * 2 ** (failures - free - 1)) : 0;
    // Deleted first, so that the map stays in the order of the last failure.
    this.#marks.delete(mark);
    this.#marks.set(mark, { failures, at: now, until: now + pauseMs });
    const [oldest] = this.#marks.keys();
    if (this.#marks.size > maxMarks && oldest !== undefined) this.#marks.delete(oldest);
  }

  succeeded(mark: string): void {
    this.#marks.delete(mark);
  }
}
