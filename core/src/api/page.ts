import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from './errors.ts';
import { problem } from './problems.ts';

const apiPrefix = '/api/';
const yearSeconds = 31_536_000;

/**
 * Serves the page that Vite built in `folder`. Every path that is neither a file nor the API's is the page's own, so it gets
 * `index.html`. Files in `assets/` carry a hash in their names and never change.
 */
export async function servePage(app: FastifyInstance, folder: string): Promise<void> {
  const isBuilt = existsSync(join(folder, 'index.html'));
  if (isBuilt) {
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const hashed = path.startsWith(join(folder, 'assets'));
        reply.header('cache-control', hashed ? `public, max-age=${yearSeconds}, immutable` : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      isBuilt &&
      (request.method === 'GET' || request.method === 'HEAD') &&
      !request.url.startsWith(apiPrefix) &&
      !looksLikeFile(request.url);
    if (isPage) return reply.sendFile('index.html');
    const path = request.url.split('?')[0] ?? '';
    return sendProblem(reply, problem('not-found', `there is no ${request.method} ${path}`));
  });
}

/** A script or picture that isn't there must not answer as a page. */
function looksLikeFile(url: string): boolean {
  return /\/[^/?#]+\.[a-z0-9]{1,8}(?:[?#]|$)/i.test(url);
}
