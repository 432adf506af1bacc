import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { JsonSocket } from './json-socket.ts';

let server: Server;
let sockets: WebSocketServer;

beforeEach(async () => {
  server = createServer();
  sockets = new WebSocketServer({ server });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  for (const client of sockets.clients) client.terminate();
  server.close();
});

function open(message: (message: unknown) => void): Promise<JsonSocket> {
  const { port } = server.address() as AddressInfo;
  const options = { path: '/', timeoutMs: 1000, heartbeatMs: 1000, message, refused: () => undefined };
  return JsonSocket.open({ host: '127.0.0.1', port }, options, new AbortController().signal);
}

it('a message that its handler fails on ends this connection and nothing else', async () => {
  sockets.on('connection', (peer) => peer.send('{"poison":true}'));
  const socket = await open(() => {
    throw new RangeError('Maximum call stack size exceeded');
  });
  const reason = await socket.closed;
  expect(reason).toMatchObject({ fault: 'answer-not-handled', message: 'Maximum call stack size exceeded' });
  expect(reason.cause).toBeInstanceOf(RangeError);
});

it('what waits for a message goes on before the next one is handled', async () => {
  const order: string[] = [];
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  void first.promise.then(() => order.push('who waited'));
  sockets.on('connection', (peer) => {
    peer.send('{"at":1}');
    peer.send('{"at":2}');
  });
  const socket = await open((message) => {
    order.push(JSON.stringify(message));
    if (order.length === 1) first.resolve();
    else second.resolve();
  });
  await second.promise;
  expect(order).toEqual(['{"at":1}', 'who waited', '{"at":2}']);
  socket.close();
});
