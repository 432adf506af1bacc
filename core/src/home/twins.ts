import { isDeepStrictEqual } from 'node:util';
import { checkAttribute, checkEvent, type PluginMessages } from '@concord/sdk';
import { iso, type Clock } from '../clock.ts';
import { Feed } from '../feed.ts';
import type { Cause, Change, HomeNotice } from './changes.ts';
import { inUnit, leadOf, unitOf } from './build-endpoints.ts';
import { slotsOf, type CapabilityModel, type DeviceModel, type Offer, type Slot, type SourceModel } from './device-model.ts';
import { placeOf } from './identity/placement.ts';
import { EventEchoes } from './event-echoes.ts';
import { isReached } from './reached.ts';
import { isBelieved, type Desired, type ValueRecord } from './resources.ts';

/** Told about each part of a report that was refused. */
export type Refuse = (plugin: string, refusal: { code: string; message: string; place: string; device: string }) => void;

// A source's clock may be wrong; a time further ahead than this is not believed, and the hub's own is taken.
const aheadMs = 5 * 60_000;
// And one that says 1970 has lost its time: nothing that is worth telling was kept by a device for longer than this.
const behindMs = 30 * 86_400_000;
/** So long a device may take to come to what it acknowledged, in milliseconds: a cover or a valve moves for a minute. */
export const arrivalMs = 120_000;

/** Brings reports into the twins, and says what changed. The only place where a reported value is written. */
export class Twins {
  readonly changes: Feed<Change>;
  readonly notices: Feed<HomeNotice>;
  readonly #clock: Clock;
  readonly #refuse: Refuse;
  readonly #touched: (slot: Slot) => void;
  readonly #echoes = new EventEchoes();

  /** `touched` hears of each slot whose record is another, to persist it. */
  constructor(clock: Clock, notices: Feed<HomeNotice>, refuse: Refuse, touched: (slot: Slot) => void, onError: (error: unknown) => void) {
    this.#clock = clock;
    this.notices = notices;
    this.#refuse = refuse;
    this.#touched = touched;
    this.changes = new Feed(onError);
  }

