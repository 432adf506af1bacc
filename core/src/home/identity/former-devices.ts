import { listOf, placeOf, type Places } from './placement.ts';

/** A device that was linked to another. Its id means that other one from then on, and it can be itself again. */
export interface FormerDevice {
  readonly id: string;
  /** The device that it is part of now. */
  readonly device: string;
  readonly name: string;
  readonly room: string | null;
  readonly createdAt: number;
  readonly linkedAt: number;
  /** Where its capabilities are on that device. */
  readonly places: Places;
  /** It took the place of a product, which is the device `retired` since; `baseOrigin` is the origin that that one's first source had. */
  readonly replaced?: { readonly retired: string; readonly baseOrigin: string | null };
  /** What it was part of before that became part of another itself, the oldest first. */
  readonly trail?: readonly { readonly device: string; readonly places: Places }[];
}

/** An attribute or event by where it is. */
export interface Address {
  readonly device: string;
  readonly endpoint?: string | undefined;
  readonly capability: string;
}

export interface ExactAddress extends Address {
  readonly endpoint: string;
}

/** Where they are kept; written at the end of the turn. */
export interface FormerDeviceStore {
  formerDevices(): FormerDevice[];
  saveFormerDevice(former: FormerDevice): void;
  deleteFormerDevice(id: string): void;
}

/** What became of ids that rules, scenes, people and history still name. */
export class FormerDevices {
  readonly #store: FormerDeviceStore;
  readonly #byId = new Map<string, FormerDevice>();

  constructor(store: FormerDeviceStore) {
    this.#store = store;
  }

  load(): void {
    for (const former of this.#store.formerDevices()) this.#byId.set(former.id, former);
  }

  find(id: string): FormerDevice | undefined {
    return this.#byId.get(id);
  }

  /** Those that are part of a device. */
  of(device: string): FormerDevice[] {
    return [...this.#byId.values()].filter((former) => former.device === device);
  }

  save(former: FormerDevice): void {
    this.#byId.set(former.id, former);
    this.#store.saveFormerDevice(former);
  }

  /** It is itself again. */
  forget(id: string): void {
    if (this.#byId.delete(id)) this.#store.deleteFormerDevice(id);
  }

  /** More of it was described since it was linked. */
  extend(id: string, places: Places): void {
    const former = this.#byId.get(id);
    if (former) this.save({ ...former, places: { ...former.places, ...places } });
  }

  forgetAll(device: string): void {
    for (const { id } of this.of(device)) this.forget(id);
  }

  /** The address by which the home knows what this one names; an endpoint is added where the former device left it open. */
  current(address: Address): Address {
    const former = this.#byId.get(address.device);
    if (!former) return address;
    const { endpoint, capability } = address;
    const places = endpoint === undefined ? endpointsWith(former.places, capability) : [placeOf(former.places, endpoint, capability)];
    const [only] = places;
    return { device: former.device, endpoint: places.length === 1 ? only : endpoint, capability };
  }

  /** The addresses under which the same thing was known before its device was linked to this one, the oldest first. */
  earlier({ device, endpoint, capability }: ExactAddress): (ExactAddress & { readonly until: number })[] {
    return this.of(device)
      .toSorted((a, b) => a.linkedAt - b.linkedAt)
      .flatMap(({ id, places, linkedAt }) =>
        listOf(places)
          .filter((one) => one.capability === capability && one.at === endpoint)
          .map((one) => ({ device: id, endpoint: one.endpoint, capability, until: linkedAt })),
      );
  }
}

function endpointsWith(places: Places, capability: string): string[] {
  return listOf(places).flatMap((one) => (one.capability === capability ? [one.at] : []));
}
