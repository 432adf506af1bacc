import { messageOf } from '@concord/sdk';
import { WebSocket, type RawData } from 'ws';
import { maxAnswerBytes, parseObject, type JsonObject } from '../untrusted/json.ts';
import { PeerError, peerErrorOf } from '../untrusted/peer-error.ts';
import { urlHost, type Address } from './local.ts';

interface JsonSocketOptions {
  readonly path: string;
  /** How long connecting, and the answer to a heartbeat, may take. */
  readonly timeoutMs: number;
  /** A ping after so long without a sign of life. */
  readonly heartbeatMs: number;
  /** What it throws ends the connection, with the reason `answer-not-handled`. */
  message(message: JsonObject): void;
  /** A message that was refused; the socket goes on. */
  refused(error: PeerError): void;
}

/** A WebSocket that carries JSON objects, and notices by itself when the other side is gone. */
export class JsonSocket {
  readonly #socket: WebSocket;
  readonly #options: JsonSocketOptions;
  readonly #closed = Promise.withResolvers<PeerError>();
  #opened = false;
  #fault: PeerError | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #deadline: NodeJS.Timeout | undefined;

  private constructor(address: Address, options: JsonSocketOptions) {
    this.#options = options;
    this.#socket = new WebSocket(`ws://${urlHost(address)}${options.path}`, {
      handshakeTimeout: options.timeoutMs,
      maxPayload: maxAnswerBytes,
      perMessageDeflate: false,
      // One message a turn: what waits for an answer goes on before the message that came after that answer.
      allowSynchronousEvents: false,
      followRedirects: false,
    });
  }

  /** Connects; throws `PeerError`. An abort closes it at any time. */
  static async open(address: Address, options: JsonSocketOptions, signal: AbortSignal): Promise<JsonSocket> {
    const peer = new JsonSocket(address, options);
    await peer.#open(signal);
    return peer;
  }

  /** Resolves with the reason once the connection is gone. */
  get closed(): Promise<PeerError> {
    return this.#closed.promise;
  }

  send(message: object): void {
    this.#socket.send(JSON.stringify(message));
  }

  /** Asks now whether the other side still lives, for instance when it announced another address. */
  check(): void {
    if (this.#deadline || this.#socket.readyState !== WebSocket.OPEN) return;
    this.#socket.ping();
    this.#deadline = setTimeout(() => this.fail(new PeerError('peer-silent', 'no answer to a heartbeat')), this.#options.timeoutMs);
  }

  /** Ends the connection at once; `reason` is what `closed` resolves with, unless another came first. */
  fail(reason: PeerError): void {
    this.#fault ??= reason;
    this.#socket.terminate();
  }

  close(): void {
    this.#socket.close();
    // A peer that is gone never answers the closing handshake.
    setTimeout(() => this.#socket.terminate(), 500).unref();
  }

  async #open(signal: AbortSignal): Promise<void> {
    const socket = this.#socket;
    const opened = Promise.withResolvers<void>();
    const abort = () => (this.#opened ? this.close() : socket.terminate());
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) queueMicrotask(abort);
    socket.on('open', () => {
      this.#opened = true;
      opened.resolve();
    });
    socket.on('unexpected-response', (request, response) => {
      const status = response.statusCode ?? 0;
      this.#fault = new PeerError(
        status >= 300 && status < 400 ? 'answer-redirects' : 'answer-refused',
        `status ${status} for a WebSocket`,
      );
      request.destroy();
      socket.terminate();
    });
    socket.on('error', (error: Error & { code?: string }) => {
      this.#fault ??= new PeerError(faultOf(error), messageOf(error), { cause: error });
    });
    socket.on('close', () => {
      signal.removeEventListener('abort', abort);
      clearTimeout(this.#heartbeat);
      clearTimeout(this.#deadline);
      const reason = this.#fault ?? new PeerError('peer-unreachable', 'the connection was closed');
      if (!this.#opened) opened.reject(reason);
      this.#closed.resolve(reason);
    });
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    socket.on('pong', () => this.#alive());
    await opened.promise;
    this.#alive();
  }

  #receive(data: RawData, isBinary: boolean): void {
    this.#alive();
    // WLED streams pixels as binary messages when somebody asked for them; they are not for us.
    if (isBinary || !Buffer.isBuffer(data)) return;
    let message: JsonObject;
    try {
      message = parseObject(data.toString('utf8'));
    } catch (error) {
      if (!(error instanceof PeerError)) throw error;
      this.#options.refused(error);
      return;
    }
    try {
      this.#options.message(message);
    } catch (error) {
      // Whatever one product sends, the others stay: its connection starts over, with the pauses of every lost one.
      this.fail(peerErrorOf(error));
    }
  }

  #alive(): void {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
    if (this.#heartbeat) this.#heartbeat.refresh();
    else this.#heartbeat = setTimeout(() => this.check(), this.#options.heartbeatMs);
  }
}

function faultOf(error: Error & { code?: string }): PeerError['fault'] {
  if (error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') return 'answer-too-long';
  if (error.code?.startsWith('WS_ERR')) return 'answer-not-json';
  return /handshake has timed out/.test(error.message) ? 'peer-silent' : 'peer-unreachable';
}
