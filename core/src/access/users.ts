import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Clock } from '../clock.ts';
import { iso } from '../clock.ts';
import { ConflictError, NotFoundError } from '../errors.ts';
import { newId } from '../ids.ts';
import { inTransaction } from '../storage/index.ts';
import { hashPassword } from './passwords.ts';
import type { User, UserInput, UserPatch, UserRole } from './resources.ts';

interface Row {
  id: string;
  name: string;
  role: UserRole;
  password: string;
  person: string | null;
  created_at: number;
}

/** The people who may use the home. There is always an owner once there was one. */
export class Users {
  readonly #database: DatabaseSync;
  readonly #clock: Clock;
  readonly #byId: StatementSync;
  readonly #byName: StatementSync;
  readonly #owners: StatementSync;

  constructor(database: DatabaseSync, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    this.#byId = database.prepare('SELECT * FROM users WHERE id = ?');
    this.#byName = database.prepare('SELECT * FROM users WHERE name = ?');
    this.#owners = database.prepare("SELECT count(*) AS count FROM users WHERE role = 'owner'");
  }

  list(): User[] {
    return (this.#database.prepare('SELECT * FROM users ORDER BY created_at, id').all() as unknown as Row[]).map(userOf);
  }

  get(id: string): User {
    return userOf(this.#row(id));
  }

  hasOwner(): boolean {
    return this.#ownerCount() > 0;
  }

  /** The user with what its password is checked against; undefined where nobody is called so. Upper and lower case are the same. */
  findByName(name: string): { user: User; password: string } | undefined {
    const row = this.#byName.get(name) as Row | undefined;
    return row && { user: userOf(row), password: row.password };
  }

  /** What the user's password is checked against. */
  passwordOf(id: string): string {
    return this.#row(id).password;
  }

  async create(input: UserInput): Promise<User> {
    return this.#insert(input, await hashPassword(input.password));
  }

  /** Creates the owner of a home that has none. Throws `ConflictError` code `already-set-up` where somebody was faster. */
  async createFirstOwner(name: string, password: string): Promise<User> {
    const hash = await hashPassword(password);
    return inTransaction(this.#database, () => {
      if (this.hasOwner()) throw new ConflictError('this home has an owner already: log in', 'already-set-up');
      return this.#insert({ name, role: 'owner' }, hash);
    });
  }

  async update(id: string, patch: UserPatch): Promise<User> {
    const password = patch.password === undefined ? undefined : await hashPassword(patch.password);
    return inTransaction(this.#database, () => {
      const row = this.#row(id);
      if (row.role === 'owner' && patch.role !== undefined && patch.role !== 'owner') this.#keepAnOwner();
      const changed: Row = {
        ...row,
        name: patch.name ?? row.name,
        role: patch.role ?? row.role,
        password: password ?? row.password,
        person: patch.person === undefined ? row.person : patch.person,
      };
      this.#refuseTakenName(changed.name, id);
      this.#database
        .prepare('UPDATE users SET name = ?, role = ?, password = ?, person = ? WHERE id = ?')
        .run(changed.name, changed.role, changed.password, changed.person, id);
      return userOf(changed);
    });
  }

  delete(id: string): void {
    inTransaction(this.#database, () => {
      if (this.#row(id).role === 'owner') this.#keepAnOwner();
      this.#database.prepare('DELETE FROM users WHERE id = ?').run(id);
    });
  }

  #insert({ name, role, person }: Omit<UserInput, 'password'>, password: string): User {
    this.#refuseTakenName(name);
    const row: Row = { id: newId(), name, role, password, person: person ?? null, created_at: this.#clock.now() };
    this.#database
      .prepare('INSERT INTO users (id, name, role, password, person, created_at) VALUES (?, ?, ?, ?, ?, ?)')
      .run(row.id, row.name, row.role, row.password, row.person, row.created_at);
    return userOf(row);
  }

  #row(id: string): Row {
    const row = this.#byId.get(id) as Row | undefined;
    if (!row) throw new NotFoundError('user', id);
    return row;
  }

  #ownerCount(): number {
    return Number(this.#owners.get()?.['count']);
  }

  #keepAnOwner(): void {
    if (this.#ownerCount() < 2) throw new ConflictError('a home needs an owner: make somebody else one first', 'last-owner');
  }

  #refuseTakenName(name: string, except?: string): void {
    const holder = this.findByName(name)?.user.id;
    if (holder !== undefined && holder !== except) throw new ConflictError(`there is a user "${name}" already`, 'name-taken');
  }
}

function userOf({ id, name, role, person, created_at }: Row): User {
  return { id, name, role, ...(person !== null && { person }), createdAt: iso(created_at) };
}
