import type { Client, PublishPacket } from 'aedes';
import type { BrokerUsers } from './broker-users.ts';
import { TokenBucket } from './token-bucket.ts';

/** More than any product says, less than what would keep the broker from serving the others. */
const messagesPerSecond = 15_000;
const messageBurst = 30_000;

interface Guest {
  /** Undefined: anonymous on this machine, all rights. */
  readonly user: string | undefined;
  readonly messages: TokenBucket;
}

/** The clients that were let in, and what each of them may do. */
export class Guests {
  readonly #users: BrokerUsers;
  readonly #guests = new WeakMap<object, Guest>();
  readonly #clients = new Set<Client>();

  constructor(users: BrokerUsers) {
    this.#users = users;
  }

  welcome(client: Client, user: string | undefined): void {
    this.#clients.add(client);
    client.conn.once('close', () => this.#clients.delete(client));
    this.#guests.set(client, { user, messages: new TokenBucket(messagesPerSecond, messageBurst, performance.now()) });
  }

  /** Undefined: anonymous. */
  userOf(client: object): string | undefined {
    return this.#guests.get(client)?.user;
  }

  maySubscribe(client: Pick<Client, 'id'>, filter: string): boolean {
    const guest = this.#guests.get(client);
    return guest !== undefined && (guest.user === undefined || this.#users.maySubscribe({ user: guest.user, client: client.id }, filter));
  }

  /** Why a message must not reach anyone: the code of a diagnostic. */
  refusalOf(client: Client, { topic }: Pick<PublishPacket, 'topic'>): string | undefined {
    const guest = this.#guests.get(client);
    if (!guest?.messages.take(1, performance.now())) return 'client-too-fast';
    if (topic.startsWith('$') || topic.includes('\0')) return 'topic-not-allowed';
    if (guest.user !== undefined && !this.#users.mayPublish({ user: guest.user, client: client.id }, topic)) return 'publish-not-allowed';
    return undefined;
  }

  /** Ends the connections of a user who has no right to them any more. */
  disconnect(user: string): void {
    for (const client of this.#clients) if (this.#guests.get(client)?.user === user) client.close();
  }
}

export function addressOf({ conn }: Client): string {
  return 'remoteAddress' in conn ? (conn.remoteAddress ?? '?') : '?';
}
