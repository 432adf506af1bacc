import { messageOf, type PluginContext } from '@concord/sdk';
import { Aedes, type AuthenticateError, type Client, type PublishPacket, type Subscription } from 'aedes';
import type { PublishOptions } from '../connection/connection.ts';
import { BrokerPersistence } from './broker-persistence.ts';
import type { BrokerUsers } from './broker-users.ts';
import { Entrance } from './entrance.ts';
import { addressOf, Guests } from './guests.ts';
import { LoginGate } from './login-gate.ts';
import { freePublishers } from './publisher-pace.ts';
import type { RetainedMessages } from './retained-messages.ts';
import type { SessionStore } from './sessions/session-store.ts';
import type { Wills } from './wills.ts';

const notKept = 'delivered, but not kept: there is no room for it';
/** Where a message goes that must not reach anyone: MQTT 3.1.1 can refuse a publish only by closing the connection. */
const nowhere = '$concord/refused';
/** How long clients have to come back after a start, before the wills of those who did not are said. */
const comeBackMs = 60_000;
const expiryMs = 3_600_000;
/** A client that reads nothing for so long, or lets so much wait, is gone or broken. */
const drainMs = 30_000;
const maxUnreadBytes = 16 * 1024 * 1024;

type Observer = (topic: string, payload: Buffer, packet: { readonly retain: boolean; readonly qos: 0 | 1 | 2 }) => void;

export interface BrokerStores {
  readonly users: BrokerUsers;
  readonly retained: RetainedMessages;
  readonly sessions: SessionStore;
  readonly wills: Wills;
}

/**
 * The broker for homes that have none: MQTT 3.1.1. Without a password it serves programs on this machine only; whoever comes
 * over the network needs a broker user, and stays within that user's topics.
 */
export class EmbeddedBroker {
  readonly retained: RetainedMessages;
  /** Where listeners let clients in. */
  readonly entrance: Entrance;
  readonly #stores: BrokerStores;
  readonly #guests: Guests;
  readonly #gate: LoginGate;
  readonly #context: Pick<PluginContext, 'log' | 'diagnose'>;
  readonly #observers: Observer[] = [];
  readonly #persistence: BrokerPersistence;
  /** How many messages of a client wait for the disk: what comes after them must not overtake. */
  readonly #storing = new WeakMap<Client, number>();
  readonly #comeBackMs: number;
  #aedes: Aedes | undefined;
  #timers: NodeJS.Timeout[] = [];
  #isStopping = false;

