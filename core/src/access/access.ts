import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../clock.ts';
import { Feed } from '../feed.ts';
import { Attempts } from './attempts.ts';
import { Audit } from './audit.ts';
import { ForbiddenError, WrongCredentialsError } from './errors.ts';
import { isLocalAddress } from './local-network.ts';
import { verifyNobody, verifyPassword } from './passwords.ts';
import { actorOf, type Principal } from './principal.ts';
import type { LogInInput, NewToken, PasswordChange, SetUpInput, TokenInput, User, UserInput, UserPatch } from './resources.ts';
import { Sessions } from './sessions.ts';
import { SetUp } from './set-up.ts';
import { Tokens } from './tokens.ts';
import { Users } from './users.ts';

/** How a request reached the hub. */
export interface Connection {
  readonly address: string;
  /** It came over TLS. */
  readonly secure: boolean;
}

/** A log-in that succeeded; `token` goes into the browser's cookie. */
export interface LoggedIn {
  readonly user: User;
  readonly token: string;
  readonly session: string;
}

/** Who may use the home: accounts, sessions, tokens, and the record of what they did. */
export class Access {
  readonly users: Users;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly audit: Audit;
  readonly setUp: SetUp;
  /** Says after each change of accounts, tokens and sessions that who is connected must be looked at again. */
  readonly revocations: Feed<void>;
  readonly #byAddress: Attempts;
  readonly #byUser: Attempts;

  constructor(database: DatabaseSync, clock: Clock, onError: (error: unknown) => void) {
    this.users = new Users(database, clock);
    this.sessions = new Sessions(database, clock);
    this.tokens = new Tokens(database, clock);
    this.audit = new Audit(database, clock, onError);
    this.setUp = new SetUp(this.users, clock);
    this.revocations = new Feed(onError);
    this.#byAddress = new Attempts(clock, { free: 10, longestWaitMs: 15 * 60_000 });
    // A shorter wait: nobody should be able to lock the owner out by guessing in their name.
    this.#byUser = new Attempts(clock, { free: 5, longestWaitMs: 60_000 });
  }

  /** True once the home has an owner. */
  isSetUp(): boolean {
    return this.setUp.isDone();
  }

  /** Who a bearer token stands for. Throws `ForbiddenError` code `tls-required` for one that came in clear from outside. */
  byToken(secret: string, connection: Connection): Principal | undefined {
    refuseInClear(connection);
    const token = this.tokens.use(secret);
    return token && { kind: 'token', ...token };
  }

  /** Who a cookie stands for. Throws `ForbiddenError` code `tls-required` for one that came in clear from outside. */
  bySession(token: string, connection: Connection): { principal: Principal; prolonged: boolean } | undefined {
    refuseInClear(connection);
    const session = this.sessions.use(token);
    if (!session) return undefined;
    return { principal: { kind: 'user', ...session.user, session: session.id }, prolonged: session.prolonged };
  }

  /** True while what let the principal in still does, with the same role. */
  isValid(principal: Principal): boolean {
    const role = principal.kind === 'token' ? this.tokens.roleOf(principal.id) : this.sessions.roleOf(principal.session);
    return role === principal.role;
  }

  async logIn({ name, password }: LogInInput, connection: Connection, client: string): Promise<LoggedIn> {
    refuseInClear(connection);
    const userKey = name.toLowerCase();
    const { address } = connection;
    this.#byAddress.begin(address);
    this.#byUser.begin(userKey);
    const found = this.users.findByName(name);
    const right = found ? await verifyPassword(password, found.password) : await verifyNobody(password);
    if (!found || !right) {
      this.audit.record({ kind: 'anonymous', address }, 'log-in-failed', name);
      throw new WrongCredentialsError();
    }
    this.#byAddress.succeeded(address);
    this.#byUser.succeeded(userKey);
    return this.#open(found.user, 'log-in', connection, client);
  }

  /** Makes the owner with the code that the hub printed, and logs them in. */
  async createOwner(input: SetUpInput, connection: Connection, client: string): Promise<LoggedIn> {
    refuseInClear(connection);
    return this.#open(await this.setUp.createOwner(input), 'set-up', connection, client);
  }

  logOut(principal: Principal & { kind: 'user' }): void {
    this.sessions.delete(principal.session);
    this.audit.record(actorOf(principal), 'log-out', principal.id);
    this.revocations.publish();
  }

  endSession(by: Principal, id: string): void {
    const session = this.sessions.get(id);
    this.sessions.delete(id);
    this.audit.record(actorOf(by), 'session-ended', session.user.id, { session: id });
    this.revocations.publish();
  }

  async createUser(by: Principal, input: UserInput): Promise<User> {
    const user = await this.users.create(input);
    this.audit.record(actorOf(by), 'user-created', user.id, { name: user.name, role: user.role });
    return user;
  }

  /** Another password or role ends the user's sessions, apart from the one that asks for it. */
  async updateUser(by: Principal, id: string, patch: UserPatch): Promise<User> {
    const user = await this.users.update(id, patch);
    const own = by.kind === 'user' && by.id === id ? by.session : undefined;
    if (patch.password !== undefined || patch.role !== undefined) this.sessions.deleteOf(id, own);
    this.audit.record(actorOf(by), 'user-changed', id, {
      name: user.name,
      role: user.role,
      changed: Object.keys(patch),
    });
    this.revocations.publish();
    return user;
  }

  async changeOwnPassword(principal: Principal & { kind: 'user' }, { currentPassword, password }: PasswordChange): Promise<void> {
    const userKey = principal.name.toLowerCase();
    this.#byUser.begin(userKey);
    if (!(await verifyPassword(currentPassword, this.users.passwordOf(principal.id)))) {
      throw new WrongCredentialsError('the current password is wrong');
    }
    this.#byUser.succeeded(userKey);
    await this.updateUser(principal, principal.id, { password });
  }

  deleteUser(by: Principal, id: string): void {
    const { name } = this.users.get(id);
    this.users.delete(id);
    this.audit.record(actorOf(by), 'user-deleted', id, { name });
    this.revocations.publish();
  }

  createToken(by: Principal, input: TokenInput): NewToken {
    const token = this.tokens.create(input);
    this.audit.record(actorOf(by), 'token-created', token.id, { name: token.name, role: token.role });
    return token;
  }

  deleteToken(by: Principal, id: string): void {
    const { name } = this.tokens.get(id);
    this.tokens.delete(id);
    this.audit.record(actorOf(by), 'token-revoked', id, { name });
    this.revocations.publish();
  }

  #open(user: User, action: string, { address }: Connection, client: string): LoggedIn {
    const { id, token } = this.sessions.create(user.id, address, client);
    this.audit.record({ kind: 'user', id: user.id, name: user.name, address }, action, user.id);
    return { user, token, session: id };
  }
}

function refuseInClear({ address, secure }: Connection): void {
  if (secure || isLocalAddress(address)) return;
  throw new ForbiddenError('from outside the local networks, log-ins and tokens are taken over TLS only', 'tls-required');
}
