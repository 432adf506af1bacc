import { Readable } from 'node:stream';
import type { Aedes, AedesPublishPacket, PublishPacket, PubrelPacket, Subscription } from 'aedes';
import { isWildcard, matches } from '../topics/topic-filter.ts';
import type { RetainedMessages } from './retained-messages.ts';
import { Prompt } from './sessions/prompt.ts';
import { Replays } from './sessions/replay.ts';
import type { SessionStore } from './sessions/session-store.ts';
import type { Session } from './sessions/session.ts';
import type { Wills } from './wills.ts';

/** A client as the library hands it over; at a reconnect it is no more than the id. */
interface LibraryClient {
  readonly id: string;
  readonly clean: boolean;
}

type Outgoing = (AedesPublishPacket | PubrelPacket) & { brokerId?: string; brokerCounter?: number; messageId?: number; qos?: 0 | 1 | 2 };

interface Stores {
  readonly retained: RetainedMessages;
  readonly sessions: SessionStore;
  readonly wills: Wills;
  /** Whose connection it is; undefined: an anonymous client's. */
  readonly userOf: (client: LibraryClient) => string | undefined;
  readonly maySubscribe: (client: LibraryClient, filter: string) => boolean;
}

/** What the broker library (aedes) wants to have kept, told in our stores' words. Its own type for this is of an older version. */
export class BrokerPersistence {
  readonly #stores: Stores;
  /** Packets of QoS 2 of clients without a session, by the client's id. */
  readonly #received = new Map<string, Set<number>>();
  readonly #replays = new Replays();
  #brokerId = '';

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  // The library looks whether this is an async function.
  async setup(broker: Pick<Aedes, 'id'>): Promise<void> {
    this.#brokerId = broker.id;
  }

  /** The broker has kept it already, in the order in which messages arrived. */
  storeRetained(): Prompt<void> {
    return new Prompt(undefined);
  }

