import { CommandTimedOutError } from '@concord/sdk';
import type { JsonObject } from '../untrusted/json.ts';

interface Waiting {
  readonly shown: (state: JsonObject) => boolean;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** Commands that wait for a state that shows what they asked for, oldest first. */
export class Confirmations {
  readonly #waiting = new Set<Waiting>();

  /** Resolves with the first state that shows it; throws `CommandTimedOutError`. */
  wait(shown: (state: JsonObject) => boolean, timeoutMs: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      this.#waiting.delete(waiting);
      reject(new CommandTimedOutError(`its state did not show the change within ${timeoutMs} ms`, timeoutMs));
    }, timeoutMs);
    const waiting: Waiting = { shown, resolve, reject, timer };
    this.#waiting.add(waiting);
    return promise;
  }

  take(state: JsonObject): void {
    for (const waiting of this.#waiting) {
      if (!waiting.shown(state)) continue;
      this.#end(waiting);
      waiting.resolve();
    }
  }

  /** The device answers in order, so what it refuses is what waited longest. */
  failFirst(error: Error): void {
    const [first] = this.#waiting;
    if (!first) return;
    this.#end(first);
    first.reject(error);
  }

  fail(error: Error): void {
    for (const waiting of this.#waiting) {
      this.#end(waiting);
      waiting.reject(error);
    }
  }

  #end(waiting: Waiting): void {
    clearTimeout(waiting.timer);
    this.#waiting.delete(waiting);
  }
}
