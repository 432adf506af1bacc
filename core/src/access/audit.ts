import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Clock } from '../clock.ts';
import { iso } from '../clock.ts';
import { inTransaction } from '../storage/index.ts';
import type { AuditActor, AuditEntry } from './resources.ts';

interface Row {
  id: number;
  at: number;
  who: string;
  action: string;
  subject: string;
  detail: string;
}

const mostRows = 100_000;
const mostWaiting = 10_000;

/**
 * Who did what to the home's security. Rows of one turn are written together at its end, so that a command never waits for the disk;
 * `list` and `close` write what still waits.
 */
export class Audit {
  readonly #database: DatabaseSync;
  readonly #clock: Clock;
  readonly #insert: StatementSync;
  readonly #prune: StatementSync;
  readonly #select: StatementSync;
  readonly #onError: (error: unknown) => void;
  #waiting: Omit<Row, 'id'>[] = [];
  #due: NodeJS.Immediate | undefined;

  constructor(database: DatabaseSync, clock: Clock, onError: (error: unknown) => void) {
    this.#database = database;
    this.#clock = clock;
    this.#onError = onError;
    this.#insert = database.prepare('INSERT INTO audit (at, who, action, subject, detail) VALUES (?, ?, ?, ?, ?)');
    this.#prune = database.prepare('DELETE FROM audit WHERE id <= (SELECT max(id) FROM audit) - ?');
    this.#select = database.prepare('SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?');
  }

  record(who: AuditActor, action: string, subject: string, detail: Readonly<Record<string, unknown>> = {}): void {
    this.#waiting.push({ at: this.#clock.now(), who: JSON.stringify(who), action, subject, detail: JSON.stringify(detail) });
    this.#due ??= setImmediate(() => this.#flush());
  }

  /** Newest first. `cursor` is the id of the last entry of the page before. */
  list({ limit, cursor }: { limit: number; cursor?: string }): { items: AuditEntry[]; next?: string } {
    this.#flush();
    const rows = this.#select.all(cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor), limit + 1) as unknown as Row[];
    const items = rows.slice(0, limit).map(entryOf);
    const last = items.at(-1);
    return { items, ...(rows.length > limit && last && { next: last.id }) };
  }

  close(): void {
    this.#flush();
  }

  #flush(): void {
    clearImmediate(this.#due);
    this.#due = undefined;
    if (this.#waiting.length === 0) return;
    try {
      inTransaction(this.#database, () => {
        for (const { at, who, action, subject, detail } of this.#waiting) this.#insert.run(at, who, action, subject, detail);
        this.#prune.run(mostRows);
      });
      this.#waiting = [];
    } catch (error) {
      // They are written with the next; a log-in must not fail, and the hub not end, because the disk is full.
      this.#waiting = this.#waiting.slice(-mostWaiting);
      this.#onError(error);
    }
  }
}

function entryOf({ id, at, who, action, subject, detail }: Row): AuditEntry {
  return {
    id: String(id),
    at: iso(at),
    who: JSON.parse(who) as AuditActor,
    action,
    subject,
    detail: JSON.parse(detail) as Record<string, unknown>,
  };
}
