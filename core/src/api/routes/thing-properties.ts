import { pointer } from '@concord/sdk';
import { Type } from 'typebox';
import { propertiesOf } from '../../things/index.ts';
import { principalOf } from '../authentication.ts';
import type { DeviceCommands } from '../device-commands.ts';
import type { Api } from '../fastify.ts';
import { IdParams, Nothing, operation } from '../operations.ts';
import type { HomePart } from '../parts.ts';
import { writeProperties } from '../thing-writes.ts';
import { affordanceOf, deviceOf, NameParams, thingsTag, withPlaces } from '../things.ts';

const jsonType = 'application/json; charset=utf-8';
const Values = Type.Record(Type.String(), Type.Unknown(), { description: 'Bare values by the names of their properties' });
const read = { access: 'home.read' } as const;
const write = { access: 'command' } as const;

/** Attributes of a device as properties of its Thing Description, read and written as bare values. */
export function thingPropertyRoutes(api: Api, home: Pick<HomePart, 'find'>, commands: DeviceCommands): void {
  api.get(
    '/devices/:id/td/properties',
    {
      schema: { ...operation('readThingProperties', thingsTag, 'All values of a device'), params: IdParams, response: { 200: Values } },
      config: read,
    },
    async ({ params }) => Object.fromEntries(propertiesOf(deviceOf(home, params.id)).map(({ name, slot }) => [name, slot.record.value])),
  );
  api.put(
    '/devices/:id/td/properties',
    {
      schema: {
        ...operation(
          'writeThingProperties',
          thingsTag,
          'Sets several values of a device',
          'Those of one capability are one command. Nothing is sent unless all of them fit; where some fail then, `errors` names those, and the others are done.',
        ),
        params: IdParams,
        body: Type.Record(Type.String(), Type.Unknown(), { minProperties: 1, maxProperties: 1000 }),
        response: { 204: Nothing },
      },
      config: write,
    },
    async (request, reply) => {
      await writeProperties(deviceOf(home, request.params.id), request.body, principalOf(request), commands);
      return reply.code(204).send(null);
    },
  );
  api.get(
    '/devices/:id/td/properties/:name',
    {
      schema: {
        ...operation(
          'readThingProperty',
          thingsTag,
          'One value of a device, as it was last known',
          'The bare value, as the Thing Description says; null where it is not known.',
        ),
        params: NameParams,
        response: { 200: Type.Unknown() },
      },
      config: read,
    },
    async ({ params: { id, name } }, reply) => {
      const { slot } = affordanceOf(propertiesOf(deviceOf(home, id)), name, 'property');
      // A text would be sent as it is, without its quotes.
      return reply.header('content-type', jsonType).send(JSON.stringify(slot.record.value));
    },
  );
  api.put(
    '/devices/:id/td/properties/:name',
    {
      schema: {
        ...operation(
          'writeThingProperty',
          thingsTag,
          'Sets one value of a device',
          'The body is the bare value. Answers once the device has confirmed it.',
        ),
        params: NameParams,
        body: Type.Unknown(),
        response: { 204: Nothing },
      },
      config: write,
    },
    async (request, reply) => {
      const device = deviceOf(home, request.params.id);
      const { endpoint, capability, member } = affordanceOf(propertiesOf(device), request.params.name, 'property');
      const input = { endpoint: endpoint.id, capability: capability.id, command: 'set', args: { [member]: request.body } };
      await withPlaces(
        (path) => path.replace(pointer('args', member), ''),
        () => commands.send(principalOf(request), device.id, input),
      );
      return reply.code(204).send(null);
    },
  );
}
