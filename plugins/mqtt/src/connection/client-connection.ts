import { messageOf, type PluginContext } from '@concord/sdk';
import mqtt, { type IConnackPacket, type IDisconnectPacket, type IPublishPacket, type MqttClient } from 'mqtt';
import { anotherClient, connectWithAdvice, reasonWithAdvice, withAdvice } from './advice.ts';
import { Backoff } from './backoff.ts';
import { defaultSessionSeconds, type BrokerSettings } from './broker-settings.ts';
import { clientOptions } from './client-options.ts';
import { isTopic } from '../topics/topic-filter.ts';
import { Copies } from './copies.ts';
import type { Connection, ConnectionHandlers, ConnectionStatus, LastWill, PublishOptions } from './connection.ts';
import type { HubId } from './hub-id.ts';
import { printOf } from './payload-print.ts';
import { VersionChoice } from './protocol-version.ts';
import { Redeliveries } from './redeliveries.ts';
import { Subscriptions } from './subscriptions.ts';

/** Larger payloads are not looked at. The list of 2,000 Zigbee devices is about 10 MB; nothing in a home is larger. */
export const maxPayloadBytes = 16 * 1024 * 1024;

/** A connection that did not last so long was none: two clients with one id would else end each other many times a second. */
const steadyMs = 10_000;
/** So many in a row are no accident. */
const tooManyShort = 3;

/** How long a broker may take to take leave. */
const farewellMs = 1000;

/** A broker elsewhere, joined as a client by mqtt.js. */
export class ClientConnection implements Connection {
  readonly name: string;
  readonly #settings: BrokerSettings;
  readonly #context: Pick<PluginContext, 'dataFolder' | 'diagnose' | 'log'>;
  readonly #clientId: string;
  readonly #sessionMs: number;
  readonly #backoff = new Backoff();
  readonly #choice: VersionChoice;
  readonly #redeliveries = new Redeliveries();
  readonly #copies = new Copies();
  readonly #subscriptions: Subscriptions;
  #client: MqttClient | undefined;
  #handlers: ConnectionHandlers | undefined;
  #will: (() => LastWill) | undefined;
  #retry: NodeJS.Timeout | undefined;
  #status: Omit<ConnectionStatus, 'broker' | 'clientId'> = { state: 'connecting', since: new Date() };
  #connectedAt = 0;
  #shortInARow = 0;
  /** When the last connection was lost, by `performance.now()`. */
  #lostAt = -Infinity;
  #online = false;
  #stopped = false;

