import type { DeviceDescriptor } from '@concord/sdk';

/** What stands at each endpoint: endpoint → its capabilities. */
export type Shape = ReadonlyMap<string, ReadonlySet<string>>;

interface Shaped {
  readonly endpoints: ReadonlyMap<string, { readonly capabilities: ReadonlyMap<string, unknown> }>;
}

/** `<capability> <endpoint>` of one view of a product → the endpoint of the device where it belongs. */
export type Places = Readonly<Record<string, string>>;

/** Of the whole product, whichever endpoint a protocol puts them on: they say little about which endpoint is which. */
const general: ReadonlySet<string> = new Set([
  'availability',
  'battery',
  'deviceInfo',
  'diagnostics',
  'health',
  'identify',
  'linkQuality',
  'localSettings',
  'network',
  'powerSource',
  'update',
]);

/** Whether a capability is of the whole product rather than of one part of it. */
export function isGeneral(capability: string): boolean {
  return general.has(capability);
}

/** The shape of a device. */
export function shapeOf({ endpoints }: Shaped): Shape {
  return new Map([...endpoints].map(([id, { capabilities }]) => [id, new Set(capabilities.keys())]));
}

/** The shape of a product as one plugin describes it. */
export function shapeOfView({ endpoints }: DeviceDescriptor): Shape {
  return new Map(endpoints.map(({ id, capabilities }) => [id, new Set(Object.keys(capabilities))]));
}

const special = 10;
const ordinary = 1;
const sameName = 0.5;

// A capability has no white space in it (see `CapabilityId` in the SDK), and an endpoint may have anything.
const keyOf = (endpoint: string, capability: string) => `${capability} ${endpoint}`;

/** The places one by one. */
export function listOf(places: Places): { readonly endpoint: string; readonly capability: string; readonly at: string }[] {
  return Object.entries(places).map(([key, at]) => {
    const space = key.indexOf(' ');
    return { capability: key.slice(0, space), endpoint: key.slice(space + 1), at };
  });
}

/**
 * Finds where each capability of a second view of a product belongs on the device that is there: protocols number the same parts each in
 * their own way (`main`, `1`, `switch:0`), and rules must go on with the addresses they know. An endpoint goes to the one it has most in
 * common with, each to another; a capability that stands elsewhere on the device goes there; what is new keeps its name, or gets one. What
 * was placed earlier (`kept`) stays.
 */
export function place(device: Shape, view: Shape, kept: Places = {}): Places {
  const partner = pair(device, view, kept);
  const taken = new Set(listOf(kept).map(({ capability, at }) => keyOf(at, capability)));
  const named = new Set([...device.keys(), ...Object.values(kept)]);
  const places: Record<string, string> = { ...kept };
  for (const [endpoint, capabilities] of view) {
    const home = partner.get(endpoint) ?? freeName(endpoint, named);
    named.add(home);
    for (const capability of capabilities) {
      const key = keyOf(endpoint, capability);
      if (key in places) continue;
      const standing = partner.has(endpoint) && device.get(home)?.has(capability) ? home : theOnly(capability, device, view);
      const isFree = (at: string | undefined): at is string => at !== undefined && !taken.has(keyOf(at, capability));
      const at = isFree(standing) ? standing : isFree(home) ? home : freeName(endpoint, named);
      named.add(at);
      taken.add(keyOf(at, capability));
      places[key] = at;
    }
  }
  return places;
}

/** Where a view's capability belongs; null: everything stands where the view has it. */
export function placeOf(places: Places | null, endpoint: string, capability: string): string {
  return places?.[keyOf(endpoint, capability)] ?? endpoint;
}

/** Where what stood at `first` ends up that is moved once more: each place of `first` is one that `second` moves on. */
export function moved(first: Places, second: Places): Places {
  return Object.fromEntries(
    listOf(first).map(({ endpoint, capability, at }) => [keyOf(endpoint, capability), placeOf(second, at, capability)]),
  );
}

/** The same places as those of a view that has not been placed before. */
export function placesOf(view: Shape, places: Places): Places {
  return Object.fromEntries(
    [...view].flatMap(([endpoint, capabilities]) =>
      [...capabilities].map((capability) => [keyOf(endpoint, capability), placeOf(places, endpoint, capability)]),
    ),
  );
}

function pair(device: Shape, view: Shape, kept: Places): Map<string, string> {
  const partner = new Map(listOf(kept).map(({ endpoint, at }) => [endpoint, at]));
  const used = new Set(partner.values());
  const areAlike = [...device.keys()].toSorted().join(' ') === [...view.keys()].toSorted().join(' ');
  const pairs = [...view]
    .flatMap(([from, capabilities], i) =>
      [...device].map(([to, others], j) => {
        // A number only counts the parts, and each protocol begins at another.
        const isNamed = from === to && (areAlike || !/^\d+$/.test(from));
        return { from, to, apart: Math.abs(i - j), likeness: likeness(capabilities, others) + (isNamed ? sameName : 0) };
      }),
    )
    .filter(({ likeness: found }) => found >= ordinary)
    .toSorted((a, b) => b.likeness - a.likeness || a.apart - b.apart);
  for (const { from, to } of pairs) {
    if (partner.has(from) || used.has(to)) continue;
    partner.set(from, to);
    used.add(to);
  }
  return partner;
}

function likeness(capabilities: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let sum = 0;
  for (const capability of capabilities) if (others.has(capability)) sum += general.has(capability) ? ordinary : special;
  return sum;
}

/** The one endpoint of the device that has a capability, where the view has it once as well. */
function theOnly(capability: string, device: Shape, view: Shape): string | undefined {
  const having = (shape: Shape) => [...shape].filter(([, capabilities]) => capabilities.has(capability));
  const [found, ...others] = having(device);
  return others.length === 0 && having(view).length === 1 ? found?.[0] : undefined;
}

function freeName(endpoint: string, named: ReadonlySet<string>): string {
  if (!named.has(endpoint)) return endpoint;
  for (let count = 2; ; count++) if (!named.has(`${endpoint}-${count}`)) return `${endpoint}-${count}`;
}
