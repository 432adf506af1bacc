import { messageOf, type PluginContext } from '@concord/sdk';
import type { Connection } from './connection/connection.ts';
import type { Reporter } from './devices/reporter.ts';
import { Message } from './topics/message.ts';
import { isWildcard } from './topics/topic-filter.ts';
import { TopicIndex } from './topics/topic-index.ts';

export interface Listener {
  /** True where the payload may be no text: others are spared what is not UTF-8. */
  readonly takesBytes?: boolean;
  receive(message: Message): void;
}

interface Entry {
  readonly listener: Listener;
  /** A filter with wildcards may be answered by many retained messages. */
  readonly isWildcard: boolean;
  /** Only until what the broker kept has come once: asked again for a newcomer, it would bring back an old state to the others. */
  awaitsRetained: boolean;
}

/** Brings each message of one broker to those who listen to its topic, and subscribes to what they need. */
export class Dispatcher {
  readonly connection: Connection;
  readonly #reporter: Reporter;
  readonly #context: Pick<PluginContext, 'diagnose'>;
  readonly #index = new TopicIndex<Entry>();
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
    // Also where someone listens already: the newcomer needs what the broker kept.
    this.connection.subscribe(filter);
  }

  unlisten(filter: string, listener: Listener): void {
    const entries = this.#entries.get(listener);
    const entry = entries?.get(filter);
    if (!entries || !entry) return;
    entries.delete(filter);
    if (entries.size === 0) this.#entries.delete(listener);
    this.#index.remove(filter, entry);
    if (!this.#index.has(filter)) this.connection.unsubscribe(filter);
  }

  /** The broker is back: what it kept may have changed meanwhile. */
  expectRetained(): void {
    for (const entries of this.#entries.values()) for (const entry of entries.values()) entry.awaitsRetained = true;
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
    const entries = this.#index.find(topic);
    if (!entries) return;
    const message = new Message(topic, payload, retained);
    let isRefused = false;
    for (const entry of entries) {
      if (entry.listener.takesBytes !== true && !message.isText) {
        isRefused = true;
        continue;
      }
      if (retained) {
        if (!entry.awaitsRetained) continue;
        entry.awaitsRetained = entry.isWildcard;
      }
      try {
        entry.listener.receive(message);
      } catch (error) {
        this.#context.diagnose({ code: 'message-failed', message: messageOf(error), place: topic });
      }
    }
    if (isRefused) this.#context.diagnose({ code: 'payload-not-text', message: 'the payload is not UTF-8', place: topic });
    this.#reporter.flush();
  }
}
