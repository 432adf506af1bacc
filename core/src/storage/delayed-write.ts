/** Writes what its owner has gathered, once for all that came within `delayMs` of the first. */
export class DelayedWrite {
  readonly #delayMs: number;
  readonly #write: () => Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;

  /** `write` takes what was gathered, and answers nothing where there is nothing; it never rejects. */
  constructor(delayMs: number, write: () => Promise<void> | undefined) {
    this.#delayMs = delayMs;
    this.#write = write;
  }

  /** Something was gathered. */
  schedule(): void {
    this.#timer ??= setTimeout(() => this.#now(), this.#delayMs);
  }

  /** Writes now; resolves when everything is on disk or was reported as lost. */
  async flush(): Promise<void> {
    this.#now();
    await this.#writing;
  }

  // Batches are written in the order they came, so the last one's end is the end of all.
  #now(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#write() ?? this.#writing;
  }
}
