import { messageOf } from '@concord/sdk';

/** A broker's own words are shown, but not without end. */
const longestWords = 200;

const credentials = 'look at user and password in the settings, and whether the broker knows them';
const rights = 'the broker does not allow it: give the hub the right to it in the rights (ACL) of the broker';
/** Brokers that do not say so just end the connection. */
export const anotherClient =
  'another client uses the same client id, and the two end each other: give one of them another, in the settings';
const untrusted = "the authority of its certificate is not known here: add the authority's certificate to the settings";
const busy = 'the broker does not want this now; it is tried again';
const notThere = 'nothing answers there: look at the address, and whether the broker runs';
const tooMuch = 'the broker found that too much: look at its limits';

/**
 * What the owner can do, by the code of an error: a return code of MQTT 3.1.1 (section 3.2.2.3), a reason code of MQTT 5 (section 2.4), or one
 * of Node's and OpenSSL's.
 */
const advice: Readonly<Record<string | number, string>> = {
  1: 'the broker speaks another version of MQTT',
  2: 'the broker does not take this client id: give another in the settings',
  3: busy,
  4: credentials,
  5: credentials,
  [0x80]: rights,
  [0x84]: 'the broker speaks another version of MQTT',
  [0x85]: 'the broker does not take this client id: give another in the settings',
  [0x86]: credentials,
  [0x87]: rights,
  [0x88]: busy,
  [0x89]: busy,
  [0x8a]: 'the broker has banned this client: lift that there',
  [0x8b]: 'the broker shuts down; it is tried again',
  [0x8c]: 'the broker wants another way to log in, which the hub does not have',
  [0x8d]: 'the broker heard nothing from the hub: look at the network between them',
  [0x8e]: anotherClient,
  [0x8f]: rights,
  [0x93]: tooMuch,
  [0x95]: tooMuch,
  [0x96]: tooMuch,
  [0x97]: tooMuch,
  [0x98]: "the broker's operator ended the connection; it is tried again",
  [0x9c]: 'the broker says to use another: change the address in the settings',
  [0x9d]: 'the broker has moved: change the address in the settings',
  [0x9e]: 'the broker has no shared subscriptions: take the share group out of the settings',
  [0x9f]: busy,
  [0xa2]: 'the broker does not allow wildcards, and the hub can discover nothing without',
  ECONNREFUSED: notThere,
  ECONNRESET: 'the broker ended the connection: look whether the address is right, TLS is meant, and it wants a client certificate',
  ENOTFOUND: 'there is no such name: look at the address',
  EAI_AGAIN: 'names can not be looked up now: look at the network',
  EHOSTUNREACH: notThere,
  ENETUNREACH: notThere,
  ETIMEDOUT: notThere,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  CERT_HAS_EXPIRED: "the broker's certificate has expired: renew it there",
  CERT_NOT_YET_VALID: "the broker's certificate is not valid yet: look at the clocks of both machines",
  ERR_TLS_CERT_ALTNAME_INVALID: "the broker's certificate is for another name: use that in the address, or give it as server name",
  ERR_SSL_WRONG_VERSION_NUMBER: 'this port does not speak TLS: write mqtt:// or ws://, or take the port for TLS',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'the broker wants a client certificate: add certificate and key to the settings',
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: 'the broker wants a client certificate: add certificate and key to the settings',
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA:
    'the broker does not know the authority of the client certificate: give it there, or take another certificate',
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: 'the broker does not take the client certificate',
  ERR_OSSL_X509_KEY_VALUES_MISMATCH: 'the key belongs to another client certificate: give the pair that was made together',
};

/** An error in the broker's or the system's words, and what to do about it. */
export function withAdvice(error: unknown): string {
  return join(messageOf(error), adviceOn(codeOf(error)));
}

/** The same for an attempt to connect: brokers say "not authorized" there to whoever has no or a wrong password. */
export function connectWithAdvice(error: unknown): string {
  const code = codeOf(error);
  return join(messageOf(error), code === 0x80 || code === 0x87 ? credentials : adviceOn(code));
}

/** A reason code of MQTT 5 with the words that came along, and what to do about it. */
export function reasonWithAdvice(code: number, words?: string): string {
  const hex = `reason 0x${code.toString(16)}`;
  return join(words === undefined || words === '' ? hex : `${hex} (${words.slice(0, longestWords)})`, adviceOn(code));
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function adviceOn(code: unknown): string | undefined {
  return (typeof code === 'string' || typeof code === 'number') && Object.hasOwn(advice, code) ? advice[code] : undefined;
}

function join(words: string, advice: string | undefined): string {
  return advice === undefined ? words : `${words}: ${advice}`;
}
