import type { PluginContext } from '@concord/sdk';

const storeName = 'retained';
const quietMs = 1000;

export interface RetainedMessage {
  readonly payload: Buffer;
  readonly qos: 0 | 1 | 2;
}

interface Stored {
  readonly topic: string;
  /** Base64, since a payload is bytes. */
  readonly payload: string;
  readonly qos: 0 | 1 | 2;
}

/** The retained messages of the embedded broker; they survive a restart and a power cut, up to the last second. */
export class RetainedMessages {
  readonly #store: PluginContext['store'];
  readonly #log: PluginContext['log'];
  readonly #messages = new Map<string, RetainedMessage>();
  #timer: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor({ store, log }: Pick<PluginContext, 'store' | 'log'>) {
    this.#store = store;
    this.#log = log;
  }

  get size(): number {
    return this.#messages.size;
  }

  async load(): Promise<void> {
    let stored: unknown;
    try {
      stored = await this.#store.get(storeName);
    } catch (error) {
      this.#log.error('the retained messages are damaged; the broker starts without them', { error: String(error) });
    }
    if (!Array.isArray(stored)) return;
    for (const { topic, payload, qos } of stored as Stored[]) this.#messages.set(topic, { payload: Buffer.from(payload, 'base64'), qos });
  }

  get(topic: string): RetainedMessage | undefined {
    return this.#messages.get(topic);
  }

  entries(): Iterable<[string, RetainedMessage]> {
    return this.#messages.entries();
  }

  /** Keeps the message; an empty payload removes what was kept (MQTT 3.1.1, section 3.3.1.3). */
  keep(topic: string, payload: Buffer, qos: 0 | 1 | 2): void {
    if (payload.length === 0) {
      if (!this.#messages.delete(topic)) return;
    } else this.#messages.set(topic, { payload, qos });
    this.#timer ??= setTimeout(() => void this.save(), quietMs);
  }

  save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#saving = this.#saving.then(() => this.#write());
    return this.#saving;
  }

  async stop(): Promise<void> {
    if (this.#timer !== undefined) await this.save();
    await this.#saving;
  }

  async #write(): Promise<void> {
    const stored: Stored[] = [...this.#messages].map(([topic, { payload, qos }]) => ({ topic, payload: payload.toString('base64'), qos }));
    try {
      await this.#store.set(storeName, stored);
    } catch (error) {
      this.#log.error('could not keep the retained messages', { error: String(error) });
    }
  }
}
