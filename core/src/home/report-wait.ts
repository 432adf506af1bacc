import type { Expectation, Slot } from './device-model.ts';
import { isReached } from './reached.ts';

/** Waits until each wanted value of a command has been reported. */
export class ReportWait {
  readonly #wanted: readonly (readonly [Slot, unknown, Expectation])[];
  readonly #done = Promise.withResolvers<void>();
  #missing: number;

  /** `superseded` is called when another command wants something else of one of the attributes. */
  constructor(command: string, wanted: readonly [Slot, unknown][], superseded: () => void) {
    this.#missing = wanted.length;
    this.#wanted = wanted.map(([slot, value]) => {
      const expectation: Expectation = {
        command,
        seen: (reported) => {
          if (!isReached(slot, value, reported)) return false;
          if (--this.#missing === 0) this.#done.resolve();
          return true;
        },
        superseded: (by) => {
          if (!isReached(slot, value, by)) superseded();
        },
      };
      slot.expectations.push(expectation);
      return [slot, value, expectation];
    });
  }

  get isEmpty(): boolean {
    return this.#wanted.length === 0;
  }

  get done(): Promise<void> {
    return this.#done.promise;
  }

  get isAlreadySo(): boolean {
    return this.#wanted.every(([slot, value]) => slot.record.quality === 'good' && isReached(slot, value, slot.record.value));
  }

  end(): void {
    for (const [slot, , expectation] of this.#wanted) slot.expectations = slot.expectations.filter((other) => other !== expectation);
  }
}
