import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { PluginContext } from '@concord/sdk';
import { Aedes, type AuthenticateError, type Client, type PublishPacket } from 'aedes';
import { maxPayloadBytes } from '../connection/client-connection.ts';
import type { PublishOptions } from '../connection/connection.ts';
import type { BrokerUsers } from './broker-users.ts';
import { ConnectionLimits } from './connection-limits.ts';
import type { ListenAddress } from './listen-address.ts';
import { LoginGate, serverUnavailable } from './login-gate.ts';
import { guardSocket } from './packet-guard.ts';
import type { RetainedMessages } from './retained-messages.ts';
import { TokenBucket } from './token-bucket.ts';

const maxPacketBytes = maxPayloadBytes + 65_536;
/** More than any product says, less than what would keep the broker from serving the others. */
const messagesPerSecond = 15_000;
const messageBurst = 30_000;
const notKept = 'delivered, but not kept: there is no room for it';
/** Where a message goes that must not reach anyone: MQTT 3.1.1 can refuse a publish only by closing the connection. */
const nowhere = '$concord/refused';

/** Many times what a home has. Several clients may share an address: programs on one machine, products behind a router. */
const maxConnections = 500;
const maxConnectionsPerAddress = 100;
/** Refused connections that may wait for their goodbye to arrive; further ones are cut without a word. */
const maxGoodbyes = 50;
const goodbyeMs = 1000;

type Observer = (topic: string, payload: Buffer, packet: { readonly retain: boolean; readonly qos: 0 | 1 | 2 }) => void;

interface Guest {
  /** Undefined: anonymous on this machine, all rights. */
  readonly user: string | undefined;
  readonly messages: TokenBucket;
}

/**
 * The broker for homes that have none: MQTT 3.1.1 over TCP. Without a password it serves programs on this machine only; whoever comes
 * over the network needs a broker user, and stays within that user's topics.
 */
export class EmbeddedBroker {
  readonly retained: RetainedMessages;
  readonly #users: BrokerUsers;
  readonly #gate: LoginGate;
  readonly #limits = new ConnectionLimits(maxConnections, maxConnectionsPerAddress);
  readonly #context: Pick<PluginContext, 'log' | 'diagnose'>;
  readonly #guests = new WeakMap<Client, Guest>();
  readonly #observers: Observer[] = [];
  readonly #clients = new Set<Client>();
  readonly #sockets = new Set<Socket>();
  #aedes: Aedes | undefined;
  #server: Server | undefined;

  constructor(users: BrokerUsers, retained: RetainedMessages, context: Pick<PluginContext, 'log' | 'diagnose'>) {
    this.#users = users;
    this.#gate = new LoginGate(users);
    this.retained = retained;
    this.#context = context;
  }

