import type { PluginContext } from '@concord/sdk';
import type { DeviceRegistry } from '../../devices/device-registry.ts';
import { DeviceShare } from '../../devices/device-share.ts';
import type { Dispatcher, Listener } from '../../dispatcher.ts';
import type { TemplateEngine } from '../../templates/engine.ts';
import { compileTemplate, wholePayload } from '../../templates/template.ts';
import { pythonText } from '../../templates/python-text.ts';
import type { Message } from '../../topics/message.ts';
import type { Dialect, DialectTools } from '../dialect.ts';
import type { SavedMapping } from './mapping.ts';
import type { MappingPlace, Mappings } from './mappings.ts';
import { partsOf } from './value-part.ts';

/** Waits on the topics of a mapping that names no broker for the first word. */
interface Probe {
  readonly topics: readonly string[];
  readonly listener: Listener;
}

/** The devices that the owner mapped by hand, on one broker. */
export class ManualDialect implements Dialect, MappingPlace {
  readonly #mappings: Mappings;
  readonly #dispatcher: Dispatcher;
  readonly #registry: DeviceRegistry;
  readonly #engine: TemplateEngine;
  readonly #context: PluginContext;
  readonly #brokers: DialectTools['brokers'];
  readonly #shares = new Map<string, DeviceShare>();
  readonly #probes = new Map<string, Probe>();

  constructor(mappings: Mappings, { dispatcher, registry, engine, context, brokers }: DialectTools) {
    this.#mappings = mappings;
    this.#dispatcher = dispatcher;
    this.#registry = registry;
    this.#engine = engine;
    this.#context = context;
    this.#brokers = brokers;
  }

  start(): void {
    this.#mappings.attach(this);
  }

  put(mapping: SavedMapping): void {
    this.#unprobe(mapping.key);
    const { name } = this.#dispatcher.connection;
    if (mapping.broker !== undefined && mapping.broker !== name) return this.drop(mapping.key);
    const known = this.#registry.get(mapping.key);
    if (known && !known.isWithdrawn && known.connection !== this.#dispatcher.connection) {
      // It has been heard elsewhere already; where the owner now names this broker, it moves.
      if (mapping.broker === undefined) return;
      known.leave();
    }
    const topics = new Set(mapping.values.flatMap(({ state }) => state?.topic ?? []));
    const isPlain = mapping.broker !== undefined || this.#brokers.length < 2 || this.#shares.has(mapping.key);
    if (isPlain) return this.#show(mapping);
    // A device that says nothing can't be waited for: it is on the first broker.
    if (topics.size > 0) this.#probe(mapping, [...topics]);
    else if (this.#brokers[0] === name) this.#show(mapping);
  }

  drop(key: string): void {
    this.#unprobe(key);
    const share = this.#shares.get(key);
    if (!share) return;
    this.#shares.delete(key);
    share.end();
    share.device.leave();
  }

  #probe(mapping: SavedMapping, topics: readonly string[]): void {
    const listener = {
      receive: (message: Message) => {
        this.#unprobe(mapping.key);
        const known = this.#registry.get(mapping.key);
        if (known && !known.isWithdrawn) return;
        this.#show(mapping);
        this.#shares.get(mapping.key)?.hand(message);
      },
    };
    this.#probes.set(mapping.key, { topics, listener });
    for (const topic of topics) this.#dispatcher.listen(topic, listener);
  }

  #unprobe(key: string): void {
    const probe = this.#probes.get(key);
    if (!probe) return;
    this.#probes.delete(key);
    for (const topic of probe.topics) this.#dispatcher.unlisten(topic, probe.listener);
  }

  #show(mapping: SavedMapping): void {
    const { key, name, maker, model, availability } = mapping;
    const identity = { name, ...(maker !== undefined && { maker }), ...(model !== undefined && { model }), identifiers: [] };
    const { connection } = this.#dispatcher;
    const device = this.#registry.take({ dialect: 'manual', key, identity, connection, giveUp: () => this.drop(key) });
    if (!device) return;
    const previous = this.#shares.get(key);
    previous?.silence();
    const share = previous?.device === device ? previous : new DeviceShare(device, this.#dispatcher);
    this.#shares.set(key, share);
    share.replace(partsOf(mapping, { engine: this.#engine, context: this.#context }));
    if (availability) this.#listenAvailability(mapping, availability, share);
  }

  #listenAvailability({ key }: SavedMapping, rule: NonNullable<SavedMapping['availability']>, share: DeviceShare): void {
    const { topic, template: source, available = 'online', notAvailable = 'offline' } = rule;
    const failed = ({ message }: { readonly message: string }) =>
      this.#context.diagnose({ code: 'template-failed', message: `availability: ${message}`, place: topic, device: key });
    const template = source === undefined ? wholePayload : compileTemplate(source, this.#engine, failed);
    share.listen(topic, {
      receive: (message) => {
        const said = template.read(message);
        if (said === undefined || said === '') return;
        const word = pythonText(said).trim();
        if (word === available || word === notAvailable) return share.say(word === available);
        const shown = JSON.stringify(word.slice(0, 100));
        this.#context.diagnose({ code: 'device-availability', message: shown, place: message.topic, device: key });
      },
    });
  }
}
