import { ConflictError } from '../errors.ts';
import { latest, type Expectation, type Slot } from './device-model.ts';
import { isReached, isSame } from './reached.ts';

const overtaken = 'another command wanted something else before this one was confirmed';

/** Waits until each wanted value of a command has been reported, or another command wants something else of one of them. */
export class ReportWait {
  readonly #wanted: readonly (readonly [Slot, unknown, Expectation])[];
  readonly #done = Promise.withResolvers<void>();
  #missing: number;

  constructor(wanted: readonly [Slot, unknown][]) {
    this.#missing = wanted.length;
    // Nobody may be waiting for reports when it happens.
    this.#done.promise.catch(() => undefined);
    this.#wanted = wanted.map(([slot, value]) => {
      const expectation: Expectation = {
        seen: (reported) => {
          if (!isReached(slot, value, reported)) return false;
          if (--this.#missing === 0) this.#done.resolve();
          return true;
        },
        superseded: (by) => {
          if (!isReached(slot, value, by)) this.#done.reject(new ConflictError(overtaken, 'command-superseded'));
        },
      };
      slot.expectations.push(expectation);
      return [slot, value, expectation];
    });
  }

  get isEmpty(): boolean {
    return this.#wanted.length === 0;
  }

  /** Rejects with code `command-superseded`. */
  get done(): Promise<void> {
    return this.#done.promise;
  }

  get isAlreadySo(): boolean {
    return this.#wanted.every(([wanted, value]) => {
      const slot = latest(wanted);
      return slot.record.quality === 'good' && isSame(slot, value, slot.record.value);
    });
  }

  end(): void {
    for (const [wanted, , expectation] of this.#wanted) {
      const slot = latest(wanted);
      slot.expectations = slot.expectations.filter((other) => other !== expectation);
    }
  }
}
