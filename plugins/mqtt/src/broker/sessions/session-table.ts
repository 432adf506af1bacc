import { TopicIndex } from '../../topics/topic-index.ts';
import type { Session, Delivery, StoredMessage } from './session.ts';
import type { Qos, SureQos } from './session-lines.ts';

/** What a message or a session costs beside what it holds: entries of maps, the line in the file. */
const overheadBytes = 256;

interface Subscription {
  readonly session: Session;
  readonly qos: SureQos;
}

/** The sessions in memory: who waits for which topics, and how much room it all takes. */
export class SessionTable {
  readonly #sessions = new Map<string, Session>();
  readonly #index = new TopicIndex<Subscription>();
  readonly #subscriptions = new Map<Session, Map<string, Subscription>>();
  /** How many sessions still wait for each message; the last one to get it frees its room. */
  readonly #waiting = new Map<StoredMessage, number>();
  #messageBytes = 0;

  get size(): number {
    return this.#sessions.size;
  }

  /** Of the messages that wait, each counted once. */
  get messageBytes(): number {
    return this.#messageBytes;
  }

  get bytes(): number {
    return this.#messageBytes + this.#sessions.size * overheadBytes;
  }

  all(): Session[] {
    return [...this.#sessions.values()];
  }

  get(id: string): Session | undefined {
    return this.#sessions.get(id);
  }

  add(session: Session): Session {
    this.#sessions.set(session.id, session);
    this.#subscriptions.set(session, new Map());
    return session;
  }

  delete(session: Session): void {
    for (const filter of [...session.filters.keys()]) this.setFilter(session, filter, undefined);
    for (const delivery of [...session.queue]) this.dequeue(session, delivery);
    this.#sessions.delete(session.id);
    this.#subscriptions.delete(session);
  }

  /** Undefined: it does not subscribe to the filter any more. Nothing waits for messages of QoS 0. */
  setFilter(session: Session, filter: string, qos: Qos | undefined): void {
    const subscriptions = this.#subscriptions.get(session);
    const known = subscriptions?.get(filter);
    if (known) {
      this.#index.remove(filter, known);
      subscriptions?.delete(filter);
    }
    if (qos === undefined) session.filters.delete(filter);
    else session.filters.set(filter, qos);
    if (qos !== 1 && qos !== 2) return;
    const subscription = { session, qos };
    subscriptions?.set(filter, subscription);
    this.#index.add(filter, subscription);
  }

  /** The sessions that wait for messages to this topic, each with its highest QoS; undefined: none. */
  waitingFor(topic: string): Map<Session, SureQos> | undefined {
    // Only the broker itself speaks of topics that begin so, and never so that it must arrive.
    const found = topic.startsWith('$') ? undefined : this.#index.find(topic);
    if (!found) return undefined;
    let sessions: Map<Session, SureQos> | undefined;
    for (const { session, qos } of found) {
      sessions ??= new Map();
      sessions.set(session, sessions.get(session) === 2 ? 2 : qos);
    }
    return sessions;
  }

  enqueue(session: Session, delivery: Delivery): void {
    const { message } = delivery;
    const before = session.numbered(message.number);
    if (before) this.dequeue(session, before);
    session.add(delivery);
    const waiting = this.#waiting.get(message) ?? 0;
    if (waiting === 0) this.#messageBytes += message.bytes;
    this.#waiting.set(message, waiting + 1);
  }

  dequeue(session: Session, delivery: Delivery): void {
    const { message } = delivery;
    session.remove(delivery);
    const waiting = (this.#waiting.get(message) ?? 0) - 1;
    if (waiting > 0) this.#waiting.set(message, waiting);
    else if (this.#waiting.delete(message)) this.#messageBytes -= message.bytes;
  }
}

/** A message as sessions share it. */
export function storedMessage(number: number, topic: string, payload: Buffer): StoredMessage {
  return { number, topic, payload, bytes: Buffer.byteLength(topic) + payload.length + overheadBytes };
}
