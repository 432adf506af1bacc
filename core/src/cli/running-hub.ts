import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { json } from 'node:stream/consumers';
import { check, compile, ConcordError, messageOf } from '@concord/sdk';
import { Type } from 'typebox';
import { Problem } from '../api/problems.ts';
import { iso, systemClock } from '../clock.ts';
import type { HomeAccess } from './home-access.ts';

const running = compile(Type.Object({ url: Type.String(), pid: Type.Integer({ minimum: 1 }) }));
const answer = compile(Type.Object({ result: Type.Unknown() }));
const problem = compile(Problem);
const tokenLifeMs = 5 * 60_000;

/**
 * Asks the hub that runs on this home, with a token that lives for this one request. Throws `ConcordError`: code `hub-not-running`, or
 * the code that the hub answered.
 */
export async function callHub({ files, tokens }: HomeAccess, name: string, path: string, body: unknown): Promise<{ result: unknown }> {
  const url = runningUrl(files.running);
  const token = tokens.create({ name, role: 'owner', expiresAt: iso(systemClock.now() + tokenLifeMs) });
  try {
    const { status, document } = await request(new URL(path, url), token.secret, body);
    if (status === 200) return check(answer, document, "the hub's answer");
    const { code, title, detail } = check(problem, document, "the hub's answer");
    throw new ConcordError(code, detail ?? title);
  } finally {
    tokens.delete(token.id);
  }
}

async function request(url: URL, secret: string, body: unknown): Promise<{ status: number; document: unknown }> {
  const post = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const sent = post(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    signal: AbortSignal.timeout(tokenLifeMs),
    // The address is this machine's own, where the certificate's name does not lead.
    rejectUnauthorized: false,
  });
  sent.end(JSON.stringify(body));
  try {
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    return { status: response.statusCode ?? 0, document: await json(response) };
  } catch (error) {
    throw new ConcordError('hub-not-running', `the hub at ${url.origin} does not answer: ${messageOf(error)}`, { cause: error });
  }
}

function runningUrl(file: string): string {
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw notRunning(error);
  }
  const { url, pid } = check(running, document, file);
  // A killed hub leaves its file behind.
  if (!isAlive(pid)) throw notRunning();
  return url;
}

function notRunning(cause?: unknown): ConcordError {
  return new ConcordError(
    'hub-not-running',
    'no hub is running on this data folder: start it with `npm start`, or name another with --data',
    { cause },
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
