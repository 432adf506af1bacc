import { join } from 'node:path';
import { messageOf, type PluginContext } from '@concord/sdk';
import { Journal } from '../journal.ts';
import { GroupedJournal } from '../grouped-journal.ts';
import { givenLine, headLine, lineReaders, messageLine, snapshot } from './session-file.ts';
import { readLine, type Qos, type SessionLine, type SureQos } from './session-lines.ts';
import { SessionTable, storedMessage } from './session-table.ts';
import { Session, type Delivery, type StoredMessage } from './session.ts';

export interface SessionLimits {
  readonly sessions: number;
  readonly filtersPerSession: number;
  readonly messagesPerSession: number;
  readonly bytesPerSession: number;
  readonly totalBytes: number;
  /** A session whose client stays away longer ends. */
  readonly awayMs: number;
}

/** A client as the sessions see it. */
interface Owner {
  readonly id: string;
  /** Undefined: anonymous. */
  readonly user: string | undefined;
}

/** Where a message comes from. */
interface Origin {
  /** Who has it published; see `preparedBy`. */
  readonly publisher?: object | undefined;
  /** Session and packet of a message that must not come twice. */
  readonly exactlyOnce?: { readonly session: Session; readonly id: number } | undefined;
}

/** A message that is about to be published, and who is to get it. */
interface Prepared extends Origin {
  readonly message: StoredMessage;
  readonly to: ReadonlyMap<Session, SureQos>;
}

/**
 * The sessions of clients that connect with "clean session" off (MQTT 3.1.1, section 3.1.2.4): subscriptions, messages that they have not
 * confirmed, and handshakes of QoS 2. What `saved` has answered survives a power cut.
 */
export class SessionStore {
  readonly #limits: SessionLimits;
  readonly #context: Pick<PluginContext, 'log' | 'diagnose'>;
  readonly #journal: Journal;
  readonly #lines: GroupedJournal;
  readonly #table = new SessionTable();
  /** What the disk knows and the queues do not yet, by the payload: the one thing that the library hands on as it got it. */
  readonly #prepared = new Map<Buffer, Prepared>();
  #preparedBytes = 0;
  #nextNumber = 1;

