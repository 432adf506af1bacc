import { messageOf, type PluginContext } from '@concord/sdk';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import type { BrokerSettings } from '../settings.ts';
import { Backoff } from './backoff.ts';
import type { Connection, ConnectionHandlers, PublishOptions } from './connection.ts';

/** Larger payloads are not looked at. The list of 2,000 Zigbee devices is about 10 MB; nothing in a home is larger. */
export const maxPayloadBytes = 16 * 1024 * 1024;

const filtersPerPacket = 100;

/** CONNACK codes of MQTT 3.1.1 and 5: the broker speaks another version only. */
const unacceptableVersion = new Set<unknown>([1, 0x84]);

/** A broker elsewhere, joined as a client by mqtt.js: MQTT 3.1.1 first, 5 where the broker refuses that. */
export class ClientConnection implements Connection {
  readonly name: string;
  readonly #settings: BrokerSettings;
  readonly #context: Pick<PluginContext, 'log' | 'diagnose'>;
  readonly #filters = new Set<string>();
  #wanted = new Set<string>();
  readonly #backoff = new Backoff();
  #client: MqttClient | undefined;
  #handlers: ConnectionHandlers | undefined;
  #retry: NodeJS.Timeout | undefined;
  #version: 4 | 5 = 4;
  #online = false;
  #stopped = false;

  constructor(settings: BrokerSettings, context: Pick<PluginContext, 'log' | 'diagnose'>) {
    this.#settings = settings;
    this.#context = context;
    this.name = settings.url;
  }

  get isOnline(): boolean {
    return this.#online;
  }

  start(handlers: ConnectionHandlers): void {
    this.#handlers = handlers;
    this.#connect();
  }

  subscribe(filter: string): void {
    this.#filters.add(filter);
    if (!this.#online) return;
    // What is asked for in one turn leaves as one packet.
    if (this.#wanted.size === 0) setImmediate(() => this.#subscribe());
    this.#wanted.add(filter);
  }

  unsubscribe(filter: string): void {
    if (this.#filters.delete(filter) && this.#online) this.#client?.unsubscribe(filter);
  }

  publish(topic: string, payload: string | Buffer, { retain = false, qos = 0 }: PublishOptions = {}): void {
    this.#client?.publish(topic, payload, { retain, qos });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#retry);
    this.#online = false;
    await this.#client?.endAsync(true);
  }

  #connect(): void {
    const { url, username, password, ca, rejectUnauthorized } = this.#settings;
    const options: IClientOptions = {
      protocolVersion: this.#version,
      clientId: `concord-${crypto.randomUUID()}`,
      clean: true,
      resubscribe: false,
      // Attempts are ours, with back-off; the library knows only a fixed period.
      reconnectPeriod: 0,
      connectTimeout: 10_000,
      keepalive: 30,
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password }),
      ...(ca !== undefined && { ca }),
      ...(rejectUnauthorized !== undefined && { rejectUnauthorized }),
    };
    const client = mqtt.connect(url, options);
    this.#client = client;
    client.on('connect', () => this.#connected(client));
    client.on('message', (topic, payload, { retain }) => this.#received(topic, payload, retain));
    client.on('error', (error) => this.#failed(error));
    client.on('close', () => this.#closed(client));
  }

  #connected(client: MqttClient): void {
    if ('setNoDelay' in client.stream && typeof client.stream.setNoDelay === 'function') client.stream.setNoDelay(true);
    this.#backoff.reset();
    this.#online = true;
    this.#context.log.info(`connected to ${this.name}`);
    this.#wanted = new Set(this.#filters);
    this.#handlers?.online();
    this.#subscribe();
  }

  #subscribe(): void {
    const filters = [...this.#wanted];
    this.#wanted.clear();
    for (let at = 0; at < filters.length && this.#online; at += filtersPerPacket) {
      const some = filters.slice(at, at + filtersPerPacket);
      // The library fails the whole call when the broker refuses one filter; the others are subscribed all the same.
      this.#client?.subscribe(some, { qos: 0 }, (error) => {
        if (error && this.#online) this.#context.diagnose({ code: 'subscription-refused', message: messageOf(error), place: this.name });
      });
    }
  }

  #received(topic: string, payload: Buffer, retained: boolean): void {
    if (payload.length > maxPayloadBytes) {
      this.#context.diagnose({ code: 'payload-too-large', message: `${payload.length} bytes; not looked at`, place: topic });
      return;
    }
    this.#handlers?.message(topic, payload, retained);
  }

  #failed(error: Error): void {
    if ('code' in error && unacceptableVersion.has(error.code)) this.#version = this.#version === 4 ? 5 : 4;
    this.#context.diagnose({ code: 'broker-unreachable', message: messageOf(error), place: this.name });
  }

  #closed(client: MqttClient): void {
    if (client !== this.#client) return;
    if (this.#online) {
      this.#online = false;
      this.#context.log.warn(`lost ${this.name}`);
      this.#handlers?.offline();
    }
    client.removeAllListeners();
    // What a dying socket still says is nobody's concern, but an 'error' without a listener would end the process.
    client.on('error', () => undefined);
    client.end(true);
    this.#client = undefined;
    if (this.#stopped) return;
    this.#retry = setTimeout(() => this.#connect(), this.#backoff.next());
  }
}
