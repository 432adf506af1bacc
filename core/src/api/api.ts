import { fileURLToPath } from 'node:url';
import type { AddressInfo } from 'node:net';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import websocket from '@fastify/websocket';
import { ConcordError, messageOf } from '@concord/sdk';
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Access } from '../access/index.ts';
import { StartError } from '../errors.ts';
import { longestName } from '../things/index.ts';
import { authenticateRequests } from './authentication.ts';
import { handleErrors, problemOf, sendProblem } from './errors.ts';
import { EventFeed } from './event-feed.ts';
import { createHttpServer, type TlsFiles } from './http-server.ts';
import { readJsonBodies } from './json-body.ts';
import { LiveClients } from './live-clients.ts';
import { describeRoutes } from './openapi.ts';
import { servePage } from './page.ts';
import type { ApiParts } from './parts.ts';
import { registerRoutes } from './routes/index.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { validatorCompiler } from './validation.ts';

const builtPage = fileURLToPath(new URL('../../../ui/dist/', import.meta.url));
const mostBodyBytes = 1024 * 1024;

export interface ApiOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly tls?: TlsFiles | undefined;
  /** Folder of the built page; by default the one that comes with the hub. */
  readonly page?: string;
  /** How often live connections are looked after. */
  readonly beatEveryMs?: number;
}

/** The hub's face to people and programs: `/api/v1`, and the page on everything else. */
export interface ApiServer {
  readonly app: FastifyInstance;
  /** Listens. Throws `StartError` where it can't. */
  start(): Promise<{ readonly url: string; readonly port: number }>;
  /** Ends live connections, lets requests finish, closes. */
  stop(): Promise<void>;
}

export async function createApi(parts: ApiParts, access: Access, options: ApiOptions, logger: FastifyBaseLogger): Promise<ApiServer> {
  const feed = new EventFeed(parts);
  const live = new LiveClients(access, options.beatEveryMs);
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    serverFactory: (listener) => createHttpServer(listener, options.tls),
    frameworkErrors: (error, _request, reply) => sendProblem(reply, problemOf(error)),
    bodyLimit: mostBodyBytes,
    routerOptions: { maxParamLength: longestName },
    // What is in flight when the hub stops is finished; idle connections are not waited for.
    forceCloseConnections: 'idle',
  });
  app.setValidatorCompiler(validatorCompiler);
  // The answers are built from our own types, and tests check them against the schemas: that costs nothing here.
  app.setSerializerCompiler(() => JSON.stringify);
  handleErrors(app);
  readJsonBodies(app);
  await addSecurityHeaders(app, options.tls !== undefined);
  await app.register(cookie);
  await app.register(websocket, { options: { maxPayload: 64 * 1024, perMessageDeflate: false } });
  await describeRoutes(app, parts.version);
  await app.register(
    async (scope: FastifyInstance) => {
      authenticateRequests(scope, access);
      await limitStrangers(scope);
      registerRoutes(scope.withTypeProvider<TypeBoxTypeProvider>(), { parts, access, feed, live });
    },
    { prefix: '/api/v1' },
  );
  await servePage(app, options.page ?? builtPage);
  await app.ready();
  return {
    app,
    start: async () => {
      feed.start();
      live.start();
      return listen(app, options);
    },
    stop: async () => {
      live.stop();
      feed.stop();
      await app.close();
      access.audit.close();
    },
  };
}

/** Who has no account here gets a bounded share of the hub's time. */
async function limitStrangers(scope: FastifyInstance): Promise<void> {
  await scope.register(rateLimit, {
    max: 600,
    timeWindow: 60_000,
    allowList: (request) => request.principal !== undefined,
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    errorResponseBuilder: (_request, { after }) => new ConcordError('too-many-requests', `too many requests: try again in ${after}`),
  });
}

async function listen(app: FastifyInstance, { host, port, tls }: ApiOptions): Promise<{ url: string; port: number }> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw new StartError(`${host}:${port} can't be listened on: ${reasonOf(error)}. Choose another address or port with --http.`, {
      cause: error,
    });
  }
  const address = app.server.address() as AddressInfo;
  // 0.0.0.0 is an address to listen on, not one to go to.
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  return { url: `${tls ? 'https' : 'http'}://${reachable}:${address.port}`, port: address.port };
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use',
  EACCES: 'the port needs more rights than the hub has',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'there is no such host',
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? messageOf(error);
}
