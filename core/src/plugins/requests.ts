import {
  AdoptionFailedError,
  CommandRejectedError,
  CommandTimedOutError,
  ConcordError,
  DeviceOfflineError,
  InvalidInputError,
} from '@concord/sdk';
import type { Finding, HubMessage, PluginMessages } from '@concord/sdk';
import { PluginRefusal } from '../errors.ts';
import type { Clock, Timer } from '../clock.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: ConcordError) => void;
  readonly timer: Timer;
}

/** Errors that a plugin may answer with, as the hub's own; any other code is the plugin's. */
const errors: Readonly<Record<string, (message: string, findings: readonly Finding[]) => ConcordError>> = {
  'command-rejected': (message) => new CommandRejectedError(message),
  'device-offline': (message) => new DeviceOfflineError(message),
  'command-timed-out': (message) => new CommandTimedOutError(message, 0),
  'adoption-failed': (message) => new AdoptionFailedError(message),
  'not-supported': (message) => new ConcordError('not-supported', message),
  'plugin-stopping': (message) => new ConcordError('plugin-stopping', message),
  'invalid-input': (message, findings) => new InvalidInputError(message, findings.length > 0 ? findings : [{ path: '', message }]),
};

function errorOf({ code, message, findings = [] }: NonNullable<PluginMessages['result']['error']>): ConcordError {
  return errors[code]?.(message, findings) ?? new PluginRefusal(code, message, findings);
}

/** The requests on one channel that wait for their `result`. */
export class Requests {
  readonly #clock: Clock;
  readonly #send: (message: HubMessage) => void;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;

  constructor(clock: Clock, send: (message: HubMessage) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** Sends a request; rejects with `CommandTimedOutError` after `timeoutMs`, or with what the plugin answers. */
  send(message: (id: number) => HubMessage, timeoutMs: number): Promise<unknown> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const timer = this.#clock.at(this.#clock.now() + timeoutMs, () => {
        this.#waiting.delete(id);
        reject(new CommandTimedOutError(`nothing answered within ${timeoutMs / 1000} s`, timeoutMs));
      });
      this.#waiting.set(id, { resolve, reject, timer });
      this.#send(message(id));
    });
  }

  /** False where nobody waits for it (any more). */
  settle({ id, value, error }: PluginMessages['result']): boolean {
    const waiting = this.#waiting.get(id);
    if (!waiting) return false;
    this.#waiting.delete(id);
    waiting.timer.cancel();
    if (error) waiting.reject(errorOf(error));
    else waiting.resolve(value);
    return true;
  }

  /** The plugin is gone: nothing will be answered, and what was under way may have been done. */
  failAll(reason: string): void {
    for (const { reject, timer } of this.#waiting.values()) {
      timer.cancel();
      reject(new ConcordError('plugin-ended', reason));
    }
    this.#waiting.clear();
  }
}
