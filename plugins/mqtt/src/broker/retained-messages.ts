import { join } from 'node:path';
import { messageOf, type PluginContext } from '@concord/sdk';
import { isObject } from '../topics/message.ts';
import { Journal } from './journal.ts';

/** How long changes are gathered; of several to one topic only the last is written. */
const gatherMs = 1000;
/** What a message costs beside its topic and payload: entries of maps, packets, the line in the file. */
const overheadBytes = 256;
/** The journal is written anew when it has outgrown what it holds by this much. */
const slackBytes = 1024 * 1024;

interface RetainedLimits {
  readonly messageBytes: number;
  readonly totalBytes: number;
}

interface RetainedMessage {
  readonly payload: Buffer;
  readonly qos: 0 | 1 | 2;
}

/** The retained messages of the embedded broker; they survive a restart and a power cut, up to the last second. */
export class RetainedMessages {
  readonly #limits: RetainedLimits;
  readonly #log: PluginContext['log'];
  readonly #journal: Journal;
  readonly #messages = new Map<string, RetainedMessage>();
  readonly #changed = new Set<string>();
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor({ dataFolder, log }: Pick<PluginContext, 'dataFolder' | 'log'>, limits: RetainedLimits) {
    this.#limits = limits;
    this.#log = log;
    this.#journal = new Journal(join(dataFolder, 'retained.jsonl'));
  }

  async load(): Promise<void> {
    let damaged = 0;
    try {
      for await (const line of this.#journal.read(() => damaged++)) {
        const message = readLine(line);
        if (message) this.#put(message.topic, message);
        else damaged++;
      }
    } catch (error) {
      this.#log.error(`the retained messages can't be read; the broker starts without them: ${messageOf(error)}`);
    }
    if (damaged > 0) this.#log.warn(`${damaged} retained messages were damaged and are left out`);
  }

  get(topic: string): RetainedMessage | undefined {
    return this.#messages.get(topic);
  }

  entries(): Iterable<[string, RetainedMessage]> {
    return this.#messages.entries();
  }

  /** Why the message can't be kept: it is too large, or there is no room; undefined where it can. */
  refusalOf(topic: string, payload: Uint8Array | string): 'retained-too-large' | 'too-many-retained' | undefined {
    if (payload.length === 0) return undefined;
    const { messageBytes, totalBytes } = this.#limits;
    const bytes = weight(topic, Buffer.byteLength(payload));
    if (bytes > messageBytes) return 'retained-too-large';
    return this.#bytes - this.#weightOf(topic) + bytes > totalBytes ? 'too-many-retained' : undefined;
  }

  /** Keeps the message; an empty payload removes what was kept (MQTT 3.1.1, section 3.3.1.3). */
  keep(topic: string, payload: Buffer, qos: 0 | 1 | 2): void {
    const known = this.#messages.get(topic);
    // Most products say the same again and again; what is on disk needs no second writing.
    if (known ? known.qos === qos && known.payload.equals(payload) : payload.length === 0) return;
    this.#put(topic, { payload, qos });
    this.#changed.add(topic);
    this.#timer ??= setTimeout(() => this.#save(), gatherMs);
  }

  /** Everything is on disk when it resolves. */
  async stop(): Promise<void> {
    this.#save();
    await this.#writing;
  }

  #put(topic: string, { payload, qos }: RetainedMessage): void {
    this.#bytes -= this.#weightOf(topic);
    if (payload.length === 0) this.#messages.delete(topic);
    else this.#messages.set(topic, { payload, qos });
    this.#bytes += this.#weightOf(topic);
  }

  #weightOf(topic: string): number {
    const known = this.#messages.get(topic);
    return known ? weight(topic, known.payload.length) : 0;
  }

  #save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
  }

  async #write(): Promise<void> {
    if (this.#changed.size === 0) return;
    const changed = [...this.#changed];
    this.#changed.clear();
    try {
      if (this.#journal.bytes > 2 * this.#bytes + slackBytes) await this.#journal.replace(this.#lines(this.#messages.keys()));
      else await this.#journal.append(this.#lines(changed));
    } catch (error) {
      // They are tried again with the next change.
      for (const topic of changed) this.#changed.add(topic);
      this.#log.error(`could not keep the retained messages: ${messageOf(error)}`);
    }
  }

  *#lines(topics: Iterable<string>): Iterable<Line> {
    for (const topic of topics) {
      const { payload, qos } = this.#messages.get(topic) ?? { payload: undefined, qos: 0 };
      yield { topic, payload: payload?.toString('base64') ?? '', qos };
    }
  }
}

interface Line {
  readonly topic: string;
  /** Base64, since a payload is bytes; empty for a message that was removed. */
  readonly payload: string;
  readonly qos: 0 | 1 | 2;
}

function readLine(line: unknown): (RetainedMessage & { topic: string }) | undefined {
  if (!isObject(line)) return undefined;
  const { topic, payload, qos } = line;
  if (typeof topic !== 'string' || typeof payload !== 'string' || (qos !== 0 && qos !== 1 && qos !== 2)) return undefined;
  return { topic, payload: Buffer.from(payload, 'base64'), qos };
}

function weight(topic: string, payloadBytes: number): number {
  return Buffer.byteLength(topic) + payloadBytes + overheadBytes;
}
