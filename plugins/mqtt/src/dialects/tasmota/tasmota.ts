import { covers } from '../../topics/topic-filter.ts';
import type { MappedDevice } from '../../devices/mapped-device.ts';
import { isObject, type Message } from '../../topics/message.ts';
import type { Dialect, DialectTools } from '../dialect.ts';
import { readDiscovery, type Discovered } from './description.ts';
import { identityOf } from './identity.ts';
import { isOwnMessage } from './own-message.ts';
import { readSaid, Said } from './said.ts';
import { SilentTasmota } from './silent-tasmota.ts';
import { TasmotaDevice } from './tasmota-device.ts';
import { TopicPattern } from './topics.ts';

/** Where a product speaks, and by which words it says whether it is there. */
interface Route {
  readonly product: Pick<TasmotaDevice, 'say' | 'receive' | 'ask' | 'forgetAsking' | 'device'>;
  readonly online: string;
  readonly offline: string;
}

interface Described {
  readonly device: TasmotaDevice;
  readonly discovered: Discovered;
  /** The discovery message that it was made from. */
  readonly entry: string;
  readonly routes: readonly string[];
}

interface Places {
  /** Prefixes of discovery topics. */
  readonly discovery: readonly string[];
  /** Full topics of products that do not describe themselves. */
  readonly patterns: readonly string[];
}

const maxProducts = 2000;
/** Tasmota's own buffer has some thousand bytes. */
const maxMessageBytes = 65_536;
/**
 * Products with Tasmota's firmware: those that describe themselves on `<discovery>/<MAC>/config` and `/sensors` (since version 9), and the
 * others by what they say on topics of the usual shapes.
 */
export class TasmotaDialect implements Dialect {
  readonly #places: Places;
  readonly #patterns: readonly TopicPattern[];
  readonly #tools: DialectTools;
  readonly #described = new Map<string, Described>();
  /** What `…/sensors` said, by MAC: it may come before the rest. */
  readonly #sensors = new Map<string, Message>();
  readonly #silent = new Map<string, SilentTasmota>();
  /** By topic, up to the last slash. */
  readonly #routes = new Map<string, Route>();
  readonly #ear = { receive: (message: Message) => this.#heard(message) };

  constructor(places: Places, tools: DialectTools) {
    this.#places = places;
    this.#patterns = places.patterns.map((pattern) => new TopicPattern(pattern));
    this.#tools = tools;
  }

