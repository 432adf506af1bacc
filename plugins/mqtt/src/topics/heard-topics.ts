import { isUtf8 } from 'node:buffer';
import type { Connection } from '../connection/connection.ts';
import { matches } from './topic-filter.ts';

/** Topics that are remembered of one broker. */
const maxTopics = 2000;
/** How much of a payload is listed and looked through. */
const maxListedBytes = 2048;
/** Payloads up to this length are kept whole, to try a mapping on; all of them together may take as much as `maxKeptBytes`. */
const maxWholeBytes = 64 * 1024;
const maxKeptBytes = 16 * 1024 * 1024;
/** How long it goes on to listen after somebody asked. */
const watchMs = 10 * 60_000;

/** What was heard last on a topic. */
export interface HeardTopic {
  readonly broker: string;
  readonly topic: string;
  /** The beginning of the payload; left out where it is no text. */
  readonly payload?: string;
  readonly bytes: number;
  /** The broker had kept it: it may be old. */
  readonly isRetained: boolean;
  /** When it came, RFC 3339. */
  readonly at: string;
  /** Some device listens to the topic. */
  readonly isUsed: boolean;
}

interface Entry {
  readonly payload: Buffer;
  readonly bytes: number;
  readonly isRetained: boolean;
  readonly atMs: number;
}

interface HeardOptions {
  readonly broker: string;
  /** Makes a connection of its own: a second subscription on the one of the devices would bring every message twice. */
  readonly open: () => Connection;
  readonly isUsed: (topic: string) => boolean;
}

/** The topics of one broker, heard while somebody looks: nothing is listened to or kept otherwise. */
export class HeardTopics {
  readonly broker: string;
  readonly #open: () => Connection;
  readonly #isUsed: (topic: string) => boolean;
  /** The ones that spoke last stand at the end. */
  readonly #topics = new Map<string, Entry>();
  #keptBytes = 0;
  #connection: Connection | undefined;
  #end: NodeJS.Timeout | undefined;

  constructor({ broker, open, isUsed }: HeardOptions) {
    this.broker = broker;
    this.#open = open;
    this.#isUsed = isUsed;
  }

  /** Listens for a while, beginning with what the broker kept. */
  watch(): void {
    this.#end?.refresh();
    if (this.#connection) return;
    const connection = this.#open();
    this.#connection = connection;
    // A farewell that the broker did not hear loses nothing: this connection only listened.
    this.#end = setTimeout(() => this.stop().catch(() => undefined), watchMs);
    connection.start({
      online: () => undefined,
      listening: () => undefined,
      offline: () => undefined,
      message: (topic, payload, isRetained) => this.#heard(topic, payload, isRetained),
    });
    connection.subscribe('#');
  }

  /** Those that have the text (lower case) in their topic or payload. */
  list(text: string): HeardTopic[] {
    return [...this.#topics].flatMap(([topic, { payload, bytes, isRetained, atMs }]) => {
      const shown = textOf(payload.subarray(0, maxListedBytes), bytes);
      if (text !== '' && !topic.toLowerCase().includes(text) && shown?.toLowerCase().includes(text) !== true) return [];
      const at = new Date(atMs).toISOString();
      return [
        { broker: this.broker, topic, ...(shown !== undefined && { payload: shown }), bytes, isRetained, at, isUsed: this.#isUsed(topic) },
      ];
    });
  }

  /** The last message that a filter reaches, where the whole of it is known. */
  last(filter: string): { topic: string; payload: string } | undefined {
    const own = this.#topics.get(filter);
    const found = own ? ([filter, own] as const) : [...this.#topics].findLast(([topic]) => matches(filter, topic));
    if (!found) return undefined;
    const [topic, { payload, bytes }] = found;
    const text = bytes > payload.length ? undefined : textOf(payload, bytes);
    return text === undefined ? undefined : { topic, payload: text };
  }

  async stop(): Promise<void> {
    clearTimeout(this.#end);
    const connection = this.#connection;
    this.#connection = undefined;
    this.#topics.clear();
    this.#keptBytes = 0;
    await connection?.stop();
  }

  #heard(topic: string, payload: Buffer, isRetained: boolean): void {
    if (payload.length === 0) return;
    this.#forget(topic);
    const length = payload.length > maxWholeBytes ? maxListedBytes : payload.length;
    this.#keep(topic, { payload: payload.subarray(0, length), bytes: payload.length, isRetained, atMs: Date.now() });
    const [oldest] = this.#topics.keys();
    if (this.#topics.size > maxTopics && oldest !== undefined) this.#forget(oldest);
    if (this.#keptBytes > maxKeptBytes) this.#cutOldest();
  }

  /** The ones that spoke last stay whole. A place in the list is kept when its entry is replaced. */
  #cutOldest(): void {
    for (const [topic, entry] of this.#topics) {
      if (this.#keptBytes <= maxKeptBytes) return;
      this.#keptBytes -= entry.payload.length;
      this.#keep(topic, { ...entry, payload: entry.payload.subarray(0, maxListedBytes) });
    }
  }

  #keep(topic: string, entry: Entry): void {
    // A copy: a part of the packet would keep all of it.
    this.#topics.set(topic, { ...entry, payload: Buffer.from(entry.payload) });
    this.#keptBytes += entry.payload.length;
  }

  #forget(topic: string): void {
    this.#keptBytes -= this.#topics.get(topic)?.payload.length ?? 0;
    this.#topics.delete(topic);
  }
}

/** A payload that was cut may end within a letter. */
function textOf(payload: Buffer, bytes: number): string | undefined {
  if (isUtf8(payload)) return payload.toString('utf8');
  if (bytes === payload.length) return undefined;
  for (let cut = 1; cut < 4; cut++) {
    const whole = payload.subarray(0, payload.length - cut);
    if (isUtf8(whole)) return whole.toString('utf8');
  }
  return undefined;
}
