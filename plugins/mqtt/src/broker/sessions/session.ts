import type { Qos, SureQos } from './session-lines.ts';

/** Ids of packets in flight (MQTT 3.1.1, section 2.3.1). */
const maxPacketId = 65_535;

/** A message that sessions wait for; they share it. */
export interface StoredMessage {
  /** Counts up over restarts. */
  readonly number: number;
  readonly topic: string;
  readonly payload: Buffer;
  /** Room that it takes. */
  readonly bytes: number;
}

/** One message on its way to one session. */
export interface Delivery {
  readonly message: StoredMessage;
  readonly qos: SureQos;
  /** What the broker library calls the message while this process lives. */
  readonly counter: number;
  /** The packet's id, once it was sent. */
  id: number | undefined;
  /** QoS 2: the client has the message; what is left of the handshake is PUBREL and PUBCOMP. */
  released: boolean;
}

/** A client with a session that outlives its connection: what it subscribed to, and what it has not confirmed yet. */
export class Session {
  readonly id: string;
  readonly user: string | undefined;
  readonly filters = new Map<string, Qos>();
  /** Ids of packets of QoS 2 that it published and has not completed. */
  readonly received = new Set<number>();
  /** Since when it has no connection, in milliseconds since 1970; undefined: it has one. */
  awaySince: number | undefined;
  /** Messages that are being written down for it, and their bytes. */
  readonly #expected = { messages: 0, bytes: 0 };
  readonly #queue = new Map<number, Delivery>();
  readonly #byCounter = new Map<number, Delivery>();
  readonly #byId = new Map<number, Delivery>();
  #bytes = 0;

  constructor(id: string, user: string | undefined) {
    this.id = id;
    this.user = user;
  }

  /** What waits, in the order in which it came. */
  get queue(): Iterable<Delivery> {
    return this.#queue.values();
  }

  /** How many wait, or are about to. */
  get waiting(): number {
    return this.#queue.size + this.#expected.messages;
  }

  get bytes(): number {
    return this.#bytes + this.#expected.bytes;
  }

  /** The message is being written down for it (1), or is no longer (-1). */
  expect({ bytes }: StoredMessage, times: 1 | -1): void {
    this.#expected.messages += times;
    this.#expected.bytes += times * bytes;
  }

  add(delivery: Delivery): void {
    this.remove(this.#queue.get(delivery.message.number));
    this.#queue.set(delivery.message.number, delivery);
    this.#byCounter.set(delivery.counter, delivery);
    this.#bytes += delivery.message.bytes;
  }

  remove(delivery: Delivery | undefined): void {
    if (!delivery || !this.#queue.delete(delivery.message.number)) return;
    this.#byCounter.delete(delivery.counter);
    if (delivery.id !== undefined) this.#byId.delete(delivery.id);
    this.#bytes -= delivery.message.bytes;
  }

  numbered(number: number): Delivery | undefined {
    return this.#queue.get(number);
  }

  counted(counter: number): Delivery | undefined {
    return this.#byCounter.get(counter);
  }

  withId(id: number): Delivery | undefined {
    return this.#byId.get(id);
  }

  /** Gives the delivery an id: the one it has, else the one wished for, else the next that none other of the session has. */
  give(delivery: Delivery, wished: number): number {
    if (delivery.id !== undefined) return delivery.id;
    let id = wished;
    while (this.#byId.has(id)) id = id >= maxPacketId ? 1 : id + 1;
    delivery.id = id;
    this.#byId.set(id, delivery);
    return id;
  }
}
