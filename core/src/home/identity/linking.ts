import type { Finding } from '@concord/sdk';
import { InvalidInputError } from '@concord/sdk/errors';
import type { Clock } from '../../clock.ts';
import { ConflictError } from '../../errors.ts';
import type { Feed } from '../../feed.ts';
import { newId } from '../../ids.ts';
import type { HomeNotice, Move } from '../changes.ts';
import { availabilityOf, slotsOf, type DeviceModel, type Slot, type SourceModel } from '../device-model.ts';
import type { HomeStore } from '../home-store.ts';
import { nameOf, type Registry } from '../registry.ts';
import { isBelieved, type ValueRecord } from '../resources.ts';
import type { Twins } from '../twins.ts';
import type { FormerDevice } from './former-devices.ts';
import { moved as movedOn, place, placeOf, placesOf, shapeOf, shapeOfView, type Places } from './placement.ts';
import { missingIn } from './same-shape.ts';

/** What a source had to say about one attribute when it came to another device. */
interface Heard {
  readonly source: SourceModel;
  /** As the source itself calls it. */
  readonly endpoint: string;
  readonly capability: string;
  readonly attribute: string;
  /** Where it was. */
  readonly slot: Slot;
  readonly record: ValueRecord;
}

/**
 * Joins the views that plugins have of one product, and parts them again. Ids stay: that of a device that was linked means the one it
 * became part of, so that rules, scenes, people and history go on with it, and is its own again when it is unlinked. What it does is on disk
 * at the end of the turn.
 */
export class Linking {
  readonly #clock: Clock;
  readonly #registry: Registry;
  readonly #twins: Twins;
  readonly #store: HomeStore;
  readonly #notices: Feed<HomeNotice>;

  constructor(clock: Clock, registry: Registry, twins: Twins, store: HomeStore, notices: Feed<HomeNotice>) {
    this.#clock = clock;
    this.#registry = registry;
    this.#twins = twins;
    this.#store = store;
    this.#notices = notices;
  }

  /** The two are one product: `other` becomes part of `device`. `isConfirmed`: its owner says so. */
  link(device: DeviceModel, other: DeviceModel, isConfirmed: boolean): void {
    this.#merge(device, other, place(shapeOf(device), shapeOf(other)), isConfirmed);
    if (device.room === null) device.room = other.room;
    this.#store.saveDevice(device);
    this.#tell(device, { type: 'device', action: 'linked', id: other.id, into: device.id });
  }

  /**
   * A source that was linked is a device of its own again, with the id, name and room it had, and with what had been linked to it before.
   * Throws `ConflictError` for what the device itself was made of.
   */
  unlink(source: SourceModel): DeviceModel {
    const { device: from, origin } = source;
    if (origin === null) throw new ConflictError(`"${from.name}" was made of this source: unlink the others instead`, 'not-linked');
    const leaving = this.#leaving(from, origin);
    if (leaving.length === from.sources.length) throw new ConflictError(`"${from.name}" has no other source`, 'not-linked');
    return this.#part(from, origin, leaving, () => undefined);
  }

  /** The sources that became part of a device together with the one that had this id. */
  #leaving(from: DeviceModel, origin: string): SourceModel[] {
    const origins = new Set([origin, ...this.#followers(from, origin).map(({ id }) => id)]);
    return from.sources.filter((one) => one.origin !== null && origins.has(one.origin));
  }

  #followers(from: DeviceModel, origin: string): FormerDevice[] {
    return this.#registry.former.of(from.id).filter(({ trail }) => trail?.at(-1)?.device === origin);
  }

