import type { Clock } from '../clock.ts';
import { TooManyAttemptsError } from './errors.ts';

interface Record {
  failures: number;
  blockedUntil: number;
  lastAt: number;
}

export interface AttemptLimits {
  /** Tries that cost no waiting. */
  readonly free: number;
  /** The longest wait; it doubles from one second with every failure. */
  readonly longestWaitMs: number;
}

const forgetAfterMs = 60 * 60_000;
const mostKeys = 10_000;

/**
 * Counts tries to guess a secret, by whatever they have in common (an address, a user's name), and makes each further one wait longer.
 * Kept in memory: a restart gives a guesser a few tries more and locks nobody out.
 */
export class Attempts {
  readonly #clock: Clock;
  readonly #limits: AttemptLimits;
  // In the order of their last try, so that the oldest are forgotten first.
  readonly #records = new Map<string, Record>();

  constructor(clock: Clock, limits: AttemptLimits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /**
   * Notes a try before it is looked at, as failed until `succeeded` says otherwise: many at once then count like one after the other.
   * Throws `TooManyAttemptsError` where it comes too early.
   */
  begin(key: string): void {
    const now = this.#clock.now();
    const record = this.#current(key, now);
    if (now < record.blockedUntil) throw new TooManyAttemptsError(Math.ceil((record.blockedUntil - now) / 1000));
    record.failures++;
    record.lastAt = now;
    const beyond = record.failures - this.#limits.free;
    if (beyond >= 0) record.blockedUntil = now + Math.min(1000 * 2 ** beyond, this.#limits.longestWaitMs);
    this.#records.delete(key);
    this.#records.set(key, record);
    this.#forgetOldest();
  }

  succeeded(key: string): void {
    this.#records.delete(key);
  }

  #current(key: string, now: number): Record {
    const record = this.#records.get(key);
    return record && now - record.lastAt < forgetAfterMs ? record : { failures: 0, blockedUntil: 0, lastAt: now };
  }

  #forgetOldest(): void {
    if (this.#records.size <= mostKeys) return;
    const [oldest] = this.#records.keys();
    if (oldest !== undefined) this.#records.delete(oldest);
  }
}
