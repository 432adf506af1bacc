import { exchange } from '../network/http.ts';
import type { Address } from '../network/local.ts';
import { isObject, memberAt, parseObject, type JsonObject } from '../untrusted/json.ts';
import { PeerError, WrongPasswordError } from '../untrusted/peer-error.ts';
import { authorization, challengeOfHeader } from './digest.ts';

/** One RPC over HTTP (Shelly's documentation, "RPC channels"). Throws `PeerError`, or `WrongPasswordError` where a password is missing or wrong. */
export async function httpRpc(
  address: Address,
  method: string,
  { timeoutMs, password, signal }: { readonly timeoutMs: number; readonly password?: string | undefined; readonly signal?: AbortSignal },
): Promise<JsonObject> {
  const request = { method: 'POST', path: '/rpc', body: { id: 1, src: 'concord', method }, timeoutMs, ...(signal && { signal }) } as const;
  let answer = await exchange(address, request);
  if (answer.status === 401) {
    const challenge = challengeOfHeader(answer.headers['www-authenticate']);
    if (!challenge) throw new PeerError('answer-wrong-shape', 'it asks for a password in a way that is not known');
    if (password === undefined) throw new WrongPasswordError('it asks for a password');
    answer = await exchange(address, { ...request, headers: { authorization: authorization(challenge, password, 'POST', '/rpc') } });
    if (answer.status === 401) throw new WrongPasswordError('it refuses the password');
  }
  if (answer.status !== 200) throw new PeerError('answer-refused', `status ${answer.status} for ${method}`);
  const result = memberAt(parseObject(answer.text), 'result');
  if (!isObject(result)) throw new PeerError('answer-wrong-shape', `no result for ${method}`);
  return result;
}
