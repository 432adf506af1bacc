import { randomUUID } from 'node:crypto';
import type { PluginContext } from '@concord/sdk';
import type { DeviceRegistry } from '../../devices/device-registry.ts';
import type { Dispatcher } from '../../dispatcher.ts';
import type { Message } from '../../topics/message.ts';
import { isTopic } from '../../topics/topic-filter.ts';
import type { Dialect, DialectTools } from '../dialect.ts';
import { factsInName, identityOf, moreFacts, readFacts, type Facts } from './facts.ts';
import { Gen1Speaker } from './gen1/speaker.ts';
import { RpcCalls } from './gen2/rpc.ts';
import { Gen2Speaker } from './gen2/speaker.ts';
import { isKept, maxPlaces, Places, type Place } from './places.ts';
import { filters, gen1Base, readTopic, type Heard } from './topics.ts';

/** A product is asked who it is; one that does not answer so long is known by its topics, in milliseconds. */
const namelessMs = 1000;

/** Longer than any product's or owner's; topics are made of it. */
const maxId = 100;

/**
 * Shelly's products, in their own languages: the first generation below `shellies/` (Gen1 documents: MQTT), the later ones wherever their
 * owner has them speak (Gen2 documents: MQTT). They are known by their MAC addresses; until one is heard, messages wait for a moment.
 */
export class ShellyDialect implements Dialect {
  readonly #dispatcher: Dispatcher;
  readonly #registry: DeviceRegistry;
  readonly #context: PluginContext;
  readonly #places = new Places();
  readonly #rpc = new RpcCalls(`concord/shelly-${randomUUID()}`);
  #askedAt: number | undefined;
  #isStopped = false;

  constructor({ dispatcher, registry, context }: DialectTools) {
    this.#dispatcher = dispatcher;
    this.#registry = registry;
    this.#context = context;
  }

  start(): void {
    const [first = '', ...others] = filters();
    this.#dispatcher.listen(first, { receive: (message) => this.#receive(message) });
    // What is below `shellies/` was heard by the first filter already.
    const elsewhere = { receive: (message: Message) => (message.topic.startsWith(`${gen1Base}/`) ? undefined : this.#receive(message)) };
    for (const filter of others) this.#dispatcher.listen(filter, elsewhere);
    this.#dispatcher.listen(this.#rpc.answerTopic, { receive: (message) => this.#rpc.receive(message) });
  }

  /** Whoever is there says who it is, and all that it knows. */
  greet(): void {
    this.#askedAt = performance.now();
    for (const word of ['announce', 'update']) this.#dispatcher.connection.publish(`${gen1Base}/command`, word);
    for (const { speaker, isOnline } of this.#places.values()) if (isOnline !== false) speaker?.ask?.();
  }

  stop(): void {
    this.#isStopped = true;
    for (const { timer, speaker } of this.#places.values()) {
      clearTimeout(timer);
      speaker?.askNoMore?.();
    }
    // Whoever waits for an answer learns that there is none, and must not ask on.
    this.#rpc.stop();
  }

  #receive(message: Message): void {
    if (message.payload.length === 0) return;
    if (message.topic === `${gen1Base}/announce`) return this.#announced(message);
    const heard = readTopic(message) ?? this.#unknown(message);
    if (heard?.about === 'announcement' && !message.object) return this.#bad(message);
    const place = heard && this.#placeOf(heard);
    if (!heard || !place) return;
    if (heard.about === 'online') return this.#online(place, heard.isOnline);
    if (heard.about === 'announcement') return this.#introduce(place, message);
    this.#identify(place, heard, message);
    if (place.speaker) return place.speaker.receive(heard, message);
    if (isKept(place, message)) place.waiting.push([heard, message]);
    if (place.generation) this.#meet(place, message);
  }

  /** What a product of the first generation says on topics that nobody documented; only of one that is known. */
  #unknown({ topic }: Message): Heard | undefined {
    const [base, id, ...rest] = topic.split('/');
    if (base !== gen1Base || id === undefined || rest.length === 0 || rest.length > 3) return undefined;
    if (rest.some((level) => /^(command|set|rpc|mute|unmute|start_self_test)$/.test(level))) return undefined;
    const prefix = `${base}/${id}`;
    if (this.#places.get(prefix)?.generation !== 'gen1') return undefined;
    return { prefix, about: 'gen1', topic: { component: { type: '', id: undefined, key: '' }, member: rest.join('/') } };
  }

  #placeOf(heard: Heard): Place | undefined {
    return isCertain(heard) ? this.#certain(heard.prefix) : this.#places.doubtful(heard.prefix);
  }

  #certain(prefix: string): Place | undefined {
    const place = this.#places.certain(prefix);
    if (!place) this.#context.diagnose({ code: 'too-many-announcements', message: `more than ${maxPlaces} products`, place: gen1Base });
    return place;
  }

  /** `shellies/announce`: a product that is known by its name, or by the address that stands beside it. */
  #announced(message: Message): void {
    const { id, mac, gen } = message.object ?? {};
    if (!isId(id) || typeof mac !== 'string') return this.#bad(message);
    const isLater = typeof gen === 'number' && gen > 1;
    if (isLater && !this.#places.get(id)) return;
    const own = this.#certain(isLater ? id : `${gen1Base}/${id}`);
    if (own) this.#introduce(own, message);
  }

