import type { PluginContext } from '@concord/sdk';
import type { DeviceRegistry } from '../../devices/device-registry.ts';
import { DeviceShare } from '../../devices/device-share.ts';
import type { Dispatcher } from '../../dispatcher.ts';
import type { Message } from '../../topics/message.ts';
import type { Dialect, DialectTools } from '../dialect.ts';
import { hostPart } from './host-part.ts';
import { identifierOf, type Identifier } from './identifier.ts';
import { readValueList } from './value-list.ts';

/** More than any network has, or any machine measures. */
const maxHosts = 1000;
const maxTopics = 500;

interface Host {
  readonly share: DeviceShare;
  readonly topics: Set<string>;
}

/** What collectd publishes by its MQTT plugin: each machine that it runs on is a device. It says what it measures, and takes no commands. */
export class CollectdDialect implements Dialect {
  readonly #prefix: string;
  readonly #dispatcher: Dispatcher;
  readonly #registry: DeviceRegistry;
  readonly #context: PluginContext;
  readonly #hosts = new Map<string, Host>();

  constructor(prefix: string, { dispatcher, registry, context }: DialectTools) {
    this.#prefix = prefix;
    this.#dispatcher = dispatcher;
    this.#registry = registry;
    this.#context = context;
  }

  start(): void {
    const levels = this.#prefix === '' ? '+/+/+' : `${this.#prefix}/+/+/+`;
    this.#dispatcher.listen(levels, { receive: (message) => this.#receive(message) });
  }

  #receive(message: Message): void {
    const identifier = identifierOf(message, this.#prefix);
    if (!identifier) return;
    const host = this.#hosts.get(identifier.host);
    if (host?.topics.has(message.topic)) return host.share.receive(message);
    const first = readValueList(message);
    // Without a prefix every topic of three levels comes by, of whatever product.
    if (!first) return this.#prefix === '' ? undefined : this.#bad('bad-value', message, 'no values with a time');
    const speaking = host ?? this.#open(identifier, message);
    if (!speaking) return;
    if (speaking.topics.size >= maxTopics) return this.#bad('too-many-parts', message, `more than ${maxTopics} topics of one host`);
    speaking.topics.add(message.topic);
    speaking.share.add(hostPart(message.topic, identifier, first, this.#context));
    speaking.share.receive(message);
  }

  #open({ host }: Identifier, message: Message): Host | undefined {
    if (this.#hosts.size >= maxHosts) {
      this.#bad('too-many-announcements', message, `more than ${maxHosts} hosts`);
      return undefined;
    }
    const device = this.#registry.take({
      dialect: 'collectd',
      key: `collectd:${host}`.slice(0, 255),
      identity: { name: host.slice(0, 255), identifiers: [{ type: 'own', value: `collectd_${host}`.slice(0, 255) }] },
      connection: this.#dispatcher.connection,
      giveUp: () => {
        this.#hosts.get(host)?.share.end();
        this.#hosts.delete(host);
      },
    });
    if (!device) return undefined;
    const opened: Host = { share: new DeviceShare(device), topics: new Set() };
    this.#hosts.set(host, opened);
    return opened;
  }

  #bad(code: string, { topic, text }: Message, what: string): void {
    this.#context.diagnose({ code, message: `${what}: ${text.slice(0, 100)}`, place: topic });
  }
}
