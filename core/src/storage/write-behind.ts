import { Worker } from 'node:worker_threads';
import { ConcordError, messageOf } from '@concord/sdk/errors';

/** One row to write: an SQL statement with its parameters. */
export type Write = readonly [sql: string, ...parameters: (string | number | null)[]];

/** What the worker is told; it answers `{done: id}` or `{failed: id, message}`. */
export interface WriteBatch {
  readonly id: number;
  readonly database: string;
  readonly writes: readonly Write[];
}

// A thread that dies at once, again and again, must not take a whole core.
const restartMs = 1000;

export type WriteAnswer = { readonly done: number } | { readonly failed: number; readonly message: string };

/**
 * Writes batches of rows in a worker thread, each batch one transaction, so that the disk never holds up a report. Batches of all
 * databases are written in the order they came.
 */
export class WriteBehind {
  readonly #files: Readonly<Record<string, string>>;
  readonly #waiting = new Map<number, PromiseWithResolvers<void>>();
  #worker: Worker | undefined;
  #restart: NodeJS.Timeout | undefined;
  #problem: string | undefined;
  #nextId = 1;

  /** `files`: name → path of databases that exist and are migrated. */
  constructor(files: Readonly<Record<string, string>>) {
    this.#files = files;
  }

  /** Starts the thread, and starts it anew whenever it dies; what is written before it is up waits for it. */
  start(): void {
    const worker = new Worker(new URL('./write-behind-worker.ts', import.meta.url), { workerData: this.#files });
    worker.on('message', (answer: WriteAnswer) => this.#settle(answer));
    worker.on('error', (error) => this.#died(error));
    this.#worker = worker;
  }

  /** Why the last batch could not be written; undefined while all is well. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Resolves when the batch is on disk; rejects with code `storage-failed`, and nothing of it written, when it can't be. */
  write(database: string, writes: readonly Write[]): Promise<void> {
    if (!this.#worker)
      return Promise.reject(
        this.#restart
          ? new ConcordError('storage-failed', this.#problem ?? 'the writing thread is being started anew')
          : new ConcordError('storage-closed', 'the storage is not open'),
      );
    const id = this.#nextId++;
    const waiting = Promise.withResolvers<void>();
    this.#waiting.set(id, waiting);
    this.#worker.postMessage({ id, database, writes } satisfies WriteBatch);
    return waiting.promise;
  }

  /** Waits for what is being written, then ends the thread. */
  async stop(): Promise<void> {
    await Promise.allSettled([...this.#waiting.values()].map(({ promise }) => promise));
    clearTimeout(this.#restart);
    this.#restart = undefined;
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  #settle(answer: WriteAnswer): void {
    const id = 'done' in answer ? answer.done : answer.failed;
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#problem = 'done' in answer ? undefined : answer.message;
    if ('done' in answer) waiting?.resolve();
    else waiting?.reject(new ConcordError('storage-failed', answer.message));
  }

  #died(error: unknown): void {
    this.#worker = undefined;
    this.#problem = `the writing thread ended: ${messageOf(error)}`;
    this.#restart = setTimeout(() => {
      this.#restart = undefined;
      this.start();
    }, restartMs);
    const failed = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of failed) reject(new ConcordError('storage-failed', this.#problem, { cause: error }));
  }
}
