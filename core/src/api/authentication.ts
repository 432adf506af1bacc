import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ForbiddenError, mayDo, NotAuthenticatedError, sessionLifeMs } from '../access/index.ts';
import type { Access, Connection, Principal } from '../access/index.ts';

const cookieName = 'concord_session';
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** How a request reached us. */
export function connectionOf(request: FastifyRequest): Connection {
  return { address: request.ip, secure: request.protocol === 'https' };
}

/** Who asks, on a route that is not public. */
export function principalOf(request: FastifyRequest): Principal {
  if (!request.principal) throw new NotAuthenticatedError();
  return request.principal;
}

/** Who asks, where only a person can: tokens have no password and no session. */
export function personOf(request: FastifyRequest): Principal & { kind: 'user' } {
  const principal = principalOf(request);
  if (principal.kind !== 'user') throw new ForbiddenError('a token has no session and no password');
  return principal;
}

/** Finds out who asks and whether they may, before the body is read. */
export function authenticateRequests(app: FastifyInstance, access: Access): void {
  app.decorateRequest('principal', undefined);
  app.addHook('onRoute', ({ url, config }) => {
    if (config?.access === undefined) throw new Error(`the route ${url} does not say who may use it`);
  });
  app.addHook('onRequest', async (request, reply) => {
    refuseForeignOrigin(request);
    const wanted = request.routeOptions.config.access;
    request.principal = wanted === 'public' ? lenient(() => identify(request, reply, access)) : identify(request, reply, access);
    if (wanted === 'public') return;
    const { role } = principalOf(request);
    if (wanted !== undefined && wanted !== 'account' && !mayDo(role, wanted)) {
      throw new ForbiddenError(`the role "${role}" does not have the right "${wanted}"`);
    }
  });
}

function identify(request: FastifyRequest, reply: FastifyReply, access: Access): Principal | undefined {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    return secret === undefined ? undefined : access.byToken(secret, connectionOf(request));
  }
  const cookie = request.cookies[cookieName];
  if (cookie === undefined) return undefined;
  const found = access.bySession(cookie, connectionOf(request));
  // SameSite=Strict keeps the cookie from other sites in today's browsers; the Origin is the second lock (and a browser always sends it).
  if (found && !safeMethods.has(request.method) && request.headers.origin === undefined) throw foreignOrigin();
  if (found?.prolonged) setSessionCookie(request, reply, cookie);
  return found?.principal;
}

/** On a public route credentials only add to the answer, so that bad ones don't spoil it: a log-in must work beside a dead cookie. */
function lenient<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof ForbiddenError) return undefined;
    throw error;
  }
}

function refuseForeignOrigin(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  if (origin === undefined || (safeMethods.has(request.method) && !request.ws)) return;
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw foreignOrigin();
}

function foreignOrigin(): ForbiddenError {
  return new ForbiddenError('requests that change something are taken from the hub’s own page only', 'foreign-origin');
}

export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.setCookie(cookieName, token, {
    httpOnly: true,
    sameSite: 'strict',
    secure: connectionOf(request).secure,
    path: '/',
    maxAge: sessionLifeMs / 1000,
  });
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(cookieName, { httpOnly: true, sameSite: 'strict', secure: connectionOf(request).secure, path: '/' });
}
