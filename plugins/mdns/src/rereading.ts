interface RereadingHandlers {
  read(): Promise<void>;
  /** A reading that was not stopped failed. */
  failed(error: unknown): void;
}

const pauseMs = 1000;

/**
 * Reads something anew when a device says that it changed: one reading at a time, one more for all that was said meanwhile, and a pause
 * between two, so that neither many notifications nor a slow answer make more of them, and no older answer comes after a newer one.
 */
export class Rereading {
  readonly #handlers: RereadingHandlers;
  #state: 'idle' | 'reading' | 'resting' | 'stopped' = 'idle';
  #isWanted = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(handlers: RereadingHandlers) {
    this.#handlers = handlers;
  }

  /** It changed. */
  want(): void {
    if (this.#state === 'idle') void this.#read();
    else this.#isWanted = true;
  }

  stop(): void {
    this.#state = 'stopped';
    clearTimeout(this.#timer);
  }

  get #isStopped(): boolean {
    return this.#state === 'stopped';
  }

  async #read(): Promise<void> {
    this.#state = 'reading';
    this.#isWanted = false;
    try {
      await this.#handlers.read();
    } catch (error) {
      if (!this.#isStopped) this.#handlers.failed(error);
    }
    if (this.#isStopped) return;
    this.#state = 'resting';
    this.#timer = setTimeout(() => {
      this.#state = 'idle';
      if (this.#isWanted) void this.#read();
    }, pauseMs);
  }
}
