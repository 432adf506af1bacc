import type { DatabaseSync } from 'node:sqlite';
import { ConcordError, messageOf } from '@concord/sdk/errors';
import { inTransaction } from './database.ts';

const retryMs = 1000;

/**
 * Gathers the writes of one turn of the event loop into one transaction, since pressing a commit to the disk costs milliseconds however
 * little it holds. Steps that the disk refuses are kept and tried again, so that memory and disk come together when it has room.
 */
export class TurnTransaction {
  readonly #database: DatabaseSync;
  readonly #onError: (error: unknown) => void;
  #steps: (() => void)[] = [];
  #isDue = false;

  constructor(database: DatabaseSync, onError: (error: unknown) => void) {
    this.#database = database;
    this.#onError = onError;
  }

  /** The step is on disk at the end of this turn, or at the next `commit`. */
  add(step: () => void): void {
    this.#steps.push(step);
    if (this.#isDue) return;
    this.#isDue = true;
    setImmediate(() => this.#attempt());
  }

  /** Everything added so far is on disk when it returns. Throws code `storage-failed`, and tries again later, when it can't be. */
  commit(): void {
    const steps = this.#steps;
    if (steps.length === 0) return;
    try {
      inTransaction(this.#database, () => {
        for (const step of steps) step();
      });
      this.#steps = [];
    } catch (error) {
      throw new ConcordError('storage-failed', `the home could not be written: ${messageOf(error)}`, { cause: error });
    }
  }

  #attempt(): void {
    this.#isDue = false;
    try {
      this.commit();
    } catch (error) {
      this.#onError(error);
      this.#isDue = true;
      setTimeout(() => this.#attempt(), retryMs).unref();
    }
  }
}
