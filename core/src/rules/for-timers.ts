import type { Clock, Timer } from '../clock.ts';
import type { RuleStore, StoredTimer } from './rule-store.ts';

const keyOf = ({ rule, trigger, device, endpoint }: Omit<StoredTimer, 'dueAt' | 'scope'>) => `${rule}/${trigger}/${device}/${endpoint}`;

/** The `for` durations that are running, on disk before they count. */
export class ForTimers {
  readonly #clock: Clock;
  readonly #store: RuleStore;
  readonly #due: (timer: StoredTimer) => void;
  readonly #running = new Map<string, { stored: StoredTimer; timer: Timer }>();

  constructor(clock: Clock, store: RuleStore, due: (timer: StoredTimer) => void) {
    this.#clock = clock;
    this.#store = store;
    this.#due = due;
  }

  get size(): number {
    return this.#running.size;
  }

  /** Goes on with what was running when the hub ended. */
  restore(): void {
    for (const stored of this.#store.timers()) this.#run(stored);
  }

  start(stored: StoredTimer): void {
    this.#store.saveTimer(stored);
    this.#run(stored);
  }

  /** The state no longer holds. */
  cancel(of: Omit<StoredTimer, 'dueAt' | 'scope'>): void {
    const running = this.#running.get(keyOf(of));
    if (!running) return;
    running.timer.cancel();
    this.#running.delete(keyOf(of));
    this.#store.deleteTimer(of);
  }

  cancelRule(rule: string): void {
    for (const [key, { stored, timer }] of this.#running) {
      if (stored.rule !== rule) continue;
      timer.cancel();
      this.#running.delete(key);
    }
    this.#store.deleteTimersOf(rule);
  }

  stop(): void {
    for (const { timer } of this.#running.values()) timer.cancel();
    this.#running.clear();
  }

  #run(stored: StoredTimer): void {
    const key = keyOf(stored);
    this.#running.get(key)?.timer.cancel();
    const timer = this.#clock.at(stored.dueAt, () => {
      this.#running.delete(key);
      this.#store.deleteTimer(stored);
      this.#due(stored);
    });
    this.#running.set(key, { stored, timer });
  }
}
