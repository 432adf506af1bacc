import type { DatabaseSync } from 'node:sqlite';
import { messageOf } from '@concord/sdk/errors';
import { inTransaction } from './database.ts';

/**
 * Gathers the writes of one turn of the event loop into one transaction, since pressing a commit to the disk costs milliseconds however
 * little it holds.
 */
export class TurnTransaction {
  readonly #database: DatabaseSync;
  readonly #onError: (error: unknown) => void;
  #steps: (() => void)[] = [];

  constructor(database: DatabaseSync, onError: (error: unknown) => void) {
    this.#database = database;
    this.#onError = onError;
  }

  /** The step is on disk at the end of this turn, or at the next `commit`. */
  add(step: () => void): void {
    if (this.#steps.push(step) > 1) return;
    setImmediate(() => {
      try {
        this.commit();
      } catch (error) {
        this.#onError(new Error(`the home could not be written: ${messageOf(error)}`, { cause: error }));
      }
    });
  }

  /** Everything added so far is on disk when it returns. Throws, with nothing written, when it can't be. */
  commit(): void {
    const steps = this.#steps;
    if (steps.length === 0) return;
    this.#steps = [];
    inTransaction(this.#database, () => {
      for (const step of steps) step();
    });
  }
}
