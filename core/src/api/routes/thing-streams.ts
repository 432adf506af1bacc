import type { ServerResponse } from 'node:http';
import type { FastifyTypeProviderDefault } from 'fastify';
import { Type } from 'typebox';
import { NotFoundError } from '../../errors.ts';
import type { EventOutlet } from '../event-client.ts';
import { serverSentOutlet } from '../event-outlets.ts';
import type { Api } from '../fastify.ts';
import type { LiveClients } from '../live-clients.ts';
import { nextMessage } from '../long-poll.ts';
import { IdParams, operation } from '../operations.ts';
import type { HomePart } from '../parts.ts';
import { streamEvents } from '../server-sent.ts';
import { followThing, isThere, watchThing, type Watched } from '../thing-watch.ts';
import { deviceOf, NameParams, thingsTag } from '../things.ts';

const jsonType = 'application/json; charset=utf-8';
const config = { access: 'home.read' } as const;

interface StreamRoute {
  readonly url: string;
  readonly word: Watched['word'];
  readonly params: typeof IdParams | typeof NameParams;
  readonly operationId: string;
  readonly summary: string;
}

const streams: readonly StreamRoute[] = [
  {
    url: '/devices/:id/td/properties/:name/observe',
    word: 'property',
    params: NameParams,
    operationId: 'observeThingProperty',
    summary: 'One value of a device, each time it is another',
  },
  {
    url: '/devices/:id/td/observe',
    word: 'property',
    params: IdParams,
    operationId: 'observeThingProperties',
    summary: 'All values of a device, each time one is another',
  },
  {
    url: '/devices/:id/td/events/:name',
    word: 'event',
    params: NameParams,
    operationId: 'subscribeThingEvent',
    summary: 'One event of a device, each time it happens',
  },
  {
    url: '/devices/:id/td/events',
    word: 'event',
    params: IdParams,
    operationId: 'subscribeThingEvents',
    summary: 'All events of a device, as they happen',
  },
];

/** What happens to a device, for consumers of its Thing Description: server-sent events, or the next thing that happens (long polling). */
export function thingStreamRoutes(api: Api, home: Pick<HomePart, 'find' | 'changes' | 'notices'>, live: LiveClients): void {
  const app = api.withTypeProvider<FastifyTypeProviderDefault>();
  for (const { url, word, params, operationId, summary } of streams) {
    const watchedOf = (values: unknown): Watched => {
      const { id, name } = values as { id: string; name?: string };
      const watched = { called: id, device: deviceOf(home, id).id, word, name };
      if (!isThere(home, watched)) throw gone(watched);
      return watched;
    };
    const schema = {
      ...operation(
        operationId,
        thingsTag,
        summary,
        'Bare values. A stream for `text/event-stream`; otherwise answers once, with the next.',
      ),
      params,
      response: {
        200: {
          description: 'What happened',
          content: { 'text/event-stream': { schema: Type.Unknown() }, 'application/json': { schema: Type.Unknown() } },
        },
      },
    };
    app.get(url, { schema, config, exposeHeadRoute: false }, async (request, reply) => {
      const watched = watchedOf(request.params);
      if (request.headers.accept?.includes('text/event-stream')) {
        return streamEvents(request, reply, live, thingOutlet, (client, end) =>
          watchThing(home, watched, (text) => client.send(text), end),
        );
      }
      const text = await nextMessage(request, reply, live, (tell, fail) => followThing(home, () => watchedOf(request.params), tell, fail));
      return reply.header('content-type', jsonType).header('cache-control', 'no-store').send(text);
    });
    // How a long-polling consumer learns, before it waits, that it may.
    app.head(url, { schema: { params, hide: true }, config }, async ({ params: values }, reply) => {
      watchedOf(values);
      return reply.header('content-type', jsonType).send();
    });
  }
}

/**
 * A stream of bare values has no word for what was dropped: one that can't keep up is ended once it took what waited, connects anew, and
 * knows so that it missed something.
 */
function thingOutlet(response: ServerResponse, end: () => void): EventOutlet {
  return { ...serverSentOutlet(response), missed: end };
}

function gone({ called, word, name }: Watched): NotFoundError {
  return name === undefined ? new NotFoundError('device', called) : new NotFoundError(word, name);
}