  start(): void {
    const { dispatcher } = this.#tools;
    for (const prefix of this.#places.discovery) {
      dispatcher.listen(`${prefix}/+/config`, { receive: (message) => this.#discovered(prefix, message) });
      dispatcher.listen(`${prefix}/+/sensors`, { receive: (message) => this.#sensorsSaid(prefix, message) });
    }
    for (const filter of new Set(this.#patterns.flatMap(({ filters }) => filters))) dispatcher.listen(filter, this.#ear);
  }

  /** Nobody knows what was said while the broker was away. */
  greet(): void {
    for (const { product } of this.#routes.values()) {
      product.forgetAsking();
      if (product.device?.availability.state === 'online') product.ask();
    }
  }

  adopted(device: MappedDevice): void {
    const products = new Set([...this.#routes.values()].map(({ product }) => product).filter((product) => product.device === device));
    for (const product of products) {
      product.forgetAsking();
      product.ask();
    }
  }

  #discovered(prefix: string, message: Message): void {
    const mac = macIn(prefix, message.topic);
    if (mac === undefined) return this.#bad('announcement-refused', message.topic, 'the topic has no MAC address');
    if (message.payload.length === 0) return this.#forget(mac);
    if (isTooLarge(message)) return this.#bad('payload-too-large', message.topic, `more than ${maxMessageBytes} bytes`);
    const previous = this.#described.get(mac);
    if (previous?.entry === message.text) return;
    const discovered = readDiscovery(mac, message.json);
    if (typeof discovered === 'string') return this.#bad('announcement-refused', message.topic, discovered);
    if (!previous && this.#described.size >= maxProducts)
      return this.#bad('too-many-announcements', message.topic, `more than ${maxProducts}`);
    this.#replace(mac, discovered, message.text);
  }

  #replace(mac: string, discovered: Discovered, entry: string): void {
    const previous = this.#described.get(mac);
    const { topics, description, online, offline } = discovered;
    const stays = previous !== undefined && JSON.stringify(previous.discovered.topics) === JSON.stringify(topics);
    if (previous && !stays) {
      this.#leave(previous);
      previous.device.move(topics);
    }
    const device = previous?.device ?? this.#device(`tasmota:${mac}`, topics);
    const routes = [...new Set([topics.stat, topics.tele])];
    // Its will may have been heard before its description.
    const isOnline = this.#silent.get(topics.tele)?.isOnline;
    for (const route of routes) {
      this.#silent.get(route)?.end();
      this.#silent.delete(route);
      this.#routes.set(route, { product: device, online, offline });
    }
    this.#described.set(mac, { device, discovered, entry, routes });
    device.describe(identityOf(discovered), description);
    device.receive(placeIn(discovered));
    if (isOnline !== undefined) device.say(isOnline);
    if (isOnline) device.ask();
    this.#expectSensors(mac);
    for (const route of routes) if (!this.#isCovered(route)) this.#tools.dispatcher.listen(`${route}#`, this.#ear);
  }

  #device(key: string, topics: Discovered['topics']): TasmotaDevice {
    const { registry, context, dispatcher } = this.#tools;
    return new TasmotaDevice({ registry, context, connection: dispatcher.connection, dialect: 'tasmota', key, topics });
  }

  #forget(mac: string): void {
    const described = this.#described.get(mac);
    this.#sensors.delete(mac);
    if (!described) return;
    this.#described.delete(mac);
    this.#leave(described);
    described.device.end();
  }

  /** It speaks elsewhere, or not any more. */
  #leave({ device, routes }: Described): void {
    for (const route of routes) {
      if (this.#routes.get(route)?.product !== device) continue;
      this.#routes.delete(route);
      if (!this.#isCovered(route)) this.#tools.dispatcher.unlisten(`${route}#`, this.#ear);
    }
  }

  /** Whether its topics are heard by one of the patterns: subscribed to twice, a message would come twice. */
  #isCovered(route: string): boolean {
    return this.#patterns.some(({ filters }) => filters.some((filter) => covers(filter, `${route}#`)));
  }

  #sensorsSaid(prefix: string, message: Message): void {
    const mac = macIn(prefix, message.topic);
    if (mac === undefined) return this.#bad('announcement-refused', message.topic, 'the topic has no MAC address');
    if (isTooLarge(message)) return this.#bad('payload-too-large', message.topic, `more than ${maxMessageBytes} bytes`);
    if (message.payload.length === 0) this.#sensors.delete(mac);
    else if (this.#sensors.size < maxProducts || this.#sensors.has(mac)) this.#sensors.set(mac, message);
    this.#expectSensors(mac);
  }

  /** Names and types of the values to come; the values were those of when it started. */
  #expectSensors(mac: string): void {
    const message = this.#sensors.get(mac);
    const members = message?.object?.['sn'];
    if (!message || !isObject(members)) return;
    this.#described.get(mac)?.device.receive(new Said(members, new Set(Object.keys(members)), message), false);
  }

  #heard(message: Message): void {
    const found = this.#routeOf(message.topic) ?? this.#silentRouteOf(message);
    if (!found) return;
    const { route, name } = found;
    const { product } = route;
    if (isTooLarge(message)) return this.#bad('payload-too-large', message.topic, `more than ${maxMessageBytes} bytes`);
    if (name === 'LWT') return this.#willSaid(route, message);
    const said = readSaid(name, message);
    if (!said) return;
    product.receive(said);
    if (product.device && !message.retained) product.ask();
  }

  #willSaid({ product, online, offline }: Route, message: Message): void {
    const { text, retained, topic } = message;
    if (text !== online && text !== offline) return this.#bad('device-availability', topic, text);
    if (text === offline || !retained) product.forgetAsking();
    product.say(text === online);
    if (text === online) product.ask();
  }

  /** The product of a topic that is known, and what stands behind its full topic; of a bridge's device, one level more. */
  #routeOf(topic: string): { readonly route: Route; readonly name: string } | undefined {
    let end = topic.lastIndexOf('/') + 1;
    for (let levels = 0; end > 0 && levels < 2; levels++) {
      const route = this.#routes.get(topic.slice(0, end));
      if (route) return { route, name: topic.slice(topic.lastIndexOf('/') + 1) };
      end = topic.lastIndexOf('/', end - 2) + 1;
    }
    return undefined;
  }

  /** A product that nobody described, made where a message is one that only a Tasmota sends. */
  #silentRouteOf(message: Message): { readonly route: Route; readonly name: string } | undefined {
    for (const pattern of this.#patterns) {
      const match = pattern.match(message.topic);
      if (!match || isTooLarge(message)) continue;
      const { topics, name: topicName, rest } = match;
      const name = rest.slice(rest.lastIndexOf('/') + 1);
      const isOfBridge = rest.includes('/') && message.object !== undefined && 'ZbReceived' in message.object;
      if (rest.includes('/') && !isOfBridge) continue;
      if (!isOwnMessage(name, message)) return undefined;
      const { registry, context, dispatcher } = this.#tools;
      if (this.#silent.size >= maxProducts) {
        this.#bad('too-many-announcements', message.topic, `more than ${maxProducts}`);
        return undefined;
      }
      const surroundings = { registry, context, connection: dispatcher.connection, topics };
      const silent = new SilentTasmota(topicName, surroundings, (topic) => dispatcher.isHeard(topic, this.#ear));
      const route = { product: silent, online: 'Online', offline: 'Offline' };
      for (const at of [topics.stat, topics.tele]) {
        this.#silent.set(at, silent);
        this.#routes.set(at, route);
      }
      return { route, name };
    }
    return undefined;
  }

  #bad(code: string, place: string, what: string): void {
    this.#tools.context.diagnose({ code, message: what.slice(0, 200), place });
  }
}

function isTooLarge({ payload }: Message): boolean {
  return payload.length > maxMessageBytes;
}

/** Where it is in the network, as its status answers say it, too. */
function placeIn({ hostname, address }: Discovered): Said {
  const members = { ...(hostname !== undefined && { Hostname: hostname }), ...(address !== undefined && { IPAddress: address }) };
  return new Said(members, new Set(), { payload: Buffer.alloc(0), retained: true });
}

function macIn(prefix: string, topic: string): string | undefined {
  const mac = topic.slice(prefix.length + 1).split('/')[0] ?? '';
  return /^[0-9a-f]{12}$/i.test(mac) ? mac.toLowerCase() : undefined;
}