  constructor({ dataFolder, log, diagnose }: Pick<PluginContext, 'dataFolder' | 'log' | 'diagnose'>, limits: SessionLimits) {
    this.#limits = limits;
    this.#context = { log, diagnose };
    this.#journal = new Journal(join(dataFolder, 'sessions.jsonl'));
    this.#lines = new GroupedJournal(this.#journal, {
      snapshot: () => this.#snapshot(),
      bytes: () => this.#table.bytes,
      failed: (error) => {
        log.error(`could not keep what clients of the embedded broker wait for: ${messageOf(error)}`);
        diagnose({ code: 'sessions-not-kept', message: `a restart would lose what clients wait for: ${messageOf(error)}` });
      },
    });
  }

  async load(): Promise<void> {
    const { log } = this.#context;
    const readers = lineReaders(this.#table, (number) => (this.#nextNumber = Math.max(this.#nextNumber, number + 1)));
    let damaged = 0;
    try {
      for await (const line of this.#journal.read(() => damaged++)) if (!readLine(line, readers)) damaged++;
    } catch (error) {
      log.error(`the sessions of clients can't be read; they start without: ${messageOf(error)}`);
    }
    if (damaged > 0) log.warn(`${damaged} lines of the sessions of clients were damaged and are left out`);
    const now = Date.now();
    // Whoever was connected when this ended has no connection now.
    for (const session of this.#table.all()) session.awaySince = Math.min(session.awaySince ?? now, now);
  }

  get(id: string): Session | undefined {
    return this.#table.get(id);
  }

  get size(): number {
    return this.#table.size;
  }

  /** The session of this client, made where there is none. Beyond the limit the one whose client is away longest has to go. */
  open({ id, user }: Owner): Session {
    const known = this.#table.get(id);
    if (known) return known;
    if (this.#table.size >= this.#limits.sessions) this.#endLongestAway();
    const session = this.#table.add(new Session(id, user));
    this.#lines.add(headLine(session));
    return session;
  }

  /** A client has come with this id. The session of another user is none of its business; of its own it keeps what it may still read. */
  claim({ id, user }: Owner, mayRead: (filter: string) => boolean): void {
    const session = this.#table.get(id);
    if (!session) return;
    if (session.user !== user) return this.end(id);
    const lost = [...session.filters.keys()].filter((filter) => !mayRead(filter));
    if (lost.length === 0) return;
    this.unsubscribe(id, lost);
    for (const delivery of [...session.queue]) if (!mayRead(delivery.message.topic)) this.remove(session, delivery);
  }

  hasRoomFor(id: string, filter: string): boolean {
    const filters = this.#table.get(id)?.filters;
    return filters === undefined || filters.has(filter) || filters.size < this.#limits.filtersPerSession;
  }

  subscribe(session: Session, filters: Iterable<readonly [filter: string, qos: Qos]>): void {
    for (const [filter, qos] of filters) this.#table.setFilter(session, filter, qos);
    this.#lines.add(headLine(session));
  }

  unsubscribe(id: string, filters: Iterable<string>): void {
    const session = this.#table.get(id);
    if (!session) return;
    for (const filter of filters) this.#table.setFilter(session, filter, undefined);
    this.#lines.add(headLine(session));
  }

  /** The client has connected, or has lost its connection. */
  setAway(id: string, isAway: boolean): void {
    const session = this.#table.get(id);
    if (!session) return;
    session.awaySince = isAway ? Date.now() : undefined;
    this.#lines.add(headLine(session));
  }

  end(id: string): void {
    const session = this.#table.get(id);
    if (!session) return;
    this.#table.delete(session);
    this.#lines.add({ ended: id } satisfies SessionLine);
  }

  /** Ends every session of a user who is gone. */
  endOf(user: string): void {
    for (const session of this.#table.all()) if (session.user === user) this.end(session.id);
  }

  /** Ends the sessions whose clients have stayed away too long. */
  expire(now = Date.now()): void {
    for (const { id, awaySince } of this.#table.all())
      if (awaySince !== undefined && now - awaySince > this.#limits.awayMs) {
        this.#context.log.info(`${id} has not been seen for long; what it subscribed to is forgotten`);
        this.end(id);
      }
  }

  /** True if somebody waits for messages to this topic. */
  isAwaited(topic: string): boolean {
    return this.#table.waitingFor(topic) !== undefined;
  }

  /** Writes down a message and who waits for it. Nobody gets it before `deliver` is called with the very same payload. */
  prepare(topic: string, payload: Buffer, qos: SureQos, origin: Origin = {}): void {
    const message = storedMessage(this.#nextNumber++, topic, payload);
    const to = new Map<Session, SureQos>();
    for (const [session, wanted] of this.#table.waitingFor(topic) ?? []) {
      if (this.#hasRoom(session, message)) {
        session.expect(message, 1);
        to.set(session, wanted < qos ? wanted : qos);
      }
    }
    this.#prepared.set(payload, { message, to, ...origin });
    this.#preparedBytes += message.bytes;
    this.#lines.add(messageLine(message, to, origin.exactlyOnce));
  }

  isPrepared(payload: Buffer): boolean {
    return this.#prepared.has(payload);
  }

  /** What the publisher handed over and was never delivered. */
  preparedBy(publisher: object): StoredMessage[] {
    return [...this.#prepared.values()].filter((one) => one.publisher === publisher).map(({ message }) => message);
  }

  /** Puts a prepared message into the queues, under the name by which the library knows it. */
  deliver(payload: Buffer, counter: number): void {
    const prepared = this.#prepared.get(payload);
    if (!prepared) return;
    this.#prepared.delete(payload);
    const { message, to } = prepared;
    this.#preparedBytes -= message.bytes;
    const waiting = this.#table.waitingFor(message.topic);
    for (const [session, qos] of to) {
      session.expect(message, -1);
      if (waiting?.has(session)) this.#table.enqueue(session, { message, qos, counter, id: undefined, released: false });
      else this.#lines.add({ delivered: message.number, session: session.id } satisfies SessionLine);
    }
  }

  /** Gives a delivery the id of its packet. What comes exactly once needs that over restarts: `saved` says when. */
  give(session: Session, delivery: Delivery, wished: number): number {
    const isNew = delivery.id === undefined;
    const id = session.give(delivery, wished);
    if (isNew && delivery.qos === 2) this.#lines.add(givenLine(session, delivery, id));
    return id;
  }

  /** The client has a message of QoS 2. */
  release(session: Session, delivery: Delivery): void {
    if (delivery.released || delivery.id === undefined) return;
    delivery.released = true;
    this.#lines.add(givenLine(session, delivery, delivery.id));
  }

  /** The client has confirmed a message. */
  remove(session: Session, delivery: Delivery): void {
    this.#table.dequeue(session, delivery);
    this.#lines.add({ delivered: delivery.message.number, session: session.id } satisfies SessionLine);
  }

  /** The client has completed a packet of QoS 2 that it published. */
  complete(session: Session, id: number): void {
    if (session.received.delete(id)) this.#lines.add({ received: id, session: session.id, open: false } satisfies SessionLine);
  }

  /** Resolves when all of the above is on disk. */
  saved(): Promise<void> {
    return this.#lines.saved();
  }

  stop(): Promise<void> {
    return this.#lines.stop();
  }

  *#snapshot(): Iterable<SessionLine> {
    // Taken at once: what is delivered while this is written would be missed in both places.
    const prepared = [...this.#prepared.values()];
    yield* snapshot(this.#table);
    for (const { message, to, exactlyOnce } of prepared) yield messageLine(message, to, exactlyOnce);
  }

  #hasRoom(session: Session, { bytes }: StoredMessage): boolean {
    const { messagesPerSession, bytesPerSession, totalBytes } = this.#limits;
    const isFull = session.waiting >= messagesPerSession || session.bytes + bytes > bytesPerSession;
    if (!isFull && this.#table.messageBytes + this.#preparedBytes + bytes <= totalBytes) return true;
    this.#context.diagnose({
      code: isFull ? 'session-full' : 'too-much-waiting',
      message: 'a message that this client missed is not kept: too many wait already',
      place: session.id,
    });
    return false;
  }

  #endLongestAway(): void {
    let longest: Session | undefined;
    for (const session of this.#table.all())
      if (session.awaySince !== undefined && session.awaySince < (longest?.awaySince ?? Infinity)) longest = session;
    if (!longest) return;
    const message = 'too many clients want their messages kept; the one that is away longest is forgotten';
    this.#context.diagnose({ code: 'too-many-sessions', message, place: longest.id });
    this.end(longest.id);
  }
}
