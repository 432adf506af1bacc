import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { InvalidInputError, type DeviceDescriptor } from '@concord/sdk';
import type { Clock } from '../clock.ts';
import type { Feed } from '../feed.ts';
import { NotFoundError } from '../errors.ts';
import { newId } from '../ids.ts';
import { buildEndpoints, type BuildContext } from './build-endpoints.ts';
import type { HomeNotice } from './changes.ts';
import { pathOf, slotsOf, type DeviceModel, type SourceModel } from './device-model.ts';
import { FormerDevices } from './identity/former-devices.ts';
import { place, placeOf, shapeOf, shapeOfView } from './identity/placement.ts';
import type { HomeStore } from './home-store.ts';
import { byPreference, Leadership } from './leadership.ts';
import { renamedIn, type AttributePlace } from './renamed.ts';
import type { Availability, DevicePatch, SourcePatch, ValueRecord } from './resources.ts';
import { Silence } from './silence.ts';
import type { Refuse, Twins } from './twins.ts';

// A home has hundreds; a plugin that makes more is broken, and must not take the memory of the others.
const mostDevices = 5000;

/** What a device begins with. */
export type NewDevice = Pick<DeviceModel, 'id' | 'name' | 'room' | 'createdAt'>;

/** Every device of the home, and which sources it is known by. Makes ids, and keeps them for ever. */
export class Registry {
  readonly former: FormerDevices;
  readonly #clock: Clock;
  readonly #store: HomeStore;
  readonly #twins: Twins;
  readonly #notices: Feed<HomeNotice>;
  readonly #refuse: Refuse;
  readonly #leadership: Leadership;
  readonly #devices = new Map<string, DeviceModel>();
  readonly #sources = new Map<string, Map<string, SourceModel>>();
  readonly #silence: Silence;

  constructor(clock: Clock, store: HomeStore, twins: Twins, notices: Feed<HomeNotice>, refuse: Refuse) {
    this.#clock = clock;
    this.#store = store;
    this.#twins = twins;
    this.#notices = notices;
    this.#refuse = refuse;
    this.former = new FormerDevices(store);
    this.#leadership = new Leadership(clock, (device) => this.#twins.elect(device));
    this.#silence = new Silence(clock, (slot) => this.#twins.makeSlotStale(slot));
  }

