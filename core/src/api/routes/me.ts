import { accessResources, rightsOf, type Access, type Principal } from '../../access/index.ts';
import { personOf, principalOf } from '../authentication.ts';
import type { Api } from '../fastify.ts';
import { Nothing, operation } from '../operations.ts';

const { Me, PasswordChange } = accessResources;
const tag = 'Me';
const config = { access: 'account' } as const;

/** The account that asks. */
export function meRoutes(api: Api, access: Access): void {
  api.get('/me', { schema: { ...operation('getMe', tag, 'Who I am and what I may do'), response: { 200: Me } }, config }, async (request) =>
    meOf(access, principalOf(request)),
  );
  api.post(
    '/me/password',
    {
      schema: {
        ...operation('changePassword', tag, 'Changes my password and ends my other sessions'),
        body: PasswordChange,
        response: { 204: Nothing },
      },
      config,
    },
    async (request, reply) => {
      await access.changeOwnPassword(personOf(request), request.body);
      return reply.code(204).send(null);
    },
  );
}

function meOf(access: Access, { kind, id, name, role }: Principal): accessResources.Me {
  const person = kind === 'user' ? access.users.get(id).person : undefined;
  return { kind, id, name, role, ...(person !== undefined && { person }), rights: rightsOf(role) };
}
