import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { InvalidInputError, type Store } from '@concord/sdk';
import { covers, isFilter, matches } from '../topics/topic-filter.ts';

const derive = promisify(scrypt);
const storeName = 'broker-users';
const keyBytes = 32;

interface StoredUser {
  readonly salt: string;
  readonly hash: string;
  readonly topics: readonly string[];
}

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

  /** Adds a user, or gives one that exists a new password, and other rights where they are named. Makes a password where none is given. */
  async add(
    name: string,
    password = randomBytes(18).toString('base64url'),
    topics: readonly string[] = this.#users.get(name)?.topics ?? ['#'],
  ): Promise<{ name: string; password: string; topics: readonly string[] }> {
    const broken = topics.findIndex((filter) => !isFilter(filter));
    if (broken >= 0) {
      const finding = { path: `/topics/${broken}`, message: 'is not a topic filter' };
      throw new InvalidInputError(`"${topics[broken]}" ${finding.message}`, [finding]);
    }
    const salt = randomBytes(16).toString('base64');
    const hash = await this.#hash(password, salt);
    this.#users.set(name, { salt, hash: hash.toString('base64'), topics });
    await this.#save();
    return { name, password, topics };
  }

  async remove(name: string): Promise<boolean> {
    const removed = this.#users.delete(name);
    if (removed) await this.#save();
    return removed;
  }

  list(): { name: string; topics: readonly string[] }[] {
    return [...this.#users].map(([name, { topics }]) => ({ name, topics }));
  }

  async isPassword(name: string, password: string): Promise<boolean> {
    const user = this.#users.get(name);
    const hash = await this.#hash(password, user?.salt ?? '');
    // Changed or removed meanwhile: the old password must not open what the new one should close.
    if (this.#users.get(name) !== user) return false;
    return user !== undefined && timingSafeEqual(hash, Buffer.from(user.hash, 'base64'));
  }

  mayPublish(name: string, topic: string): boolean {
    return this.#users.get(name)?.topics.some((filter) => matches(filter, topic)) ?? false;
  }

  maySubscribe(name: string, filter: string): boolean {
    return this.#users.get(name)?.topics.some((granted) => covers(granted, filter)) ?? false;
  }

  async #hash(password: string, salt: string): Promise<Buffer> {
    return (await derive(password, salt, keyBytes)) as Buffer;
  }

  #save(): Promise<void> {
    return this.#store.set(storeName, Object.fromEntries(this.#users));
  }
}
