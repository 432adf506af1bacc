import type { Dispatcher, Listener } from '../dispatcher.ts';
import type { Message } from '../topics/message.ts';
import { matches } from '../topics/topic-filter.ts';
import type { MappedDevice } from './mapped-device.ts';
import { PartRoute } from './part-route.ts';
import type { Part } from './part.ts';

interface Route {
  readonly topic: string;
  readonly listener: Listener;
}

interface Given {
  readonly part: Part;
  readonly routes: readonly Route[];
}

/**
 * What one dialect gives to a device: its parts, and the way of messages to them. With a dispatcher their topics are asked for at the
 * broker; without one the dialect hears them by a filter of its own, and hands them over by `receive`.
 */
export class DeviceShare {
  readonly device: MappedDevice;
  readonly #dispatcher: Dispatcher | undefined;
  readonly #given = new Map<string, Given>();
  readonly #byTopic = new Map<string, Set<Listener>>();
  readonly #others: Route[] = [];

  constructor(device: MappedDevice, dispatcher?: Dispatcher) {
    this.device = device;
    this.#dispatcher = dispatcher;
  }

  has(partId: string): boolean {
    return this.#given.has(partId);
  }

  /** Whether it gives this very part, and not only one with its id. */
  holds(part: Part): boolean {
    return this.#given.get(part.id)?.part === part;
  }

  /** Adds a part, or puts it in the place of the one with its id. `isGrowing`: as more is learnt of a product that does not describe itself. */
  add(part: Part, isGrowing = false): void {
    const previous = this.#given.get(part.id)?.routes ?? [];
    const routes = part.listeners.map((listener) => ({ topic: listener.topic, listener: new PartRoute(this.device, part, listener) }));
    this.#given.set(part.id, { part, routes });
    this.device.add(part, isGrowing);
    for (const route of routes) this.#listen(route);
    // After that: a topic that nobody listens to for a moment is given back to the broker.
    this.#silence(previous);
  }

  /** The parts are these, and no others. Those that stay are not taken away in between. */
  replace(parts: readonly Part[]): void {
    const ids = new Set(parts.map(({ id }) => id));
    for (const part of parts) this.add(part);
    for (const id of [...this.#given.keys()]) if (!ids.has(id)) this.remove(id);
  }

  remove(partId: string): void {
    this.#silence(this.#given.get(partId)?.routes ?? []);
    this.#given.delete(partId);
    this.device.remove(partId);
  }

  /** Listens to something of the device that is no part, as long as the share lasts. */
  listen(topic: string, listener: Listener): void {
    const route = { topic, listener };
    this.#others.push(route);
    this.#listen(route);
  }

  /** Hands a message to whoever listens to its topic, or to the filter that it was heard by. */
  receive(message: Message, filter: string = message.topic): void {
    for (const listener of this.#byTopic.get(filter) ?? []) listener.receive(message);
  }

  /** Hands a message to the parts that listen by such a filter. */
  hand(message: Message): void {
    for (const { routes } of this.#given.values())
      for (const { topic, listener } of routes) if (matches(topic, message.topic)) listener.receive(message);
  }

  /** Whether the product is there; undefined: nobody has said yet. Counts for the parts that have availability. */
  say(isAvailable: boolean | undefined): void {
    for (const { part } of this.#given.values()) if (part.hasAvailability) this.device.availability.say(part.id, isAvailable);
  }

  /** Gives nothing any more. */
  end(): void {
    this.silence();
    for (const id of [...this.#given.keys()]) this.device.remove(id);
    this.#given.clear();
  }

  /** Listens to nothing any more; what was given stays. */
  silence(): void {
    for (const { routes } of this.#given.values()) this.#silence(routes);
    this.#silence(this.#others);
    this.#others.length = 0;
  }

  #listen({ topic, listener }: Route): void {
    if (this.#dispatcher) return this.#dispatcher.listen(topic, listener);
    const listeners = this.#byTopic.get(topic);
    if (listeners) listeners.add(listener);
    else this.#byTopic.set(topic, new Set([listener]));
  }

  #silence(routes: readonly Route[]): void {
    for (const { topic, listener } of routes) {
      this.#dispatcher?.unlisten(topic, listener);
      this.#byTopic.get(topic)?.delete(listener);
    }
  }
}
