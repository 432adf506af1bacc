import type { Duplex } from 'node:stream';
import { ProtocolError } from '../errors.ts';
import { maxLineBytes } from './messages.ts';

/** What a `LineChannel` tells its owner. Each line is untrusted: it is parsed, and nothing more. */
export interface LineHandlers {
  message(value: unknown): void;
  /** A line that is no JSON (the channel goes on), or one longer than `maxLineBytes` (it does not). */
  garbage(error: ProtocolError, fatal: boolean): void;
  closed(): void;
}

/**
 * Newline-delimited JSON over a duplex stream. What is sent within one turn of the event loop leaves as one write, since a system call
 * costs more than the message.
 */
export class LineChannel {
  readonly #stream: Duplex;
  readonly #handlers: LineHandlers;
  #outgoing: string[] = [];
  #partial: Buffer[] = [];
  #partialBytes = 0;
  #open = true;

  constructor(stream: Duplex, handlers: LineHandlers) {
    this.#stream = stream;
    this.#handlers = handlers;
    stream.on('data', (chunk: Buffer) => this.#read(chunk));
    stream.on('close', () => this.#close());
    // A reset by the peer is followed by 'close', which is what the owner acts on.
    stream.on('error', () => this.#close());
  }

  /** True once the other side reads slower than we write; `send` still works and buffers. */
  get isCongested(): boolean {
    return this.#stream.writableNeedDrain;
  }

  send(message: object): void {
    if (!this.#open) return;
    if (this.#outgoing.push(JSON.stringify(message)) === 1) setImmediate(() => this.#flush());
  }

  /** Sends what is waiting and ends the stream; resolves when it has left, or can't leave any more. */
  end(): Promise<void> {
    this.#flush();
    if (this.#stream.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#stream.once('close', resolve);
      this.#stream.end(resolve);
    });
  }

  #flush(): void {
    if (this.#outgoing.length === 0 || !this.#open) return;
    const lines = this.#outgoing.join('\n');
    this.#outgoing = [];
    this.#stream.write(lines + '\n');
  }

  #read(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      this.#line(this.#partialBytes === 0 ? chunk.subarray(start, end) : this.#join(chunk.subarray(start, end)));
      if (!this.#open) return;
      start = end + 1;
    }
    if (start < chunk.length) {
      this.#partial.push(start === 0 ? chunk : chunk.subarray(start));
      this.#partialBytes += chunk.length - start;
      if (this.#partialBytes > maxLineBytes) this.#tooLong();
    }
  }

  #join(rest: Buffer): Buffer {
    const line = Buffer.concat([...this.#partial, rest]);
    this.#partial = [];
    this.#partialBytes = 0;
    return line;
  }

  #line(bytes: Buffer): void {
    if (bytes.length > maxLineBytes) return this.#tooLong();
    if (bytes.length === 0) return;
    let value: unknown;
    try {
      value = JSON.parse(bytes.toString('utf8'));
    } catch (error) {
      this.#handlers.garbage(new ProtocolError(`a line that is not JSON: ${excerpt(bytes)}`, { cause: error }), false);
      return;
    }
    this.#handlers.message(value);
  }

  #tooLong(): void {
    this.#handlers.garbage(new ProtocolError(`a line longer than ${maxLineBytes} bytes`), true);
    this.#stream.destroy();
    this.#close();
  }

  #close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#handlers.closed();
  }
}

function excerpt(bytes: Buffer): string {
  const shown = bytes.subarray(0, 80).toString('utf8');
  return JSON.stringify(bytes.length > 80 ? `${shown}…` : shown);
}
