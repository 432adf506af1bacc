import { messageOf, type PluginContext } from '@concord/sdk';
import type { DeviceRegistry } from '../../devices/device-registry.ts';
import type { MappedDevice } from '../../devices/mapped-device.ts';
import { PartRoute } from '../../devices/part-route.ts';
import type { Dispatcher, Listener } from '../../dispatcher.ts';
import type { TemplateEngine } from '../../templates/engine.ts';
import type { Dialect, DialectTools } from '../dialect.ts';
import { notJson, type Message } from '../../topics/message.ts';
import { AnnouncementError, isMigration, parseAnnouncementTopic, readAnnouncement, type Announced } from './announcement.ts';
import { AnnouncementMemory } from './announcement-memory.ts';
import { AvailabilityRule } from './availability-rule.ts';
import { identityOf, introducedAgain, type Introduction } from './device-identity.ts';
import { entityPart } from './entity-part.ts';
import { Entity } from './entity.ts';
import { attributesPart } from './attributes-part.ts';
import { nameplatePart } from './nameplate-part.ts';
import { SharedParts } from './shared-parts.ts';

interface Known {
  readonly device: MappedDevice;
  readonly partId: string;
  readonly routes: readonly { topic: string; listener: Listener }[];
  /** Ends what the part waits for, and its share in what it has with others. */
  readonly end: () => void;
}

const maxAnnouncements = 20_000;
const repeatsPerSecond = 10;

/** Devices that announce themselves by Home Assistant's MQTT discovery. */
export class HomeAssistantDialect implements Dialect {
  readonly #prefix: string;
  readonly #statusTopic: string;
  readonly #dispatcher: Dispatcher;
  readonly #registry: DeviceRegistry;
  readonly #engine: TemplateEngine;
  readonly #context: PluginContext;
  readonly #memory = new AnnouncementMemory(maxAnnouncements);
  readonly #repeats = new Map<string, { readonly since: number; count: number }>();
  /** By topic, the entities that stand. */
  readonly #entities = new Map<string, Known[]>();
  /** Topics whose entities will be announced again elsewhere; until then they stand. */
  readonly #migrating = new Set<string>();
  readonly #shared: SharedParts;
  /** What the entities of each device have said of it. */
  readonly #introductions = new WeakMap<MappedDevice, Introduction>();

  constructor(prefix: string, { dispatcher, registry, engine, context }: DialectTools, statusTopic = `${prefix}/status`) {
    this.#statusTopic = statusTopic;
    this.#prefix = prefix;
    this.#dispatcher = dispatcher;
    this.#registry = registry;
    this.#engine = engine;
    this.#context = context;
    this.#shared = new SharedParts(dispatcher);
  }

  start(): void {
    const listener = { receive: (message: Message) => this.#announced(message) };
    this.#dispatcher.listen(`${this.#prefix}/+/+/config`, listener);
    this.#dispatcher.listen(`${this.#prefix}/+/+/+/config`, listener);
  }

  stop(): void {
    for (const known of this.#entities.values()) this.#silence(known);
  }

  /** Says that somebody listens: products then announce themselves and their state again. */
  greet(): void {
    this.#dispatcher.connection.publish(this.#statusTopic, 'online');
  }

  /** Another dialect speaks for the device from now on. */
  #giveUp(device: MappedDevice): void {
    for (const [topic, known] of this.#entities) {
      if (known.every((one) => one.device !== device)) continue;
      this.#memory.forget(topic);
      this.#withdraw(known);
      this.#entities.delete(topic);
    }
  }

  #announced(message: Message): void {
    const { topic } = message;
    const parsed = parseAnnouncementTopic(this.#prefix, topic);
    if (!parsed) return;
    if (message.payload.length === 0) {
      this.#migrating.delete(topic);
      this.#memory.forget(topic);
      this.#repeats.delete(topic);
      this.#withdraw(this.#entities.get(topic) ?? []);
      this.#entities.delete(topic);
      return;
    }
    const novelty = this.#memory.note(topic, message.text);
    if (novelty === 'repeated') return this.#repeated(topic);
    if (novelty === 'too-many')
      return this.#context.diagnose({ code: 'too-many-announcements', message: `more than ${maxAnnouncements}`, place: topic });
    if (isMigration(message.json)) {
      this.#migrating.add(topic);
      return;
    }
    this.#migrating.delete(topic);
    try {
      if (message.json === notJson) throw new AnnouncementError('the announcement is not JSON');
      this.#replace(topic, readAnnouncement(topic, parsed, message.json));
    } catch (error) {
      if (!(error instanceof AnnouncementError)) throw error;
      this.#refused(topic, error);
    }
  }

  /** Products repeat themselves now and then, which is well; one that does nothing else is worth a word. */
  #repeated(topic: string): void {
    const now = performance.now();
    const repeats = this.#repeats.get(topic);
    if (!repeats || now - repeats.since > 1000) {
      this.#repeats.set(topic, { since: now, count: 1 });
      return;
    }
    repeats.count++;
    if (repeats.count > repeatsPerSecond)
      this.#context.diagnose({ code: 'announces-too-often', message: 'the same announcement again and again', place: topic });
  }

