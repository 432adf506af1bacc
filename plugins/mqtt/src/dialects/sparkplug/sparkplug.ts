import { messageOf, type PluginContext } from '@concord/sdk';
import type { Sending } from '../../devices/fragment.ts';
import type { SparkplugSettings } from '../../settings.ts';
import type { Message } from '../../topics/message.ts';
import type { Dialect, DialectTools } from '../dialect.ts';
import { EdgeNode } from './edge-node.ts';
import { readPayload } from './payload/read-payload.ts';
import { HostState } from './session/host.ts';
import { Writable } from './session/writable.ts';
import type { SparkplugTools } from './sparkplug-tools.ts';
import { filters, readTopic } from './topic.ts';

const maxNodes = 500;

/** A host application of Sparkplug B on one broker: hears every edge node, and asks those that it does not know for their birth. */
export class SparkplugDialect implements Dialect {
  /** Undefined: the host has no name, and says nothing. */
  readonly #host: HostState | undefined;
  readonly #groups: readonly string[];
  readonly #tools: SparkplugTools;
  readonly #context: PluginContext;
  readonly #nodes = new Map<string, EdgeNode>();

  constructor(settings: SparkplugSettings, { dispatcher, registry, reporter, context }: DialectTools) {
    this.#host = settings.hostId === '' ? undefined : new HostState(settings.hostId);
    this.#groups = settings.groups;
    this.#context = context;
    this.#tools = {
      dispatcher,
      registry,
      writable: new Writable(settings.writable),
      reorderMs: settings.reorderMs,
      flush: () => reporter.flush(),
      bad: (code, place, message, device) =>
        context.diagnose({ code, message: message.slice(0, 200), place: place.slice(0, 255), ...(device !== undefined && { device }) }),
    };
  }

  start(): void {
    const { connection } = this.#tools.dispatcher;
    const host = this.#host;
    if (host) connection.bequeath(() => host.will(Date.now()));
    const listener = { takesBytes: true, receive: (message: Message) => this.#receive(message) };
    for (const group of this.#groups) for (const filter of filters(group)) this.#tools.dispatcher.listen(filter, listener);
  }

  /** Says that the host is there, and asks the edge nodes that are known, now or from earlier, for what they may not say by themselves. */
  greet(): void {
    this.#tell(this.#host?.birth(Date.now()));
    for (const { key } of this.#context.knownDevices) {
      const [group = '', node = '', ...device] = key.startsWith('sparkplug:') ? key.slice('sparkplug:'.length).split('/') : [];
      if (node !== '' && device.length === 0) this.#node(group, node);
    }
    for (const node of this.#nodes.values()) node.reconnected();
    this.#tools.flush();
  }

  stop(): void {
    for (const node of this.#nodes.values()) node.stop();
    this.#tell(this.#host?.death(Date.now()));
  }

  #tell(sendings: readonly Sending[] = []): void {
    const { connection } = this.#tools.dispatcher;
    if (!connection.isOnline) return;
    for (const { topic, payload, ...options } of sendings) connection.publish(topic, payload, options);
  }

  #receive({ topic, payload, retained }: Message): void {
    const address = readTopic(topic);
    if (!address) return this.#tools.bad('sparkplug-message', topic, 'no topic of Sparkplug, or one too long for a key');
    // No message of an edge node may be retained: what a broker kept of one is from a session that may be over.
    if (retained) return this.#tools.bad('sparkplug-message', topic, 'retained, which it must not be');
    const node = this.#node(address.group, address.node);
    if (!node) return;
    try {
      const read = readPayload(payload);
      if (read.unread > 0) this.#tools.bad('sparkplug-metric', topic, `${read.unread} metrics more than are read of one message`);
      node.take({ verb: address.verb, device: address.device, payload: read });
    } catch (error) {
      this.#tools.bad('sparkplug-payload', topic, messageOf(error));
    }
  }

  #node(group: string, id: string): EdgeNode | undefined {
    const path = `${group}/${id}`;
    let node = this.#nodes.get(path);
    if (node) return node;
    if (this.#nodes.size >= maxNodes) {
      this.#tools.bad('sparkplug-message', path, `more than ${maxNodes} edge nodes`);
      return undefined;
    }
    node = new EdgeNode({ group, node: id }, this.#tools);
    this.#nodes.set(path, node);
    return node;
  }
}
