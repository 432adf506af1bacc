import { messageOf } from '@concord/sdk/errors';
import type { Logger } from 'pino';

const stopLimitMs = 10_000;

/** The life of the process: what was started is stopped in the opposite order, whenever it is asked to end and wherever a start fails. */
export class Lifetime {
  readonly #log: Logger;
  readonly #asked = Promise.withResolvers<string>();
  readonly #steps: (() => Promise<void>)[] = [];

  constructor(log: Logger) {
    this.#log = log;
    // A terminal and npm may each pass the same signal on; one promise settles once.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => this.#asked.resolve(signal));
    process.on('unhandledRejection', (error) => log.error({ err: error }, `a bug: ${messageOf(error)}`));
  }

  /** What has to happen before the process ends. */
  onStop(step: () => Promise<void>): void {
    this.#steps.push(step);
  }

  /**
   * Runs until a signal comes; answers the exit code. `start` is not waited for once the process has been asked to end: it hears so by
   * `isEnding`. Throws what `start` throws, after everything was stopped.
   */
  async run(start: (isEnding: () => boolean) => Promise<void>): Promise<number> {
    let isEnding = false;
    const started = start(() => isEnding);
    try {
      await Promise.race([started, this.#asked.promise]);
      this.#log.info(`stopping on ${await this.#asked.promise}`);
    } finally {
      isEnding = true;
      // What a start that was given up still throws has nobody to hear it.
      started.catch(() => undefined);
      await this.#stop();
    }
    return 0;
  }

  async #stop(): Promise<void> {
    const limit = setTimeout(() => {
      this.#log.error(`could not stop within ${stopLimitMs / 1000} s`);
      process.exit(1);
    }, stopLimitMs);
    for (const step of this.#steps.toReversed()) {
      try {
        await step();
      } catch (error) {
        this.#log.error({ err: error }, `could not stop cleanly: ${messageOf(error)}`);
      }
    }
    clearTimeout(limit);
  }
}
