import type { Journal } from './journal.ts';

/** How long lines that nobody waits for are gathered. */
const gatherMs = 1000;
/** The file is written anew when it has outgrown what is still true by this much. */
const slackBytes = 4 * 1024 * 1024;
const tryAgainMs = 10_000;

interface JournalOwner {
  /** All that is true now, as lines: what the file is made of when it is written anew. */
  snapshot(): Iterable<unknown>;
  /** About how many bytes that would be. */
  bytes(): number;
  /** It can't be written. What was to be written is not lost, but in memory only. */
  failed(error: unknown): void;
}

/** Writes lines to a journal in groups: whatever comes while the disk is busy goes with the next write, so that many can wait at once. */
export class GroupedJournal {
  readonly #journal: Journal;
  readonly #owner: JournalOwner;
  #lines: unknown[] = [];
  #timer: NodeJS.Timeout | undefined;
  #last: Promise<void> = Promise.resolve();
  /** The write that has not begun: it takes along all that is said until then. */
  #next: Promise<void> | undefined;
  /** Until when, by `performance.now()`, a disk that refused is left alone; then everything has to be written. */
  #refusedUntil: number | undefined;

  constructor(journal: Journal, owner: JournalOwner) {
    this.#journal = journal;
    this.#owner = owner;
  }

  /** The line is on disk within a second. */
  add(line: unknown): void {
    this.#lines.push(line);
    this.#timer ??= setTimeout(() => void this.saved(), gatherMs);
  }

  /** Resolves when every line so far is on disk, or when that failed and was told. */
  saved(): Promise<void> {
    this.#next ??= this.#last = this.#last.then(() => {
      this.#next = undefined;
      return this.#write();
    });
    return this.#next;
  }

  /** Everything is on disk when it resolves. */
  async stop(): Promise<void> {
    this.#refusedUntil &&= 0;
    await this.saved();
    clearTimeout(this.#timer);
  }

  async #write(): Promise<void> {
    const lines = this.#lines;
    const refusedUntil = this.#refusedUntil;
    this.#lines = [];
    if (refusedUntil !== undefined && performance.now() < refusedUntil) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (lines.length === 0 && refusedUntil === undefined) return;
    const isOutgrown = this.#journal.bytes > 2 * this.#owner.bytes() + slackBytes;
    try {
      if (isOutgrown || refusedUntil !== undefined) await this.#journal.replace(this.#owner.snapshot());
      else await this.#journal.append(lines);
      this.#refusedUntil = undefined;
    } catch (error) {
      this.#refusedUntil = performance.now() + tryAgainMs;
      this.#timer ??= setTimeout(() => void this.saved(), tryAgainMs + 1);
      this.#owner.failed(error);
    }
  }
}
