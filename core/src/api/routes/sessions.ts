import { accessResources, ForbiddenError, mayDo, type Access, type Principal } from '../../access/index.ts';
import { NotFoundError } from '../../errors.ts';
import { clearSessionCookie, connectionOf, personOf, principalOf, setSessionCookie } from '../authentication.ts';
import type { Api } from '../fastify.ts';
import { listOf, PageQuery, pageOf } from '../lists.ts';
import { IdParams, Nothing, operation } from '../operations.ts';

const { LogInInput, Session, User } = accessResources;
const tag = 'Sessions';

/** Logging in and out. */
export function sessionRoutes(api: Api, access: Access): void {
  api.post(
    '/sessions',
    {
      schema: { ...operation('logIn', tag, 'Logs in: the answer sets the session cookie'), body: LogInInput, response: { 201: User } },
      config: { access: 'public' },
    },
    async (request, reply) => {
      const { user, token } = await access.logIn(request.body, connectionOf(request), request.headers['user-agent'] ?? '');
      setSessionCookie(request, reply, token);
      return reply.code(201).send(user);
    },
  );
  api.get(
    '/sessions',
    {
      schema: {
        ...operation('listSessions', tag, 'Where people are logged in: for the owner everybody, for others themselves'),
        querystring: PageQuery,
        response: { 200: listOf(Session) },
      },
      config: { access: 'account' },
    },
    async (request) => pageOf(visibleSessions(access, principalOf(request)), request.query),
  );
  api.delete(
    '/sessions/current',
    { schema: { ...operation('logOut', tag, 'Logs out'), response: { 204: Nothing } }, config: { access: 'account' } },
    async (request, reply) => {
      access.logOut(personOf(request));
      clearSessionCookie(request, reply);
      return reply.code(204).send(null);
    },
  );
  api.delete(
    '/sessions/:id',
    {
      schema: { ...operation('endSession', tag, 'Ends a session'), params: IdParams, response: { 204: Nothing } },
      config: { access: 'account' },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { id } = request.params;
      // Somebody else's session is, for who may not see it, not there.
      if (!visibleSessions(access, principal).some((session) => session.id === id)) throw new NotFoundError('session', id);
      access.endSession(principal, id);
      return reply.code(204).send(null);
    },
  );
}

function visibleSessions({ sessions }: Access, principal: Principal) {
  const current = principal.kind === 'user' ? principal.session : undefined;
  if (mayDo(principal.role, 'accounts.manage')) return sessions.list(undefined, current);
  if (principal.kind === 'token') throw new ForbiddenError('a token has no sessions');
  return sessions.list(principal.id, current);
}
