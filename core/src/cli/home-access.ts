import { resolve } from 'node:path';
import { Audit, Tokens } from '../access/index.ts';
import { systemClock } from '../clock.ts';
import { existingHome, homeMigrations, openDatabase, type DataFolder } from '../storage/index.ts';

/** The tokens of a home, opened beside the hub that may be running on it, or in its absence. */
export interface HomeAccess {
  readonly files: DataFolder;
  readonly tokens: Tokens;
  readonly audit: Audit;
}

const throwIt = (error: unknown) => {
  throw error;
};

/** Opens the home in `data` for as long as `work` takes. Throws `StartError` where it can't. */
export async function withHome<T>(data: string, work: (home: HomeAccess) => T | Promise<T>): Promise<T> {
  const files = existingHome(resolve(data));
  const database = openDatabase(files.home, homeMigrations, { durability: 'full', isChecked: false });
  try {
    const audit = new Audit(database, systemClock, throwIt);
    const result = await work({ files, tokens: new Tokens(database, systemClock), audit });
    audit.close();
    return result;
  } finally {
    database.close();
  }
}
