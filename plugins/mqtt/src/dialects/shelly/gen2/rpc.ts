import { CommandRejectedError, type Confirmation } from '@concord/sdk';
import type { Sending, Values } from '../../../devices/fragment.ts';
import { isObject, type Message } from '../../../topics/message.ts';

/** How long an answer may take, in milliseconds. */
const patienceMs = 3000;

/** What came of a call. Undefined: nothing in time. */
export type Answer = { readonly result: Values } | { readonly error: string } | undefined;

interface Pending {
  readonly take: (answer: Answer, message?: Message) => void;
  readonly timer: NodeJS.Timeout;
}

/** Calls methods of products over MQTT (Gen2 documents: RPC Protocol, MQTT). They answer on a topic of ours, below `src`. */
export class RpcCalls {
  readonly #source: string;
  readonly #pending = new Map<number, Pending>();
  #last = 0;
  #isStopped = false;

  /** `source`: a topic that nobody else listens to. */
  constructor(source: string) {
    this.#source = source;
  }

  get answerTopic(): string {
    return `${this.#source}/rpc`;
  }

  /**
   * The message of a call. `take` gets what comes of it once that was sent, while the message of the answer is in hand. Undefined once
   * stopped: nobody would hear the answer.
   */
  call(prefix: string, method: string, params: Values | undefined, take: (answer: Answer, message?: Message) => void): Sending | undefined {
    if (this.#isStopped) return undefined;
    const id = ++this.#last;
    const timer = setTimeout(() => this.#settle(id, undefined), patienceMs);
    this.#pending.set(id, { take, timer });
    const payload = JSON.stringify({ id, src: this.#source, method, ...(params && { params }) });
    return { topic: `${prefix}/rpc`, payload };
  }

  receive(message: Message): void {
    const { object, retained } = message;
    if (!object || retained || typeof object['id'] !== 'number') return;
    const { result, error } = object;
    const answer = isObject(error) ? { error: reasonOf(error) } : { result: isObject(result) ? result : {} };
    this.#settle(object['id'], answer, message);
  }

  /** Whoever waits for an answer gets none. */
  stop(): void {
    this.#isStopped = true;
    for (const id of [...this.#pending.keys()]) this.#settle(id, undefined);
  }

  #settle(id: number, answer: Answer, message?: Message): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    clearTimeout(pending.timer);
    this.#pending.delete(id);
    pending.take(answer, message);
  }
}

/** What the product says of a refusal; the code alone where it says no more. */
function reasonOf({ message, code }: Values): string {
  return typeof message === 'string' ? message.slice(0, 500) : `code ${JSON.stringify(code) ?? 'none'}`.slice(0, 100);
}

/** What a command's answer says of it. Throws `CommandRejectedError` where the product refuses. */
export async function accepted(answer: Promise<Answer>): Promise<Confirmation> {
  const given = await answer;
  if (given && 'error' in given) throw new CommandRejectedError(`the product refuses: ${given.error}`);
  return given === undefined ? 'sent' : 'acknowledged';
}
