import type { DatabaseSync } from 'node:sqlite';
import { ConcordError } from '@concord/sdk';
import { NotFoundError } from '../errors.ts';
import { DelayedWrite, type Write, type WriteBehind } from '../storage/index.ts';
import type { RunScope } from './reference.ts';
import type { Action, Run } from './resources.ts';
import { pageOfRuns, type RunPosition } from './run-page.ts';

const writeEveryMs = 250;
const mostWaiting = 1000;
const keptRunsPerRule = 200;
// Looking for what is too old costs more than writing a run: so at a rule's first run after the start, and then once in so many.
const pruneEvery = 50;

/** A run on disk: what people see of it, what it was to do when it began (the rule may be another since), and where it stands. */
export interface StoredRun {
  readonly run: Run;
  readonly actions: readonly Action[];
  readonly scope: RunScope;
  /** Index of the next action that has not begun. */
  readonly next: number;
  /** While waiting: when it goes on, in milliseconds. */
  readonly wakeAt?: number;
}

// Only of a rule that is still there: it may have been deleted while the row waited.
const upsert = `INSERT INTO runs (id, rule, state, started_at, document)
  SELECT ?1, ?2, ?3, ?4, ?5 WHERE EXISTS (SELECT 1 FROM rules WHERE id = ?2)
  ON CONFLICT (id) DO UPDATE SET state = excluded.state, document = excluded.document`;
const prune = `DELETE FROM runs WHERE rule = ?1 AND state NOT IN ('running', 'waiting') AND id NOT IN
  (SELECT id FROM runs WHERE rule = ?1 ORDER BY started_at DESC, id DESC LIMIT ${keptRunsPerRule})`;
const newest = 'ORDER BY started_at DESC, id DESC LIMIT ?';
const listAll = `SELECT document FROM runs WHERE (started_at, id) < (?, ?) ${newest}`;
const listOfRule = `SELECT document FROM runs WHERE rule = ? AND (started_at, id) < (?, ?) ${newest}`;

/** Runs on disk. A step that must not be lost or repeated is written at once; a trace that is only read is written behind. */
export class RunStore {
  readonly #database: DatabaseSync;
  readonly #writer: WriteBehind;
  readonly #onError: (error: unknown) => void;
  /** By id, those that have waited longest first. */
  readonly #waiting = new Map<string, StoredRun>();
  readonly #sincePrune = new Map<string, number>();
  readonly #behind = new DelayedWrite(writeEveryMs, () => this.#write());
  readonly #forgotten = new Set<string>();
  #isRefused = false;
  #lost = 0;

  constructor(database: DatabaseSync, writer: WriteBehind, onError: (error: unknown) => void) {
    this.#database = database;
    this.#writer = writer;
    this.#onError = onError;
  }

  /** On disk when it returns. Throws where the disk is full, busy or gone. */
  save(stored: StoredRun): void {
    this.#database.prepare(upsert).run(...row(stored));
    this.#waiting.delete(stored.run.id);
    if (stored.run.finishedAt === undefined) return;
    for (const [sql, ...parameters] of this.#pruneOf(stored.run.rule)) this.#database.prepare(sql).run(...parameters);
  }

  /** On disk soon. While the disk takes nothing the newest wait; the rest is lost, and that is reported. */
  saveBehind(stored: StoredRun): void {
    const { id, rule } = stored.run;
    if (this.#forgotten.has(rule)) return;
    this.#waiting.delete(id);
    this.#waiting.set(id, stored);
    if (this.#waiting.size > mostWaiting) {
      for (const oldest of this.#waiting.keys()) {
        this.#waiting.delete(oldest);
        break;
      }
      this.#lost++;
    }
    this.#behind.schedule();
  }

  /** Runs that had not ended when the hub did, oldest first. */
  unfinished(): StoredRun[] {
    return this.#database
      .prepare("SELECT document FROM runs WHERE state IN ('running', 'waiting') ORDER BY started_at")
      .all()
      .map(({ document }) => JSON.parse(String(document)));
  }

  /** The newest run of each rule. */
  last(): Run[] {
    return this.#database.prepare('SELECT document, MAX(started_at) FROM runs GROUP BY rule').all().map(runOf);
  }

  get(id: string): Run {
    const waiting = this.#waiting.get(id);
    if (waiting) return waiting.run;
    const found = this.#database.prepare('SELECT document FROM runs WHERE id = ?').get(id);
    if (!found) throw new NotFoundError('run', id);
    return runOf(found);
  }

  /** Newest first, those that come after a place in the list. */
  list(rule: string | undefined, after: RunPosition, limit: number): Run[] {
    const stored =
      rule === undefined
        ? this.#database.prepare(listAll).all(after.at, after.id, limit)
        : this.#database.prepare(listOfRule).all(rule, after.at, after.id, limit);
    const waiting = [...this.#waiting.values()].map(({ run }) => run);
    return pageOfRuns([...stored.map(runOf), ...waiting], rule, after).slice(0, limit);
  }

  /** The rule was deleted: what waits of its runs, and what is still said of them, is not written. */
  forget(rule: string): void {
    this.#forgotten.add(rule);
    for (const [id, { run }] of this.#waiting) if (run.rule === rule) this.#waiting.delete(id);
    this.#sincePrune.delete(rule);
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Everything is on disk when it resolves. */
  flush(): Promise<void> {
    return this.#behind.flush();
  }

  #write(): Promise<void> | undefined {
    if (this.#waiting.size === 0) return undefined;
    const batch = [...this.#waiting.values()];
    const writes = batch.flatMap((stored): Write[] => [[upsert, ...row(stored)], ...this.#pruneOf(stored.run.rule)]);
    return this.#writer.write('home', writes).then(
      () => {
        for (const stored of batch) if (this.#waiting.get(stored.run.id) === stored) this.#waiting.delete(stored.run.id);
        this.#isRefused = false;
        if (this.#lost > 0) this.#onError(new ConcordError('runs-lost', `${this.#lost} runs could not be kept: the disk took nothing`));
        this.#lost = 0;
      },
      // They are written with the next ones. Every quarter of a second is too often to say so.
      (error: unknown) => {
        if (!this.#isRefused) this.#onError(error);
        this.#isRefused = true;
      },
    );
  }

  #pruneOf(rule: string): Write[] {
    const count = (this.#sincePrune.get(rule) ?? pruneEvery - 1) + 1;
    this.#sincePrune.set(rule, count % pruneEvery);
    return count === pruneEvery ? [[prune, rule]] : [];
  }
}

function row(stored: StoredRun): [string, string, string, number, string] {
  const { id, rule, state, startedAt } = stored.run;
  return [id, rule, state, Date.parse(startedAt), JSON.stringify(stored)];
}

function runOf({ document }: Record<string, unknown>): Run {
  return (JSON.parse(String(document)) as StoredRun).run;
}
