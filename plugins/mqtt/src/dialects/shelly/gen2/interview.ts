import { CommandRejectedError } from '@concord/sdk';
import type { Connection } from '../../../connection/connection.ts';
import type { CommandPlan, Values } from '../../../devices/fragment.ts';
import { isObject, type Message } from '../../../topics/message.ts';
import type { Order } from '../order.ts';
import { dynamic } from './components.ts';
import { accepted, type Answer, type RpcCalls } from './rpc.ts';

interface InterviewTools {
  readonly prefix: string;
  readonly rpc: RpcCalls;
  readonly connection: Connection;
  readonly learn: (info: Values, message: Message) => void;
  readonly configure: (key: string, config: Values, message: Message) => void;
  readonly status: (status: Values, message: Message) => void;
  /** Nothing more will come of this interview. */
  readonly done: () => void;
}

/** Pages of components that are asked for at most. */
const maxPages = 30;

/**
 * Asks a product who it is, how it is set and how it stands (Gen2 documents: Shelly service). One whose owner switched RPC off does not
 * answer; then it is told what to do on its control topics, as far as it has any.
 */
export class Interview {
  readonly #tools: InterviewTools;
  /** Undefined: it has not been asked yet. */
  #answers: boolean | undefined;
  #isRunning = false;
  #isStopped = false;

  constructor(tools: InterviewTools) {
    this.#tools = tools;
  }

  /** Whether asking may help. */
  get isHopeful(): boolean {
    return this.#answers !== false;
  }

  start(): void {
    if (this.#isRunning || this.#isStopped || !this.#tools.connection.isOnline) return;
    this.#isRunning = true;
    this.#call('Shelly.GetDeviceInfo', {}, (answer, message) => {
      this.#answers = answer !== undefined;
      if (!answer) return this.#silence();
      if ('result' in answer && message) this.#tools.learn(answer.result, message);
      this.#askConfig();
    });
  }

  /** A command: a call that the product answers, or a word on a control topic. */
  order(order: Order): CommandPlan {
    const { prefix, rpc } = this.#tools;
    if ('topic' in order) return { sendings: [{ topic: `${prefix}/${order.topic}`, payload: order.payload }] };
    const { method, params, control } = order;
    if (this.#answers === false && control) return { sendings: [{ topic: `${prefix}/${control.topic}`, payload: control.payload }] };
    const { promise, resolve } = Promise.withResolvers<Answer>();
    const call = rpc.call(prefix, method, params, resolve);
    if (!call) throw new CommandRejectedError('the plugin is about to stop');
    return { sendings: [call], ask: () => accepted(promise) };
  }

  stop(): void {
    this.#isStopped = true;
  }

  #askConfig(): void {
    this.#call('Shelly.GetConfig', undefined, (answer, message) => {
      const isAnswer = answer && 'result' in answer;
      for (const [key, config] of Object.entries(isAnswer ? answer.result : {}))
        if (isObject(config) && message) this.#tools.configure(key, config, message);
      this.#askComponents(0, 0);
    });
  }

  /** What its owner added: told page by page. */
  #askComponents(offset: number, page: number): void {
    const params = { dynamic_only: true, include: ['status', 'config'], offset };
    this.#call('Shelly.GetComponents', params, (answer, message) => {
      const { components, total } = answer && 'result' in answer ? answer.result : {};
      const list = Array.isArray(components) ? (components as unknown[]) : [];
      for (const one of list) {
        const { key, config, status } = isObject(one) ? one : {};
        if (typeof key !== 'string' || !dynamic.has(key.replace(/:.*$/, ''))) continue;
        if (isObject(config) && message) this.#tools.configure(key, config, message);
        if (isObject(status) && message) this.#tools.status({ [key]: status }, message);
      }
      const next = offset + list.length;
      if (list.length > 0 && typeof total === 'number' && next < total && page < maxPages) this.#askComponents(next, page + 1);
      else this.#askStatus();
    });
  }

  #askStatus(): void {
    this.#call('Shelly.GetStatus', undefined, (answer, message) => {
      if (answer && 'result' in answer && message) this.#tools.status(answer.result, message);
      this.#end();
    });
  }

  #silence(): void {
    const { connection, prefix } = this.#tools;
    if (connection.isOnline && !this.#isStopped) connection.publish(`${prefix}/command`, 'status_update');
    this.#end();
  }

  #end(): void {
    this.#isRunning = false;
    if (!this.#isStopped) this.#tools.done();
  }

  #call(method: string, params: Values | undefined, take: (answer: Answer, message?: Message) => void): void {
    const { connection, prefix, rpc } = this.#tools;
    if (this.#isStopped || !connection.isOnline) {
      this.#isRunning = false;
      return;
    }
    const call = rpc.call(prefix, method, params, take);
    if (call) connection.publish(call.topic, call.payload);
  }
}