  /** Takes what fits of a report, attribute by attribute; what doesn't is refused with its place, and the value before stays. */
  report(source: SourceModel, message: PluginMessages['report']): void {
    const found = this.#find(source, message.endpoint, message.capability);
    if (!found) return;
    const { capability, offer } = found;
    const now = this.#clock.now();
    const cause: Cause = { kind: 'report', plugin: source.plugin };
    source.device.lastSeen = now;
    for (const attribute in message.values) {
      const slot = capability.slots.get(attribute);
      const place = `${message.endpoint}/${message.capability}.${attribute}`;
      if (!slot || !Object.hasOwn(offer.descriptor.attributes, attribute)) {
        this.#refuse(source.plugin, {
          code: 'unknown-attribute',
          message: 'the device was described without it',
          place,
          device: source.key,
        });
        continue;
      }
      const value = message.values[attribute];
      const finding = checkAttribute(capability.definition, offer.descriptor, attribute, value);
      if (finding) {
        this.#refuse(source.plugin, { code: 'bad-value', message: finding.message, place, device: source.key });
        continue;
      }
      if (slot.lead === source) this.#apply(slot, value, message, now, cause);
      else this.#hearStandby(slot, offer, value, message, now);
    }
  }

  event(source: SourceModel, message: PluginMessages['event']): void {
    const found = this.#find(source, message.endpoint, message.capability);
    if (!found) return;
    const { capability, endpoint, offer } = found;
    if (offer.isHeld) return;
    const now = this.#clock.now();
    const place = `${message.endpoint}/${message.capability}.${message.event}`;
    const [finding] = checkEvent(capability.definition, offer.descriptor, message.event, message.payload);
    if (finding) {
      this.#refuse(source.plugin, { code: 'bad-event', message: `${finding.path} ${finding.message}`.trim(), place, device: source.key });
      return;
    }
    source.device.lastSeen = now;
    if (source.device.sources.length > 1 && this.#echoes.isEcho(source, `${endpoint}/${capability.id}.${message.event}`, now)) return;
    const receivedAt = iso(now);
    this.changes.publish({
      type: 'event',
      device: source.device.id,
      endpoint,
      capability: message.capability,
      event: message.event,
      payload: message.payload ?? {},
      at: this.#believable(message.at, now) ?? receivedAt,
      receivedAt,
      cause: { kind: 'report', plugin: source.plugin },
    });
  }

  /** What a source says can't be believed any more: its plugin is gone, or the device does not answer it. */
  makeStale(source: SourceModel): void {
    for (const slot of slotsOf(source.device)) {
      if (slot.lead === source) this.makeSlotStale(slot);
      const waiting = slot.standby?.get(source);
      if (waiting && isBelieved(waiting.quality)) this.stand(slot, source, { ...waiting, quality: 'stale' });
    }
  }

  /** Keeps what a source says that does not lead. */
  stand(slot: Slot, source: SourceModel, record: ValueRecord): void {
    (slot.standby ??= new Map()).set(source, record);
  }

  /** Sources of a device came or went, or one of them is trusted again: each attribute is led by the one that should, and has its value. */
  elect(device: DeviceModel): void {
    for (const slot of slotsOf(device)) this.#elect(slot);
  }

  // What stands by is only known where it is measured in the same unit; and one that leads and never spoke must not hide it.
  #hearStandby(slot: Slot, offer: Offer, value: unknown, message: PluginMessages['report'], now: number): void {
    if (offer.descriptor.attributes[slot.attribute]?.unit !== slot.descriptor.unit) return;
    this.stand(slot, offer.source, this.#record(offer.source, slot, value, message, now));
    this.#elect(slot);
  }

  #elect(slot: Slot): void {
    const hasSpoken = (source: SourceModel) => {
      const said = source === slot.lead ? slot.record : slot.standby?.get(source);
      // After a start the value may still be that of another.
      return said !== undefined && said.quality !== 'unknown' && (said.source ?? source.id) === source.id;
    };
    const lead = leadOf(slot.capability.offers, slot.attribute, hasSpoken);
    if (lead && lead.source !== slot.lead) this.#hand(slot, lead);
  }

  #hand(slot: Slot, offer: Offer): void {
    const { desired, ...record } = slot.record;
    const { source, descriptor } = offer;
    const unit = unitOf(offer, slot.capability.definition, slot.attribute);
    const isAlike = record.unit === unit;
    const isStillThere = slot.capability.offers.some((one) => one.source === slot.lead);
    if (isStillThere && isAlike) this.stand(slot, slot.lead, record);
    slot.lead = source;
    slot.descriptor = descriptor.attributes[slot.attribute] ?? {};
    const heard = slot.standby?.get(source);
    slot.standby?.delete(source);
    if (heard || !isAlike) {
      const next = inUnit(heard ?? record, unit, this.#clock.now());
      // What is wanted is a value too, and none in another unit.
      this.#replace(slot, desired && isAlike ? { ...next, desired } : next, { kind: 'report', plugin: source.plugin });
    } else if (!isStillThere) this.makeSlotStale(slot);
  }

  /** Puts back a value that was known at another address. */
  restore(slot: Slot, record: ValueRecord): void {
    slot.standby?.delete(slot.lead);
    slot.record = record;
    this.#touched(slot);
  }

  /** One value was not heard for longer than it may be silent. */
  makeSlotStale(slot: Slot): void {
    const { record } = slot;
    if (!isBelieved(record.quality)) return;
    this.#replace(slot, { ...record, quality: 'stale' }, { kind: 'report', plugin: slot.lead.plugin });
  }

  /** Says what is wanted of an attribute, or (undefined) that nothing is any more. */
  desire(slot: Slot, desired: Desired | undefined): void {
    const { desired: _before, ...record } = slot.record;
    slot.record = desired ? { ...record, desired } : record;
    this.#touched(slot);
    const { device, endpoint, capability, attribute } = slot;
    this.notices.publish({ type: 'desired', device: device.id, endpoint, capability: capability.id, attribute, record: slot.record });
  }

  #find(
    source: SourceModel,
    named: string,
    id: string,
  ): { readonly endpoint: string; readonly capability: CapabilityModel; readonly offer: Offer } | undefined {
    const endpoint = source.places ? placeOf(source.places, named, id) : named;
    const capability = source.device.endpoints.get(endpoint)?.capabilities.get(id);
    const offer = capability?.offers.find((one) => one.source === source && one.endpoint === named);
    if (capability && offer) return { endpoint, capability, offer };
    const place = `${named}/${id}`;
    this.#refuse(source.plugin, { code: 'unknown-capability', message: 'the device was described without it', place, device: source.key });
    return undefined;
  }

  #apply(slot: Slot, value: unknown, message: PluginMessages['report'], now: number, cause: Cause): void {
    const { desired } = slot.record;
    slot.heardAt = now;
    const isWanted = desired !== undefined && isStillWanted(desired, now);
    const reached = isWanted && isReached(slot, desired.value, value);
    const record = this.#record(slot.lead, slot, value, message, now);
    this.#replace(
      slot,
      isWanted && !reached ? { ...record, desired } : record,
      reached && desired.command !== undefined ? { kind: 'command', command: desired.command, origin: desired.origin } : cause,
    );
    if (slot.expectations.length > 0) slot.expectations = slot.expectations.filter((expectation) => !expectation.seen(value));
  }

  #record(
    source: SourceModel,
    { attribute, record: { unit } }: Slot,
    value: unknown,
    message: PluginMessages['report'],
    now: number,
  ): ValueRecord {
    const receivedAt = iso(now);
    const raw = message.raw?.[attribute];
    return {
      value: value ?? null,
      ...(unit !== undefined && { unit }),
      quality: value === null ? 'unknown' : (message.quality ?? 'good'),
      at: (message.at === undefined ? undefined : this.#believable(message.at, now)) ?? receivedAt,
      receivedAt,
      source: source.id,
      ...(raw !== undefined && { raw }),
    };
  }

  #replace(slot: Slot, record: ValueRecord, cause: Cause): void {
    const previous = slot.record;
    slot.record = record;
    this.#touched(slot);
    if (previous.quality === record.quality && previous.desired === record.desired && isDeepStrictEqual(previous.value, record.value))
      return;
    this.changes.publish({
      type: 'attribute',
      device: slot.device.id,
      endpoint: slot.endpoint,
      capability: slot.capability.id,
      attribute: slot.attribute,
      record,
      previous: previous.value,
      previousQuality: previous.quality,
      cause,
    });
  }

  #believable(at: string | undefined, now: number): string | undefined {
    if (at === undefined) return undefined;
    const time = Date.parse(at);
    return time <= now + aheadMs && time >= now - behindMs ? iso(time) : undefined;
  }
}

// A wish that failed is answered by any report. One that the device took is too, once it had the time to come to it: what it says later is
// somebody else's doing, and must not be told as this command's.
function isStillWanted({ state, at }: Desired, now: number): boolean {
  if (state === 'sent') return true;
  return (state === 'accepted' || state === 'assumed') && now - Date.parse(at) < arrivalMs;
}
