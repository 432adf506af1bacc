import type { IncomingMessage } from 'node:http';
import { messageOf } from '@concord/sdk';
import { maxAnswerBytes } from '../untrusted/json.ts';
import { PeerError } from '../untrusted/peer-error.ts';
import type { Address } from './local.ts';

// An import of `node:http` reads all its members, and one of them loads the whole of Node's `fetch`: a tenth of a start.
const { request: httpRequest } = process.getBuiltinModule('node:http');

interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** For the whole exchange, from connecting to the last byte. */
  readonly timeoutMs: number;
  /** Gives up at once when aborted. */
  readonly signal?: AbortSignal;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/**
 * One HTTP exchange with a product. Redirects are refused, not followed; an answer above the limit is cut off and refused. Throws
 * `PeerError`; a status such as 401 is an answer, not an error.
 */
export function exchange({ host, port }: Address, { method, path, body, headers, timeoutMs, signal }: Request): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const content = body && JSON.stringify(body);
  const outgoing = httpRequest({
    host,
    port,
    method,
    path,
    // A product serves a handful of connections at once: none is kept.
    agent: false,
    headers: {
      ...(content !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) }),
      ...headers,
    },
  });
  outgoing.setNoDelay(true);
  const deadline = setTimeout(() => fail(new PeerError('peer-silent', `no answer within ${timeoutMs} ms`)), timeoutMs);

  const abort = () => fail(new PeerError('peer-unreachable', 'given up'));
  signal?.addEventListener('abort', abort, { once: true });

  function done(): void {
    clearTimeout(deadline);
    signal?.removeEventListener('abort', abort);
  }

  function fail(error: PeerError): void {
    done();
    outgoing.destroy();
    reject(error);
  }

  outgoing.on('error', (error) => fail(new PeerError('peer-unreachable', messageOf(error), { cause: error })));
  outgoing.on('response', (incoming) => {
    const { statusCode: status = 0 } = incoming;
    if (status >= 300 && status < 400) {
      fail(new PeerError('answer-redirects', `status ${status}: it points to another address`));
      return;
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxAnswerBytes) fail(new PeerError('answer-too-long', `an answer of more than ${maxAnswerBytes} bytes`));
      else chunks.push(chunk);
    });
    incoming.on('error', (error) => fail(new PeerError('peer-unreachable', messageOf(error), { cause: error })));
    incoming.on('end', () => {
      done();
      resolve({ status, headers: incoming.headers, text: Buffer.concat(chunks).toString('utf8') });
    });
  });
  outgoing.end(content);
  return promise;
}

/** The text of a successful answer, or a `PeerError`. */
export async function getText(address: Address, path: string, timeoutMs: number, signal?: AbortSignal): Promise<string> {
  const { status, text } = await exchange(address, { method: 'GET', path, timeoutMs, ...(signal && { signal }) });
  if (status !== 200) throw new PeerError('answer-refused', `status ${status} for ${path}`);
  return text;
}
