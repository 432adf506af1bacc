import { isObject } from '../topics/message.ts';

/** Names that may stand for a credential, in the words that products use. */
const secret = /pass(?!ive|age|ed|enger)|pwd|secret|token|cert|pin_?code|user_?code|^pin$|^psk$|(?:private|network|api|encryption)_?key/i;

export function isSecretName(name: string): boolean {
  return secret.test(name);
}

/** The value without members that may be credentials, at any depth. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, one]) => (isSecretName(name) ? [] : [[name, withoutSecrets(one)]])));
}
