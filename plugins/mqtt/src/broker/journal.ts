import { constants, createReadStream } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { createInterface } from 'node:readline';

// Node refuses fsync under its permission model; a file opened so is on disk after each write.
const durable = constants.O_WRONLY | constants.O_CREAT | constants.O_DSYNC;
const chunkLength = 1024 * 1024;

/** A file of JSON documents, one a line, that grows by what is new, so that a change costs no more than itself. */
export class Journal {
  readonly #file: string;
  #bytes = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** The size of the file. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Every document in order; `damaged` is called for a line that is none, such as one that a power cut left half written. */
  async *read(damaged: () => void): AsyncGenerator {
    this.#bytes = 0;
    const stream = createReadStream(this.#file, { encoding: 'utf8' });
    try {
      for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
        this.#bytes += Buffer.byteLength(line) + 1;
        if (line === '') continue;
        let document: unknown;
        try {
          document = JSON.parse(line);
        } catch {
          damaged();
          continue;
        }
        yield document;
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }

  /** Resolves when the documents are on disk. */
  async append(documents: Iterable<unknown>): Promise<void> {
    await this.#write(this.#file, durable | constants.O_APPEND, documents);
  }

  /** Puts the documents in the place of all that was there, in one step. Resolves when they are on disk. */
  async replace(documents: Iterable<unknown>): Promise<void> {
    const draft = `${this.#file}.new`;
    const before = this.#bytes;
    this.#bytes = 0;
    try {
      await this.#write(draft, durable | constants.O_TRUNC, documents);
      await rename(draft, this.#file);
    } catch (error) {
      this.#bytes += before;
      throw error;
    }
  }

  async #write(file: string, flags: number, documents: Iterable<unknown>): Promise<void> {
    const handle = await open(file, flags, 0o600);
    try {
      // Should the last write have been cut off, what follows still begins on a line of its own.
      let text = '\n';
      for (const document of documents) {
        text += `${JSON.stringify(document)}\n`;
        if (text.length < chunkLength) continue;
        this.#bytes += Buffer.byteLength(text);
        await handle.writeFile(text);
        text = '';
      }
      this.#bytes += Buffer.byteLength(text);
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
  }
}
