import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import type { RequestListener, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { messageOf } from '@concord/sdk';
import { StartError } from '../errors.ts';
import { problem, problemType, type ProblemCode } from './problems.ts';

/** PEM files of the certificate (with its chain) and its private key. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

// An import of `node:http` reads all its members, and one of them loads the whole of Node's `fetch`: a tenth of a start.
const { createServer, STATUS_CODES } = process.getBuiltinModule('node:http');

const renewalCheckMs = 5000;

const limits = {
  noDelay: true,
  maxHeaderSize: 16 * 1024,
  /** Until the headers, and until the whole request, have arrived. */
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5000,
  keepAliveTimeout: 72_000,
} as const;

/** The hub's HTTP server, over TLS where there is a certificate. Throws `StartError` where that can't be used. */
export function createHttpServer(listener: RequestListener, tls: TlsFiles | undefined): Server {
  const server = tls ? secureServer(listener, tls) : createServer(limits, listener);
  server.on('clientError', refuse);
  return server;
}

function secureServer(listener: RequestListener, { cert, key }: TlsFiles): Server {
  const read = () => ({ cert: readFileSync(cert), key: readFileSync(key) });
  try {
    // A TLS server has all that Fastify uses of a plain one.
    const server = process.getBuiltinModule('node:https').createServer({ ...limits, ...read() }, listener);
    // A certificate is renewed every few weeks, and a hub runs for months. Of a pair that is half written, the old one is kept.
    const renew = () => {
      try {
        server.setSecureContext(read());
      } catch {
        return;
      }
    };
    for (const file of [cert, key]) watchFile(file, { interval: renewalCheckMs, persistent: false }, renew);
    server.on('close', () => {
      for (const file of [cert, key]) unwatchFile(file, renew);
    });
    return server;
  } catch (error) {
    throw new StartError(`The certificate ${cert} with the key ${key} can't be used: ${messageOf(error)}.`, { cause: error });
  }
}

const codes: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
};

/** Answers what is not even HTTP, and hangs up. */
function refuse(error: Error & { code?: string }, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const document = problem(codes[error.code ?? ''] ?? 'invalid-request', 'this is not an HTTP request that can be read');
  const body = JSON.stringify(document);
  const head = [
    `HTTP/1.1 ${document.status} ${STATUS_CODES[document.status] ?? ''}`,
    `content-type: ${problemType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
