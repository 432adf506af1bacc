import { createHash, randomBytes } from 'node:crypto';

/** Guards a Shelly with its password by digest authentication, as its documentation describes. */
export class DigestGuard {
  readonly #realm: string;
  readonly #ha1: string;
  readonly #nonces = new Set<string>();

  constructor(realm: string, password: string) {
    this.#realm = realm;
    this.#ha1 = sha256(`admin:${realm}:${password}`);
  }

  /** The message of an RPC error 401. */
  get rpcChallenge(): string {
    const nonce = this.#newNonce(String(Math.floor(Date.now() / 1000)));
    return JSON.stringify({ auth_type: 'digest', nonce: Number(nonce), nc: 1, realm: this.#realm, algorithm: 'SHA-256' });
  }

  /** The header of an HTTP answer 401. */
  get httpChallenge(): string {
    return `Digest qop="auth", realm="${this.#realm}", nonce="${this.#newNonce(randomBytes(4).toString('hex'))}", algorithm=SHA-256`;
  }

  acceptsRpc(auth: unknown): boolean {
    if (typeof auth !== 'object' || auth === null) return false;
    const { realm, username, nonce, cnonce, response } = auth as Record<string, unknown>;
    if (realm !== this.#realm || username !== 'admin' || !this.#nonces.has(String(nonce))) return false;
    return response === sha256(`${this.#ha1}:${String(nonce)}:1:${String(cnonce)}:auth:${sha256('dummy_method:dummy_uri')}`);
  }

  acceptsHttp(header: string | undefined, method: string, uri: string): boolean {
    const fields = Object.fromEntries([...(header ?? '').matchAll(/(\w+)="?([^",]+)"?/g)].map(([, name, value]) => [name, value]));
    if (fields['username'] !== 'admin' || fields['uri'] !== uri || !this.#nonces.has(fields['nonce'] ?? '')) return false;
    const ha2 = sha256(`${method}:${uri}`);
    return fields['response'] === sha256(`${this.#ha1}:${fields['nonce']}:${fields['nc']}:${fields['cnonce']}:auth:${ha2}`);
  }

  #newNonce(nonce: string): string {
    this.#nonces.add(nonce);
    return nonce;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
