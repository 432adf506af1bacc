import type { Access, Principal } from '../access/index.ts';

/** One connection that is kept open for what happens: to `/events`, or to a thing's properties or events (a stream, or a long poll). */
export interface LiveClient {
  readonly principal: Principal;
  /** Sees whether the other end is there; false: it has not answered since the last time. */
  beat(): boolean;
  /** Ends the connection; code (RFC 6455, section 7.4) and reason are for the client where the connection can carry them. */
  close(code: number, reason: string): void;
}

/** The code of a connection whose account no longer may: of those that RFC 6455 leaves to applications. */
export const notAuthenticatedCode = 4401;

const beatEveryMs = 30_000;

/** Ends live connections whose client is dead or whose account no longer may: revoked here, at once; by the command line, at the next beat. */
export class LiveClients {
  readonly #access: Access;
  readonly #beatEveryMs: number;
  readonly #clients = new Set<LiveClient>();
  #timer: NodeJS.Timeout | undefined;
  #endListening: (() => void) | undefined;

  constructor(access: Access, beatMs: number = beatEveryMs) {
    this.#access = access;
    this.#beatEveryMs = beatMs;
  }

  start(): void {
    this.#endListening = this.#access.revocations.listen(() => this.#closeRevoked());
    this.#timer = setInterval(() => this.#beat(), this.#beatEveryMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#endListening?.();
    for (const client of this.#clients) client.close(1001, 'the hub stops');
    this.#clients.clear();
  }

  /** Answers the function to call when the connection ended. */
  add(client: LiveClient): () => void {
    this.#clients.add(client);
    return () => this.#clients.delete(client);
  }

  #beat(): void {
    this.#closeRevoked();
    for (const client of this.#clients) {
      if (!client.beat()) client.close(4408, 'no sign of life');
    }
  }

  #closeRevoked(): void {
    for (const client of this.#clients) {
      if (!this.#access.isValid(client.principal)) client.close(notAuthenticatedCode, 'not authenticated any more');
    }
  }
}
