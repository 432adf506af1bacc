import { connect } from 'node:net';
import { CommandTimedOutError, compileDocument, DeviceOfflineError, LineChannel } from '@concord/sdk';

const firstPauseMs = 500;
const longestPauseMs = 60_000;

/** Everything a thermometer may say: one member of these a line. What comes over the network is checked before it is believed. */
const message = compileDocument({
  type: 'object',
  properties: {
    hello: {
      type: 'object',
      properties: { serial: { type: 'string', pattern: '^[A-Z0-9-]{4,32}$' }, firmware: { type: 'string', maxLength: 32 } },
      required: ['serial', 'firmware'],
    },
    reading: { type: 'object' },
    answer: { type: 'object', properties: { done: { type: 'boolean' }, why: { type: 'string', maxLength: 200 } }, required: ['done'] },
  },
  minProperties: 1,
  additionalProperties: false,
});

interface Message {
  readonly hello?: Identity;
  readonly reading?: Readonly<Record<string, unknown>>;
  readonly answer?: Answer;
}
export interface Identity {
  readonly serial: string;
  readonly firmware: string;
}
export interface Answer {
  readonly done: boolean;
  readonly why?: string;
}

export interface LinkHandlers {
  greeted(link: Link): Promise<void>;
  reading(link: Link, reading: Readonly<Record<string, unknown>>): void;
  lost(link: Link): void;
  refused(message: string): void;
}

/** Keeps one connection to one address; one that is lost is made again, with growing pauses. */
export class Link {
  readonly #address: string;
  readonly #handlers: LinkHandlers;
  #identity: Identity | undefined;
  #channel: LineChannel | undefined;
  #waiting: ((answer: Answer | undefined) => void)[] = [];
  #pauseMs = firstPauseMs;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(address: string, handlers: LinkHandlers) {
    this.#address = address;
    this.#handlers = handlers;
  }

  /** Who answers there. Throws `DeviceOfflineError` where nobody has greeted. */
  get identity(): Identity {
    if (!this.#identity) throw new DeviceOfflineError(`nothing has greeted at ${this.#address}`);
    return this.#identity;
  }

  start(): void {
    const [host = '', port] = this.#address.split(':');
    const socket = connect({ host, port: Number(port), noDelay: true });
    this.#channel = new LineChannel(socket, {
      message: (value) => this.#receive(value),
      garbage: (error) => this.#handlers.refused(error.message),
      closed: () => this.#closed(),
    });
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    void this.#channel?.end();
  }

  /** Sends a request; the answers come in the order of the requests. */
  async ask(request: object, timeoutMs: number): Promise<Answer> {
    const waiting = Promise.withResolvers<Answer | undefined>();
    this.#waiting.push(waiting.resolve);
    this.#channel?.send(request);
    const timer = setTimeout(() => {
      waiting.reject(new CommandTimedOutError(`the thermometer did not answer within ${timeoutMs / 1000} s`, timeoutMs));
      // An answer that comes too late would be taken for the next one's.
      void this.#channel?.end();
    }, timeoutMs);
    try {
      const answer = await waiting.promise;
      if (!answer) throw new DeviceOfflineError('the thermometer hung up before it answered');
      return answer;
    } finally {
      clearTimeout(timer);
    }
  }

  #receive(value: unknown): void {
    if (!message.accepts(value)) {
      const [finding] = message.findings();
      return this.#handlers.refused(`${finding?.path || '/'} ${finding?.message ?? 'does not fit'}`);
    }
    const { hello, reading, answer }: Message = value;
    if (hello && !this.#identity) {
      this.#identity = hello;
      this.#pauseMs = firstPauseMs;
      this.#handlers.greeted(this).catch((error: Error) => this.#handlers.refused(error.message));
    }
    if (reading && this.#identity) this.#handlers.reading(this, reading);
    if (answer) this.#waiting.shift()?.(answer);
  }

  #closed(): void {
    for (const settle of this.#waiting.splice(0)) settle(undefined);
    if (this.#identity) this.#handlers.lost(this);
    this.#identity = undefined;
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => this.start(), this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
  }
}
