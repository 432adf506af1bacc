import type { Finding } from '@concord/sdk';
import { InvalidInputError } from '@concord/sdk/errors';
import type { Clock } from '../../clock.ts';
import { ConflictError } from '../../errors.ts';
import type { Feed } from '../../feed.ts';
import { newId } from '../../ids.ts';
import type { AttributeAddress, HomeNotice } from '../changes.ts';
import { availabilityOf, slotsOf, type DeviceModel, type Slot, type SourceModel } from '../device-model.ts';
import type { HomeStore } from '../home-store.ts';
import { nameOf, type Registry } from '../registry.ts';
import type { ValueRecord } from '../resources.ts';
import type { Twins } from '../twins.ts';
import { moved as movedOn, place, placeOf, shapeOf, type Places } from './placement.ts';
import { missingIn } from './same-shape.ts';

/** What a source had to say about one attribute when it came to another device. */
interface Heard {
  readonly source: SourceModel;
  /** `endpoint/capability.attribute` in the source's own words. */
  readonly path: string;
  readonly record: ValueRecord;
  readonly heardAt: number;
}

/**
 * Joins the views that plugins have of one product, and parts them again. Ids stay: that of a device that was linked means the one it
 * became part of, so that rules, scenes, people and history go on with it, and is its own again when it is unlinked.
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

  /**
   * The two are one product: `other` becomes part of `device`. It is on disk at the end of the turn. Throws `InvalidInputError` where they are one
   * device already.
   */
  link(device: DeviceModel, other: DeviceModel): void {
    if (device === other)
      throw new InvalidInputError(`"${device.name}" is this very device`, [{ path: '/device', message: 'is the same device' }]);
    this.#merge(device, other, place(shapeOf(device), shapeOf(other)));
    if (device.room === null) device.room = other.room;
    this.#store.saveDevice(device);
    this.#finish(device, { type: 'device', action: 'linked', id: other.id, into: device.id });
  }

  /**
   * A source that was linked is a device of its own again, with the id, name and room it had. Throws `ConflictError` for what the device
   * itself was made of.
   */
  unlink(source: SourceModel): DeviceModel {
    const { device: from, origin } = source;
    if (origin === null) throw new ConflictError(`"${from.name}" was made of this source: unlink the others instead`, 'not-linked');
    if (from.sources.length === 1) throw new ConflictError(`"${from.name}" has no other source`, 'not-linked');
    const heard = heardOf(from, source);
    const moved = addressesOf(from, source, origin);
    const former = this.#registry.former.find(origin);
    const begun = former ?? { name: nameOf(source.descriptor), room: from.room, createdAt: this.#clock.now(), linkedAt: this.#clock.now() };
    const { name, room, createdAt } = begun;
    const device = this.#registry.create({ id: origin, name, room, createdAt });
    this.#registry.move(source, device, { origin: null, places: null });
    this.#registry.former.forget(origin);
    this.#registry.rebuild(device);
    this.#registry.rebuild(from);
    this.#say(device, heard);
    this.#finish(from, { type: 'device', action: 'unlinked', id: device.id, from: from.id, linkedAt: begun.linkedAt, moved });
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
      name: `${device.name} (replaced)`,
      room: device.room,
      createdAt: this.#clock.now(),
    });
    device.sources.forEach((source, index) =>
      this.#registry.move(source, retired, { origin: index === 0 ? null : source.origin, places: source.places }),
    );
    this.#merge(device, by, places);
    this.#registry.rebuild(retired);
    this.#notices.publish({ type: 'device', action: 'added', id: retired.id });
    this.#finish(device, { type: 'device', action: 'linked', id: by.id, into: device.id });
    this.#store.commit();
    return retired;
  }

  #merge(device: DeviceModel, other: DeviceModel, places: Places): void {
    const { former } = this.#registry;
    const heard = other.sources.flatMap((source) => heardOf(other, source));
    for (const source of other.sources) {
      const there = source.places ? movedOn(source.places, places) : placed(source, places);
      this.#registry.move(source, device, { origin: source.origin ?? other.id, places: there });
    }
    for (const one of former.of(other.id)) former.save({ ...one, device: device.id, places: movedOn(one.places, places) });
    const { id, name, room, createdAt } = other;
    former.save({ id, device: device.id, name, room, createdAt, linkedAt: this.#clock.now(), places });
    this.#registry.dissolve(other);
    this.#registry.rebuild(device);
    this.#say(device, heard);
  }

  /** What sources said before they came is not forgotten: where they lead it is the value (no change: it was known), or else it stands by. */
  #say(device: DeviceModel, heard: readonly Heard[]): void {
    for (const { source, path, record, heardAt } of heard) {
      const slot = slotAt(device, source, path);
      if (!slot) continue;
      if (slot.lead !== source) {
        this.#twins.stand(slot, source, record);
        continue;
      }
      slot.heardAt = heardAt;
      this.#twins.restore(slot, record);
    }
  }

  #finish(device: DeviceModel, notice: HomeNotice): void {
    this.#notices.publish(notice);
    this.#notices.publish({ type: 'device', action: 'updated', id: device.id });
  }
}

function placed({ descriptor }: SourceModel, places: Places): Places {
  return Object.fromEntries(
    descriptor.endpoints.flatMap(({ id, capabilities }) =>
      Object.keys(capabilities).map((capability) => [`${id}/${capability}`, placeOf(places, id, capability)]),
    ),
  );
}

function heardOf(device: DeviceModel, source: SourceModel): Heard[] {
  return [...slotsOf(device)].flatMap((slot) => {
    const offer = slot.capability.offers.find((one) => one.source === source && Object.hasOwn(one.descriptor.attributes, slot.attribute));
    const { desired: _wish, ...own } = slot.record;
    const record = slot.lead === source ? own : slot.standby?.get(source);
    if (!offer || !record) return [];
    return [{ source, path: `${offer.endpoint}/${slot.capability.id}.${slot.attribute}`, record, heardAt: slot.heardAt }];
  });
}

/** Where each attribute of a source is on its device, and where it is on the one that the source is by itself. */
function addressesOf(from: DeviceModel, source: SourceModel, id: string): { from: AttributeAddress; to: AttributeAddress }[] {
  return [...slotsOf(from)].flatMap(({ endpoint, capability: { id: capability, offers }, attribute }) =>
    offers
      .filter((offer) => offer.source === source && Object.hasOwn(offer.descriptor.attributes, attribute))
      .map((offer) => ({
        from: { device: from.id, endpoint, capability, attribute },
        to: { device: id, endpoint: offer.endpoint, capability, attribute },
      })),
  );
}

function slotAt(device: DeviceModel, source: SourceModel, path: string): Slot | undefined {
  return [...slotsOf(device)].find((slot) =>
    slot.capability.offers.some((offer) => offer.source === source && `${offer.endpoint}/${slot.capability.id}.${slot.attribute}` === path),
  );
}
