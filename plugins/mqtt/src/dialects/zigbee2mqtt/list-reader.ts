import { createHash } from 'node:crypto';
import { messageOf } from '@concord/sdk';
import { listItems } from './list-items.ts';
import { inSlices } from './slices.ts';

interface Handlers {
  /** A list begins; the answer is called when it was read, or left. */
  readonly begin: () => () => void;
  /** Called for each item, in turn; `digest` is the same for the same text, and `parse` answers its value, or throws. */
  readonly item: (digest: string, parse: () => unknown) => void;
  /** All of it was read. */
  readonly done: () => void;
  readonly bad: (what: string) => void;
}

/**
 * Reads the lists that a bridge publishes, a slice in each turn of the event loop, so that values go on being reported meanwhile. When a
 * newer list comes, the older is left where it stands. An item that can't be used costs itself and not the others.
 */
export class ListReader {
  readonly #handlers: Handlers;
  #reading: AbortController | undefined;

  constructor(handlers: Handlers) {
    this.#handlers = handlers;
  }

  read(payload: Buffer): void {
    this.stop();
    this.#reading = new AbortController();
    void this.#slices(payload, this.#reading.signal);
  }

  stop(): void {
    this.#reading?.abort();
  }

  async #slices(payload: Buffer, signal: AbortSignal): Promise<void> {
    const { begin, done, bad } = this.#handlers;
    const end = begin();
    try {
      if (await inSlices(listItems(payload), (text) => text && this.#item(text), signal)) done();
    } catch (error) {
      // Whatever it is: nobody waits for this, and it must not end the process.
      bad(messageOf(error));
    } finally {
      end();
    }
  }

  #item(text: Buffer): void {
    try {
      this.#handlers.item(createHash('sha1').update(text).digest('base64'), () => JSON.parse(text.toString()) as unknown);
    } catch (error) {
      this.#handlers.bad(messageOf(error));
    }
  }
}
