import { Type } from 'typebox';
import { CommandResult } from '../../home/index.ts';
import { actionsOf } from '../../things/index.ts';
import { principalOf } from '../authentication.ts';
import type { DeviceCommands } from '../device-commands.ts';
import { InvalidRequestError } from '../errors.ts';
import type { Api } from '../fastify.ts';
import { operation } from '../operations.ts';
import type { HomePart } from '../parts.ts';
import { affordanceOf, deviceOf, NameParams, thingsTag, withPlaces } from '../things.ts';

/** Commands of a device as actions of its Thing Description: the body is the input, and nothing where there is none. */
export function thingActionRoutes(api: Api, home: Pick<HomePart, 'find'>, commands: DeviceCommands): void {
  api.post(
    '/devices/:id/td/actions/:name',
    {
      schema: {
        ...operation(
          'invokeThingAction',
          thingsTag,
          'Has a device do something',
          'The body is the input, and may be left out where there is none. Answers once the device has confirmed it.',
        ),
        params: NameParams,
        body: Type.Unknown(),
        response: { 200: CommandResult },
      },
      config: { access: 'command' },
    },
    async (request) => {
      const device = deviceOf(home, request.params.id);
      const { endpoint, capability, member } = affordanceOf(actionsOf(device), request.params.name, 'action');
      const input = { endpoint: endpoint.id, capability: capability.id, command: member, args: argumentsOf(request.body) };
      return withPlaces(
        (path) => path.replace(/^\/args/, ''),
        () => commands.send(principalOf(request), device.id, input),
      );
    },
  );
}

function argumentsOf(body: unknown): Record<string, unknown> {
  const args = body ?? {};
  if (typeof args === 'object' && !Array.isArray(args)) return args as Record<string, unknown>;
  throw new InvalidRequestError('body: / must be object', [{ path: '', message: 'must be object' }]);
}
