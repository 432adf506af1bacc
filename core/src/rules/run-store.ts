import type { DatabaseSync } from 'node:sqlite';
import { NotFoundError } from '../errors.ts';
import { DelayedWrite, type Write, type WriteBehind } from '../storage/index.ts';
import type { RunScope } from './reference.ts';
import type { Action, Run } from './resources.ts';

const writeEveryMs = 250;
const keptRunsPerRule = 200;
// Looking for what is too old costs more than writing a run: so once in so many runs of a rule.
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

const upsert = `INSERT INTO runs (id, rule, state, started_at, document) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET state = excluded.state, document = excluded.document`;
const prune = `DELETE FROM runs WHERE rule = ? AND state NOT IN ('running', 'waiting') AND id NOT IN
  (SELECT id FROM runs WHERE rule = ? ORDER BY started_at DESC LIMIT ${keptRunsPerRule})`;

/** Runs on disk. A step that must not be lost or repeated is written at once; a trace that is only read is written behind. */
export class RunStore {
  readonly #database: DatabaseSync;
  readonly #writer: WriteBehind;
  readonly #onError: (error: unknown) => void;
  readonly #waiting = new Map<string, StoredRun>();
  readonly #sincePrune = new Map<string, number>();
  readonly #behind = new DelayedWrite(writeEveryMs, () => this.#write());

  constructor(database: DatabaseSync, writer: WriteBehind, onError: (error: unknown) => void) {
    this.#database = database;
    this.#writer = writer;
    this.#onError = onError;
  }

  /** On disk when it returns. */
  save(stored: StoredRun): void {
    this.#waiting.delete(stored.run.id);
    this.#database.prepare(upsert).run(...row(stored));
  }

  /** On disk soon. */
  saveBehind(stored: StoredRun): void {
    this.#waiting.set(stored.run.id, stored);
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
    return this.#database
      .prepare('SELECT document, MAX(started_at) FROM runs GROUP BY rule')
      .all()
      .map(({ document }) => (JSON.parse(String(document)) as StoredRun).run);
  }

  get(id: string): Run {
    const waiting = this.#waiting.get(id);
    if (waiting) return waiting.run;
    const found = this.#database.prepare('SELECT document FROM runs WHERE id = ?').get(id);
    if (!found) throw new NotFoundError('run', id);
    return (JSON.parse(String(found['document'])) as StoredRun).run;
  }

  /** Newest first, those that began before `before` (milliseconds). */
  list(rule: string | undefined, before: number, limit: number): Run[] {
    const stored = this.#database
      .prepare('SELECT document FROM runs WHERE (?1 IS NULL OR rule = ?1) AND started_at < ?2 ORDER BY started_at DESC LIMIT ?3')
      .all(rule ?? null, before, limit)
      .map(({ document }) => (JSON.parse(String(document)) as StoredRun).run);
    const newer = [...this.#waiting.values()]
      .map(({ run }) => run)
      .filter((run) => (rule === undefined || run.rule === rule) && Date.parse(run.startedAt) < before);
    const byId = new Map([...stored, ...newer].map((run) => [run.id, run]));
    return [...byId.values()].toSorted((a, b) => b.startedAt.localeCompare(a.startedAt)).slice(0, limit);
  }

  /** The rule is gone, and its runs with it. */
  forget(rule: string): void {
    for (const [id, { run }] of this.#waiting) if (run.rule === rule) this.#waiting.delete(id);
    this.#database.prepare('DELETE FROM runs WHERE rule = ?').run(rule);
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
      },
      (error: unknown) => this.#onError(error),
    );
  }

  #pruneOf(rule: string): Write[] {
    const count = (this.#sincePrune.get(rule) ?? 0) + 1;
    this.#sincePrune.set(rule, count % pruneEvery);
    return count === pruneEvery ? [[prune, rule, rule]] : [];
  }
}

function row(stored: StoredRun): [string, string, string, number, string] {
  const { id, rule, state, startedAt } = stored.run;
  return [id, rule, state, Date.parse(startedAt), JSON.stringify(stored)];
}
