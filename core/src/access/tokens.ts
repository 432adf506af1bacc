import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Clock } from '../clock.ts';
import { iso } from '../clock.ts';
import { NotFoundError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { NewToken, Token, TokenInput } from './resources.ts';
import type { Role } from './roles.ts';
import { hashSecret, newSecret } from './secrets.ts';

const prefix = 'con_';
const noteUseEveryMs = 60_000;

interface Row {
  id: string;
  name: string;
  role: Role;
  created_at: number;
  last_used_at: number | null;
  expires_at: number | null;
}

/**
 * Bearer tokens for programs. Each is looked up in the database at each request, since the command line may make or revoke one while
 * the hub runs; only its hash is kept.
 */
export class Tokens {
  readonly #database: DatabaseSync;
  readonly #clock: Clock;
  readonly #byHash: StatementSync;
  readonly #byId: StatementSync;
  readonly #noteUse: StatementSync;

  constructor(database: DatabaseSync, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    this.#byHash = database.prepare('SELECT * FROM tokens WHERE hash = ? AND (expires_at IS NULL OR expires_at > ?)');
    this.#byId = database.prepare('SELECT * FROM tokens WHERE id = ? AND (expires_at IS NULL OR expires_at > ?)');
    this.#noteUse = database.prepare('UPDATE tokens SET last_used_at = ? WHERE id = ?');
  }

  /** Makes a token. `secret` in the answer is shown this once and kept nowhere. Tokens that have expired are cleared away. */
  create({ name, role, expiresAt }: TokenInput): NewToken {
    const now = this.#clock.now();
    const secret = prefix + newSecret();
    const expires = expiresAt === undefined ? null : Date.parse(expiresAt);
    const row: Row = { id: newId(), name, role, created_at: now, last_used_at: null, expires_at: expires };
    this.#database.prepare('DELETE FROM tokens WHERE expires_at <= ?').run(now);
    this.#database
      .prepare('INSERT INTO tokens (id, hash, name, role, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)')
      .run(row.id, hashSecret(secret), name, role, now, expires);
    return { ...tokenOf(row), secret };
  }

  /** The token with this secret, its use noted at most once a minute. */
  use(secret: string): { id: string; name: string; role: Role } | undefined {
    if (!secret.startsWith(prefix)) return undefined;
    const now = this.#clock.now();
    const row = this.#byHash.get(hashSecret(secret), now) as Row | undefined;
    if (!row) return undefined;
    if (now - (row.last_used_at ?? 0) >= noteUseEveryMs) this.#noteUse.run(now, row.id);
    return { id: row.id, name: row.name, role: row.role };
  }

  /** The role that a token gives now; undefined where it was revoked or has expired. */
  roleOf(id: string): Role | undefined {
    return (this.#byId.get(id, this.#clock.now()) as Row | undefined)?.role;
  }

  list(): Token[] {
    const rows = this.#database
      .prepare('SELECT * FROM tokens WHERE expires_at IS NULL OR expires_at > ? ORDER BY created_at, id')
      .all(this.#clock.now()) as unknown as Row[];
    return rows.map(tokenOf);
  }

  get(id: string): Token {
    const row = this.#byId.get(id, this.#clock.now()) as Row | undefined;
    if (!row) throw new NotFoundError('token', id);
    return tokenOf(row);
  }

  delete(id: string): void {
    if (this.#database.prepare('DELETE FROM tokens WHERE id = ?').run(id).changes === 0) throw new NotFoundError('token', id);
  }
}

function tokenOf({ id, name, role, created_at, last_used_at, expires_at }: Row): Token {
  return {
    id,
    name,
    role,
    createdAt: iso(created_at),
    ...(last_used_at !== null && { lastUsedAt: iso(last_used_at) }),
    ...(expires_at !== null && { expiresAt: iso(expires_at) }),
  };
}