  /** Makes what had this id a device again. `between` is called when its sources have left, before both devices are built anew. */
  #part(from: DeviceModel, origin: string, leaving: readonly SourceModel[], between: () => void): DeviceModel {
    const followers = this.#followers(from, origin);
    const heard = leaving.flatMap((one) => heardOf(from, one));
    const moved = leaving.flatMap((one) => {
      const follower = followers.find(({ id }) => id === one.origin);
      return movesOf(from, one, origin, follower?.trail?.at(-1)?.places ?? null);
    });
    const addresses = ({ from: there, to }: Move) => ({ from: there, to });
    // Of what the other device led, the history is its own.
    const recorded = moved.filter(({ slot }) => leaving.includes(slot.lead)).map(addresses);
    const device = this.#reborn(from, origin, leaving);
    for (const source of leaving.filter((one) => one.origin === origin))
      this.#registry.move(source, device, { origin: null, places: null, confirmed: false });
    for (const follower of followers) this.#follow(follower, device, from);
    this.#store.addCopy({ id: newId(), moved: recorded, since: this.#registry.former.find(origin)?.linkedAt ?? this.#clock.now() });
    this.#registry.former.forget(origin);
    between();
    this.#registry.rebuild(device);
    this.#registry.rebuild(from);
    this.#restore(device, heard);
    const left = moved.filter(({ from: there }) => !isThere(from, there)).map(addresses);
    this.#tell(from, { type: 'device', action: 'unlinked', id: device.id, from: from.id, moved: left });
    return device;
  }

  #reborn(from: DeviceModel, id: string, leaving: readonly SourceModel[]): DeviceModel {
    const made = leaving.find(({ origin }) => origin === id) ?? leaving[0];
    const begun = this.#registry.former.find(id) ?? {
      name: made ? nameOf(made.descriptor) : from.name,
      room: from.room,
      createdAt: this.#clock.now(),
    };
    const { name, room, createdAt } = begun;
    const device = this.#registry.create({ id, name, room, createdAt });
    device.lastSeen = from.lastSeen;
    return device;
  }

  /** What `device` has and `by`, in its place, would lack. */
  missing(device: DeviceModel, by: DeviceModel): Finding[] {
    return missingIn(device, by, place(shapeOf(device), shapeOf(by)));
  }

  /**
   * The product behind `device` is dead, and the one behind `by` takes its place: id, name, room, rules and history stay. Answers the
   * device that the dead product is from now on. Throws `InvalidInputError`, code `not-replaceable`, where `by` lacks what the old one had,
   * or where that is still online, unless the owner wants it `anyway`.
   */
  replace(device: DeviceModel, by: DeviceModel, anyway: boolean): DeviceModel {
    if (device === by)
      throw new InvalidInputError(`"${device.name}" is this very device`, [{ path: '/by', message: 'is the same device' }]);
    const alive = { path: '', message: `"${device.name}" is online: it does not need to be replaced` };
    const obstacles = [...(availabilityOf(device) === 'online' ? [alive] : []), ...this.missing(device, by)];
    if (obstacles.length > 0 && !anyway) {
      const why = obstacles.map(({ path, message }) => `${path} ${message}`.trim()).join('; ');
      throw new InvalidInputError(`"${by.name}" can't take the place of "${device.name}": ${why}`, obstacles, 'not-replaceable');
    }
    const places = place(shapeOf(device), shapeOf(by));
    const retired = this.#registry.create({
      id: newId(),
      name: this.#freeName(`${device.name} (replaced)`),
      room: device.room,
      createdAt: this.#clock.now(),
    });
    // What the device was made of is what the retired one is made of.
    const base = device.sources.find(({ origin }) => origin === null) ?? device.sources[0];
    const baseOrigin = base?.origin ?? null;
    for (const source of device.sources) {
      const { places: there, confirmed } = source;
      this.#registry.move(source, retired, { origin: source === base ? null : (source.origin ?? newId()), places: there, confirmed });
    }
    this.#merge(device, by, places, true);
    const former = this.#registry.former.find(by.id);
    if (former) this.#registry.former.save({ ...former, replaced: { retired: retired.id, baseOrigin } });
    this.#registry.rebuild(retired);
    this.#notices.publish({ type: 'device', action: 'added', id: retired.id });
    this.#tell(device, { type: 'device', action: 'linked', id: by.id, into: device.id });
    this.#store.commit();
    return retired;
  }

  /**
   * The last replacement of a device is undone: the product that was there has its place again, and the one that took it is the device that
   * it was. Answers that. Throws `ConflictError`, code `not-replaced`.
   */
  takeBack(device: DeviceModel): DeviceModel {
    const replacing = this.#registry.former
      .of(device.id)
      .filter(({ replaced }) => replaced !== undefined)
      .toSorted((a, b) => b.linkedAt - a.linkedAt)[0];
    const retired = replacing?.replaced && this.#registry.find(replacing.replaced.retired);
    if (!replacing?.replaced || !retired)
      throw new ConflictError(`nothing took the place of "${device.name}" that could leave it again`, 'not-replaced');
    // What it was linked to has sources of its own, which must stay there.
    if (retired.id !== replacing.replaced.retired)
      throw new ConflictError(`what was replaced is part of "${retired.name}" now: unlink it there first`, 'not-replaced');
    const { baseOrigin } = replacing.replaced;
    const by = this.#part(device, replacing.id, this.#leaving(device, replacing.id), () => {
      for (const source of retired.sources) {
        const { origin, places, confirmed } = source;
        this.#registry.move(source, device, { origin: origin ?? baseOrigin, places, confirmed });
      }
      this.#registry.dissolve(retired);
    });
    this.#notices.publish({ type: 'device', action: 'removed', id: retired.id, former: [] });
    this.#store.commit();
    return by;
  }

  #freeName(name: string): string {
    const names = new Set([...this.#registry.devices()].map((device) => device.name));
    for (let count = 1; ; count++) {
      const free = count === 1 ? name : `${name} ${count}`;
      if (!names.has(free)) return free;
    }
  }

  #merge(device: DeviceModel, other: DeviceModel, places: Places, isConfirmed: boolean): void {
    const { former } = this.#registry;
    const heard = other.sources.flatMap((source) => heardOf(other, source));
    const joining = other.sources;
    for (const source of joining) {
      const there = source.places ? movedOn(source.places, places) : placesOf(shapeOfView(source.descriptor), places);
      this.#registry.move(source, device, { origin: source.origin ?? other.id, places: there, confirmed: isConfirmed });
    }
    for (const one of former.of(other.id)) {
      const trail = [...(one.trail ?? []), { device: other.id, places: one.places }];
      former.save({ ...one, device: device.id, places: movedOn(one.places, places), trail });
    }
    const { id, name, room, createdAt } = other;
    former.save({ id, device: device.id, name, room, createdAt, linkedAt: this.#clock.now(), places });
    this.#registry.dissolve(other);
    // Where the attribute was here already, what the other said stands by, and is a change once its source leads.
    for (const one of heard) {
      const slot = slotAt(device, one);
      if (slot) this.#twins.stand(slot, one.source, one.record);
    }
    this.#registry.rebuild(device);
    this.#restore(device, heard);
    this.#succeed(device, heard);
  }

  /** One that had been linked to a device that is itself again goes with it. */
  #follow(follower: FormerDevice, device: DeviceModel, from: DeviceModel): void {
    const trail = [...(follower.trail ?? [])];
    const places = trail.pop()?.places ?? follower.places;
    for (const source of from.sources.filter(({ origin }) => origin === follower.id))
      this.#registry.move(source, device, { origin: follower.id, places, confirmed: source.confirmed });
    this.#registry.former.save({ ...follower, device: device.id, places, trail });
  }

  /** What was said at another address is the value here, and no change; where another leads, it stands by. */
  #restore(device: DeviceModel, heard: readonly Heard[]): void {
    for (const one of heard) {
      const slot = slotAt(device, one);
      if (!slot || slot === one.slot) continue;
      if (slot.lead !== one.source) this.#twins.stand(slot, one.source, one.record);
      else if (!isBelieved(slot.record.quality)) {
        slot.heardAt = one.slot.heardAt;
        this.#twins.restore(slot, one.record);
      }
    }
  }

  /** What waited for a report at an address that is gone goes on waiting here. */
  #succeed(device: DeviceModel, heard: readonly Heard[]): void {
    for (const one of heard) {
      const slot = slotAt(device, one);
      if (!slot || one.slot.successor) continue;
      one.slot.successor = slot;
      slot.expectations.push(...one.slot.expectations);
      const { desired } = one.slot.record;
      if (desired && !slot.record.desired) this.#twins.desire(slot, desired);
    }
  }

  #tell(device: DeviceModel, notice: HomeNotice): void {
    this.#notices.publish(notice);
    this.#notices.publish({ type: 'device', action: 'updated', id: device.id });
  }
}

