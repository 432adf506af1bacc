/** How long something that was announced may be believed, and when to ask for it again (RFC 6762, section 5.2: at 80 and 95 % of its time). */
export class Lease {
  #from: number;
  #ttlMs: number;
  #asked = 0;

  constructor(now: number, ttlSeconds: number) {
    this.#from = now;
    this.#ttlMs = ttlSeconds * 1000;
  }

  renew(now: number, ttlSeconds: number): void {
    this.#from = now;
    this.#ttlMs = ttlSeconds * 1000;
    this.#asked = 0;
  }

  /** A goodbye takes effect after a second, in which another announcement may overrule it (RFC 6762, section 10.1). */
  end(now: number): void {
    this.renew(now, 1);
    this.#asked = marks.length;
  }

  /** When the lease last was renewed. */
  get since(): number {
    return this.#from;
  }

  isOver(now: number): boolean {
    return now >= this.#from + this.#ttlMs;
  }

  /** True once for each moment at which to ask again. */
  mustAsk(now: number): boolean {
    const mark = marks[this.#asked];
    if (mark === undefined || now < this.#from + this.#ttlMs * mark) return false;
    this.#asked++;
    return true;
  }

  /** When `isOver` or `mustAsk` will next be true. */
  get nextMoment(): number {
    return this.#from + this.#ttlMs * (marks[this.#asked] ?? 1);
  }
}

const marks = [0.8, 0.95] as const;
