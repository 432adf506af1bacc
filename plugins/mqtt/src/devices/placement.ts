import type { EndpointDescriptor, MappingEntry } from '@concord/sdk';
import type { Fragment } from './fragment.ts';
import type { Part, Saying } from './part.ts';
import { Slot } from './slot.ts';
import { slug } from './slug.ts';

export interface Placement {
  /** By endpoint, then by capability. */
  readonly slots: ReadonlyMap<string, ReadonlyMap<string, Slot>>;
  readonly endpoints: EndpointDescriptor[];
  readonly mapping: MappingEntry[];
}

interface Place {
  readonly slots: Map<string, Slot>;
  first: Part;
  /** What its parts say that people call it. */
  readonly names: Set<string>;
}

const main = 'main';
const maxMapping = 5000;
/** How long the id of an endpoint may be. */
const maxId = 128;

/**
 * Puts the parts of a device on its endpoints: all on `main`, but what `main` already has goes to a child of its own. The result depends
 * on the parts alone, not on the order they were announced in, so that addresses stay as they are over restarts.
 */
export function place(device: string, parts: Iterable<Part>): Placement {
  const sorted = [...parts].toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  const capabilities = new Set(sorted.flatMap((part) => (part.yieldsTo ? [] : part.fragments.map(({ capability }) => capability))));
  const places = new Map<string, Place>();
  const mapping: MappingEntry[] = [];
  for (const part of sorted) {
    for (const fragment of part.fragments) fragment.slot = undefined;
    if (part.yieldsTo && capabilities.has(part.yieldsTo)) {
      mapping.push({ item: item(part), outcome: 'internal', reason: `said by ${part.yieldsTo}` });
      continue;
    }
    for (const group of together(part)) {
      const endpoint = candidates(part, group).find((id) => group.every((fragment) => fits(places.get(id), fragment)));
      if (endpoint === undefined) continue;
      for (const fragment of group) add(device, places, endpoint, part, fragment);
    }
    mapping.push(...mappingOf(part));
  }
  return {
    slots: new Map([...places].map(([id, { slots }]) => [id, slots])),
    endpoints: [...places]
      .map(([id, at]) => describe(id, at))
      .toSorted((a, b) => Number(b.id === main) - Number(a.id === main) || (a.id < b.id ? -1 : 1)),
    mapping: mapping.slice(0, maxMapping),
  };
}

/** Fragments without an endpoint of their own stay together; each other one is placed by itself. */
function together({ fragments }: Part): Fragment[][] {
  const free = fragments.filter(({ endpoint }) => endpoint === undefined);
  const bound = fragments.filter(({ endpoint }) => endpoint !== undefined).map((fragment) => [fragment]);
  return free.length > 0 ? [free, ...bound] : bound;
}

function candidates(part: Part, [first]: readonly Fragment[]): string[] {
  const own = slug(part.endpointHint ?? part.id);
  const start = first?.endpoint?.slice(0, maxId) ?? main;
  const numbered = Array.from({ length: 30 }, (_, at) => `${own}-${at + 2}`);
  // Both cut: the hub refuses a device with a longer id as a whole.
  return [start, ...(start === main ? [own] : [`${start.slice(0, maxId - own.length - 1)}/${own}`]), ...numbered];
}

function fits(place: Place | undefined, fragment: Fragment): boolean {
  return place?.slots.get(fragment.capability)?.fits(fragment) ?? true;
}

function add(device: string, places: Map<string, Place>, endpoint: string, part: Part, fragment: Fragment): void {
  let at = places.get(endpoint);
  if (!at) places.set(endpoint, (at = { slots: new Map(), first: part, names: new Set() }));
  if (part.endpointName !== undefined) at.names.add(part.endpointName);
  let slot = at.slots.get(fragment.capability);
  if (!slot) at.slots.set(fragment.capability, (slot = new Slot(device, endpoint, fragment)));
  slot.add(fragment);
}

function describe(id: string, { slots, first, names }: Place): EndpointDescriptor {
  const isFixed = first.fragments.some(({ endpoint }) => endpoint === id);
  // What stands on `main` may be several things with names of their own; then it is called as the device is.
  const said = names.size === 1 ? [...names][0] : undefined;
  const name = id === main ? said : (said ?? first.endpointName ?? (isFixed ? id : (first.name ?? id)));
  return {
    id,
    ...(name !== undefined && { name: name.slice(0, 255) }),
    ...(first.kind && { kind: first.kind }),
    ...(first.tags && first.tags.length > 0 && { tags: [...first.tags] }),
    capabilities: Object.fromEntries([...slots].map(([capability, { descriptor }]) => [capability, descriptor])),
  };
}

function mappingOf(part: Part): MappingEntry[] {
  const entries = (part.says ?? everything(part)).map(({ item, fragment: { slot, base, capability }, member }): MappingEntry => {
    const at = { item: item.slice(0, 512) };
    if (!slot) return { ...at, outcome: 'ignored', reason: `no endpoint is free for ${capability}` };
    return { ...at, outcome: base ? 'generic' : 'capability', target: `${slot.endpoint}/${capability}.${member}`.slice(0, 512) };
  });
  return part.note ? [...entries, { item: item(part), ...part.note }] : entries;
}

/** What a part of one item says. */
export function everything({ id, fragments }: Part): Saying[] {
  return fragments.flatMap((fragment) => membersOf(fragment).map((member) => ({ item: id, fragment, member })));
}

/** The attributes, commands and events of a fragment, as the mapping report writes them. */
export function membersOf({ attributes, commands = {}, events = [] }: Fragment): string[] {
  return [...Object.keys(attributes), ...Object.keys(commands).map((name) => `${name}()`), ...events];
}

function item({ id }: Part): string {
  return id.slice(0, 512);
}
