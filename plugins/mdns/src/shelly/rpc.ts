import type { JsonSocket } from '../network/json-socket.ts';
import { isObject, memberAt, type JsonObject } from '../untrusted/json.ts';
import { PeerError, WrongPasswordError } from '../untrusted/peer-error.ts';
import { authMember, challengeOfError } from './digest.ts';

/** A method and its parameters. */
export interface Rpc {
  readonly method: string;
  readonly params: JsonObject;
}

/** The device understood the call and refused it. */
export class RpcRefusedError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.name = 'RpcRefusedError';
    this.code = code;
  }
}

interface Waiting {
  readonly resolve: (frame: JsonObject) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** A device sends notifications to whoever sent it a request with this name. */
const source = 'concord';

/** Calls over one WebSocket (Shelly's documentation, "RPC protocol"). */
export class RpcCalls {
  readonly #socket: () => JsonSocket;
  readonly #password: string | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #auth: JsonObject | undefined;

  /** `socket` is asked at each call, since the socket's handlers need this object before the socket is open. */
  constructor(socket: () => JsonSocket, password: string | undefined) {
    this.#socket = socket;
    this.#password = password;
  }

  /** Answers the result. Throws `RpcRefusedError`, `PeerError` (`peer-silent` where no answer comes in time) or `WrongPasswordError`. */
  async call({ method, params }: Rpc, timeoutMs: number): Promise<JsonObject> {
    let frame = await this.#exchange(method, params, timeoutMs);
    if (memberAt(frame, 'error.code') === 401) {
      if (this.#password === undefined) throw new WrongPasswordError('it asks for a password');
      const challenge = challengeOfError(memberAt(frame, 'error.message'));
      if (!challenge) throw new PeerError('answer-wrong-shape', 'it asks for a password in a way that is not known');
      this.#auth = authMember(challenge, this.#password);
      frame = await this.#exchange(method, params, timeoutMs);
      if (memberAt(frame, 'error.code') === 401) throw new WrongPasswordError('it refuses the password');
    }
    const { error, result } = frame;
    if (isObject(error)) throw new RpcRefusedError(Number(error['code']), String(error['message']).slice(0, 500));
    if (result !== null && !isObject(result)) throw new PeerError('answer-wrong-shape', `no result for ${method}`);
    return result ?? {};
  }

  /** Takes a response frame; false if nobody waits for it. */
  settle(frame: JsonObject): boolean {
    const { id } = frame;
    const waiting = typeof id === 'number' ? this.#waiting.get(id) : undefined;
    if (!waiting) return false;
    this.#forget(Number(id), waiting);
    waiting.resolve(frame);
    return true;
  }

  /** The connection is gone: nothing that waits will be answered. */
  fail(reason: Error): void {
    for (const [id, waiting] of this.#waiting) {
      this.#forget(id, waiting);
      waiting.reject(reason);
    }
  }

  #exchange(method: string, params: JsonObject, timeoutMs: number): Promise<JsonObject> {
    const id = this.#nextId++;
    const { promise, resolve, reject } = Promise.withResolvers<JsonObject>();
    const timer = setTimeout(() => {
      this.#waiting.delete(id);
      reject(new PeerError('peer-silent', `no answer to ${method} within ${timeoutMs} ms`));
    }, timeoutMs);
    this.#waiting.set(id, { resolve, reject, timer });
    this.#socket().send({ jsonrpc: '2.0', id, src: source, method, params, ...(this.#auth && { auth: this.#auth }) });
    return promise;
  }

  #forget(id: number, { timer }: Waiting): void {
    clearTimeout(timer);
    this.#waiting.delete(id);
  }
}
