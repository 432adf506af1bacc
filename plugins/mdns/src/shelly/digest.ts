import { createHash, randomInt } from 'node:crypto';
import { memberAt, textOf, type JsonObject } from '../untrusted/json.ts';

/** What a Shelly asks for when it refuses a request with 401. */
interface Challenge {
  readonly realm: string;
  /** A number over the WebSocket, text over HTTP. */
  readonly nonce: string | number;
  /** The nonce counter: chosen by the device over the WebSocket, `00000001` over HTTP. */
  readonly nc: string | number;
}

/** The user of every Shelly. */
const username = 'admin';

/** `response` of HTTP digest access authentication with SHA-256 and qop=auth (RFC 7616, section 3.4.1). */
export function digest(
  credentials: { readonly username: string; readonly password: string },
  { realm, nonce, nc }: Challenge,
  cnonce: string | number,
  request: string,
): string {
  const ha1 = sha256(`${credentials.username}:${realm}:${credentials.password}`);
  return sha256(`${ha1}:${nonce}:${nc}:${cnonce}:auth:${sha256(request)}`);
}

/** Reads the challenge out of the message of an RPC error 401, which is JSON once more. */
export function challengeOfError(message: unknown): Challenge | undefined {
  if (typeof message !== 'string' || message.length > 1000) return undefined;
  let challenge: unknown;
  try {
    challenge = JSON.parse(message);
  } catch {
    // Not a challenge: an older firmware's plain words, or nonsense. The caller refuses the answer either way.
    return undefined;
  }
  const realm = textOf(memberAt(challenge, 'realm'));
  const nonce = memberAt(challenge, 'nonce');
  const nc = memberAt(challenge, 'nc') ?? 1;
  if (realm === undefined || memberAt(challenge, 'algorithm') !== 'SHA-256' || !isNonce(nonce) || !isNonce(nc)) return undefined;
  return { realm, nonce, nc };
}

/** The `auth` member of an RPC frame (Shelly's documentation, "Authentication over WebSocket"). */
export function authMember(challenge: Challenge, password: string): JsonObject {
  const { realm, nonce } = challenge;
  const cnonce = randomInt(1, 2 ** 31);
  const response = digest({ username, password }, challenge, cnonce, 'dummy_method:dummy_uri');
  return { realm, username, nonce, cnonce, response, algorithm: 'SHA-256' };
}

/** Reads the challenge out of a `WWW-Authenticate` header. */
export function challengeOfHeader(header: string | undefined): Challenge | undefined {
  if (header === undefined || !/^digest\s/i.test(header)) return undefined;
  const fields = new Map<string, string>();
  for (const [, name = '', quoted, plain = ''] of header.slice(0, 1000).matchAll(/([a-z]+)=(?:"([^"]*)"|([^\s,]+))/gi))
    fields.set(name.toLowerCase(), quoted ?? plain);
  const realm = fields.get('realm');
  const nonce = fields.get('nonce');
  if (realm === undefined || nonce === undefined || fields.get('algorithm') !== 'SHA-256') return undefined;
  return { realm, nonce, nc: '00000001' };
}

/** The `Authorization` header that answers it. */
export function authorization(challenge: Challenge, password: string, method: string, uri: string): string {
  const { realm, nonce, nc } = challenge;
  const cnonce = randomInt(1, 2 ** 31).toString(16);
  const response = digest({ username, password }, challenge, cnonce, `${method}:${uri}`);
  return `Digest username="${username}", realm="${realm}", nonce="${nonce}", uri="${uri}", algorithm=SHA-256, qop=auth, nc=${nc}, cnonce="${cnonce}", response="${response}"`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function isNonce(value: unknown): value is string | number {
  return typeof value === 'string' || Number.isFinite(value);
}
