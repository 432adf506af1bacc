import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { ConcordError, didYouMean, InvalidInputError, type Store } from '@concord/sdk';
import { isFilter } from '../topics/topic-filter.ts';
import { mayPublish, maySubscribe, type RightsHolder, type TopicRights } from './topic-rights.ts';

const derive = promisify(scrypt);
const storeName = 'broker-users';
const keyBytes = 32;

interface StoredUser extends TopicRights {
  readonly salt: string;
  readonly hash: string;
}

const kindsOfRights = ['topics', 'readTopics', 'writeTopics'] as const satisfies (keyof TopicRights)[];

/** The people and products that may use the embedded broker from another machine. Passwords are kept as scrypt hashes. */
export class BrokerUsers {
  readonly #store: Store;
  #users = new Map<string, StoredUser>();

  constructor(store: Store) {
    this.#store = store;
  }

  async load(): Promise<void> {
    const stored = (await this.#store.get(storeName)) as Record<string, StoredUser> | undefined;
    this.#users = new Map(Object.entries(stored ?? {}));
  }

  /**
   * Adds a user, or gives one that exists a new password, and other rights where some are named: those then, and no others. Makes a
   * password where none is given.
   */
  async add(
    name: string,
    password = randomBytes(18).toString('base64url'),
    named: Partial<TopicRights> = {},
  ): Promise<{ name: string; password: string } & TopicRights> {
    for (const kind of kindsOfRights) for (const [at, filter] of (named[kind] ?? []).entries()) refuseBroken(filter, `/${kind}/${at}`);
    const rights = kindsOfRights.some((kind) => named[kind]) ? rightsOf({ topics: [], ...named }) : this.#rightsOf(name);
    const salt = randomBytes(16).toString('base64');
    const hash = await this.#hash(password, salt);
    this.#users.set(name, { salt, hash: hash.toString('base64'), ...rights });
    await this.#save();
    return { name, password, ...rights };
  }

  /** Throws code `no-such-user`. */
  async remove(name: string): Promise<void> {
    if (!this.#users.delete(name)) {
      throw new ConcordError('no-such-user', `there is no broker user "${name}"${didYouMean(name, this.#users.keys())}`);
    }
    await this.#save();
  }

  list(): ({ name: string } & TopicRights)[] {
    return [...this.#users].map(([name, user]) => ({ name, ...rightsOf(user) }));
  }

  async isPassword(name: string, password: string): Promise<boolean> {
    const user = this.#users.get(name);
    const hash = await this.#hash(password, user?.salt ?? '');
    // Changed or removed meanwhile: the old password must not open what the new one should close.
    if (this.#users.get(name) !== user) return false;
    return user !== undefined && timingSafeEqual(hash, Buffer.from(user.hash, 'base64'));
  }

  mayPublish(holder: RightsHolder, topic: string): boolean {
    const user = this.#users.get(holder.user);
    return user !== undefined && mayPublish(user, holder, topic);
  }

  maySubscribe(holder: RightsHolder, filter: string): boolean {
    const user = this.#users.get(holder.user);
    return user !== undefined && maySubscribe(user, holder, filter);
  }

  #rightsOf(name: string): TopicRights {
    const known = this.#users.get(name);
    return known ? rightsOf(known) : { topics: ['#'] };
  }

  async #hash(password: string, salt: string): Promise<Buffer> {
    return (await derive(password, salt, keyBytes)) as Buffer;
  }

  #save(): Promise<void> {
    return this.#store.set(storeName, Object.fromEntries(this.#users));
  }
}

function rightsOf({ topics, readTopics = [], writeTopics = [] }: TopicRights): TopicRights {
  return { topics, ...(readTopics.length > 0 && { readTopics }), ...(writeTopics.length > 0 && { writeTopics }) };
}

function refuseBroken(filter: string, path: string): void {
  if (isFilter(filter)) return;
  const message = 'is not a topic filter';
  throw new InvalidInputError(`"${filter}" ${message}`, [{ path, message }]);
}
