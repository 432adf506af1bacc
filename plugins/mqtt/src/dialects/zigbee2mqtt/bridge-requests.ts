import { CommandRejectedError, CommandTimedOutError } from '@concord/sdk';
import type { Connection } from '../../connection/connection.ts';
import type { Dispatcher } from '../../dispatcher.ts';
import type { Values } from '../../devices/fragment.ts';
import { isObject, type Message } from '../../topics/message.ts';

interface Question {
  readonly endpoint: string;
  readonly answered: (data: Values) => void;
  readonly refused: (reason: CommandRejectedError) => void;
}

/** More unanswered questions than people ask. */
const maxOpen = 1000;

/**
 * What is asked of the bridge under `<base>/bridge/request/…`, and its answers under `<base>/bridge/response/…` (Zigbee2MQTT's
 * documentation, "MQTT topics and messages"). A `transaction` tells the answers to one endpoint apart.
 */
export class BridgeRequests {
  readonly #base: string;
  readonly #connection: Connection;
  readonly #open = new Map<string, Question>();
  #count = 0;

  constructor(base: string, connection: Connection) {
    this.#base = base;
    this.#connection = connection;
  }

  start(dispatcher: Dispatcher): void {
    dispatcher.listen(`${this.#base}/bridge/response/#`, { receive: (message) => this.#answered(message) });
  }

  /**
   * Asks, and answers the `data` of the response. Throws `CommandRejectedError` with the bridge's reason, and `CommandTimedOutError` where
   * it says nothing.
   */
  async ask(endpoint: string, payload: Values, timeoutMs: number): Promise<Values> {
    const { answer, forget } = this.send(endpoint, payload);
    const { promise: silence, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new CommandTimedOutError('Zigbee2MQTT did not answer', timeoutMs)), timeoutMs);
    try {
      return await Promise.race([answer, silence]);
    } finally {
      clearTimeout(timer);
      forget();
    }
  }

  /** Asks what may take long: the answer comes whenever it comes, or never. */
  send(endpoint: string, payload: Values): { readonly answer: Promise<Values>; readonly forget: () => void } {
    const transaction = `concord-${crypto.randomUUID().slice(0, 8)}-${++this.#count}`;
    const { promise: answer, resolve, reject } = Promise.withResolvers<Values>();
    if (this.#open.size >= maxOpen) this.#open.delete(this.#open.keys().next().value ?? '');
    this.#open.set(transaction, { endpoint, answered: resolve, refused: reject });
    this.#connection.publish(`${this.#base}/bridge/request/${endpoint}`, JSON.stringify({ ...payload, transaction }));
    return { answer, forget: () => this.#open.delete(transaction) };
  }

  #answered(message: Message): void {
    // Answers to others may be large: a backup.
    if (this.#open.size === 0 || message.retained) return;
    const { object } = message;
    const transaction = object?.['transaction'];
    const question = typeof transaction === 'string' ? this.#open.get(transaction) : undefined;
    if (!object || !question || !message.topic.startsWith(`${this.#base}/bridge/response/${question.endpoint}`)) return;
    this.#open.delete(String(transaction));
    const { status, error, data } = object;
    if (status === 'ok') return question.answered(isObject(data) ? data : {});
    question.refused(new CommandRejectedError(typeof error === 'string' ? error.slice(0, 500) : 'Zigbee2MQTT refused it'));
  }
}
