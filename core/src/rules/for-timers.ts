import type { Clock, Timer } from '../clock.ts';
import type { RuleStore, StoredTimer } from './rule-store.ts';

/** What a timer belongs to: one trigger of a rule, at one endpoint of a device. */
export type ForKey = Omit<StoredTimer, 'dueAt' | 'scope'>;

const keyOf = ({ rule, trigger, device, endpoint }: ForKey) => `${rule}/${trigger}/${device}/${endpoint}`;

/**
 * The `for` durations that are running, on disk before they count. One that the disk doesn't take runs all the same, and is lost if
 * the hub ends meanwhile.
 */
export class ForTimers {
  readonly #clock: Clock;
  readonly #store: RuleStore;
  readonly #due: (timer: StoredTimer) => void;
  readonly #onError: (error: unknown) => void;
  readonly #running = new Map<string, { stored: StoredTimer; timer: Timer }>();
  /** Those that have ended, and that the disk has not let go of: the next start must not find them. */
  readonly #ended = new Map<string, ForKey>();

  /** `due` is called with a timer that is over, and ends or postpones it. */
  constructor(clock: Clock, store: RuleStore, due: (timer: StoredTimer) => void, onError: (error: unknown) => void) {
    this.#clock = clock;
    this.#store = store;
    this.#due = due;
    this.#onError = onError;
  }

  /** Goes on with what was running when the hub ended. */
  restore(): void {
    for (const stored of this.#store.timers()) this.#run(stored, stored.dueAt);
  }

  start(stored: StoredTimer): void {
    this.#ended.delete(keyOf(stored));
    this.#persist(() => this.#store.saveTimer(stored));
    this.#run(stored, stored.dueAt);
  }

  ofRule(rule: string): StoredTimer[] {
    return [...this.#running.values()].map(({ stored }) => stored).filter((stored) => stored.rule === rule);
  }

  find(of: ForKey): StoredTimer | undefined {
    return this.#running.get(keyOf(of))?.stored;
  }

  /** It is called again at `until`; on disk it stays as it is. */
  postpone(stored: StoredTimer, until: number): void {
    this.#run(stored, until);
  }

  /** The state no longer holds, or it has been decided. */
  end(of: ForKey): void {
    const running = this.#running.get(keyOf(of));
    if (!running) return;
    running.timer.cancel();
    this.#running.delete(keyOf(of));
    this.#ended.set(keyOf(of), of);
    this.#persist(() => this.#clear());
  }

  endRule(rule: string): void {
    for (const [key, { stored, timer }] of this.#running) {
      if (stored.rule !== rule) continue;
      timer.cancel();
      this.#running.delete(key);
    }
    this.#persist(() => this.#store.deleteTimersOf(rule));
  }

  stop(): void {
    for (const { timer } of this.#running.values()) timer.cancel();
    this.#running.clear();
    if (this.#ended.size > 0) this.#persist(() => this.#clear());
  }

  #clear(): void {
    for (const [key, of] of this.#ended) {
      this.#store.deleteTimer(of);
      this.#ended.delete(key);
    }
  }

  #run(stored: StoredTimer, at: number): void {
    const key = keyOf(stored);
    this.#running.get(key)?.timer.cancel();
    this.#running.set(key, { stored, timer: this.#clock.at(at, () => this.#due(stored)) });
  }

  #persist(write: () => void): void {
    try {
      write();
    } catch (error) {
      this.#onError(error);
    }
  }
}