  /** Reads the home; every restored value is stale and every device unavailable until its plugin says otherwise. */
  load(): void {
    const records = this.#store.records();
    for (const stored of this.#store.devices())
      this.#devices.set(stored.id, { ...stored, sources: [], endpoints: new Map(), kept: records.get(stored.id) ?? new Map() });
    for (const { device: id, ...stored } of this.#store.sources()) {
      const device = this.#devices.get(id);
      if (device) this.#attach(device, stored);
    }
    this.former.load();
    for (const device of this.#devices.values()) this.rebuild(device);
    this.#silence.start();
  }

  stop(): void {
    this.#silence.stop();
    this.#leadership.stop();
  }

  devices(): IterableIterator<DeviceModel> {
    return this.#devices.values();
  }

  /** The device of an id; of one that was linked to another, that other. */
  find(id: string): DeviceModel | undefined {
    return this.#devices.get(id) ?? this.#devices.get(this.former.find(id)?.device ?? '');
  }

  /** As `find`; throws `NotFoundError`. */
  get(id: string): DeviceModel {
    const device = this.find(id);
    if (!device) throw new NotFoundError('device', id);
    return device;
  }

  /** As `find`, for an id that stands at `path` of a body; throws `InvalidInputError`. */
  named(id: string, path: string): DeviceModel {
    const device = this.find(id);
    if (device) return device;
    throw new InvalidInputError(`there is no device "${id}"`, [{ path, message: 'there is no such device' }]);
  }

  source(plugin: string, key: string): SourceModel | undefined {
    return this.#sources.get(plugin)?.get(key);
  }

  sourcesOf(plugin: string): SourceModel[] {
    return [...(this.#sources.get(plugin)?.values() ?? [])];
  }

  sources(): SourceModel[] {
    return [...this.#sources.values()].flatMap((ofPlugin) => [...ofPlugin.values()]);
  }

  /**
   * A plugin describes a device: a new one, or one whose shape changed. Name and room stay the owner's. Answers its source where it is
   * new or says something new of itself.
   */
  describe(plugin: string, descriptor: DeviceDescriptor): SourceModel | undefined {
    const known = this.source(plugin, descriptor.key);
    if (known) {
      const isNew = !isDeepStrictEqual(known.descriptor, descriptor);
      if (!isNew && !known.withdrawn) return undefined;
      this.#tellRenamed(known, descriptor);
      known.descriptor = descriptor;
      known.withdrawn = false;
      if (isNew) this.#placeNew(known);
      this.saveSource(known);
      if (isNew) this.rebuild(known.device);
      this.#notices.publish({ type: 'device', action: 'updated', id: known.device.id });
      return known;
    }
    if ((this.#sources.get(plugin)?.size ?? 0) >= mostDevices) {
      const message = `a plugin may describe ${mostDevices} devices, and this is one more`;
      this.#refuse(plugin, { code: 'too-many-devices', message, place: 'device', device: descriptor.key });
      return undefined;
    }
    const device = this.create({ id: newId(), name: nameOf(descriptor), room: null, createdAt: this.#clock.now() });
    const source = this.#attach(device, {
      plugin,
      key: descriptor.key,
      descriptor,
      withdrawn: false,
      origin: null,
      places: null,
      preferred: false,
      confirmed: false,
    });
    this.rebuild(device);
    this.saveSource(source);
    this.#notices.publish({ type: 'device', action: 'added', id: device.id });
    return source;
  }

  /** A device without a source yet; one whose id is taken gets another. */
  create({ id, ...begun }: NewDevice): DeviceModel {
    const device: DeviceModel = {
      id: this.#devices.has(id) ? newId() : id,
      ...begun,
      lastSeen: null,
      sources: [],
      endpoints: new Map(),
      kept: new Map(),
    };
    this.#devices.set(device.id, device);
    this.#store.saveDevice(device);
    return device;
  }

  /** A source comes to another device. Both must be rebuilt, or let go of. */
  move(source: SourceModel, to: DeviceModel, its: Pick<SourceModel, 'origin' | 'places' | 'confirmed'>): void {
    source.device.sources = source.device.sources.filter((other) => other !== source);
    Object.assign(source, { device: to, preferred: false, ...its });
    to.sources = [...to.sources, source].toSorted(byPreference);
    this.saveSource(source);
    this.#leadership.review(source);
  }

  /** Lets go of a device that has no source any more; what it was is in `former`. */
  dissolve(device: DeviceModel): void {
    this.#silence.watch(slotsOf(device), []);
    device.sources = [];
    this.#devices.delete(device.id);
    this.#store.deleteDevice(device.id);
  }

  /** The owner says that a source is this product, and (`preferred`) that it is to lead. */
  confirm(source: SourceModel, { preferred }: SourcePatch): void {
    const { device } = source;
    source.confirmed = true;
    if (preferred !== undefined) for (const other of device.sources) other.preferred = preferred && other === source;
    // The owner's word is as good as a minute of stability.
    if (preferred && source.availability === 'online') source.trusted = true;
    for (const one of device.sources) this.saveSource(one);
    this.rebuild(device);
    this.#store.commit();
    this.#notices.publish({ type: 'device', action: 'updated', id: device.id });
  }

  /**
   * A plugin says that a product is gone. An announcement that was missing once must not cost the home a name, a room, a history and its
   * rules: so the device stays, unavailable, until its owner deletes it or it is described again.
   */
  withdraw(source: SourceModel): void {
    if (source.withdrawn) return;
    source.withdrawn = true;
    this.saveSource(source);
    if (source.availability === 'unavailable') this.#notices.publish({ type: 'device', action: 'updated', id: source.device.id });
    else this.setAvailability(source, 'unavailable');
  }

  setAvailability(source: SourceModel, state: Availability, sleeping?: boolean): void {
    const isSleeping = sleeping ?? source.sleeping;
    if (source.availability === state && source.sleeping === isSleeping) return;
    source.availability = state;
    source.sleeping = isSleeping;
    if (state !== 'online') this.#twins.makeStale(source);
    this.#leadership.review(source);
    this.#notices.publish({ type: 'device', action: 'updated', id: source.device.id });
  }

  /** A plugin's process is gone. */
  pluginGone(plugin: string): void {
    for (const source of this.sourcesOf(plugin)) this.setAvailability(source, 'unavailable');
  }

  update(device: DeviceModel, patch: DevicePatch): void {
    if (patch.name !== undefined) device.name = patch.name;
    if (patch.room !== undefined) device.room = patch.room;
    this.#store.saveDevice(device);
    this.#store.commit();
    this.#notices.publish({ type: 'device', action: 'updated', id: device.id });
  }

  remove(device: DeviceModel): void {
    for (const source of device.sources) {
      this.#leadership.forget(source);
      this.#sources.get(source.plugin)?.delete(source.key);
    }
    const former = this.former.of(device.id).map(({ id }) => id);
    this.dissolve(device);
    this.former.forgetAll(device.id);
    this.#notices.publish({ type: 'device', action: 'removed', id: device.id, former });
  }

  /** The room is gone; its devices are in none. */
  leaveRoom(room: string): void {
    for (const device of this.#devices.values()) if (device.room === room) this.update(device, { room: null });
  }

  saveSource({ device, ...source }: SourceModel): void {
    this.#store.saveSource({ ...source, device: device.id });
  }

  /** Builds the device anew from what its sources say now. */
  rebuild(device: DeviceModel): void {
    const before = [...slotsOf(device)];
    device.sources = device.sources.toSorted(byPreference);
    device.endpoints = buildEndpoints(device, {
      now: this.#clock.now(),
      restored: (path) => asRestored(device.kept.get(path)),
      problem: ({ plugin, key }, place, message) => this.#refuse(plugin, { code: 'bad-description', message, place, device: key }),
    });
    this.#twins.elect(device);
    const after = new Set(slotsOf(device));
    for (const slot of before) if (!after.has(slot)) device.kept.set(pathOf(slot), slot.record);
    for (const slot of after) device.kept.delete(pathOf(slot));
    this.#silence.watch(before, after);
  }

  // A product that many messages describe comes in parts, and each must find its place.
  #placeNew(source: SourceModel): void {
    const { device, places, descriptor, origin } = source;
    if (places === null) return;
    const others = buildEndpoints(
      { ...device, endpoints: new Map(), sources: device.sources.filter((other) => other !== source) },
      silently,
    );
    source.places = place(shapeOf({ endpoints: others }), shapeOfView(descriptor), places);
    if (origin !== null) this.former.extend(origin, source.places);
  }

  // Before the new description is kept: what follows the renaming is on disk first.
  #tellRenamed({ device, places, descriptor: before }: SourceModel, after: DeviceDescriptor): void {
    const address = ({ endpoint, capability, attribute }: AttributePlace) => ({
      device: device.id,
      endpoint: placeOf(places, endpoint, capability),
      capability,
      attribute,
    });
    const moved = renamedIn(before, after).map(({ from, to }) => ({ from: address(from), to: address(to) }));
    if (moved.length === 0) return;
    this.#store.addCopy({ id: newId(), moved, since: 0 });
    this.#notices.publish({ type: 'device', action: 'renamed', id: device.id, moved });
  }

  #attach(
    device: DeviceModel,
    stored: Pick<SourceModel, 'plugin' | 'key' | 'descriptor' | 'withdrawn' | 'origin' | 'places' | 'preferred' | 'confirmed'>,
  ): SourceModel {
    const { plugin, key, descriptor } = stored;
    const source: SourceModel = {
      ...stored,
      id: sourceId(plugin, key),
      device,
      availability: 'unavailable',
      sleeping: descriptor.sleeping ?? false,
      trusted: false,
    };
    device.sources.push(source);
    let ofPlugin = this.#sources.get(plugin);
    if (!ofPlugin) this.#sources.set(plugin, (ofPlugin = new Map()));
    ofPlugin.set(key, source);
    return source;
  }
}

const silently: BuildContext = { now: 0, restored: () => undefined, problem: () => undefined };

/** What a device is called before its owner says. */
export function nameOf({ name, model, key }: DeviceDescriptor): string {
  return name || model || key;
}

// Plugins' keys hold slashes and addresses; a path of the API had better not.
function sourceId(plugin: string, key: string): string {
  return createHash('sha256').update(`${plugin}\0${key}`).digest('hex').slice(0, 16);
}

// A wish that was under way when the hub ended has nobody waiting for it any more, and nobody knows whether it was heard.
function asRestored(record: ValueRecord | undefined): ValueRecord | undefined {
  if (!record) return undefined;
  const { desired, ...rest } = record;
  return {
    ...rest,
    quality: record.quality === 'unknown' ? 'unknown' : 'stale',
    ...(desired && { desired: { ...desired, state: isUnderWay(desired.state) ? 'expired' : desired.state } }),
  };
}

function isUnderWay(state: string): boolean {
  return state === 'sent' || state === 'accepted' || state === 'assumed';
}
