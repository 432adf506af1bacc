import { capabilities, ConcordError } from '@concord/sdk';
import type { FastifyRequest } from 'fastify';
import { actorOf, ForbiddenError, mayDo, originOf, type Access } from '../../access/index.ts';
import { CommandInput, CommandResult, DescriptorView, Device, DevicePatch, MappingView } from '../../home/resources.ts';
import { principalOf } from '../authentication.ts';
import type { Api } from '../fastify.ts';
import { listOf, PageQuery, pageOf } from '../lists.ts';
import { IdParams, Nothing, operation } from '../operations.ts';
import type { HomePart } from '../parts.ts';

const tag = 'Devices';
const read = { access: 'home.read' } as const;
const manage = { access: 'home.manage' } as const;

/** Devices with all that the hub knows of them, and commands to them. */
export function deviceRoutes(api: Api, home: HomePart, { audit }: Access): void {
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
    async (request) => {
      const { id } = request.params;
      const { body } = request;
      const risk = capabilities.get(body.capability)?.risk;
      if (risk === 'none') return home.command(id, body, originOf(principalOf(request)));
      refuseRisk(request, body);
      const principal = principalOf(request);
      const detail = { endpoint: body.endpoint, capability: body.capability, command: body.command };
      try {
        const result = await home.command(id, body, originOf(principal));
        audit.record(actorOf(principal), 'risky-command', id, { ...detail, outcome: 'done', commandId: result.id });
        return result;
      } catch (error) {
        audit.record(actorOf(principal), 'risky-command', id, {
          ...detail,
          outcome: error instanceof ConcordError ? error.code : 'failed',
        });
        throw error;
      }
    },
  );
}

/** What a capability outside the model does is not known, so it counts as risky. */
function refuseRisk(request: FastifyRequest, { capability }: CommandInput): void {
  const { role } = principalOf(request);
  if (!mayDo(role, 'command.risky')) throw new ForbiddenError(`the role "${role}" may not command "${capability}"`);
}
