import { constants } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ConcordError } from '../errors.ts';
import type { Store } from './context.ts';

// Node refuses fsync under its permission model; a file opened so is on disk after each write.
const durable = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_DSYNC;

/** Keeps each value as a JSON file that is replaced in one step, so that a power cut leaves the old value or the new one. */
export class FileStore implements Store {
  readonly #folder: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async get(name: string): Promise<unknown> {
    const file = this.#file(name);
    await this.#last;
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
    try {
      return JSON.parse(text);
    } catch (error) {
      throw new ConcordError('store-damaged', `${file} is not JSON`, { cause: error });
    }
  }

  set(name: string, value: unknown): Promise<void> {
    const file = this.#file(name);
    return this.#inOrder(() => this.#replace(file, JSON.stringify(value)));
  }

  delete(name: string): Promise<void> {
    const file = this.#file(name);
    return this.#inOrder(() => rm(file, { force: true }));
  }

  #inOrder(write: () => Promise<void>): Promise<void> {
    const done = this.#last.then(write);
    this.#last = done.catch(() => {
      // The caller of this write gets the error; the next write must not.
    });
    return done;
  }

  async #replace(file: string, text: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const draft = `${file}.new`;
    const handle = await open(draft, durable, 0o600);
    try {
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  }

  #file(name: string): string {
    if (!/^[A-Za-z0-9_-]{1,100}$/.test(name)) throw new ConcordError('store-name', `"${name}" can't be a name in the store`);
    return join(this.#folder, `${name}.json`);
  }
}
