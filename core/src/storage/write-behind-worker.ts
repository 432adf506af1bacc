import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '@concord/sdk/errors';
import { inTransaction } from './database.ts';
import type { WriteAnswer, WriteBatch } from './write-behind.ts';

interface Open {
  readonly database: DatabaseSync;
  readonly statements: Map<string, StatementSync>;
}

const files = workerData as Readonly<Record<string, string>>;
const open = new Map(Object.entries(files).map(([name, file]) => [name, openForWriting(file)]));

function openForWriting(file: string): Open {
  const database = new DatabaseSync(file, { timeout: 10_000 });
  // What is written behind was acknowledged to nobody, so a power cut may take the last batches; a killed hub takes none.
  database.exec('PRAGMA synchronous = NORMAL');
  return { database, statements: new Map() };
}

function prepared({ database, statements }: Open, sql: string): StatementSync {
  const known = statements.get(sql);
  if (known) return known;
  const statement = database.prepare(sql);
  statements.set(sql, statement);
  return statement;
}

parentPort?.on('message', ({ id, database, writes }: WriteBatch) => {
  let answer: WriteAnswer = { done: id };
  try {
    const target = open.get(database);
    if (!target) throw new Error(`no database "${database}"`);
    inTransaction(target.database, () => {
      for (const [sql, ...parameters] of writes) prepared(target, sql).run(...parameters);
    });
  } catch (error) {
    answer = { failed: id, message: messageOf(error) };
  }
  parentPort?.postMessage(answer);
});
