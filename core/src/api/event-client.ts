/** Where the messages of one client go: a WebSocket or a stream of server-sent events. */
export interface EventOutlet {
  /** Sends one message, a JSON text. */
  send(text: string): void;
  /** Bytes that wait for the network. */
  waiting(): number;
  /** Holds back what is sent until `uncork`, so that it leaves in few packets. */
  cork(): void;
  uncork(): void;
  /** The client took all that waited, and learns that so many messages were dropped for it. */
  missed(count: number): void;
}

/** What may wait for one client before messages are dropped for it. */
const mostWaitingBytes = 1024 * 1024;

/**
 * One listener with a bounded queue. Messages of one turn leave together. A client that can't keep up loses messages, never slows
 * anybody else, and is told how many it missed as soon as its queue is empty again.
 */
export class EventClient {
  readonly #outlet: EventOutlet;
  readonly #limit: number;
  #missed = 0;
  #corked = false;

  constructor(outlet: EventOutlet, limit: number = mostWaitingBytes) {
    this.#outlet = outlet;
    this.#limit = limit;
  }

  /** Sends a message, or counts it as missed. */
  send(text: string): void {
    if (this.#missed > 0 || this.#outlet.waiting() > this.#limit) {
      this.#missed++;
      return;
    }
    this.#corkForThisTurn();
    this.#outlet.send(text);
  }

  /** The network took everything that waited. */
  drained(): void {
    if (this.#missed === 0) return;
    const count = this.#missed;
    this.#missed = 0;
    this.#outlet.missed(count);
  }

  #corkForThisTurn(): void {
    if (this.#corked) return;
    this.#corked = true;
    this.#outlet.cork();
    process.nextTick(() => {
      this.#corked = false;
      this.#outlet.uncork();
    });
  }
}