  createRetainedStreamCombi(filters: readonly string[]): Readable {
    return Readable.from(this.#retained(filters));
  }

  /** `subscriptions` are all of the client's packet, also those that it has no right to. */
  async addSubscriptions(client: LibraryClient, subscriptions: readonly Subscription[]): Promise<void> {
    const { sessions, userOf, maySubscribe } = this.#stores;
    const allowed = subscriptions.filter(({ topic }) => maySubscribe(client, topic) && sessions.hasRoomFor(client.id, topic));
    sessions.subscribe(
      sessions.open({ id: client.id, user: userOf(client) }),
      allowed.map(({ topic, qos }) => [topic, qos]),
    );
    await sessions.saved();
  }

  async removeSubscriptions(client: LibraryClient, filters: readonly string[]): Promise<void> {
    this.#stores.sessions.unsubscribe(client.id, filters);
    await this.#stores.sessions.saved();
  }

  async subscriptionsByClient({ id }: Pick<LibraryClient, 'id'>): Promise<Pick<Subscription, 'topic' | 'qos'>[]> {
    return [...(this.#stores.sessions.get(id)?.filters ?? [])].map(([topic, qos]) => ({ topic, qos }));
  }

  /** The client wants a clean session: what was of an earlier one is gone (MQTT 3.1.1, section 3.1.2.4). */
  async cleanSubscriptions({ id }: LibraryClient): Promise<void> {
    const { sessions } = this.#stores;
    if (!sessions.get(id)) return;
    sessions.end(id);
    await sessions.saved();
  }

  /** Who gets a message is asked of the sessions when it is delivered; the library need only know that somebody does. */
  subscriptionsByTopic(topic: string): Prompt<{ topic: string }[]> {
    return new Prompt(this.#stores.sessions.isAwaited(topic) ? [{ topic }] : []);
  }

  outgoingEnqueueCombi(_subscriptions: unknown, packet: AedesPublishPacket): Prompt<void> {
    const { sessions } = this.#stores;
    const { topic, qos } = packet;
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    // What clients publish has been prepared; what the broker itself says, and wills, come without.
    if (!sessions.isPrepared(payload) && qos > 0 && sessions.isAwaited(topic)) sessions.prepare(topic, payload, qos === 2 ? 2 : 1);
    sessions.deliver(payload, packet.brokerCounter);
    return new Prompt(undefined);
  }

  /** Called before a packet leaves: it gets the id that it keeps. */
  outgoingUpdate({ id }: LibraryClient, packet: Outgoing): PromiseLike<void> {
    const { sessions } = this.#stores;
    const session = sessions.get(id);
    const delivery = session && this.#deliveryOf(session, packet);
    // It found no room in the session: it is sent all the same, once.
    if (!session || !delivery) return new Prompt(undefined);
    if (packet.cmd === 'pubrel') {
      this.#replays.passed(session, delivery);
      sessions.release(session, delivery);
      return sessions.saved();
    }
    const turn = this.#replays.before(session, delivery);
    const leave = (): PromiseLike<void> => {
      packet.qos = delivery.qos;
      packet.messageId = sessions.give(session, delivery, packet.messageId ?? 1);
      this.#replays.passed(session, delivery);
      return delivery.qos === 2 ? sessions.saved() : new Prompt(undefined);
    };
    return turn ? turn.then(leave) : leave();
  }

  /** The connection of a client has ended. */
  left({ id }: Pick<LibraryClient, 'id'>): void {
    this.#replays.end(id);
    this.#stores.sessions.setAway(id, true);
  }

  /**
   * The client has confirmed a packet. Not at once: its answer lets the library read on, and what it reads while it takes packets apart is
   * taken for a part of the same packet.
   */
  async outgoingClearMessageId({ id }: LibraryClient, packet: Outgoing): Promise<undefined> {
    const { sessions } = this.#stores;
    const session = sessions.get(id);
    if (session && packet.messageId !== undefined) {
      const delivery = session.withId(packet.messageId);
      if (delivery) sessions.remove(session, delivery);
    } else if (session && packet.brokerCounter !== undefined) {
      // A second subscription of the client reached it, too. In the next turn we know whether the first one sends it so that it is confirmed.
      const delivery = session.counted(packet.brokerCounter);
      setImmediate(() => {
        if (delivery && delivery.id === undefined && sessions.get(id) === session) sessions.remove(session, delivery);
      });
    }
    return undefined;
  }

  /** What a client that comes back has not confirmed yet. */
  outgoingStream({ id }: LibraryClient): Readable {
    const session = this.#stores.sessions.get(id);
    return Readable.from(session ? this.#unconfirmed(session) : [], { highWaterMark: 1 });
  }

  async incomingStorePacket(client: LibraryClient, { messageId = 0 }: PublishPacket): Promise<void> {
    this.#receivedOf(client).add(messageId);
  }

  /** Rejects where the packet was not seen before. */
  async incomingGetPacket(client: LibraryClient, { messageId = 0 }: PublishPacket | PubrelPacket): Promise<{ messageId: number }> {
    if (!this.hasReceived(client, messageId)) throw new Error('no such packet');
    return { messageId };
  }

  async incomingDelPacket(client: LibraryClient, { messageId = 0 }: PubrelPacket): Promise<void> {
    const { sessions } = this.#stores;
    const session = client.clean ? undefined : sessions.get(client.id);
    if (!session) {
      this.#received.get(client.id)?.delete(messageId);
      return;
    }
    sessions.complete(session, messageId);
    // Before the client hears of it: it may use the id for another message then.
    await sessions.saved();
  }

  async cleanIncoming({ id }: LibraryClient): Promise<void> {
    this.#received.delete(id);
  }

  async putWill(client: LibraryClient, will: PublishPacket): Promise<void> {
    await this.#stores.wills.put(client.id, this.#stores.userOf(client), will);
  }

  /** Called with the client itself when it connects, and with no more than its id when a connection with a will has ended. */
  async delWill(client: Pick<LibraryClient, 'id'>): Promise<void> {
    if ('conn' in client) this.#stores.wills.comeBack(client.id);
    else this.#stores.wills.leave(client.id);
  }

  /** Wills of brokers that died are published by ourselves, in seconds and not in minutes. */
  streamWill(): Readable {
    return Readable.from([]);
  }

  /** True for a packet of QoS 2 that the client has sent before. */
  hasReceived(client: LibraryClient, id: number): boolean {
    const session = client.clean ? undefined : this.#stores.sessions.get(client.id);
    return (session?.received ?? this.#received.get(client.id))?.has(id) ?? false;
  }

  #receivedOf(client: LibraryClient): Set<number> {
    const session = client.clean ? undefined : this.#stores.sessions.get(client.id);
    if (session) return session.received;
    const known = this.#received.get(client.id) ?? new Set();
    this.#received.set(client.id, known);
    return known;
  }

  #deliveryOf(session: Session, { cmd, brokerId, brokerCounter, messageId }: Outgoing) {
    // The library gives a PUBREL a number, too, but that is no message's.
    if (cmd !== 'pubrel' && brokerId === this.#brokerId && brokerCounter !== undefined) return session.counted(brokerCounter);
    return messageId === undefined ? undefined : session.withId(messageId);
  }

  *#unconfirmed(session: Session): Iterable<object> {
    for (const delivery of this.#replays.begin(session)) {
      const { message, qos, counter, id, released } = delivery;
      if (released) yield { cmd: 'pubrel', messageId: id };
      else if (session.numbered(message.number) === delivery)
        yield {
          cmd: 'publish',
          brokerId: this.#brokerId,
          brokerCounter: counter,
          topic: message.topic,
          payload: message.payload,
          qos,
          retain: false,
          dup: id !== undefined,
          ...(id !== undefined && { messageId: id }),
        };
      // Confirmed since the first of these left.
      else this.#replays.passed(session, delivery);
    }
  }

  *#retained(filters: readonly string[]): Iterable<object> {
    const { retained } = this.#stores;
    for (const filter of filters) {
      if (!isWildcard(filter)) {
        const message = retained.get(filter);
        if (message) yield { cmd: 'publish', topic: filter, ...message };
        continue;
      }
      for (const [topic, message] of retained.entries()) if (matches(filter, topic)) yield { cmd: 'publish', topic, ...message };
    }
  }
}