  constructor(settings: BrokerSettings, hubId: HubId, context: Pick<PluginContext, 'dataFolder' | 'diagnose' | 'log'>) {
    this.#settings = settings;
    this.#context = context;
    this.name = settings.url;
    this.#clientId = settings.clientId ?? hubId.clientIdFor(settings.url);
    this.#choice = new VersionChoice(settings.version);
    this.#sessionMs = (settings.sessionSeconds ?? defaultSessionSeconds) * 1000;
    this.#subscriptions = new Subscriptions({
      qos: this.#sessionMs > 0 ? 1 : 0,
      shareGroup: settings.shareGroup,
      refused: (filter, why) => this.#tell('subscription-refused', `${filter}: ${why}`),
    });
  }

  get isOnline(): boolean {
    return this.#online;
  }

  get status(): ConnectionStatus {
    return { broker: this.name, clientId: this.#clientId, ...this.#status };
  }

  bequeath(will: () => LastWill): void {
    this.#will = will;
  }

  start(handlers: ConnectionHandlers): void {
    this.#handlers = handlers;
    void this.#connect();
  }

  subscribe(filter: string): void {
    this.#subscriptions.add(filter);
  }

  unsubscribe(filter: string): void {
    this.#subscriptions.delete(filter);
  }

  publish(topic: string, payload: string | Buffer, { retain = false, qos = 0 }: PublishOptions = {}): void {
    if (!isTopic(topic)) return this.#tell('publish-failed', `${topic.slice(0, 200)}: it is no topic, or too long for one`);
    this.#client?.publish(topic, payload, { retain, qos }, (error) => {
      if (error && this.#online) this.#tell('publish-failed', `${topic}: ${withAdvice(error)}`);
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#retry);
    this.#online = false;
    this.#subscriptions.end();
    const client = this.#client;
    // What was said last is still on its way; a broker that does not take it is not waited for.
    const left = client?.connected ? client.endAsync(false) : client?.endAsync(true);
    await Promise.race([left, new Promise((resolve) => setTimeout(resolve, farewellMs).unref())]);
    client?.end(true);
  }

  async #connect(): Promise<void> {
    const { version } = this.#choice;
    // MQTT 3.1.1 has no end for a session: what it kept for longer than it should is thrown away by a clean one before.
    const isClearing = version === 4 && this.#sessionMs > 0 && performance.now() - this.#lostAt > this.#sessionMs;
    let client: MqttClient;
    try {
      // A connection that only clears the session is dropped at once, and lost for nobody.
      const attempt = { version, clientId: this.#clientId, isClean: isClearing, will: isClearing ? undefined : this.#will?.() };
      const options = await clientOptions(this.#settings, attempt, this.#context.dataFolder);
      if (this.#stopped) return;
      client = mqtt.connect(this.#settings.url, options);
    } catch (error) {
      this.#failed(error, 'setting-unusable');
      return this.#later();
    }
    this.#client = client;
    let trouble: unknown;
    const failed = (error: Error) => {
      // The library passes on some of what the socket says, and swallows some.
      if (trouble === undefined) this.#failed((trouble = error));
    };
    client.on('connect', (connack) => (isClearing ? this.#cleared(client) : this.#connected(client, connack)));
    client.on('message', (topic, payload, packet) => this.#received(topic, payload, packet));
    client.on('disconnect', (packet) => this.#dismissed(packet));
    client.on('error', failed);
    client.stream.on('error', failed);
    client.on('close', () => {
      if (client !== this.#client) return;
      if (!this.#online && trouble === undefined && !this.#stopped) this.#silent();
      this.#closed(client);
    });
  }

  #cleared(client: MqttClient): void {
    this.#lostAt = performance.now();
    this.#drop(client);
    if (!this.#stopped) void this.#connect();
  }

  #connected(client: MqttClient, { sessionPresent, properties }: IConnackPacket): void {
    if ('setNoDelay' in client.stream && typeof client.stream.setNoDelay === 'function') client.stream.setNoDelay(true);
    this.#online = true;
    this.#connectedAt = performance.now();
    const version = client.options.protocolVersion === 5 ? '5' : '3.1.1';
    this.#status = { state: 'connected', since: new Date(), version };
    this.#context.log.info(`connected to ${this.name} (MQTT ${version})`);
    if (!sessionPresent) this.#redeliveries.forget();
    const canShare = version === '5' && properties?.sharedSubscriptionAvailable !== false;
    if (this.#settings.shareGroup !== undefined && !canShare)
      this.#tell('sharing-impossible', 'the broker has no shared subscriptions of MQTT 5: the hub gets every message');
    this.#handlers?.online();
    const canIdentify = version === '5' && properties?.subscriptionIdentifiersAvailable !== false;
    this.#subscriptions.begin(client, { canShare, canIdentify }, () => this.#handlers?.listening());
  }

  #received(topic: string, payload: Buffer, { qos, dup, messageId = 0, retain, properties }: IPublishPacket): void {
    if (payload.length > maxPayloadBytes) {
      this.#context.diagnose({ code: 'payload-too-large', message: `${payload.length} bytes; not looked at`, place: topic });
      return;
    }
    const print = printOf(payload);
    if (qos > 0 && this.#redeliveries.isRepeated(messageId, dup, topic, print)) return;
    // What was retained is sent once for each subscription that asks for it, and is no news to who has had it.
    if (!retain && this.#copies.isCopy(topic, print, [properties?.subscriptionIdentifier ?? []].flat())) return;
    this.#handlers?.message(topic, payload, retain);
  }

  /** The broker says why it ends the connection (MQTT 5, section 3.14). */
  #dismissed({ reasonCode = 0, properties }: IDisconnectPacket): void {
    const why = reasonWithAdvice(reasonCode, properties?.reasonString);
    this.#status = { ...this.#status, trouble: why };
    this.#tell('broker-disconnected', why);
  }

  #failed(error: unknown, code = 'broker-unreachable'): void {
    const refusal: unknown = error instanceof Error && 'code' in error ? error.code : 0;
    this.#choice.refused(refusal ?? 0);
    const trouble = code === 'setting-unusable' ? messageOf(error) : connectWithAdvice(error);
    this.#status = { ...this.#status, trouble };
    this.#tell(code, trouble);
  }

  #silent(): void {
    this.#choice.refused(undefined);
    const trouble = 'the broker ended the connection before it answered: look whether the address is right, and TLS is meant';
    this.#status = { ...this.#status, trouble };
    this.#tell('broker-unreachable', trouble);
  }

  #closed(client: MqttClient): void {
    if (this.#online) {
      this.#online = false;
      this.#lostAt = performance.now();
      this.#judge(this.#lostAt - this.#connectedAt);
      this.#context.log.warn(`lost ${this.name}`);
      this.#handlers?.offline();
    }
    this.#drop(client);
    if (!this.#stopped) this.#later();
  }

  #judge(lastedMs: number): void {
    if (lastedMs > steadyMs) {
      this.#backoff.reset();
      this.#shortInARow = 0;
      return;
    }
    if (++this.#shortInARow < tooManyShort) return;
    const trouble = `the broker ends the connection again and again soon after it began: often ${anotherClient}`;
    this.#status = { ...this.#status, trouble };
    this.#tell('broker-disconnected', trouble);
  }

  #drop(client: MqttClient): void {
    client.removeAllListeners();
    // What a dying socket still says is nobody's concern, but an 'error' without a listener would end the process.
    client.on('error', () => undefined);
    client.end(true);
    this.#client = undefined;
    this.#subscriptions.end();
  }

  #later(): void {
    const { trouble } = this.#status;
    if (this.#status.state === 'connected')
      this.#status = { state: 'connecting', since: new Date(), ...(trouble !== undefined && { trouble }) };
    this.#retry = setTimeout(() => void this.#connect(), this.#backoff.next());
  }

  #tell(code: string, message: string): void {
    this.#context.diagnose({ code, message, place: this.name });
  }
}
