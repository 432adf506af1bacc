import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { WebSocket } from 'ws';
import { mayDo, type Principal } from '../../access/index.ts';
import { principalOf } from '../authentication.ts';
import { InvalidRequestError, sendProblem } from '../errors.ts';
import { EventClient } from '../event-client.ts';
import type { EventFeed } from '../event-feed.ts';
import { messageRights, StreamMessage, type MessageType } from '../event-messages.ts';
import { serverSentOutlet, webSocketOutlet } from '../event-outlets.ts';
import type { Api } from '../fastify.ts';
import type { LiveClients } from '../live-clients.ts';
import { operation } from '../operations.ts';
import { problem } from '../problems.ts';
import { farewellMs, streamEvents } from '../server-sent.ts';

const all = Object.keys(messageRights) as MessageType[];
const Query = Type.Object(
  {
    types: Type.Optional(
      Type.String({ maxLength: 200, description: `Some of ${all.join(', ')}, with commas between them; all by default` }),
    ),
  },
  { additionalProperties: false },
);

/** The live feed: a WebSocket, or for `Accept: text/event-stream` server-sent events. */
export function eventRoutes(api: Api, feed: EventFeed, live: LiveClients): void {
  api.route({
    method: 'GET',
    url: '/events',
    schema: {
      ...operation(
        'streamEvents',
        'Events',
        'What happens, as it happens',
        'A WebSocket with one JSON message a frame, or, asked for `text/event-stream`, server-sent events. Accounts see what they may read.',
      ),
      querystring: Query,
      response: { 200: { description: 'The messages', content: { 'text/event-stream': { schema: StreamMessage } } } },
    },
    config: { access: 'home.read' },
    // A HEAD request would open a stream that nobody reads.
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const types = typesOf(request);
      if (!request.headers.accept?.includes('text/event-stream')) {
        return sendProblem(reply, problem('not-acceptable', 'open a WebSocket here, or accept text/event-stream'));
      }
      return streamEvents(request, reply, live, serverSentOutlet, (client) => feed.add(client, types));
    },
    wsHandler: (socket, request) => {
      // The refusal of a query is told in the close frame: the handshake is over, and a browser could not read its answer anyhow.
      try {
        converse(socket, request, typesOf(request), feed, live);
      } catch (error) {
        if (!(error instanceof InvalidRequestError)) throw error;
        socket.close(4400, error.message.slice(0, 120));
      }
    },
  });
}

function converse(socket: WebSocket, request: FastifyRequest, types: ReadonlySet<MessageType>, feed: EventFeed, live: LiveClients): void {
  const principal = principalOf(request);
  const network = request.raw.socket;
  const client = new EventClient(webSocketOutlet(socket, network));
  let alive = true;
  const leaveFeed = feed.add(client, types);
  const leaveLive = live.add({
    principal,
    beat: () => {
      const answered = alive;
      alive = false;
      socket.ping();
      return answered;
    },
    close: (code, reason) => {
      socket.close(code, reason);
      setTimeout(() => socket.terminate(), farewellMs).unref();
    },
  });
  const onDrain = () => client.drained();
  network.on('drain', onDrain);
  socket.on('pong', () => {
    alive = true;
  });
  socket.on('close', () => {
    leaveFeed();
    leaveLive();
    network.off('drain', onDrain);
  });
}

/** The types that were asked for and may be read. */
function typesOf(request: FastifyRequest): ReadonlySet<MessageType> {
  const { types } = request.query as { types?: string };
  const wanted = types === undefined ? all : types.split(',').map(known);
  const { role }: Principal = principalOf(request);
  return new Set(wanted.filter((type) => mayDo(role, messageRights[type])));
}

function known(type: string): MessageType {
  if (Object.hasOwn(messageRights, type)) return type as MessageType;
  const message = `"${type}" is not one of ${all.join(', ')}`;
  throw new InvalidRequestError(`query: /types ${message}`, [{ path: '/types', message }]);
}
