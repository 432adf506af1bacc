import {
  DefinitionBudget,
  kindOf,
  resolveCapability,
  type CapabilityDefinition,
  type CapabilityDescriptor,
  type EndpointDescriptor,
  type Finding,
} from '@concord/sdk';
import { iso } from '../clock.ts';
import type { CapabilityModel, DeviceModel, EndpointModel, Offer, Slot, SourceModel } from './device-model.ts';
import { isGeneral, placeOf } from './identity/placement.ts';
import type { ValueRecord } from './resources.ts';

/** What is told about a capability or attribute of a description that can't be used. */
export type DescribeProblem = (source: SourceModel, place: string, message: string) => void;

/** What a device is built of beside its descriptions. */
export interface BuildContext {
  readonly now: number;
  /** The record of an attribute that was there earlier, by `endpoint/capability.attribute`. */
  readonly restored: (path: string) => ValueRecord | undefined;
  readonly problem: DescribeProblem;
}

interface Draft {
  descriptor: EndpointDescriptor;
  readonly offers: Map<string, Offer[]>;
}

/**
 * Builds a device's endpoints from what its sources describe, the preferred first. Attributes that were there before keep their slots. A
 * capability or attribute that is not in the model is refused, and the rest stands.
 */
export function buildEndpoints(device: DeviceModel, context: BuildContext): ReadonlyMap<string, EndpointModel> {
  const endpoints = new Map<string, EndpointModel>();
  const budget = new DefinitionBudget();
  for (const [id, { descriptor, offers }] of gather(device)) {
    const capabilities = new Map<string, CapabilityModel>();
    for (const [capability, offered] of offers) {
      const built = buildCapability({ device, endpoint: id, id: capability }, offered, context, budget);
      if (built) capabilities.set(capability, built);
    }
    endpoints.set(id, { id, descriptor, kind: kindOf(capabilities.keys(), descriptor.kind), capabilities });
  }
  return endpoints;
}

/** Every capability at its place, with the sources that have it. */
function gather({ sources }: DeviceModel): Map<string, Draft> {
  const drafts = new Map<string, Draft>();
  // The one the device was made of says how its endpoints are called and in which order they stand, whichever leads.
  for (const source of sources.toSorted((a, b) => Number(a.places !== null) - Number(b.places !== null))) {
    for (const endpoint of source.descriptor.endpoints) {
      const places =
        source.places === null ? [endpoint.id] : Object.keys(endpoint.capabilities).map((id) => placeOf(source.places, endpoint.id, id));
      for (const at of places) if (!drafts.has(at)) drafts.set(at, { descriptor: endpoint, offers: new Map() });
    }
  }
  for (const source of sources) {
    for (const endpoint of source.descriptor.endpoints) {
      for (const [id, descriptor] of Object.entries(endpoint.capabilities)) {
        const { offers } = drafts.get(placeOf(source.places, endpoint.id, id)) ?? { offers: new Map<string, Offer[]>() };
        const others = offers.get(id) ?? [];
        const offer: Offer = { source, endpoint: endpoint.id, descriptor, isHeld: false };
        // Two endpoints of one source at one place: the first has it.
        if (!others.some((other) => other.source === source)) offers.set(id, [...others, offer]);
      }
    }
  }
  return drafts;
}

/**
 * What can open, burn or move something stays with what the device was made of, until the owner confirms that the other is the same
 * product: an identifier is only what a plugin says.
 */
function heldBack(id: string, { risk }: CapabilityDefinition, offers: readonly Offer[]): readonly Offer[] {
  if ((risk !== 'security' && risk !== 'harm') || isGeneral(id)) return offers;
  const isSure = ({ source }: Offer) => source.origin === null || source.confirmed || source.preferred;
  return offers
    .map((offer) => (isSure(offer) ? offer : { ...offer, isHeld: true }))
    .toSorted((a, b) => Number(a.isHeld) - Number(b.isHeld));
}

interface CapabilityPlace {
  readonly device: DeviceModel;
  readonly endpoint: string;
  readonly id: string;
}