  /** Opens the port; answers the one it got. Fails with Node's error where the address can't be had. */
  async start({ host, port }: ListenAddress): Promise<number> {
    const aedes = await Aedes.createBroker({
      id: 'concord',
      authenticate: (client, name, password, done) => void this.#authenticate(client, name, password, done),
      authorizePublish: (client, packet, done) => {
        // A payload is a view of what was read from the socket; kept as it is, it would hold on to all of that.
        if (packet.retain) packet.payload = Buffer.from(packet.payload);
        if (client && this.#authorizePublish(client, packet)) {
          const { topic, payload } = packet;
          // Here and not as a subscriber: the library delivers retained messages, and those of QoS 1, later than what came after them,
          // and a state that overtakes its announcement is lost. QoS 2 alone has to wait for its handshake, to come exactly once.
          if (packet.qos < 2) this.#tell(topic, typeof payload === 'string' ? Buffer.from(payload) : payload, packet);
        }
        done();
      },
      authorizeSubscribe: (client, subscription, done) => {
        const guest = this.#guests.get(client);
        const allowed = guest !== undefined && (guest.user === undefined || this.#users.maySubscribe(guest.user, subscription.topic));
        if (!allowed) this.#refused('subscription-not-allowed', client, subscription.topic);
        done(null, allowed ? subscription : null);
      },
    });
    this.#aedes = aedes;
    aedes.on('clientError', (client, error) => this.#refused('client-error', client, error.message));
    aedes.on('connectionError', (client, error) => this.#refused('connection-error', client, error.message));
    for (const [topic, { payload, qos }] of this.retained.entries()) this.publish(topic, payload, { retain: true, qos });
    aedes.on('publish', ({ topic, payload, retain, qos }, client) => {
      if (qos === 2 && client && topic !== nowhere) this.#tell(topic, Buffer.from(payload), { retain, qos });
    });
    this.observe((topic, payload, { retain, qos }) => {
      if (retain) this.retained.keep(topic, payload, qos);
    });
    const server = createServer({ noDelay: true }, (socket) => this.#accept(aedes, socket));
    this.#server = server;
    server.maxConnections = maxConnections + maxGoodbyes;
    server.listen(port, host);
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address ? address.port : port;
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
    this.#aedes?.publish({ cmd: 'publish', topic, payload, retain: retain && !refusal, qos, dup: false }, (error) => {
      if (error) this.#context.diagnose({ code: 'publish-failed', message: error.message, place: topic });
    });
    // Later in this turn, as from any other broker: whoever publishes is not called back before it is done.
    queueMicrotask(() => this.#tell(topic, Buffer.from(payload), { retain: retain && !refusal, qos }));
  }

  /** Ends the connections of a user who has no right to them any more. */
  disconnect(user: string): void {
    for (const client of this.#clients) if (this.#guests.get(client)?.user === user) client.close();
  }

  async stop(): Promise<void> {
    // The wills of clients that lose their broker say nothing of the devices, and must not be what is retained.
    this.#observers.length = 0;
    const server = this.#server;
    const closed = server?.listening ? once(server, 'close') : undefined;
    server?.close();
    const aedes = this.#aedes;
    if (aedes) await new Promise<void>((resolve) => aedes.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
    await this.retained.stop();
  }

  #accept(aedes: Aedes, socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    const { remoteAddress = '?' } = socket;
    if (!this.#limits.take(remoteAddress)) return this.#turnAway(socket, remoteAddress);
    socket.once('close', () => this.#limits.giveBack(remoteAddress));
    guardSocket(socket, maxPacketBytes, () =>
      this.#context.diagnose({
        code: 'packet-too-large',
        message: `a client announced a packet of more than ${maxPacketBytes} bytes and was cut`,
        place: remoteAddress,
      }),
    );
    aedes.handle(socket);
  }

  /** Says "server unavailable" (MQTT 3.1.1, section 3.2) to one connection too many. */
  #turnAway(socket: Socket, place: string): void {
    this.#context.diagnose({ code: 'too-many-connections', message: 'too many connections; one was refused', place });
    // A socket that reports an error closes by itself.
    socket.on('error', () => undefined);
    socket.resume();
    socket.end(Buffer.from([0x20, 2, 0, serverUnavailable]));
    const timer = setTimeout(() => socket.destroy(), goodbyeMs);
    socket.once('close', () => clearTimeout(timer));
  }

  async #authenticate(
    client: Client,
    name: string | undefined,
    password: Buffer | undefined,
    done: (error: AuthenticateError | null, success: boolean | null) => void,
  ): Promise<void> {
    const address = addressOf(client);
    const refusal = await this.#gate.refusalOf({
      address,
      name,
      password: password?.toString('utf8') ?? '',
      hasLeft: () => client.closed,
    });
    if (refusal) {
      const { code, message, returnCode } = refusal;
      // By address alone: the client chooses its id, and could fill the list of diagnostics with it.
      this.#context.diagnose({ code, message, place: address });
      done(Object.assign(new Error(message), { returnCode }), null);
      return;
    }
    // It hung up while its password was looked at; the library lets go of it by itself.
    if (client.closed) return;
    this.#clients.add(client);
    client.conn.once('close', () => this.#clients.delete(client));
    this.#guests.set(client, { user: name, messages: new TokenBucket(messagesPerSecond, messageBurst, performance.now()) });
    done(null, true);
  }

  #tell(topic: string, payload: Buffer, packet: { retain: boolean; qos: 0 | 1 | 2 }): void {
    for (const observer of this.#observers) observer(topic, payload, packet);
  }

  /** False for what must not reach anyone. */
  #authorizePublish(client: Client, packet: PublishPacket): boolean {
    const guest = this.#guests.get(client);
    const refusal = this.#refusalOf(guest, packet);
    if (refusal === undefined) return this.#authorizeRetained(client, packet);
    this.#refused(refusal, client, packet.topic);
    packet.retain = false;
    packet.topic = nowhere;
    packet.payload = Buffer.alloc(0);
    return false;
  }

  /** What there is no room for is delivered all the same, but not kept. */
  #authorizeRetained(client: Client, packet: PublishPacket): true {
    const refusal = packet.retain ? this.retained.refusalOf(packet.topic, packet.payload) : undefined;
    if (refusal) {
      this.#refused(refusal, client, `${packet.topic}: ${notKept}`);
      packet.retain = false;
    }
    return true;
  }

  #refusalOf(guest: Guest | undefined, { topic }: PublishPacket): string | undefined {
    if (!guest?.messages.take(1, performance.now())) return 'client-too-fast';
    if (topic.startsWith('$') || topic.includes('\0')) return 'topic-not-allowed';
    if (guest.user !== undefined && !this.#users.mayPublish(guest.user, topic)) return 'publish-not-allowed';
    return undefined;
  }

  #refused(code: string, client: Client, what: string): void {
    this.#context.diagnose({ code, message: what, place: `${client.id ?? '?'} at ${addressOf(client)}` });
  }
}

function addressOf({ conn }: Client): string {
  return 'remoteAddress' in conn ? (conn.remoteAddress ?? '?') : '?';
}
