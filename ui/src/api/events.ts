import type { AttributeChangeMessage, DesiredChangeMessage, EventMessage } from './generated.ts';
import type { ResponseOf } from './client.ts';

export type ChangeMessage = AttributeChangeMessage | DesiredChangeMessage | EventMessage;
export type { RunMessage } from './generated.ts';
export type StreamMessage = ResponseOf<'streamEvents'>;

export type FeedState = 'connecting' | 'open' | 'lost';

const firstWaitMs = 500;
const longestWaitMs = 8000;

/** The hub's live feed: one WebSocket that comes back by itself, with growing pauses. */
export class EventFeed {
  readonly #onMessage: (message: StreamMessage) => void;
  readonly #onState: (state: FeedState) => void;
  #socket: WebSocket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waitMs = firstWaitMs;
  #isStopped = true;

  constructor(onMessage: (message: StreamMessage) => void, onState: (state: FeedState) => void) {
    this.#onMessage = onMessage;
    this.#onState = onState;
  }

  start(): void {
    if (!this.#isStopped) return;
    this.#isStopped = false;
    addEventListener('online', this.#retryNow);
    document.addEventListener('visibilitychange', this.#retryNow);
    this.#onState('connecting');
    this.#connect();
  }

  stop(): void {
    this.#isStopped = true;
    removeEventListener('online', this.#retryNow);
    document.removeEventListener('visibilitychange', this.#retryNow);
    clearTimeout(this.#timer);
    this.#socket?.close();
    this.#socket = undefined;
  }

  #connect(): void {
    const url = new URL('/api/v1/events', location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#waitMs = firstWaitMs;
      this.#onState('open');
    });
    socket.addEventListener('message', ({ data }) => {
      if (typeof data === 'string') this.#onMessage(JSON.parse(data) as StreamMessage);
    });
    socket.addEventListener('close', () => {
      if (this.#isStopped || this.#socket !== socket) return;
      this.#socket = undefined;
      this.#onState('lost');
      this.#timer = setTimeout(() => this.#connect(), this.#waitMs * (0.75 + Math.random() / 2));
      this.#waitMs = Math.min(this.#waitMs * 2, longestWaitMs);
    });
  }

  // A phone that wakes up should not sit out a long pause.
  readonly #retryNow = (): void => {
    if (this.#isStopped || this.#socket || document.visibilityState === 'hidden') return;
    clearTimeout(this.#timer);
    this.#waitMs = firstWaitMs;
    this.#connect();
  };
}
