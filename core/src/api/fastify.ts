import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Principal, Right } from '../access/index.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use the route: everybody, everybody with an account, or who has the right. Every API route says so. */
    access?: 'public' | 'account' | Right;
  }
  interface FastifyRequest {
    /** Who asks; undefined on public routes and for files of the page. */
    principal: Principal | undefined;
  }
}

/** The server as routes see it: schemas of a route give the types of its handler. */
export type Api = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, TypeBoxTypeProvider>;