function buildCapability(
  { device, endpoint, id }: CapabilityPlace,
  offered: readonly Offer[],
  { now, restored, problem }: BuildContext,
  budget: DefinitionBudget,
): CapabilityModel | undefined {
  const place = `${endpoint}/${id}`;
  const usable = offered.flatMap((offer) => {
    const refuse = ({ path, message }: Finding) => problem(offer.source, `${place}${path}`, message);
    const definition = resolveCapability(id, offer.descriptor, refuse, budget);
    return definition ? [{ offer, definition }] : [];
  });
  const [first] = usable;
  if (!first) return undefined;
  // What one source means by an extension another need not mean.
  const alike = usable.filter(({ definition }) => definition.id === first.definition.id && definition.version === first.definition.version);
  const offers = heldBack(
    id,
    first.definition,
    alike.map(({ offer }) => offer),
  );
  const definition = alike.length === 1 ? first.definition : merged(alike.map((one) => one.definition));
  const slots = new Map<string, Slot>();
  const capability: CapabilityModel = { id, definition, descriptor: together(offers), offers, slots };
  const before = device.endpoints.get(endpoint)?.capabilities.get(id);
  for (const offer of offers) {
    for (const attribute of Object.keys(offer.descriptor.attributes)) {
      if (slots.has(attribute)) continue;
      const defined = Object.hasOwn(definition.attributes, attribute) ? definition.attributes[attribute] : undefined;
      // A definition of its own that could not be taken has been told already.
      const isTold = (offer.descriptor.definition ?? offer.descriptor.attributes[attribute]?.definition) !== undefined;
      if (!defined && !isTold) problem(offer.source, `${place}.${attribute}`, `"${id}" has no attribute "${attribute}"`);
      if (!defined) continue;
      const known = before?.slots.get(attribute);
      const record = known?.record ?? restored(`${place}.${attribute}`) ?? unknownRecord(now);
      slots.set(attribute, slotOf({ device, endpoint, attribute, capability }, known, record, now));
    }
  }
  // Of an extension of which nothing could be taken, nothing is left.
  const isEmpty = slots.size === 0 && !capability.descriptor.commands?.length && !capability.descriptor.events?.length;
  return isEmpty && capability.descriptor.definition ? undefined : capability;
}

type SlotPlace = Pick<Slot, 'device' | 'endpoint' | 'attribute' | 'capability'>;

function slotOf(place: SlotPlace, known: Slot | undefined, record: ValueRecord, now: number): Slot {
  const { capability, attribute } = place;
  const offers = capability.offers.filter(({ descriptor }) => Object.hasOwn(descriptor.attributes, attribute));
  // Who led goes on leading until there is an election, since another's value is another.
  const lead = offers.find(({ source }) => source === known?.lead) ?? leadOf(capability.offers, attribute);
  if (!lead) throw new Error(`nobody offers "${capability.id}.${attribute}"`);
  const descriptor = lead.descriptor.attributes[attribute] ?? {};
  const unit = unitOf(lead, capability.definition, attribute);
  const described = { capability, descriptor, lead: known?.lead ?? lead.source, record: inUnit(record, unit, now) };
  if (known) return Object.assign(known, described);
  return { ...place, standby: undefined, heardAt: 0, expectations: [], successor: undefined, ...described };
}

/** The unit in which a source measures an attribute, as a UCUM code; undefined: it has none. */
export function unitOf({ descriptor }: Offer, { attributes }: CapabilityDefinition, attribute: string): string | undefined {
  return descriptor.attributes[attribute]?.unit ?? attributes[attribute]?.unit;
}

/** A value that was measured in another unit is none in this one. */
export function inUnit(record: ValueRecord, unit: string | undefined, now: number): ValueRecord {
  if (record.unit === unit) return record;
  const isOther = record.unit !== undefined && record.value !== null;
  const { unit: _before, ...rest } = isOther ? unknownRecord(now) : record;
  return unit === undefined ? rest : { ...rest, unit };
}

/**
 * Who should lead an attribute: the first that is trusted, of those that measure it as the first does. `hasSpoken` prefers those who said
 * something of it.
 */
export function leadOf(
  offers: readonly Offer[],
  attribute: string,
  hasSpoken: (source: SourceModel) => boolean = () => false,
): Offer | undefined {
  const having = offers.filter(({ descriptor }) => Object.hasOwn(descriptor.attributes, attribute));
  const told = ({ descriptor }: Offer) => descriptor.attributes[attribute]?.unit;
  const [first] = having;
  const able = having.filter((offer) => (!offer.isHeld || offer === first) && first !== undefined && told(offer) === told(first));
  const trusted = able.filter(({ source }) => source.trusted);
  const spoken = ({ source }: Offer) => hasSpoken(source);
  const heard = able.filter(({ source }) => source.availability === 'online').find(spoken);
  // The first may be back in a moment, and what it said stands until somebody is trusted instead.
  const waiting = first && spoken(first) ? first : heard;
  return trusted.find(spoken) ?? waiting ?? trusted[0] ?? first;
}

function together(offers: readonly Offer[]): CapabilityDescriptor {
  const [first, ...others] = offers;
  if (!first || others.length === 0) return first?.descriptor ?? { attributes: {} };
  const all = offers.map(({ descriptor }) => descriptor);
  return {
    ...first.descriptor,
    attributes: Object.assign({}, ...all.toReversed().map(({ attributes }) => attributes)),
    commands: [...new Set(all.flatMap(({ commands = [] }) => commands))],
    events: [...new Set(all.flatMap(({ events = [] }) => events))],
  };
}

/** Each source may have added attributes of its own. */
function merged(definitions: readonly CapabilityDefinition[]): CapabilityDefinition {
  const attributes = Object.assign({}, ...definitions.toReversed().map((definition) => definition.attributes));
  return Object.assign({}, definitions[0], { attributes });
}

function unknownRecord(now: number): ValueRecord {
  return { value: null, quality: 'unknown', at: iso(now), receivedAt: iso(now) };
}
