import { resolve } from 'node:path';
import { Audit, Tokens } from '../access/index.ts';
import { systemClock } from '../clock.ts';
import { dataFolder, homeMigrations, openDatabase, type DataFolder } from '../storage/index.ts';

/** The tokens of a home, opened beside the hub that may be running on it, or in its absence. */
export interface HomeAccess {
  readonly files: DataFolder;
  readonly tokens: Tokens;
  readonly audit: Audit;
}

/** Opens the home in `data`, which is made where it is missing, for as long as `work` takes. Throws `StartError` where it can't. */
export async function withHome<T>(data: string, work: (home: HomeAccess) => T | Promise<T>): Promise<T> {
  const files = dataFolder(resolve(data));
  const database = openDatabase(files.home, homeMigrations, 'full');
  try {
    const audit = new Audit(database, systemClock);
    const result = await work({ files, tokens: new Tokens(database, systemClock), audit });
    audit.close();
    return result;
  } finally {
    database.close();
  }
}
