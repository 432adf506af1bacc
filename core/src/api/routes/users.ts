import { accessResources, type Access } from '../../access/index.ts';
import { principalOf } from '../authentication.ts';
import type { Api } from '../fastify.ts';
import { listOf, PageQuery, pageOf } from '../lists.ts';
import { IdParams, Nothing, operation } from '../operations.ts';

const { User, UserInput, UserPatch } = accessResources;
const tag = 'Users';
const config = { access: 'accounts.manage' } as const;

/** Accounts of people. */
export function userRoutes(api: Api, access: Access): void {
  api.get(
    '/users',
    { schema: { ...operation('listUsers', tag, 'All accounts'), querystring: PageQuery, response: { 200: listOf(User) } }, config },
    async ({ query }) => pageOf(access.users.list(), query),
  );
  api.post(
    '/users',
    { schema: { ...operation('createUser', tag, 'Makes an account'), body: UserInput, response: { 201: User } }, config },
    async (request, reply) => {
      const user = await access.createUser(principalOf(request), request.body);
      return reply.code(201).header('location', `/api/v1/users/${user.id}`).send(user);
    },
  );
  api.get(
    '/users/:id',
    { schema: { ...operation('getUser', tag, 'One account'), params: IdParams, response: { 200: User } }, config },
    async ({ params }) => access.users.get(params.id),
  );
  api.patch(
    '/users/:id',
    {
      schema: { ...operation('updateUser', tag, 'Changes an account'), params: IdParams, body: UserPatch, response: { 200: User } },
      config,
    },
    async (request) => access.updateUser(principalOf(request), request.params.id, request.body),
  );
  api.delete(
    '/users/:id',
    { schema: { ...operation('deleteUser', tag, 'Deletes an account'), params: IdParams, response: { 204: Nothing } }, config },
    async (request, reply) => {
      access.deleteUser(principalOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
