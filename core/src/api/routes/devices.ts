import { actorOf, type Access } from '../../access/index.ts';
import { CommandInput, CommandResult, DescriptorView, Device, DevicePatch, MappingView } from '../../home/index.ts';
import { principalOf } from '../authentication.ts';
import type { DeviceCommands } from '../device-commands.ts';
import type { Api } from '../fastify.ts';
import { listOf, PageQuery, pageOf } from '../lists.ts';
import { IdParams, Nothing, operation } from '../operations.ts';
import type { HomePart } from '../parts.ts';

const tag = 'Devices';
const read = { access: 'home.read' } as const;
const manage = { access: 'home.manage' } as const;

/** Devices with all that the hub knows of them, and commands to them. */
export function deviceRoutes(api: Api, home: HomePart, { audit }: Access, commands: DeviceCommands): void {
  api.get(
    '/devices',
    {
      schema: { ...operation('listDevices', tag, 'The devices of the home'), querystring: PageQuery, response: { 200: listOf(Device) } },
      config: read,
    },
    async ({ query }) => pageOf(home.devices(), query),
  );
  api.get(
    '/devices/:id',
    { schema: { ...operation('getDevice', tag, 'One device'), params: IdParams, response: { 200: Device } }, config: read },
    async ({ params }) => home.device(params.id),
  );
  api.patch(
    '/devices/:id',
    {
      schema: {
        ...operation('updateDevice', tag, 'Renames a device or moves it to a room'),
        params: IdParams,
        body: DevicePatch,
        response: { 200: Device },
      },
      config: manage,
    },
    async ({ params, body }) => home.updateDevice(params.id, body),
  );
  api.delete(
    '/devices/:id',
    {
      schema: { ...operation('removeDevice', tag, 'Removes a device from the home'), params: IdParams, response: { 204: Nothing } },
      config: manage,
    },
    async (request, reply) => {
      const { id } = request.params;
      const { name } = home.device(id);
      await home.removeDevice(id);
      audit.record(actorOf(principalOf(request)), 'device-removed', id, { name });
      return reply.code(204).send(null);
    },
  );
  api.get(
    '/devices/:id/descriptor',
    {
      schema: {
        ...operation('getDeviceDescriptor', tag, 'What its capabilities allow here'),
        params: IdParams,
        response: { 200: DescriptorView },
      },
      config: read,
    },
    async ({ params }) => home.descriptor(params.id),
  );
  api.get(
    '/devices/:id/mapping',
    {
      schema: {
        ...operation('getDeviceMapping', tag, 'What became of each thing the product offers'),
        params: IdParams,
        response: { 200: MappingView },
      },
      config: read,
    },
    async ({ params }) => home.mapping(params.id),
  );
  api.post(
    '/devices/:id/commands',
    {
      schema: {
        ...operation(
          'sendCommand',
          tag,
          'Has a device do something',
          'Answers once the device has confirmed it. Writable attributes are set with the command `set`, args `{<attribute>: value}`.',
        ),
        params: IdParams,
        body: CommandInput,
        response: { 200: CommandResult },
      },
      config: { access: 'command' },
    },
    async (request) => commands.send(principalOf(request), request.params.id, request.body),
  );
}
