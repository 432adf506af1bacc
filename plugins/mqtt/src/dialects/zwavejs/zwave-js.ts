import type { PluginContext } from '@concord/sdk';
import type { DeviceRegistry } from '../../devices/device-registry.ts';
import type { DeviceShare } from '../../devices/device-share.ts';
import type { MappedDevice } from '../../devices/mapped-device.ts';
import { PartRoute } from '../../devices/part-route.ts';
import type { Dispatcher, Listener } from '../../dispatcher.ts';
import type { Message } from '../../topics/message.ts';
import type { Dialect, DialectTools } from '../dialect.ts';
import { gatewayShare } from './gateway-part.ts';
import { Gateway } from './gateway.ts';
import { readNodeInfo } from './metadata.ts';
import { readStatus } from './node-status.ts';
import { ZwaveNode } from './node.ts';
import { readPayload } from './payload.ts';
import { Patience } from './patience.ts';
import { readValueTopic } from './topic.ts';

/** More nodes than a network has. */
const maxNodes = 4000;
/** Messages of topics that nobody can tell the node of yet. */
const maxHomeless = 500;
const maxHomelessBytes = 16 * 1024;
/** New values of a node come as a bunch. */
const settleMs = 30;

/** Z-Wave JS UI's gateway in its own language (zwave-js-ui, "Using MQTT"): the nodes below one prefix, and what they say. */
export class ZwaveJsDialect implements Dialect {
  readonly #prefix: string;
  readonly #dispatcher: Dispatcher;
  readonly #registry: DeviceRegistry;
  readonly #context: PluginContext;
  readonly #gateway: Gateway;
  readonly #patience: Patience;
  readonly #nodes = new Map<string, ZwaveNode>();
  readonly #homeless = new Map<string, Message>();
  /** What came for nodes whose parts are being made. */
  readonly #pending = new Map<ZwaveNode, Message[]>();
  #timer: NodeJS.Timeout | undefined;
  /** What the gateway says of itself. */
  #own: DeviceShare | undefined;

