import { accessResources, type Access } from '../../access/index.ts';
import { principalOf } from '../authentication.ts';
import type { Api } from '../fastify.ts';
import { listOf, PageQuery, pageOf } from '../lists.ts';
import { IdParams, Nothing, operation } from '../operations.ts';

const { NewToken, Token, TokenInput } = accessResources;
const tag = 'Tokens';
const config = { access: 'accounts.manage' } as const;

/** Bearer tokens for programs. */
export function tokenRoutes(api: Api, access: Access): void {
  api.get(
    '/tokens',
    {
      schema: {
        ...operation('listTokens', tag, 'All tokens, without their secrets'),
        querystring: PageQuery,
        response: { 200: listOf(Token) },
      },
      config,
    },
    async ({ query }) => pageOf(access.tokens.list(), query),
  );
  api.post(
    '/tokens',
    {
      schema: {
        ...operation('createToken', tag, 'Makes a token and shows its secret, this once'),
        body: TokenInput,
        response: { 201: NewToken },
      },
      config,
    },
    async (request, reply) => reply.code(201).send(access.createToken(principalOf(request), request.body)),
  );
  api.get(
    '/tokens/:id',
    { schema: { ...operation('getToken', tag, 'One token'), params: IdParams, response: { 200: Token } }, config },
    async ({ params }) => access.tokens.get(params.id),
  );
  api.delete(
    '/tokens/:id',
    { schema: { ...operation('revokeToken', tag, 'Ends a token'), params: IdParams, response: { 204: Nothing } }, config },
    async (request, reply) => {
      access.deleteToken(principalOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
