const firstMs = 500;
const longestMs = 30_000;

/** How long to wait before the next attempt: doubling up to half a minute, a random half of it, so that many clients don't return at once. */
export class Backoff {
  #attempt = 0;
  readonly #random: () => number;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  next(): number {
    const whole = Math.min(longestMs, firstMs * 2 ** this.#attempt);
    this.#attempt = Math.min(this.#attempt + 1, 16);
    return whole / 2 + (whole / 2) * this.#random();
  }

  reset(): void {
    this.#attempt = 0;
  }
}
