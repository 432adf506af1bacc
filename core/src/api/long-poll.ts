import { ConcordError } from '@concord/sdk';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotAuthenticatedError } from '../access/index.ts';
import { principalOf } from './authentication.ts';
import { notAuthenticatedCode, type LiveClients } from './live-clients.ts';

const keepAliveMs = 30_000;

/**
 * The next thing that happens after the request, however long that takes. Rejects where the account no longer may, or the hub stops; for a
 * client that has left it never settles. `join` begins to listen and answers the function that ends that.
 */
export async function nextMessage(
  request: FastifyRequest,
  reply: FastifyReply,
  live: LiveClients,
  join: (tell: (text: string) => void, fail: (error: ConcordError) => void) => () => void,
): Promise<string> {
  const next = Promise.withResolvers<string>();
  const leave = join(next.resolve, next.reject);
  const leaveLive = live.add({
    principal: principalOf(request),
    // Nothing can be sent ahead of the answer: that the peer is there is the network's to find out.
    beat: () => true,
    close: (code, reason) =>
      next.reject(code === notAuthenticatedCode ? new NotAuthenticatedError() : new ConcordError('storage-closed', reason)),
  });
  request.socket.setKeepAlive(true, keepAliveMs);
  reply.raw.on('close', () => {
    leave();
    leaveLive();
  });
  return next.promise;
}
