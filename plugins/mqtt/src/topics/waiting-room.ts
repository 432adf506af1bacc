import type { Message } from './message.ts';

const maxMessages = 10_000;
const maxBytes = 8 * 1024 * 1024;

/** Messages that nobody listens to yet, while a list of those who will is being read; bounded, and gone when it was read. */
export class WaitingRoom {
  /** By prefix, how many read a list. */
  readonly #open = new Map<string, number>();
  readonly #waiting = new Map<string, Message[]>();
  #count = 0;
  #bytes = 0;

  /** Keeps what comes below `prefix` until the answer is called. */
  open(prefix: string): () => void {
    this.#open.set(prefix, (this.#open.get(prefix) ?? 0) + 1);
    return () => this.#close(prefix);
  }

  /** Keeps a message that nobody listens to; not where there is no room, or nobody will. */
  take(message: Message): void {
    if (this.#open.size === 0 || ![...this.#open.keys()].some((prefix) => message.topic.startsWith(prefix))) return;
    if (this.#count >= maxMessages || this.#bytes + message.payload.length > maxBytes) return;
    this.#count++;
    this.#bytes += message.payload.length;
    const waiting = this.#waiting.get(message.topic);
    if (waiting) waiting.push(message);
    else this.#waiting.set(message.topic, [message]);
  }

  /** What waits for somebody who listens to the topic. */
  of(topic: string): readonly Message[] {
    return this.#waiting.get(topic) ?? [];
  }

  #close(prefix: string): void {
    const readers = (this.#open.get(prefix) ?? 1) - 1;
    if (readers > 0) this.#open.set(prefix, readers);
    else this.#open.delete(prefix);
    if (this.#open.size > 0) return;
    this.#waiting.clear();
    this.#count = this.#bytes = 0;
  }
}
