import { isWildcard, matches } from '../topics/topic-filter.ts';
import type { EmbeddedBroker } from '../broker/embedded-broker.ts';
import type { OpenBroker } from '../broker/open-broker.ts';
import type { Connection, ConnectionHandlers, ConnectionStatus, PublishOptions } from './connection.ts';

/** The plugin's own place in the embedded broker: no socket, no packets, every message as a function call. */
export class BrokerConnection implements Connection {
  readonly name = 'the embedded broker';
  readonly #since = new Date();
  readonly #opened: OpenBroker;
  readonly #broker: EmbeddedBroker;
  #handlers: ConnectionHandlers | undefined;
  #unobserve: (() => void) | undefined;

  constructor(opened: OpenBroker) {
    this.#opened = opened;
    this.#broker = opened.broker;
  }

  get status(): ConnectionStatus {
    const { addresses, trouble } = this.#opened;
    return {
      broker: this.name,
      state: 'connected',
      since: this.#since,
      version: '3.1.1',
      addresses,
      ...(trouble !== undefined && { trouble }),
    };
  }

  get isOnline(): boolean {
    return this.#handlers !== undefined;
  }

  bequeath(): void {
    // It is gone when the hub is.
  }

  start(handlers: ConnectionHandlers): void {
    this.#handlers = handlers;
    // The owner looks up every topic in its index anyway, so nothing is gained by asking the broker to filter first.
    this.#unobserve = this.#broker.observe((topic, payload) => handlers.message(topic, payload, false));
    handlers.online();
    // In the next turn, when those who were called have asked for what they want.
    setImmediate(() => this.#handlers?.listening());
  }

  subscribe(filter: string): void {
    // After the current turn's work, as from a broker across a socket: whoever subscribes is not called before it is done.
    queueMicrotask(() => {
      const { retained } = this.#broker;
      if (!isWildcard(filter)) {
        const payload = retained.get(filter)?.payload;
        if (payload) this.#handlers?.message(filter, payload, true);
        return;
      }
      for (const [topic, { payload }] of retained.entries()) if (matches(filter, topic)) this.#handlers?.message(topic, payload, true);
    });
  }

  unsubscribe(): void {
    // Everything is seen anyway; what nobody listens to ends in the index.
  }

  publish(topic: string, payload: string | Buffer, options?: PublishOptions): void {
    this.#broker.publish(topic, payload, options);
  }

  async stop(): Promise<void> {
    this.#unobserve?.();
    this.#handlers = undefined;
  }
}
