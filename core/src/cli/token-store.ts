import { Tokens } from '../access/index.ts';
import type { Clock } from '../clock.ts';
import { dataFolder, homeMigrations, openDatabase } from '../storage/index.ts';

/** Works on the tokens of a home, whether its hub runs or not: SQLite lets two processes write in turn. */
export function withTokens<T>(data: string, clock: Clock, work: (tokens: Tokens) => T): T {
  const database = openDatabase(dataFolder(data).home, homeMigrations, 'full');
  try {
    return work(new Tokens(database, clock));
  } finally {
    database.close();
  }
}
