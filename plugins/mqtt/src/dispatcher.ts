import { messageOf, type PluginContext } from '@concord/sdk';
import type { Connection } from './connection/connection.ts';
import type { Reporter } from './devices/reporter.ts';
import { Message } from './topics/message.ts';
import { isWildcard } from './topics/topic-filter.ts';
import { TopicIndex } from './topics/topic-index.ts';
import { WaitingRoom } from './topics/waiting-room.ts';

/** Payloads of this size take some tens of milliseconds to read; what a product says of itself is smaller. */
const largeBytes = 4 * 1024 * 1024;

export interface Listener {
  /** True where the payload may be no text: others are spared what is not UTF-8. */
  readonly takesBytes?: boolean;
  /** The key of the device that it hears, where it hears one only. */
  readonly deviceKey?: string | undefined;
  /** True where the payload may be large: others are spared what would take them long to read. */
  readonly takesLarge?: boolean;
  receive(message: Message): void;
}

interface Entry {
  readonly listener: Listener;
  /** A filter with wildcards may be answered by many retained messages. */
  readonly isWildcard: boolean;
  /** Only until what the broker kept has come once: asked again for a newcomer, it would bring back an old state to the others. */
  awaitsRetained: boolean;
  /** Nobody listens any more. */
  isOver?: boolean;
}

/** Brings each message of one broker to those who listen to its topic, and subscribes to what they need. */
export class Dispatcher {
  readonly connection: Connection;
  readonly #reporter: Reporter;
  readonly #context: Pick<PluginContext, 'diagnose'>;
  readonly #index = new TopicIndex<Entry>();
  readonly #waiting = new WaitingRoom();
  readonly #entries = new Map<Listener, Map<string, Entry>>();

  constructor(connection: Connection, reporter: Reporter, context: Pick<PluginContext, 'diagnose'>) {
    this.connection = connection;
    this.#reporter = reporter;
    this.#context = context;
  }

  listen(filter: string, listener: Listener): void {
    let entries = this.#entries.get(listener);
    if (!entries) this.#entries.set(listener, (entries = new Map()));
    if (entries.has(filter)) return;
    const entry = { listener, isWildcard: isWildcard(filter), awaitsRetained: true };
    entries.set(filter, entry);
    this.#index.add(filter, entry);
    for (const message of this.#waiting.of(filter)) this.#deliver(entry, message);
    // Also where someone listens already: the newcomer needs what the broker kept.
    this.connection.subscribe(filter);
  }

  /** Keeps what comes below `prefix` for those who will listen to it, until the answer is called: a list of them is being read. */
  hold(prefix: string): () => void {
    return this.#waiting.open(prefix);
  }

  unlisten(filter: string, listener: Listener): void {
    const entries = this.#entries.get(listener);
    const entry = entries?.get(filter);
    if (!entries || !entry) return;
    entry.isOver = true;
    entries.delete(filter);
    if (entries.size === 0) this.#entries.delete(listener);
    this.#index.remove(filter, entry);
    if (!this.#index.has(filter)) this.connection.unsubscribe(filter);
  }

  /** Whether anybody but `except` listens to this very topic: to a product that another dialect was told of. */
  isHeard(topic: string, except: Listener): boolean {
    for (const { listener, isWildcard } of this.#index.find(topic) ?? []) if (!isWildcard && listener !== except) return true;
    return false;
  }

  /** The broker is back: what it kept may have changed meanwhile. */
  expectRetained(): void {
    for (const entries of this.#entries.values()) for (const entry of entries.values()) entry.awaitsRetained = true;
  }

  /** Who listens to a topic now. */
  listenersAt(topic: string): Listener[] {
    return [...(this.#index.find(topic) ?? [])].map(({ listener }) => listener);
  }

  /** Sends what was reported outside of a message. */
  flush(): void {
    this.#reporter.flush();
  }

  /** Has the broker send what it kept for some of the listeners once more. */
  askAgain(concerns: (listener: Listener) => boolean): void {
    for (const [listener, entries] of this.#entries) {
      if (!concerns(listener)) continue;
      for (const [filter, entry] of entries) {
        entry.awaitsRetained = true;
        this.connection.subscribe(filter);
      }
    }
  }

  /** True if a message to the topic would reach anybody. */
  reaches(topic: string): boolean {
    const entries = this.#index.find(topic);
    return entries !== undefined && !entries[Symbol.iterator]().next().done;
  }

  receive(topic: string, payload: Buffer, retained: boolean): void {
    const message = new Message(topic, payload, retained);
    // As they stand now: who comes while it is handed round is given it by whoever called them.
    const entries = [...(this.#index.find(topic) ?? [])];
    // Who listens to much with one filter is not who such a message is for.
    if (entries.every(({ isWildcard: isBroad }) => isBroad)) this.#waiting.take(message);
    if (entries.length === 0) return;
    const isLarge = payload.length > largeBytes;
    let isRefused = false;
    let isSpared = false;
    for (const entry of entries) {
      if (entry.isOver) continue;
      if (isLarge && entry.listener.takesLarge !== true) {
        isSpared = true;
        continue;
      }
      if (entry.listener.takesBytes !== true && !message.isText) {
        isRefused = true;
        continue;
      }
      if (retained) {
        if (!entry.awaitsRetained) continue;
        entry.awaitsRetained = entry.isWildcard;
      }
      this.#deliver(entry, message);
    }
    if (isSpared) this.#context.diagnose({ code: 'payload-too-large', message: `${payload.length} bytes; not looked at`, place: topic });
    if (isRefused) this.#context.diagnose({ code: 'payload-not-text', message: 'the payload is not UTF-8', place: topic });
    this.#reporter.flush();
  }

  #deliver({ listener }: Entry, message: Message): void {
    try {
      listener.receive(message);
    } catch (error) {
      this.#context.diagnose({ code: 'message-failed', message: messageOf(error), place: message.topic });
    }
  }
}
