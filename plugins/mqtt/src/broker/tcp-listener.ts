import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf, type PluginContext } from '@concord/sdk';
import type { Entrance } from './entrance.ts';
import type { ListenAddress } from './listen-address.ts';

/** When a port that is taken is tried again: at once a few times, since a hub that was killed lets go of it only now, then for ever. */
export interface Patience {
  readonly firstTries: number;
  readonly firstWaitMs: number;
  readonly laterWaitMs: number;
}

const usualPatience: Patience = { firstTries: 8, firstWaitMs: 250, laterWaitMs: 5000 };

/** The embedded broker over plain TCP. */
export class TcpListener {
  readonly #address: ListenAddress;
  readonly #entrance: Entrance;
  readonly #context: Pick<PluginContext, 'diagnose' | 'log'>;
  readonly #patience: Patience;
  readonly #stopping = new AbortController();
  #server: Server | undefined;
  #trouble: string | undefined;

  constructor(
    address: ListenAddress,
    entrance: Entrance,
    context: Pick<PluginContext, 'diagnose' | 'log'>,
    patience: Patience = usualPatience,
  ) {
    this.#address = address;
    this.#entrance = entrance;
    this.#context = context;
    this.#patience = patience;
  }

  /** The port that it listens on; undefined while it can't. */
  get port(): number | undefined {
    const address = this.#server?.address();
    return typeof address === 'object' && address ? address.port : undefined;
  }

  /** Why it does not listen, and what to do about it. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /** Opens the port where it can be had soon. Where not, the owner is told, and it is tried until it can. */
  async start(): Promise<void> {
    const { firstTries, firstWaitMs } = this.#patience;
    for (let tries = 1; ; tries++) {
      const failure = await this.#open();
      if (failure === undefined || this.#stopping.signal.aborted) return;
      if (tries >= firstTries || !isTaken(failure)) {
        this.#tell(failure);
        void this.#goOn();
        return;
      }
      await this.#wait(firstWaitMs);
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    const server = this.#server;
    if (!server?.listening) return;
    const closed = once(server, 'close');
    server.close();
    await closed;
  }

  async #goOn(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      await this.#wait(this.#patience.laterWaitMs);
      if (this.#stopping.signal.aborted) return;
      const failure = await this.#open();
      if (failure === undefined) {
        this.#trouble = undefined;
        this.#context.log.info(`the embedded broker listens on ${this.#address.host}:${this.port} now`);
        return;
      }
    }
  }

  /** Answers what failed. */
  async #open(): Promise<unknown> {
    const entrance = this.#entrance;
    const server = createServer({ noDelay: true }, (socket) => {
      if (entrance.admit(socket)) entrance.serve(socket);
      else entrance.turnAway(socket);
    });
    server.maxConnections = entrance.maxConnections;
    server.listen(this.#address.port, this.#address.host);
    try {
      await once(server, 'listening');
    } catch (error) {
      return error;
    }
    if (this.#stopping.signal.aborted) server.close();
    else this.#server = server;
    return undefined;
  }

  async #wait(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }

  #tell(failure: unknown): void {
    const { host, port } = this.#address;
    const remedy = isTaken(failure)
      ? '; another program has the port: end it, choose another port, or join the broker that has it. It is tried again every few seconds'
      : '';
    this.#trouble = `the embedded broker can't listen on ${host}:${port}: ${messageOf(failure)}${remedy}`;
    this.#context.log.error(this.#trouble);
    this.#context.diagnose({ code: 'broker-port-in-use', message: this.#trouble, place: `${host}:${port}` });
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
