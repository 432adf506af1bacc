import type {
  AttributeDescriptor,
  CapabilityDefinition,
  CapabilityDescriptor,
  DeviceDescriptor,
  EndpointDescriptor,
  Kind,
} from '@concord/sdk';
import type { Places } from './identity/placement.ts';
import type { Availability, ValueRecord } from './resources.ts';

/** What waits for a report of one attribute: a command that was sent and not yet confirmed. */
export interface Expectation {
  /** Called with each reported value; answers true when it was the one. */
  seen(value: unknown): boolean;
  /** A later command wants this value of the attribute. */
  superseded(by: unknown): void;
}

/**
 * One attribute of one twin, at the unique address `device/endpoint/capability.attribute`. It stays the same object while the device is
 * described anew, since a command that is under way, a timer or a write may hold it.
 */
export interface Slot {
  readonly device: DeviceModel;
  readonly endpoint: string;
  capability: CapabilityModel;
  readonly attribute: string;
  descriptor: AttributeDescriptor;
  record: ValueRecord;
  /** The source whose reports count; the others stand by. */
  lead: SourceModel;
  /** What the sources that stand by said last. */
  standby: Map<SourceModel, ValueRecord> | undefined;
  /** When the value was last heard, in milliseconds; 0: not since the hub started. */
  heardAt: number;
  expectations: Expectation[];
  /** The slot that stands for it since its device became part of another. */
  successor: Slot | undefined;
}

/** A capability as one source has it. */
export interface Offer {
  readonly source: SourceModel;
  /** What the source itself calls the endpoint. */
  readonly endpoint: string;
  readonly descriptor: CapabilityDescriptor;
  /** It stands by until the owner confirms the link: nobody gets a lock by saying its serial number. */
  readonly isHeld: boolean;
}

export interface CapabilityModel {
  readonly id: string;
  readonly definition: CapabilityDefinition;
  /** What all its sources offer together. */
  readonly descriptor: CapabilityDescriptor;
  /** By preference, never empty. */
  readonly offers: readonly Offer[];
  readonly slots: ReadonlyMap<string, Slot>;
}

export interface EndpointModel {
  readonly id: string;
  readonly descriptor: EndpointDescriptor;
  readonly kind: Kind;
  readonly capabilities: ReadonlyMap<string, CapabilityModel>;
}

/** One plugin's view of a device. */
export interface SourceModel {
  /** For the API: it says nothing of plugin or key, and never changes. */
  readonly id: string;
  readonly plugin: string;
  readonly key: string;
  device: DeviceModel;
  descriptor: DeviceDescriptor;
  availability: Availability;
  sleeping: boolean;
  /** The plugin said that the product is gone. It may be wrong, or come back: only the owner deletes a device. */
  withdrawn: boolean;
  /** The device it was, or would have been, before it was linked to this one; null where the device was made of it. */
  origin: string | null;
  /** Where its capabilities are on the device; null: where the source says. */
  places: Places | null;
  /** The owner wants this one to lead. */
  preferred: boolean;
  /** The owner said that it is this product; false where the hub linked it by itself. */
  confirmed: boolean;
  /** It has been there long enough to lead. */
  trusted: boolean;
}

/** A device with all that is known of it. */
export interface DeviceModel {
  readonly id: string;
  name: string;
  room: string | null;
  readonly createdAt: number;
  lastSeen: number | null;
  /** By preference. */
  sources: SourceModel[];
  endpoints: ReadonlyMap<string, EndpointModel>;
  /** `endpoint/capability.attribute` → the last record of what is not described now: it may be again. */
  readonly kept: Map<string, ValueRecord>;
}

/** The best of the sources' availabilities: a device is online if one way to it works. */
export function availabilityOf(device: DeviceModel): Availability {
  const order: readonly Availability[] = ['online', 'offline', 'unavailable'];
  return order.find((state) => device.sources.some(({ availability }) => availability === state)) ?? 'unavailable';
}

/** Every slot of a device. */
export function* slotsOf(device: DeviceModel): Iterable<Slot> {
  for (const endpoint of device.endpoints.values())
    for (const capability of endpoint.capabilities.values()) yield* capability.slots.values();
}

/** The slot that stands for this one now. */
export function latest(slot: Slot): Slot {
  let at = slot;
  while (at.successor) at = at.successor;
  return at;
}

/** Where a slot is in its device, as text. */
export function pathOf({ endpoint, capability, attribute }: Slot): string {
  return `${endpoint}/${capability.id}.${attribute}`;
}
