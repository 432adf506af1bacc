import type { MappedDevice } from '../../devices/mapped-device.ts';
import { PartRoute } from '../../devices/part-route.ts';
import type { Part } from '../../devices/part.ts';
import type { Dispatcher } from '../../dispatcher.ts';

interface Shared {
  readonly part: Part;
  readonly routes: readonly { readonly topic: string; readonly route: PartRoute }[];
  users: number;
}

/** Parts that several entities of a device announce in the same words: there once, as long as one of the entities is. */
export class SharedParts {
  readonly #dispatcher: Dispatcher;
  readonly #shared = new Map<MappedDevice, Map<string, Shared>>();

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  /** Adds the part where the device has none with its id. Answers what an entity that is no more has to call. */
  add(device: MappedDevice, part: Part): () => void {
    let parts = this.#shared.get(device);
    if (!parts) this.#shared.set(device, (parts = new Map()));
    let shared = parts.get(part.id);
    if (!shared) parts.set(part.id, (shared = this.#open(device, part)));
    shared.users++;
    return () => this.#release(device, part.id);
  }

  #open(device: MappedDevice, part: Part): Shared {
    device.add(part);
    const routes = part.listeners.map((listener) => ({ topic: listener.topic, route: new PartRoute(device, part, listener) }));
    for (const { topic, route } of routes) this.#dispatcher.listen(topic, route);
    return { part, routes, users: 0 };
  }

  #release(device: MappedDevice, id: string): void {
    const parts = this.#shared.get(device);
    const shared = parts?.get(id);
    if (!parts || !shared || --shared.users > 0) return;
    parts.delete(id);
    if (parts.size === 0) this.#shared.delete(device);
    for (const { topic, route } of shared.routes) this.#dispatcher.unlisten(topic, route);
    device.remove(id);
  }
}