  constructor(prefix: string, { dispatcher, registry, context }: DialectTools) {
    this.#prefix = prefix;
    this.#dispatcher = dispatcher;
    this.#registry = registry;
    this.#context = context;
    this.#gateway = new Gateway(prefix, dispatcher.connection);
    this.#patience = new Patience((held) => {
      for (const message of held) this.#nodeSaid(message);
      this.#settle();
    });
  }

  start(): void {
    this.#dispatcher.listen(`${this.#prefix}/#`, { takesBytes: false, receive: (message) => this.#receive(message) });
  }

  stop(): void {
    this.#patience.stop();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #receive(message: Message): void {
    const path = message.topic.slice(this.#prefix.length + 1);
    // What is written comes by, too.
    if (path === '' || path.endsWith('/set') || (message.payload.length === 0 && !this.#isKnown(message)) || /^_EVENTS_?\//.test(path))
      return;
    if (path === 'driver/status') {
      this.#gatewayKnows(this.#gateway.driverSaid(message));
      return this.#own?.receive(message);
    }
    if (path.startsWith('_CLIENTS/')) return this.#gatewaySaid(path.split('/').slice(1), message);
    if (!this.#patience.holds(message)) this.#nodeSaid(message);
  }

  #gatewaySaid(levels: readonly string[], message: Message): void {
    this.#gatewayKnows(this.#gateway.receive(levels, message));
    const [client, kind, ...others] = levels;
    if (!client || others.length > 0 || (kind !== 'version' && kind !== 'status')) return;
    this.#own ??= gatewayShare(this.#prefix, client, { registry: this.#registry, connection: this.#dispatcher.connection }, () => {
      this.#own = undefined;
    });
    this.#own?.receive(message);
    this.#own?.say(this.#gateway.isOnline);
  }

  /** An empty message clears what the broker kept, and tells of nothing new. */
  #isKnown({ topic }: Message): boolean {
    return [...this.#nodes.values()].some((node) => node.knows(topic));
  }

  #gatewayKnows(isNews: boolean): void {
    if (!isNews) return;
    for (const node of this.#nodes.values()) {
      const info = this.#gateway.infoOf(node.path);
      if (info) node.describe(info);
      node.reach(this.#gateway.isReachable);
      if (node.isChanged) this.#await(node);
    }
    this.#patience.gatewaySaid(this.#gateway.isAsked);
  }

  #nodeSaid(message: Message): void {
    const path = message.topic.slice(this.#prefix.length + 1);
    const found = readValueTopic(path, (node) => this.#nodes.has(node));
    const payload = readPayload(message);
    if (!payload) return this.#bad(message, 'too deep');
    const own = found ? undefined : ownTopic.exec(path)?.groups;
    if (own) return this.#aboutNode(own['node'] ?? '', own['kind'] ?? '', message);
    const name = found?.node ?? this.#nodeOf(path, message);
    if (name === undefined) return this.#keep(message);
    const node = this.#node(name, message);
    if (!node) return;
    const id = payload.described?.id ??
      found?.id ?? { commandClass: 0, endpoint: 0, property: path.slice(name.length + 1), propertyKey: '' };
    node.note(message.topic, id, payload);
    node.called(message.object?.['nodeName']);
    this.#deliver(node, message);
  }

  #aboutNode(name: string, kind: string, message: Message): void {
    const node = this.#node(name, message);
    if (!node) return;
    if (kind === 'status') {
      const status = readStatus(message);
      if (!status) return this.#bad(message, 'no status');
      node.said(status);
      node.reach(this.#gateway.isReachable);
    } else if (kind === 'nodeinfo') {
      const info = readNodeInfo(message.json);
      if (!info) return this.#bad(message, 'no node');
      node.describe(info);
    }
    this.#deliver(node, message);
  }

  /** The node of a topic that its owner made up: the one that is known by what the topic begins with. */
  #nodeOf(path: string, message: Message): string | undefined {
    const levels = path.split('/');
    for (let count = levels.length - 1; count > 0; count--) {
      const name = levels.slice(0, count).join('/');
      if (this.#nodes.has(name)) return name;
    }
    const id = message.object?.['nodeId'];
    return typeof id === 'number' ? [...this.#nodes.values()].find((node) => node.nodeId === id)?.path : undefined;
  }

  #keep(message: Message): void {
    if (this.#homeless.size < maxHomeless && message.payload.length <= maxHomelessBytes) this.#homeless.set(message.topic, message);
  }

  #node(name: string, message: Message): ZwaveNode | undefined {
    const known = this.#nodes.get(name);
    if (known) return known;
    if (this.#nodes.size >= maxNodes) {
      this.#bad(message, `more than ${maxNodes} nodes`, 'too-many-announcements');
      return undefined;
    }
    const node = new ZwaveNode(this.#prefix, name, this.#context);
    this.#nodes.set(name, node);
    const info = this.#gateway.infoOf(name);
    if (info) node.describe(info);
    for (const [topic, kept] of this.#homeless) {
      if (!topic.startsWith(`${this.#prefix}/${name}/`)) continue;
      this.#homeless.delete(topic);
      this.#nodeSaid(kept);
    }
    return node;
  }

  #deliver(node: ZwaveNode, message: Message): void {
    const waiting = this.#pending.get(node);
    if (!waiting && !node.isChanged && node.device && !this.#isSpokenFor([message.topic])) return node.receive(message);
    this.#await(node).push(message);
  }

  #await(node: ZwaveNode): Message[] {
    let waiting = this.#pending.get(node);
    if (!waiting) this.#pending.set(node, (waiting = []));
    this.#timer ??= setTimeout(() => this.#settle(), settleMs);
    return waiting;
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const pending = [...this.#pending];
    this.#pending.clear();
    for (const [node, messages] of pending) {
      if (this.#isSpokenFor(node.topics())) {
        node.end();
        continue;
      }
      const device = this.#take(node);
      if (device === 'former') {
        // Its name may be a new one: then the gateway will say so, and what came for it counts.
        if (messages.length <= maxHomeless) this.#pending.set(node, messages);
        this.#gateway.askAbout(node.path);
      }
      if (!device || device === 'former') continue;
      node.give(device, this.#gateway.isReachable);
      for (const message of messages) node.receive(message);
    }
    this.#dispatcher.flush();
  }

  /** `former`: by what it is called another node speaks for the device, which the gateway calls so. */
  #take(node: ZwaveNode): MappedDevice | 'former' | undefined {
    const { homeId } = this.#gateway;
    const { nodeId } = node;
    // The very text that the gateway's announcements for Home Assistant use: both are one device.
    const named = homeId !== undefined && nodeId !== undefined ? `zwavejs2mqtt_0x${homeId}_node${nodeId}` : undefined;
    const own = `${this.#prefix}/${node.path}`;
    const claim = {
      dialect: 'zwavejs',
      key: `zwavejs:${own}`.slice(0, 255),
      identity: node.identity(named ?? own),
      isLasting: named !== undefined,
      connection: this.#dispatcher.connection,
      giveUp: () => node.end(),
    } as const;
    const key = this.#registry.keyOf(claim);
    const holder = this.#nodes.values().find((other) => other !== node && other.device?.key === key);
    if (holder && this.#gateway.infoOf(node.path) === undefined) return 'former';
    holder?.end();
    return this.#registry.take(claim);
  }

  /**
   * Where the gateway does not say which network it is, an announcement that names one of these topics tells that the product is known by
   * another dialect.
   */
  #isSpokenFor(topics: Iterable<string>): boolean {
    for (const topic of topics) if (this.#dispatcher.listenersAt(topic).some(isAnnounced)) return true;
    return false;
  }

  #bad(message: Message, what: string, code = 'bad-value'): void {
    this.#context.diagnose({ code, message: `${what}: ${message.text.slice(0, 100)}`, place: message.topic });
  }
}

function isAnnounced(listener: Listener): boolean {
  return listener instanceof PartRoute && listener.dialect === 'homeassistant';
}

const ownTopic = /^(?<node>.+)\/(?<kind>status|lastActive|nodeinfo)$/;
