import { ConcordError, InvalidInputError } from '@concord/sdk';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { TooManyAttemptsError } from '../access/index.ts';
import { PluginRefusal } from '../errors.ts';
import { problem, problemType, refusalOfPlugin, type Problem, type ProblemCode } from './problems.ts';

/** Fastify's own refusals, in our words. */
const codesOfFastify: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid-json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalid-json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid-request',
  FST_ERR_BAD_URL: 'invalid-request',
  FST_ERR_MAX_PARAM_LENGTH: 'url-too-long',
};

/** The request failed its route's schema, or was wrong in itself. */
export class InvalidRequestError extends InvalidInputError {
  constructor(message: string, findings: InvalidInputError['findings'], code: ProblemCode = 'invalid-request') {
    super(message, findings, code);
  }
}

/** The one place where an error becomes an answer. What was not foreseen is logged, and says nothing of the hub's insides. */
export function problemOf(error: unknown): Problem {
  if (error instanceof InvalidInputError) return problem(error.code, error.message, [...error.findings]);
  if (error instanceof PluginRefusal) return refusalOfPlugin(error.code, error.message, error.findings);
  if (error instanceof ConcordError) return problem(error.code, error.message);
  if (error instanceof Error && 'code' in error) {
    const code = codesOfFastify[String(error.code)];
    if (code) return problem(code, error.message);
    if ('statusCode' in error && Number(error.statusCode) >= 400 && Number(error.statusCode) < 500) {
      return { ...problem('invalid-request', error.message), status: Number(error.statusCode) };
    }
  }
  return problem('internal');
}

export function sendProblem(reply: FastifyReply, document: Problem): FastifyReply {
  return reply.code(document.status).header('content-type', problemType).send(document);
}

/** Answers everything that is thrown below `app`, and every path that isn't there. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) => {
    const document = problemOf(error);
    if (document.code === 'internal') request.log.error({ err: error }, `${request.method} ${request.url.split('?')[0]} failed`);
    if (error instanceof TooManyAttemptsError) reply.header('retry-after', error.retryAfterSeconds);
    if (document.status === 401) reply.header('www-authenticate', 'Bearer realm="concord"');
    return sendProblem(reply, document);
  });
}
