import { messageOf } from '@concord/sdk';
import type { Session } from '../driver.ts';
import { sameAddress, type Address } from '../network/local.ts';

interface LinkHandlers {
  /** Connects to the address; the session is open once it resolves. */
  open(address: Address, signal: AbortSignal): Promise<Session>;
  online(address: Address): void;
  /** The session ended. */
  offline(reason: Error): void;
  /** An attempt failed; another will follow. */
  failed(error: unknown): void;
}

const firstPauseMs = 1000;
const longestPauseMs = 60_000;
/** A session that lasted so long is no failure that repeats itself. */
const steadyMs = 10_000;
/** Announcements come in bunches; one attempt answers them all. */
const calmMs = 500;

/**
 * Keeps one session with a device: connects, and connects again with growing pauses when it is lost, at the address where the device
 * was last announced.
 */
export class Link {
  readonly #handlers: LinkHandlers;
  readonly #stopped = new AbortController();
  #address: Address;
  #session: Session | undefined;
  #busy: Promise<void> | undefined;
  #pauseMs = firstPauseMs;
  #timer: NodeJS.Timeout | undefined;
  #triedAt = -Infinity;
  /** Announced anew while an attempt was under way: the next attempt waits for nothing. */
  #hurry = false;

  constructor(address: Address, handlers: LinkHandlers) {
    this.#address = address;
    this.#handlers = handlers;
  }

  get session(): Session | undefined {
    return this.#session;
  }

  start(): void {
    this.#connect();
  }

  /** Connects once and throws what went wrong; the link keeps the session from then on. */
  async startNow(): Promise<void> {
    await this.#open();
  }

  /** The device was announced (again), at this address: the time to try, or to see whether a silent connection is dead. */
  announced(address: Address): void {
    const moved = !sameAddress(address, this.#address);
    if (moved && this.#session) this.#session.check();
    this.#address = address;
    if (this.#session) return;
    this.#pauseMs = firstPauseMs;
    if (this.#busy) this.#hurry ||= moved;
    else if (this.#timer && (moved || performance.now() > this.#triedAt + calmMs)) this.#connect();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    clearTimeout(this.#timer);
    this.#session?.close();
    await this.#busy;
  }

  #connect(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#stopped.signal.aborted || this.#busy || this.#session) return;
    this.#busy = this.#attempt().finally(() => {
      this.#busy = undefined;
      if (!this.#session) this.#retry();
    });
  }

  async #attempt(): Promise<void> {
    try {
      await this.#open();
    } catch (error) {
      if (!this.#stopped.signal.aborted) this.#handlers.failed(error);
    }
  }

  async #open(): Promise<void> {
    const address = this.#address;
    this.#triedAt = performance.now();
    const session = await this.#handlers.open(address, this.#stopped.signal);
    if (this.#stopped.signal.aborted) {
      session.close();
      return;
    }
    const openedAt = performance.now();
    this.#session = session;
    this.#handlers.online(address);
    void session.closed.then((reason) => {
      this.#session = undefined;
      if (performance.now() - openedAt > steadyMs) this.#pauseMs = firstPauseMs;
      if (this.#stopped.signal.aborted) return;
      this.#handlers.offline(reason instanceof Error ? reason : new Error(messageOf(reason)));
      this.#hurry = !sameAddress(address, this.#address);
      this.#retry();
    });
  }

  #retry(): void {
    if (this.#stopped.signal.aborted || this.#timer) return;
    // Some spread, so that a home full of products does not come back in one moment after a power cut.
    const pauseMs = this.#hurry ? 0 : this.#pauseMs * (0.75 + Math.random() / 2);
    this.#hurry = false;
    this.#timer = setTimeout(() => this.#connect(), pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
  }
}
