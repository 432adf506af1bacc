import { accessResources, type Access } from '../../access/index.ts';
import { connectionOf, setSessionCookie } from '../authentication.ts';
import type { Api } from '../fastify.ts';
import { operation } from '../operations.ts';

const { SetUpInput, SetUpState, User } = accessResources;
const config = { access: 'public' } as const;

/** The first start. */
export function setUpRoutes(api: Api, access: Access): void {
  api.get(
    '/setup',
    { schema: { ...operation('getSetUp', 'Set-up', 'Whether the home still needs an owner'), response: { 200: SetUpState } }, config },
    async () => ({ needed: !access.isSetUp() }),
  );
  api.post(
    '/setup',
    {
      schema: {
        ...operation('setUp', 'Set-up', 'Makes the owner and logs them in', '`code` is what the hub printed when it started.'),
        body: SetUpInput,
        response: { 201: User },
      },
      config,
    },
    async (request, reply) => {
      const { user, token } = await access.createOwner(request.body, connectionOf(request), request.headers['user-agent'] ?? '');
      setSessionCookie(request, reply, token);
      return reply.code(201).send(user);
    },
  );
}