function heardOf(device: DeviceModel, source: SourceModel): Heard[] {
  return [...slotsOf(device)].flatMap((slot) => {
    const offer = slot.capability.offers.find((one) => one.source === source && Object.hasOwn(one.descriptor.attributes, slot.attribute));
    const { desired: _wish, ...own } = slot.record;
    const record = slot.lead === source ? own : slot.standby?.get(source);
    if (!offer || !record) return [];
    return [{ source, endpoint: offer.endpoint, capability: slot.capability.id, attribute: slot.attribute, slot, record }];
  });
}

/** Where each attribute of a source is on its device, and where it is on another, the source being at `places` there. */
function movesOf(from: DeviceModel, source: SourceModel, id: string, places: Places | null): (Move & { readonly slot: Slot })[] {
  return [...slotsOf(from)].flatMap((slot) => {
    const { endpoint, attribute, capability } = slot;
    return capability.offers
      .filter((offer) => offer.source === source && Object.hasOwn(offer.descriptor.attributes, attribute))
      .map((offer) => ({
        slot,
        from: { device: from.id, endpoint, capability: capability.id, attribute },
        to: { device: id, endpoint: placeOf(places, offer.endpoint, capability.id), capability: capability.id, attribute },
      }));
  });
}

function isThere({ endpoints }: DeviceModel, { endpoint, capability, attribute }: Move['from']): boolean {
  return endpoints.get(endpoint)?.capabilities.get(capability)?.slots.has(attribute) ?? false;
}

/** The slot of a device that has what a source said. */
function slotAt({ endpoints }: DeviceModel, { source, endpoint, capability, attribute }: Heard): Slot | undefined {
  const at = placeOf(source.places, endpoint, capability);
  return endpoints.get(at)?.capabilities.get(capability)?.slots.get(attribute);
}
