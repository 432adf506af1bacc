import {
  kindOf,
  resolveCapability,
  type AttributeDescriptor,
  type CapabilityDefinition,
  type CapabilityDescriptor,
  type DeviceDescriptor,
  type EndpointDescriptor,
} from '@concord/sdk';
import { iso } from '../clock.ts';
import type { Availability, ValueRecord } from './resources.ts';

/** What waits for a report of one attribute: a command that was sent and not yet confirmed. */
export interface Expectation {
  /** Called with each reported value; answers true when it was the one. */
  seen(value: unknown): boolean;
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
  /** When the value was last heard, in milliseconds; 0: not since the hub started. */
  heardAt: number;
  expectations: Expectation[];
}

export interface CapabilityModel {
  readonly id: string;
  readonly definition: CapabilityDefinition;
  readonly descriptor: CapabilityDescriptor;
  readonly slots: ReadonlyMap<string, Slot>;
}

export interface EndpointModel {
  readonly id: string;
  readonly descriptor: EndpointDescriptor;
  readonly kind: string;
  readonly capabilities: ReadonlyMap<string, CapabilityModel>;
}

/** One plugin's view of a device. */
export interface SourceModel {
  readonly plugin: string;
  readonly key: string;
  readonly device: DeviceModel;
  descriptor: DeviceDescriptor;
  availability: Availability;
  sleeping: boolean;
  /** The plugin said that the product is gone. It may be wrong, or come back: only the owner deletes a device. */
  withdrawn: boolean;
}

/** A device with all that is known of it. */
export interface DeviceModel {
  readonly id: string;
  name: string;
  room: string | null;
  readonly createdAt: number;
  lastSeen: number | null;
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

/** Where a slot is in its device, as text. */
export function pathOf({ endpoint, capability, attribute }: Slot): string {
  return `${endpoint}/${capability.id}.${attribute}`;
}

/** What is told about a capability or attribute of a description that can't be used. */
export type DescribeProblem = (place: string, message: string) => void;

/**
 * Builds a device's endpoints from what its sources describe. Attributes that were there before keep their slots; `restored` gives
 * the record of one that was there earlier. A capability or attribute that is not in the model is refused, and the rest stands.
 */
export function buildEndpoints(
  device: DeviceModel,
  now: number,
  restored: (path: string) => ValueRecord | undefined,
  problem: DescribeProblem,
): ReadonlyMap<string, EndpointModel> {
  const endpoints = new Map<string, EndpointModel>();
  for (const { descriptor } of device.sources) {
    for (const endpoint of descriptor.endpoints) {
      const capabilities = new Map<string, CapabilityModel>(endpoints.get(endpoint.id)?.capabilities);
      for (const [id, described] of Object.entries(endpoint.capabilities)) {
        if (capabilities.has(id)) continue;
        const definition = resolveCapability(id, described);
        if (!definition) problem(`${endpoint.id}/${id}`, 'no such capability in the model, and no `base` that says what it is like');
        else capabilities.set(id, buildCapability(device, endpoint.id, id, definition, described, now, restored, problem));
      }
      endpoints.set(endpoint.id, {
        id: endpoint.id,
        descriptor: endpoint,
        kind: endpoint.kind ?? kindOf([...capabilities.keys()]),
        capabilities,
      });
    }
  }
  return endpoints;
}

function buildCapability(
  device: DeviceModel,
  endpoint: string,
  id: string,
  definition: CapabilityDefinition,
  descriptor: CapabilityDescriptor,
  now: number,
  restored: (path: string) => ValueRecord | undefined,
  problem: DescribeProblem,
): CapabilityModel {
  const slots = new Map<string, Slot>();
  const capability: CapabilityModel = { id, definition, descriptor, slots };
  const before = device.endpoints.get(endpoint)?.capabilities.get(id);
  for (const [attribute, narrowed] of Object.entries(descriptor.attributes)) {
    const defined = definition.attributes[attribute];
    if (!defined) {
      problem(`${endpoint}/${id}.${attribute}`, `"${id}" has no attribute "${attribute}"`);
      continue;
    }
    const known = before?.slots.get(attribute);
    const unit = narrowed.unit ?? defined.unit;
    const record = known?.record ?? restored(`${endpoint}/${id}.${attribute}`) ?? unknownRecord(now);
    const described = {
      capability,
      descriptor: narrowed,
      record: unit === undefined || record.unit === unit ? record : { ...record, unit },
    };
    slots.set(
      attribute,
      known ? Object.assign(known, described) : { device, endpoint, attribute, heardAt: 0, expectations: [], ...described },
    );
  }
  return capability;
}

function unknownRecord(now: number): ValueRecord {
  return { value: null, quality: 'unknown', at: iso(now), receivedAt: iso(now) };
}
