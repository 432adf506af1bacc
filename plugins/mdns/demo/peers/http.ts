import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';

interface WebHandlers {
  request(request: IncomingMessage, body: string, response: ServerResponse): void;
  connected(socket: WebSocket): void;
}

/** An HTTP server with one WebSocket path, as small products have it. */
export class WebServer {
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });

  constructor(socketPath: string, handlers: WebHandlers) {
    this.#server = createServer({ noDelay: true }, (request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => handlers.request(request, body, response));
    });
    this.#server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (request.url !== socketPath) socket.destroy();
      else this.#sockets.handleUpgrade(request, socket, head, (peer) => handlers.connected(peer));
    });
  }

  get clients(): ReadonlySet<WebSocket> {
    return this.#sockets.clients;
  }

  /** Answers the port. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '0.0.0.0', resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const client of this.#sockets.clients) client.terminate();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

export function answerJson(response: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}
