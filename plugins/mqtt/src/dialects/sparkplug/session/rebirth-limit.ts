const firstMs = 30_000;
const longestMs = 3_600_000;

/** How often one edge node may be asked to be born again: once, and then ever less often until it is. */
export class RebirthLimit {
  #notBefore = -Infinity;
  #pauseMs = firstMs;

  /** True where it may be asked now, which counts as having asked. `now`: milliseconds of a clock that only goes forward. */
  ask(now: number): boolean {
    if (now < this.#notBefore) return false;
    this.#notBefore = now + this.#pauseMs;
    this.#pauseMs = Math.min(longestMs, this.#pauseMs * 2);
    return true;
  }

  /**
   * It was born. Should something be missing again soon, it is asked again, but not at once: what is lost with every birth would else be
   * asked for without end.
   */
  born(): void {
    this.#pauseMs = firstMs;
  }
}
