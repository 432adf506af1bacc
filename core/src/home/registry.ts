import { isDeepStrictEqual } from 'node:util';
import type { DeviceDescriptor } from '@concord/sdk';
import type { Clock } from '../clock.ts';
import type { Feed } from '../feed.ts';
import { NotFoundError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { HomeNotice } from './changes.ts';
import { buildEndpoints, pathOf, slotsOf, type DeviceModel, type Slot, type SourceModel } from './device-model.ts';
import type { HomeStore } from './home-store.ts';
import type { Availability, DevicePatch, ValueRecord } from './resources.ts';
import type { Refuse, Twins } from './twins.ts';

const staleCheckMs = 5000;
// A home has hundreds; a plugin that makes more is broken, and must not take the memory of the others.
const mostDevices = 5000;

/** Every device of the home, and which source it is known by. Makes ids, and keeps them for ever. */
export class Registry {
  readonly #clock: Clock;
  readonly #store: HomeStore;
  readonly #twins: Twins;
  readonly #notices: Feed<HomeNotice>;
  readonly #refuse: Refuse;
  readonly #devices = new Map<string, DeviceModel>();
  readonly #sources = new Map<string, Map<string, SourceModel>>();
  /** Slots whose descriptor limits how long they may be silent. */
  readonly #limited = new Set<Slot>();
  #staleCheck: { cancel(): void } | undefined;

  constructor(clock: Clock, store: HomeStore, twins: Twins, notices: Feed<HomeNotice>, refuse: Refuse) {
    this.#clock = clock;
    this.#store = store;
    this.#twins = twins;
    this.#notices = notices;
    this.#refuse = refuse;
  }

  /** Reads the home; every restored value is stale and every device unavailable until its plugin says otherwise. */
  load(): void {
    const records = this.#store.records();
    for (const stored of this.#store.devices())
      this.#devices.set(stored.id, { ...stored, sources: [], endpoints: new Map(), kept: records.get(stored.id) ?? new Map() });
    for (const { plugin, key, device: id, descriptor, withdrawn } of this.#store.sources()) {
      const device = this.#devices.get(id);
      if (device) this.#attach(device, plugin, key, descriptor, withdrawn);
    }
    for (const device of this.#devices.values()) this.#rebuild(device);
    this.#staleCheck = this.#clock.at(this.#clock.now() + staleCheckMs, () => this.#checkSilence());
  }

  stop(): void {
    this.#staleCheck?.cancel();
  }

  devices(): IterableIterator<DeviceModel> {
    return this.#devices.values();
  }

  find(id: string): DeviceModel | undefined {
    return this.#devices.get(id);
  }

  /** Throws `NotFoundError`. */
  get(id: string): DeviceModel {
    const device = this.#devices.get(id);
    if (!device) throw new NotFoundError('device', id);
    return device;
  }

  source(plugin: string, key: string): SourceModel | undefined {
    return this.#sources.get(plugin)?.get(key);
  }

  sourcesOf(plugin: string): SourceModel[] {
    return [...(this.#sources.get(plugin)?.values() ?? [])];
  }

  /** A plugin describes a device: a new one, or one whose shape changed. Name and room stay the owner's. */
  describe(plugin: string, descriptor: DeviceDescriptor): void {
    const known = this.source(plugin, descriptor.key);
    if (known) {
      const isNew = !isDeepStrictEqual(known.descriptor, descriptor);
      if (isNew || known.withdrawn) {
        known.descriptor = descriptor;
        known.withdrawn = false;
        this.#saveSource(known);
        if (isNew) this.#rebuild(known.device);
        this.#notices.publish({ type: 'device', action: 'updated', id: known.device.id });
      }
      return;
    }
    if ((this.#sources.get(plugin)?.size ?? 0) >= mostDevices) {
      const message = `a plugin may describe ${mostDevices} devices, and this is one more`;
      this.#refuse(plugin, { code: 'too-many-devices', message, place: 'device', device: descriptor.key });
      return;
    }
    const device: DeviceModel = {
      id: newId(),
      name: descriptor.name || descriptor.model || descriptor.key,
      room: null,
      createdAt: this.#clock.now(),
      lastSeen: null,
      sources: [],
      endpoints: new Map(),
      kept: new Map(),
    };
    this.#devices.set(device.id, device);
    const source = this.#attach(device, plugin, descriptor.key, descriptor, false);
    this.#rebuild(device);
    this.#store.saveDevice(device);
    this.#saveSource(source);
    this.#notices.publish({ type: 'device', action: 'added', id: device.id });
  }

  /**
   * A plugin says that a product is gone. An announcement that was missing once must not cost the home a name, a room, a history and its
   * rules: so the device stays, unavailable, until its owner deletes it or it is described again.
   */
  withdraw(source: SourceModel): void {
    if (source.withdrawn) return;
    source.withdrawn = true;
    this.#saveSource(source);
    if (source.availability === 'unavailable') this.#notices.publish({ type: 'device', action: 'updated', id: source.device.id });
    else this.setAvailability(source, 'unavailable');
  }

  setAvailability(source: SourceModel, state: Availability, sleeping?: boolean): void {
    const isSleeping = sleeping ?? source.sleeping;
    if (source.availability === state && source.sleeping === isSleeping) return;
    source.availability = state;
    source.sleeping = isSleeping;
    if (state !== 'online') this.#twins.makeStale(source.device);
    this.#notices.publish({ type: 'device', action: 'updated', id: source.device.id });
  }

  /** A plugin's process is gone. */
  pluginGone(plugin: string): void {
    for (const source of this.sourcesOf(plugin)) this.setAvailability(source, 'unavailable');
  }

  update(id: string, patch: DevicePatch): DeviceModel {
    const device = this.get(id);
    if (patch.name !== undefined) device.name = patch.name;
    if (patch.room !== undefined) device.room = patch.room;
    this.#store.saveDevice(device);
    this.#store.commit();
    this.#notices.publish({ type: 'device', action: 'updated', id });
    return device;
  }

  remove(device: DeviceModel): void {
    for (const slot of slotsOf(device)) this.#limited.delete(slot);
    for (const { plugin, key } of device.sources) this.#sources.get(plugin)?.delete(key);
    this.#devices.delete(device.id);
    this.#store.deleteDevice(device.id);
    this.#notices.publish({ type: 'device', action: 'removed', id: device.id });
  }

  /** The room is gone; its devices are in none. */
  leaveRoom(room: string): void {
    for (const device of this.#devices.values()) if (device.room === room) this.update(device.id, { room: null });
  }

  #saveSource({ plugin, key, device, descriptor, withdrawn }: SourceModel): void {
    this.#store.saveSource({ plugin, key, device: device.id, descriptor, withdrawn });
  }

  #attach(device: DeviceModel, plugin: string, key: string, descriptor: DeviceDescriptor, withdrawn: boolean): SourceModel {
    const sleeping = descriptor.sleeping ?? false;
    const source: SourceModel = { plugin, key, device, descriptor, availability: 'unavailable', sleeping, withdrawn };
    device.sources.push(source);
    let ofPlugin = this.#sources.get(plugin);
    if (!ofPlugin) this.#sources.set(plugin, (ofPlugin = new Map()));
    ofPlugin.set(key, source);
    return source;
  }

  #rebuild(device: DeviceModel): void {
    const before = [...slotsOf(device)];
    for (const slot of before) this.#limited.delete(slot);
    device.endpoints = buildEndpoints(
      device,
      this.#clock.now(),
      (path) => asRestored(device.kept.get(path)),
      (place, message) => {
        for (const { plugin, key } of device.sources) this.#refuse(plugin, { code: 'bad-description', message, place, device: key });
      },
    );
    const after = new Set(slotsOf(device));
    for (const slot of before) if (!after.has(slot)) device.kept.set(pathOf(slot), slot.record);
    for (const slot of after) {
      device.kept.delete(pathOf(slot));
      if (slot.descriptor.maxSilence !== undefined) this.#limited.add(slot);
    }
  }

  #checkSilence(): void {
    const now = this.#clock.now();
    for (const slot of this.#limited) {
      if (slot.heardAt > 0 && now - slot.heardAt > (slot.descriptor.maxSilence ?? Infinity) * 1000) this.#twins.makeSlotStale(slot);
    }
    this.#staleCheck = this.#clock.at(now + staleCheckMs, () => this.#checkSilence());
  }
}

// A wish that was under way when the hub ended has nobody waiting for it any more.
function asRestored(record: ValueRecord | undefined): ValueRecord | undefined {
  if (!record) return undefined;
  const { desired: _gone, ...rest } = record;
  return { ...rest, quality: record.quality === 'unknown' ? 'unknown' : 'stale' };
}
