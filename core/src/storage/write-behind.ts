import { Worker } from 'node:worker_threads';
import { ConcordError } from '@concord/sdk/errors';

/** One row to write: an SQL statement with its parameters. */
export type Write = readonly [sql: string, ...parameters: (string | number | null)[]];

/** What the worker is told; it answers `{done: id}` or `{failed: id, message}`. */
export interface WriteBatch {
  readonly id: number;
  readonly database: string;
  readonly writes: readonly Write[];
}

export type WriteAnswer = { readonly done: number } | { readonly failed: number; readonly message: string };

/**
 * Writes batches of rows in a worker thread, each batch one transaction, so that the disk never holds up a report. Batches of all
 * databases are written in the order they came.
 */
export class WriteBehind {
  readonly #files: Readonly<Record<string, string>>;
  readonly #waiting = new Map<number, PromiseWithResolvers<void>>();
  #worker: Worker | undefined;
  #nextId = 1;

  /** `files`: name → path of databases that exist and are migrated. */
  constructor(files: Readonly<Record<string, string>>) {
    this.#files = files;
  }

  /** Starts the thread; what is written before it is up waits for it. */
  start(): void {
    const worker = new Worker(new URL('./write-behind-worker.ts', import.meta.url), { workerData: this.#files });
    worker.on('message', (answer: WriteAnswer) => this.#settle(answer));
    worker.on('error', (error) => this.#failAll(error));
    this.#worker = worker;
  }

  /** Resolves when the batch is on disk; rejects, with nothing of it written, when it can't be. */
  write(database: string, writes: readonly Write[]): Promise<void> {
    if (!this.#worker) return Promise.reject(new ConcordError('storage-closed', 'the storage is not open'));
    const id = this.#nextId++;
    const waiting = Promise.withResolvers<void>();
    this.#waiting.set(id, waiting);
    this.#worker.postMessage({ id, database, writes } satisfies WriteBatch);
    return waiting.promise;
  }

  /** Waits for what is being written, then ends the thread. */
  async stop(): Promise<void> {
    await Promise.allSettled([...this.#waiting.values()].map(({ promise }) => promise));
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  #settle(answer: WriteAnswer): void {
    const id = 'done' in answer ? answer.done : answer.failed;
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if ('done' in answer) waiting?.resolve();
    else waiting?.reject(new ConcordError('storage-failed', answer.message));
  }

  #failAll(error: unknown): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    this.#worker = undefined;
  }
}
