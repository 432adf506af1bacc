import type { Clock, Timer } from '../clock.ts';
import type { Slot } from './device-model.ts';

const checkMs = 5000;

/** Attributes whose descriptor says how long they may be silent: one that was not heard for longer is not known any more. */
export class Silence {
  readonly #clock: Clock;
  readonly #silent: (slot: Slot) => void;
  readonly #limited = new Set<Slot>();
  #timer: Timer | undefined;

  /** `silent` is called with an attribute that is too old, at each check. */
  constructor(clock: Clock, silent: (slot: Slot) => void) {
    this.#clock = clock;
    this.#silent = silent;
  }

  start(): void {
    this.#timer = this.#clock.at(this.#clock.now() + checkMs, () => this.#check());
  }

  stop(): void {
    this.#timer?.cancel();
  }

  /** Watches these where they have a limit, and no others of a device that `before` were watched. */
  watch(before: Iterable<Slot>, now: Iterable<Slot>): void {
    for (const slot of before) this.#limited.delete(slot);
    for (const slot of now) if (slot.descriptor.maxSilence !== undefined) this.#limited.add(slot);
  }

  #check(): void {
    const now = this.#clock.now();
    for (const slot of this.#limited) {
      if (slot.heardAt > 0 && now - slot.heardAt > (slot.descriptor.maxSilence ?? Infinity) * 1000) this.#silent(slot);
    }
    this.start();
  }
}
