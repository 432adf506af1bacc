import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { principalOf } from './authentication.ts';
import { EventClient, type EventOutlet } from './event-client.ts';
import type { LiveClients } from './live-clients.ts';

/** How long a client that is shut out may take to hear it. */
export const farewellMs = 1000;

/**
 * Answers a request with a stream of server-sent events that ends when the client leaves, its account no longer may, or `end` is called.
 * `join` begins to send and answers the function that ends that.
 */
export function streamEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  live: LiveClients,
  outletOf: (response: ServerResponse, end: () => void) => EventOutlet,
  join: (client: EventClient, end: () => void) => () => void,
): FastifyReply {
  const response = reply.raw;
  reply.hijack();
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'close',
    'x-content-type-options': 'nosniff',
  });
  response.write(': connected\n\n');
  const memberships: (() => void)[] = [];
  const leave = () => {
    for (const end of memberships.splice(0)) end();
  };
  // What waits for a slow client keeps the response open long after its end: nothing more may be written meanwhile.
  const end = () => {
    leave();
    if (response.writableEnded) return;
    response.end();
    setTimeout(() => response.destroy(), farewellMs).unref();
  };
  const client = new EventClient(outletOf(response, end));
  let takenBefore = request.socket.bytesWritten;
  const leaveFeed = join(client, end);
  const leaveLive = live.add({
    principal: principalOf(request),
    // A comment has no answer; a peer that has taken nothing since the last one, though something waits, is dead.
    beat: () => {
      const taken = request.socket.bytesWritten;
      const isAlive = response.writableLength === 0 || taken > takenBefore;
      takenBefore = taken;
      response.write(': beat\n\n');
      return isAlive;
    },
    close: end,
  });
  memberships.push(leaveFeed, leaveLive);
  response.on('drain', () => client.drained());
  response.on('close', leave);
  // The client is gone, and 'close' follows.
  response.on('error', leave);
  return reply;
}
