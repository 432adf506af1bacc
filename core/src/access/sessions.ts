import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Clock } from '../clock.ts';
import { iso } from '../clock.ts';
import { NotFoundError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Session, UserRole } from './resources.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** How long a session lives without being used. */
export const sessionLifeMs = 30 * 24 * 60 * 60_000;
// A session that is used is prolonged, but not more often than this, since each time costs a write and a cookie.
const prolongAfterMs = 24 * 60 * 60_000;

interface Row {
  id: string;
  user: string;
  name: string;
  role: UserRole;
  created_at: number;
  last_used_at: number;
  expires_at: number;
  address: string;
  client: string;
}

/** A session that was found valid. */
export interface ActiveSession {
  readonly id: string;
  readonly user: { readonly id: string; readonly name: string; readonly role: UserRole };
  /** It was prolonged just now, so the cookie must be as well. */
  readonly prolonged: boolean;
}

const columns = 'sessions.*, users.name, users.role FROM sessions JOIN users ON users.id = sessions.user';

/** Log-ins of browsers. Only the hash of a session's token is kept. */
export class Sessions {
  readonly #database: DatabaseSync;
  readonly #clock: Clock;
  readonly #byHash: StatementSync;
  readonly #byId: StatementSync;
  readonly #prolong: StatementSync;

  constructor(database: DatabaseSync, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    this.#byHash = database.prepare(`SELECT ${columns} WHERE sessions.hash = ? AND expires_at > ?`);
    this.#byId = database.prepare(`SELECT ${columns} WHERE sessions.id = ? AND expires_at > ?`);
    this.#prolong = database.prepare('UPDATE sessions SET last_used_at = ?, expires_at = ? WHERE id = ?');
  }

  /** Opens a session; the token in the answer exists nowhere else. Sessions that have expired are cleared away. */
  create(user: string, address: string, client: string): { id: string; token: string } {
    const [id, token, now] = [newId(), newSecret(), this.#clock.now()];
    this.#database.prepare('DELETE FROM sessions WHERE expires_at <= ?').run(now);
    this.#database
      .prepare(
        'INSERT INTO sessions (id, hash, user, created_at, last_used_at, expires_at, address, client) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(id, hashSecret(token), user, now, now, now + sessionLifeMs, address, client.slice(0, 300));
    return { id, token };
  }

  /** The session of a cookie, prolonged where that is due. */
  use(token: string): ActiveSession | undefined {
    const now = this.#clock.now();
    const row = this.#byHash.get(hashSecret(token), now) as Row | undefined;
    if (!row) return undefined;
    const prolonged = now - row.last_used_at >= prolongAfterMs;
    if (prolonged) this.#prolong.run(now, now + sessionLifeMs, row.id);
    return { id: row.id, user: { id: row.user, name: row.name, role: row.role }, prolonged };
  }

  /** The role that a session gives now; undefined where it ended. */
  roleOf(id: string): UserRole | undefined {
    return (this.#byId.get(id, this.#clock.now()) as Row | undefined)?.role;
  }

  /** All sessions, or those of one user. */
  list(user: string | undefined, current: string | undefined): Session[] {
    const rows = this.#database
      .prepare(`SELECT ${columns} WHERE expires_at > ? AND (? IS NULL OR user = ?) ORDER BY sessions.created_at DESC`)
      .all(this.#clock.now(), user ?? null, user ?? null) as unknown as Row[];
    return rows.map((row) => sessionOf(row, current));
  }

  get(id: string): Session {
    const row = this.#byId.get(id, this.#clock.now()) as Row | undefined;
    if (!row) throw new NotFoundError('session', id);
    return sessionOf(row, undefined);
  }

  delete(id: string): void {
    this.#database.prepare('DELETE FROM sessions WHERE id = ?').run(id);
  }

  /** Ends what a user has open, apart from the session `except`. */
  deleteOf(user: string, except?: string): void {
    this.#database.prepare('DELETE FROM sessions WHERE user = ? AND id IS NOT ?').run(user, except ?? null);
  }
}

function sessionOf(row: Row, current: string | undefined): Session {
  return {
    id: row.id,
    user: { id: row.user, name: row.name },
    createdAt: iso(row.created_at),
    lastUsedAt: iso(row.last_used_at),
    expiresAt: iso(row.expires_at),
    address: row.address,
    client: row.client,
    current: row.id === current,
  };
}
