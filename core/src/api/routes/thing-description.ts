import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { thingDescription, thingDescriptionType, type ThingDescription } from '../../things/index.ts';
import { InvalidRequestError } from '../errors.ts';
import type { Api } from '../fastify.ts';
import { IdParams, operation } from '../operations.ts';
import type { HomePart } from '../parts.ts';
import { deviceOf, thingsTag } from '../things.ts';

const Description = Type.Unsafe<ThingDescription>(Type.Object({}, { description: 'A W3C Thing Description 1.1' }));

/** What a device is, for consumers that know the W3C Web of Things and nothing of this hub. */
export function thingDescriptionRoute(api: Api, home: Pick<HomePart, 'find' | 'device'>): void {
  api.get(
    '/devices/:id/td',
    {
      schema: {
        ...operation(
          'getThingDescription',
          thingsTag,
          'The W3C Thing Description of a device',
          'Its `base` is the address that the request came to; each of its forms is a path of this API.',
        ),
        params: IdParams,
        response: { 200: { description: 'The Thing Description', content: { [thingDescriptionType]: { schema: Description } } } },
      },
      config: { access: 'home.read' },
    },
    async (request, reply) => {
      const device = deviceOf(home, request.params.id);
      const description = thingDescription(device, { api: originOf(request) + api.prefix, via: home.device(device.id).via });
      return reply.header('content-type', thingDescriptionType).send(description);
    },
  );
}

function originOf({ protocol, host }: FastifyRequest): string {
  const origin = `${protocol}://${host}`;
  if (URL.canParse(origin)) return new URL(origin).origin;
  throw new InvalidRequestError('the header "Host" is no address', [{ path: '/host', message: 'is no address' }]);
}
