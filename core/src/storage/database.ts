import { DatabaseSync } from 'node:sqlite';
import { messageOf } from '@concord/sdk/errors';
import { StartError } from '../errors.ts';

/** One step of a database's history; `version` counts from 1 without gaps, and a released step never changes. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}

export interface Opening {
  /** How hard a commit is pressed to the disk: `full` outlives a power cut, `normal` a killed hub. */
  readonly durability: 'full' | 'normal';
  /** Reads the whole file for damage: for what is small and must not be wrong. */
  readonly isChecked: boolean;
}

/**
 * Opens a database in WAL mode and brings it up to date. Throws `StartError` naming the file where it is damaged, not ours, or newer
 * than this hub.
 */
export function openDatabase(file: string, migrations: readonly Migration[], { durability, isChecked }: Opening): DatabaseSync {
  try {
    const database = new DatabaseSync(file, { timeout: 1000 });
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${durability}; PRAGMA foreign_keys = ON;`);
    const [check] = isChecked ? database.prepare('PRAGMA quick_check(1)').all() : [];
    if (check && check['quick_check'] !== 'ok') throw new Error(String(check['quick_check']));
    migrate(database, migrations);
    return database;
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The database ${file} can't be used: ${messageOf(error)}. Put back a copy that you made, or move the file away to start anew.`,
      {
        cause: error,
      },
    );
  }
}

function migrate(database: DatabaseSync, migrations: readonly Migration[]): void {
  const found = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  const newest = migrations.at(-1)?.version ?? 0;
  if (found > newest) throw new Error(`it was written by a newer version of Concord (schema ${found}, this one knows ${newest})`);
  for (const { version, sql } of migrations) {
    if (version <= found) continue;
    inTransaction(database, () => database.exec(`${sql}; PRAGMA user_version = ${version}`));
  }
}

/** Runs `work` in a transaction: all of it is on disk afterwards, or, where it throws, nothing. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