  #replace(topic: string, announced: readonly Announced[]): void {
    const previous = this.#entities.get(topic) ?? [];
    const stands: Known[] = [];
    this.#silence(previous);
    for (const one of announced) {
      if (one.component === 'removed') continue;
      try {
        const known = this.#add(one);
        if (known) stands.push(known);
      } catch (error) {
        if (!(error instanceof AnnouncementError)) throw error;
        this.#refused(one.id, error);
      }
    }
    // Only what was not announced again: removing and adding would show a device that comes and goes.
    for (const { device, partId } of previous)
      if (!stands.some((known) => known.device === device && known.partId === partId)) device.remove(partId);
    this.#entities.set(topic, stands);
    this.#migrated(stands);
  }

  /** The product has announced itself in its new form: what it had before goes, in the same moment. */
  #migrated(stands: readonly Known[]): void {
    for (const topic of this.#migrating) {
      const previous = this.#entities.get(topic) ?? [];
      if (!previous.some(({ device }) => stands.some((known) => known.device === device))) continue;
      this.#migrating.delete(topic);
      this.#entities.delete(topic);
      this.#withdraw(previous);
    }
  }

  #add(announced: Announced): Known | undefined {
    const introduction = this.#introduction(announced);
    const { key, identity } = introduction;
    const entity = new Entity(announced, {
      engine: this.#engine,
      context: this.#context,
      deviceKey: this.#registry.keyOf({ key, identity }),
    });
    const part = entityPart(entity);
    const { connection } = this.#dispatcher;
    const giveUp = (given: MappedDevice) => this.#giveUp(given);
    const device = this.#registry.take({ dialect: 'homeassistant', key, identity, connection, giveUp });
    if (!device) {
      // Whoever has it may leave it; then the next announcement counts, though it says the same.
      this.#memory.forget(announced.topic);
      return undefined;
    }
    this.#introductions.set(device, introduction);
    device.add(part);
    const routes = part.listeners.map((listener) => ({
      topic: listener.topic,
      listener: new PartRoute(device, part, listener) as Listener,
    }));
    if (part.hasAvailability) routes.push(...new AvailabilityRule(entity, device).listeners());
    for (const { topic, listener } of routes) this.#dispatcher.listen(topic, listener);
    const releases = [nameplatePart(entity), attributesPart(entity)].flatMap((shared) =>
      shared ? [this.#shared.add(device, shared)] : [],
    );
    const end = () => {
      part.stop?.();
      for (const release of releases) release();
    };
    return { device, partId: part.id, routes, end };
  }

  #introduction(announced: Announced): Introduction {
    const now = identityOf(announced);
    const device = this.#registry.view(this.#registry.keyOf(now), this.#dispatcher.connection);
    const before = device && this.#introductions.get(device);
    return before ? introducedAgain(before, now) : now;
  }

  #silence(known: readonly Known[]): void {
    for (const { routes, end } of known) {
      for (const { topic, listener } of routes) this.#dispatcher.unlisten(topic, listener);
      end();
    }
  }

  #withdraw(known: readonly Known[]): void {
    this.#silence(known);
    for (const { device, partId } of known) device.remove(partId);
  }

  #refused(place: string, error: AnnouncementError): void {
    this.#context.diagnose({ code: 'announcement-refused', message: messageOf(error), place });
  }
}
