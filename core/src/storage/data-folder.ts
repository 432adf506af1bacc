import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { messageOf } from '@concord/sdk/errors';
import { StartError } from '../errors.ts';

/** The files of one home. */
export interface DataFolder {
  readonly home: string;
  readonly history: string;
  /** `{url, pid}` of the running hub, for the command line. */
  readonly running: string;
  plugin(id: string): string;
}

/** Where everything lies below `folder`, which is made where it is missing. Throws `StartError` where it can't be written to. */
export function dataFolder(folder: string): DataFolder {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartError(`The data folder ${folder} can't be written to: ${messageOf(error)}. Choose another with --data.`, {
      cause: error,
    });
  }
  return {
    home: join(folder, 'home.db'),
    history: join(folder, 'history.db'),
    running: join(folder, 'running.json'),
    plugin: (id) => join(folder, 'plugins', id),
  };
}

/** As `dataFolder`, but of a home that is there; a mistyped folder is not made. */
export function existingHome(folder: string): DataFolder {
  if (!existsSync(join(folder, 'home.db')))
    throw new StartError(`There is no home in ${folder}. Name the hub's folder with --data, or start the hub first.`);
  return dataFolder(folder);
}

/**
 * Makes sure that one hub alone works on a data folder. The lock is SQLite's own on a file of its own, so that it goes with the
 * process, however that ends. Answers the function that gives it back.
 */
export function lockDataFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'hub.lock'), { timeout: 0 });
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE;');
  } catch (error) {
    lock.close();
    throw new StartError(`Another hub is running on the data folder ${folder}. Stop it first, or choose another folder with --data.`, {
      cause: error,
    });
  }
  return () => lock.close();
}