  /** A product says who it is. */
  #introduce(place: Place, message: Message): void {
    const { object } = message;
    if (!object) return this.#bad(message);
    const facts = readFacts(object);
    place.generation ??= (facts.generation ?? 1) > 1 ? 'gen2' : 'gen1';
    this.#learn(place, facts, message);
    this.#meet(place, message);
  }

  #online(place: Place, isOnline: boolean): void {
    const isBack = isOnline && place.isOnline !== true;
    place.isOnline = isOnline;
    this.#tellAvailability(place);
    if (isBack) place.speaker?.ask?.();
  }

  /** What only a Shelly says tells its generation; the source of an event has its address. */
  #identify(place: Place, heard: Heard, { object }: Message): void {
    if (isCertain(heard)) place.generation ??= heard.about === 'gen1' ? 'gen1' : 'gen2';
    if (heard.about === 'events' && place.facts.mac === undefined)
      place.facts = moreFacts(factsInName(String(object?.['src'])), place.facts);
    if (heard.about === 'status' && heard.component.key === 'sys' && place.facts.mac === undefined && object)
      place.facts = moreFacts(place.facts, { mac: readFacts({ mac: object['mac'] }).mac });
  }

  /** Opens the device of a place as soon as it is known by what. */
  #meet(place: Place, message: Message): void {
    if (place.speaker) return;
    if (place.facts.mac !== undefined || this.#knownKey(place.prefix) !== undefined) return this.#open(place, message);
    if (place.timer) return;
    this.#askName(place);
    place.timer = setTimeout(() => this.#open(place, message), namelessMs);
  }

  #askName({ prefix, generation, isOnline }: Place): void {
    const { connection } = this.#dispatcher;
    if (!connection.isOnline || isOnline === false) return;
    if (generation === 'gen1') return connection.publish(`${prefix}/command`, 'announce');
    const call = this.#rpc.call(prefix, 'Shelly.GetDeviceInfo', undefined, (answer, message) => {
      const place = this.#places.get(prefix);
      if (!place || !message || !answer || !('result' in answer)) return;
      this.#learn(place, readFacts(answer.result), message);
      this.#meet(place, message);
    });
    if (call) connection.publish(call.topic, call.payload);
  }

  /** The key by which the hub knows whoever spoke here before. */
  #knownKey(prefix: string): string | undefined {
    return this.#context.knownDevices.find(
      ({ key, identifiers }) => key.startsWith('shelly:') && identifiers.some(({ type, value }) => type === 'own' && value === prefix),
    )?.key;
  }

  #open(place: Place, message: Message): void {
    clearTimeout(place.timer);
    place.timer = undefined;
    if (this.#isStopped || place.speaker) return;
    const device = this.#take(place);
    if (!device) return;
    const { prefix, generation } = place;
    place.speaker =
      generation === 'gen1'
        ? new Gen1Speaker(device, prefix, this.#context, () => (this.#sleeps(place) ? undefined : this.#askedAt))
        : new Gen2Speaker({
            device,
            prefix,
            rpc: this.#rpc,
            connection: this.#dispatcher.connection,
            context: this.#context,
            learn: (facts, said) => this.#learn(place, facts, said),
          });
    this.#tellAvailability(place);
    place.speaker.tell(place.facts, message);
    if (place.isOnline !== false) place.speaker.ask?.();
    for (const [heard, waited] of place.waiting.splice(0)) place.speaker.receive(heard, waited);
  }

  #take(place: Place) {
    const { prefix, facts } = place;
    return this.#registry.take({
      dialect: 'shelly',
      key: this.#knownKey(prefix) ?? `shelly:${facts.mac ?? prefix}`,
      identity: identityOf(prefix, facts),
      connection: this.#dispatcher.connection,
      giveUp: () => this.#close(place),
    });
  }

  #close(place: Place): void {
    place.speaker?.stop();
    place.speaker = undefined;
  }

  /** The product said more of itself, or something new. */
  #learn(place: Place, facts: Facts, message: Message): void {
    const known = place.facts;
    place.facts = moreFacts(known, facts);
    if (!place.speaker || JSON.stringify(known) === JSON.stringify(place.facts)) return;
    place.speaker.product.share.device.identify(identityOf(place.prefix, place.facts));
    place.speaker.tell(place.facts, message);
    this.#tellAvailability(place);
  }

  #sleeps({ prefix, facts }: Place): boolean {
    return identityOf(prefix, facts).sleeping === true;
  }

  /** One that sleeps leaves the broker meanwhile, and is there all the same. */
  #tellAvailability(place: Place): void {
    place.speaker?.product.share.say(this.#sleeps(place) ? true : place.isOnline);
  }

  #bad({ topic, text }: Message): void {
    this.#context.diagnose({ code: 'bad-device', message: `no announcement: ${text.slice(0, 200)}`, place: topic });
  }
}

/** One level of a topic that can be published to. */
function isId(id: unknown): id is string {
  return typeof id === 'string' && id.length <= maxId && isTopic(id) && !id.includes('/');
}

/** Whether it is what only a Shelly says. */
function isCertain(heard: Heard): boolean {
  return heard.about === 'status' ? heard.isCertain : heard.about !== 'online';
}