  constructor(stores: BrokerStores, context: Pick<PluginContext, 'log' | 'diagnose'>, waitMs = comeBackMs) {
    this.#stores = stores;
    this.#guests = new Guests(stores.users);
    this.#gate = new LoginGate(stores.users);
    this.#comeBackMs = waitMs;
    this.retained = stores.retained;
    this.#context = context;
    this.entrance = new Entrance(
      (diagnostic) => context.diagnose(diagnostic),
      (socket) => void this.#aedes?.handle(socket),
    );
    this.#persistence = new BrokerPersistence({
      ...stores,
      userOf: (client) => this.#guests.userOf(client),
      maySubscribe: (client, filter) => this.#guests.maySubscribe(client, filter),
    });
  }

  async start(): Promise<void> {
    const { sessions, users, wills } = this.#stores;
    const aedes = await Aedes.createBroker({
      id: 'concord',
      persistence: this.#persistence,
      // However many messages wait for a client that does not read, the others get theirs.
      concurrency: 0,
      drainTimeout: drainMs,
      authorizeForward: (client, packet) => {
        if (client.conn.writableLength > maxUnreadBytes) {
          this.#refused('client-too-slow', client, `does not read what it is sent (${maxUnreadBytes} bytes wait), and was cut`);
          client.conn.destroy();
        }
        return packet;
      },
      authenticate: (client, name, password, done) => void this.#authenticate(client, name, password, done),
      authorizePublish: (client, packet, done) => void this.#authorizePublish(client, packet, done),
      authorizeSubscribe: (client, subscription, done) => {
        const refusal = this.#subscriptionRefusal(client, subscription);
        if (refusal) this.#refused(refusal, client, subscription.topic);
        done(null, refusal ? null : subscription);
      },
    });
    this.#aedes = aedes;
    freePublishers(aedes);
    aedes.on('clientError', (client, error) => this.#refused('client-error', client, error.message));
    aedes.on('connectionError', (client, error) => this.#refused('connection-error', client, error.message));
    aedes.on('client', ({ id }) => sessions.setAway(id, false));
    aedes.on('clientDisconnect', (client) => this.#persistence.left(client));
    aedes.on('publish', ({ topic, payload, retain, qos }, client) => {
      if (qos === 2 && client && topic !== nowhere) this.#tell(topic, Buffer.from(payload), { retain, qos });
    });
    this.observe((topic, payload, { retain, qos }) => {
      if (retain) this.retained.keep(topic, payload, qos);
    });
    this.#timers = [
      setInterval(() => sessions.expire(), expiryMs),
      setTimeout(() => {
        for (const { client, user, topic, payload, qos, retain } of wills.takeLost())
          if (user === undefined || users.mayPublish({ user, client }, topic)) this.publish(topic, payload, { qos, retain });
      }, this.#comeBackMs),
    ];
  }

  /** Calls `listener` for every message that anyone publishes, in the order of arrival; the answer ends that. */
  observe(listener: Observer): () => void {
    this.#observers.push(listener);
    return () => {
      const at = this.#observers.indexOf(listener);
      if (at >= 0) this.#observers.splice(at, 1);
    };
  }

  publish(topic: string, payload: string | Buffer, { retain = false, qos = 0 }: PublishOptions = {}): void {
    const refusal = retain ? this.retained.refusalOf(topic, payload) : undefined;
    if (refusal) this.#context.diagnose({ code: refusal, message: notKept, place: topic });
    this.#aedes?.publish({ cmd: 'publish', topic, payload: Buffer.from(payload), retain: retain && !refusal, qos, dup: false }, (error) => {
      if (error) this.#context.diagnose({ code: 'publish-failed', message: error.message, place: topic });
    });
    // Later in this turn, as from any other broker: whoever publishes is not called back before it is done.
    queueMicrotask(() => this.#tell(topic, Buffer.from(payload), { retain: retain && !refusal, qos }));
  }

  /** Ends the connections of a user who has no right to them any more. */
  disconnect(user: string): void {
    this.#guests.disconnect(user);
  }

  /** Ends the connections of a user who is gone, and forgets what was kept for its clients. */
  forget(user: string): void {
    this.#guests.disconnect(user);
    this.#stores.sessions.endOf(user);
  }

  /** Its listeners are to be stopped in the same turn, so that nobody comes while the others go. */
  async stop(): Promise<void> {
    // The wills of clients that lose their broker say nothing of the devices, and must not be what is retained.
    this.#isStopping = true;
    this.#observers.length = 0;
    for (const timer of this.#timers) clearTimeout(timer);
    const { retained, sessions, wills } = this.#stores;
    await wills.stop();
    const aedes = this.#aedes;
    if (aedes) await new Promise<void>((resolve) => aedes.close(() => resolve()));
    this.entrance.close();
    await Promise.all([retained.stop(), sessions.stop()]);
  }

  async #authenticate(
    client: Client,
    name: string | undefined,
    password: Buffer | undefined,
    done: (error: AuthenticateError | null, success: boolean | null) => void,
  ): Promise<void> {
    const address = addressOf(client);
    const login = { address, name, password: password?.toString('utf8') ?? '', hasLeft: () => client.closed };
    // 3: the server is unavailable (MQTT 3.1.1, section 3.2.2.3).
    const refusal = await this.#gate.refusalOf(login).catch((error: unknown) => ({
      code: 'login-refused',
      message: `the password could not be looked at: ${messageOf(error)}`,
      returnCode: 3,
    }));
    if (refusal) {
      const { code, message, returnCode } = refusal;
      // By address alone: the client chooses its id, and could fill the list of diagnostics with it.
      this.#context.diagnose({ code, message, place: address });
      done(Object.assign(new Error(message), { returnCode }), null);
      return;
    }
    // It hung up while its password was looked at; the library lets go of it by itself.
    if (client.closed) return;
    this.#guests.welcome(client, name);
    client.conn.once('close', () => setImmediate(() => this.#publishRest(client)));
    if (!client.clean) this.#stores.sessions.claim({ id: client.id, user: name }, (filter) => this.#guests.maySubscribe(client, filter));
    done(null, true);
  }

  async #authorizePublish(client: Client | null, packet: PublishPacket, done: (error?: Error | null) => void): Promise<void> {
    if (this.#isStopping) return done(new Error('the broker stops'));
    // A payload is a view of what was read from the socket; kept as it is, it would hold on to all of that.
    if (packet.retain || packet.qos > 0) packet.payload = Buffer.from(packet.payload);
    if (!client || !this.#isAllowed(client, packet)) return done();
    const { topic, qos } = packet;
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    // Here and not as a subscriber: the library delivers retained messages, and those of QoS 1, later than what came after them,
    // and a state that overtakes its announcement is lost. QoS 2 alone has to wait for its handshake, to come exactly once.
    if (qos < 2) this.#tell(topic, payload, packet);
    // A will has nobody who waits for a confirmation.
    if (qos === 0 || client.closed) return done();
    const wasSeen = qos === 2 && this.#persistence.hasReceived(client, packet.messageId ?? 0);
    if (wasSeen || !this.#prepare(client, topic, payload, packet)) return done();
    await this.#saved(client);
    // Without its client the library publishes nothing of QoS 1; `#publishRest` does.
    if (qos === 2 || !client.closed) done();
  }

  /** Has the message written down where somebody waits for it. True where that has to be waited for before it is confirmed. */
  #prepare(client: Client, topic: string, payload: Buffer, { qos, messageId = 0 }: PublishPacket): boolean {
    const { sessions } = this.#stores;
    const user = this.#guests.userOf(client);
    if (qos === 2) {
      if (client.clean && !sessions.isAwaited(topic)) return false;
      const exactlyOnce = client.clean ? undefined : { session: sessions.open({ id: client.id, user }), id: messageId };
      sessions.prepare(topic, payload, 2, { exactlyOnce });
      return true;
    }
    if (!sessions.isAwaited(topic)) return (this.#storing.get(client) ?? 0) > 0;
    sessions.prepare(topic, payload, 1, { publisher: client });
    return true;
  }

  async #saved(client: Client): Promise<void> {
    this.#storing.set(client, (this.#storing.get(client) ?? 0) + 1);
    await this.#stores.sessions.saved();
    this.#storing.set(client, (this.#storing.get(client) ?? 1) - 1);
  }

  /** A client was lost before the library published what is written down already. */
  #publishRest(client: Client): void {
    for (const { topic, payload } of this.#stores.sessions.preparedBy(client))
      this.#aedes?.publish({ cmd: 'publish', topic, payload, qos: 1, retain: false, dup: false }, () => undefined);
  }

  #tell(topic: string, payload: Buffer, packet: { retain: boolean; qos: 0 | 1 | 2 }): void {
    for (const observer of this.#observers) observer(topic, payload, packet);
  }

  /** False for what must not reach anyone. What there is no room for is delivered all the same, but not kept. */
  #isAllowed(client: Client, packet: PublishPacket): boolean {
    const refusal = this.#guests.refusalOf(client, packet);
    if (refusal !== undefined) {
      this.#refused(refusal, client, packet.topic);
      packet.retain = false;
      packet.topic = nowhere;
      packet.payload = Buffer.alloc(0);
      return false;
    }
    const noRoom = packet.retain ? this.retained.refusalOf(packet.topic, packet.payload) : undefined;
    if (noRoom) {
      this.#refused(noRoom, client, `${packet.topic}: ${notKept}`);
      packet.retain = false;
    }
    return true;
  }

  #subscriptionRefusal(client: Client, { topic }: Subscription): string | undefined {
    if (!this.#guests.maySubscribe(client, topic)) return 'subscription-not-allowed';
    return client.clean || this.#stores.sessions.hasRoomFor(client.id, topic) ? undefined : 'too-many-subscriptions';
  }

  #refused(code: string, client: Client, what: string): void {
    this.#context.diagnose({ code, message: what, place: `${client.id ?? '?'} at ${addressOf(client)}` });
  }
}
