/** What stands at each endpoint: endpoint → its capabilities. */
export type Shape = ReadonlyMap<string, ReadonlySet<string>>;

interface Shaped {
  readonly endpoints: ReadonlyMap<string, { readonly capabilities: ReadonlyMap<string, unknown> }>;
}

/** `endpoint/capability` of one view of a product → the endpoint of the device where it belongs. */
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

const special = 10;
const ordinary = 1;
const sameName = 0.5;

/**
 * Finds where each capability of a second view of a product belongs on the device that is there: protocols number the same parts each in
 * their own way (`main`, `1`, `switch:0`), and rules must go on with the addresses they know. An endpoint goes to the one it has most in
 * common with, each to another; a capability that stands elsewhere on the device goes there; what is new keeps its name, or gets one.
 */
export function place(device: Shape, view: Shape): Places {
  const partner = pair(device, view);
  const taken = new Set<string>();
  const places: Record<string, string> = {};
  for (const [endpoint, capabilities] of view) {
    const home = partner.get(endpoint) ?? freeName(endpoint, device, places);
    for (const capability of capabilities) {
      const standing = partner.has(endpoint) && device.get(home)?.has(capability) ? home : theOnly(capability, device, view);
      const at = standing !== undefined && !taken.has(`${standing}/${capability}`) ? standing : home;
      taken.add(`${at}/${capability}`);
      places[`${endpoint}/${capability}`] = at;
    }
  }
  return places;
}

/** Where a view's capability belongs, `places` being what was found for it earlier; null: everything stands where the view has it. */
export function placeOf(places: Places | null, endpoint: string, capability: string): string {
  if (!places) return endpoint;
  const known = places[`${endpoint}/${capability}`];
  if (known !== undefined) return known;
  // Described later than the rest of its endpoint: it goes where that went.
  const beside = Object.keys(places).find((key) => key.startsWith(`${endpoint}/`));
  return (beside === undefined ? undefined : places[beside]) ?? endpoint;
}

function pair(device: Shape, view: Shape): Map<string, string> {
  const pairs = [...view]
    .flatMap(([from, capabilities], i) =>
      [...device].map(([to, others], j) => ({ from, to, apart: Math.abs(i - j), likeness: likeness(from, capabilities, to, others) })),
    )
    .filter(({ likeness: found }) => found >= ordinary)
    .toSorted((a, b) => b.likeness - a.likeness || a.apart - b.apart);
  const partner = new Map<string, string>();
  const used = new Set<string>();
  for (const { from, to } of pairs) {
    if (partner.has(from) || used.has(to)) continue;
    partner.set(from, to);
    used.add(to);
  }
  return partner;
}

function likeness(from: string, capabilities: ReadonlySet<string>, to: string, others: ReadonlySet<string>): number {
  let sum = from === to ? sameName : 0;
  for (const capability of capabilities) if (others.has(capability)) sum += general.has(capability) ? ordinary : special;
  return sum;
}

/** The one endpoint of the device that has a capability, where the view has it once as well. */
function theOnly(capability: string, device: Shape, view: Shape): string | undefined {
  const having = (shape: Shape) => [...shape].filter(([, capabilities]) => capabilities.has(capability));
  const [found, ...others] = having(device);
  return others.length === 0 && having(view).length === 1 ? found?.[0] : undefined;
}

function freeName(endpoint: string, device: Shape, places: Places): string {
  const isTaken = (name: string) => device.has(name) || Object.values(places).includes(name);
  if (!isTaken(endpoint)) return endpoint;
  for (let count = 2; ; count++) if (!isTaken(`${endpoint}-${count}`)) return `${endpoint}-${count}`;
}

/** Where what stood at `first` ends up that is moved once more: each place of `first` is one that `second` moves on. */
export function moved(first: Places, second: Places): Places {
  return Object.fromEntries(
    Object.entries(first).map(([key, at]) => {
      const capability = key.slice(key.lastIndexOf('/') + 1);
      return [key, placeOf(second, at, capability)];
    }),
  );
}
