import type { AttributeDescriptor, CapabilityDescriptor, EndpointDescriptor, MappingEntry } from '@concord/sdk';
import { isObject, textOf, valueAt, type JsonObject } from '../untrusted/json.ts';
import type { Component, Part, Row } from './component.ts';
import { components } from './components/index.ts';
import { extensionOf } from './extension.ts';
import { idOf, isAt, pathsOf, type Path } from './paths.ts';
import { anything, type Read } from './values.ts';

/** One value of a component, and where it goes: nowhere for what is not shown. */
interface Item {
  readonly path: Path;
  readonly targets: readonly Target[];
}

interface Target {
  readonly endpoint: string;
  readonly capability: string;
  readonly attribute: string;
  readonly read: Read;
  readonly event?: Row['event'];
}

/** A component as this device has it. */
interface Placed {
  /** `switch:0` */
  readonly key: string;
  readonly id: number;
  readonly component: Component;
  readonly endpoint: string;
}

/** What a device is, made from its status and configuration: its endpoints, and the way of each value and command. */
export interface Layout {
  readonly endpoints: readonly EndpointDescriptor[];
  readonly mapping: readonly MappingEntry[];
  /** By component key and `idOf` the path. */
  readonly items: ReadonlyMap<string, ReadonlyMap<string, Item>>;
  /** Components beyond the limit. */
  readonly leftOut: ReadonlySet<string>;
  readonly placed: ReadonlyMap<string, Placed>;
  /** By `endpoint/capability`: who carries out its commands. */
  readonly owners: ReadonlyMap<string, Placed>;
}

interface DraftEndpoint {
  id: string;
  name?: string;
  kind?: string;
  tags?: string[];
  capabilities: Record<string, DraftCapability>;
}

/** One component while it is laid out. */
interface Draft {
  readonly key: string;
  readonly config: JsonObject;
  readonly status: JsonObject;
  readonly items: Map<string, Item>;
}

type DraftCapability = Omit<CapabilityDescriptor, 'attributes'> & { attributes: Record<string, AttributeDescriptor> };

const maxComponents = 200;
const maxExtensions = 500;
const byType = new Map(components.map((component, order) => [component.type, { component, order }]));

/** Unmapped and unlimited events of any component. */
export const eventCapability = 'shelly:event';

/** `switch:0` → `switch` and 0; a component without a number has -1. */
function splitKey(key: string): { type: string; id: number } {
  const match = /^([^:]+):(\d{1,6})$/.exec(key);
  return match?.[1] === undefined ? { type: key, id: -1 } : { type: match[1], id: Number(match[2]) };
}

export function layOut(app: string, status: JsonObject, config: JsonObject): Layout {
  return new LayoutMaker(app, status, config).make();
}

class LayoutMaker {
  readonly #app: string;
  readonly #status: JsonObject;
  readonly #config: JsonObject;
  readonly #endpoints = new Map<string, DraftEndpoint>([['main', { id: 'main', capabilities: {} }]]);
  readonly #mapping: MappingEntry[] = [];
  readonly #items = new Map<string, Map<string, Item>>();
  readonly #placed = new Map<string, Placed>();
  readonly #owners = new Map<string, Placed>();
  #extensions = 0;

  constructor(app: string, status: JsonObject, config: JsonObject) {
    this.#app = app;
    this.#status = status;
    this.#config = config;
  }

  make(): Layout {
    const keys = Object.keys(this.#status).filter((key) => isObject(this.#status[key]));
    keys.sort((a, b) => orderOf(a) - orderOf(b) || splitKey(a).id - splitKey(b).id);
    for (const key of keys.slice(0, maxComponents)) this.#add(key, keys);
    const leftOut = keys.slice(maxComponents);
    for (const key of leftOut) this.#note({ item: key, outcome: 'ignored', reason: `more than ${maxComponents} components` });
    const main = this.#endpoint('main');
    main.capabilities[eventCapability] = { base: 'genericTrigger', title: 'Other events', attributes: {}, events: ['fired'] };
    return {
      endpoints: [...this.#endpoints.values()],
      mapping: this.#mapping.slice(0, 5000),
      items: this.#items,
      leftOut: new Set(leftOut),
      placed: this.#placed,
      owners: this.#owners,
    };
  }

  #add(key: string, keys: readonly string[]): void {
    const { type, id } = splitKey(key);
    const status = this.#objectAt(this.#status, key);
    const config = this.#objectAt(this.#config, key);
    const component = byType.get(type)?.component;
    const draft: Draft = { key, config, status, items: new Map() };
    this.#items.set(key, draft.items);
    const rows = (component?.rows ?? []).filter(({ when }) => when === undefined || when(config, status));
    const endpoint = component ? this.#place(component, key, id, config, rows, keys) : this.#endpoint('main');
    const placed: Placed | undefined = component && { key, id, component, endpoint: endpoint.id };
    if (placed) this.#placed.set(key, placed);
    for (const path of pathsOf(status, component)) {
      const fitting = rows.filter((row) => isAt(row.path, path));
      const reason = Object.entries(component?.internal ?? {}).find(([internal]) => isAt(internal, path))?.[1];
      if (placed && fitting.length > 0) for (const row of fitting) this.#addRow(row, placed, endpoint, path, draft);
      else if (reason !== undefined) this.#leaveOut(draft, path, 'internal', reason);
      else if (component?.rows.some((row) => isAt(row.path, path)))
        this.#leaveOut(draft, path, 'internal', 'does not apply as the component is set up');
      else this.#addExtension(draft, path, endpoint);
    }
    if (placed) this.#addVerbs(placed, endpoint, config, status);
  }

  #addRow(row: Row, placed: Placed, home: DraftEndpoint, path: Path, { config, status, items }: Draft): void {
    const [capability = '', attribute = ''] = row.to.split('.');
    const endpoint = row.part ? this.#part(home, row.part) : home;
    const item = `${placed.key}.${row.path}`;
    const descriptor = (endpoint.capabilities[capability] ??= { attributes: {} });
    descriptor.attributes[attribute] = { source: item, writable: row.writable ?? false, ...row.narrow?.(config, status) };
    const target: Target = { endpoint: endpoint.id, capability, attribute, read: row.read, ...(row.event && { event: row.event }) };
    items.set(idOf(path), { path, targets: [...(items.get(idOf(path))?.targets ?? []), target] });
    this.#owners.set(`${endpoint.id}/${capability}`, this.#owners.get(`${endpoint.id}/${capability}`) ?? placed);
    this.#mapping.push({ item, outcome: 'capability', target: `${endpoint.id}/${row.to}` });
  }

  #addExtension(draft: Draft, path: Path, endpoint: DraftEndpoint): void {
    const title = path.join('.');
    const item = `${draft.key}.${title}`;
    const capability = `shelly:${item}`;
    const extension = extensionOf(title, valueAt(draft.status, path));
    if (!extension) {
      // No item of the layout: the device is described anew once it has a value.
      this.#note({ item, outcome: 'ignored', reason: 'it has had no value yet, so its type is not known' });
    } else if (endpoint.capabilities[capability]) {
      this.#leaveOut(draft, path, 'ignored', 'another value has the same name, but for where its dots stand');
    } else if (capability.length > 128 || /\s/.test(capability) || ++this.#extensions > maxExtensions) {
      this.#leaveOut(draft, path, 'ignored', 'its name is too long, or there are too many');
    } else {
      endpoint.capabilities[capability] = {
        base: extension.base,
        title: title.slice(0, 255),
        attributes: { value: { ...extension.value, writable: false, category: 'diagnostic', source: item } },
      };
      draft.items.set(idOf(path), { path, targets: [{ endpoint: endpoint.id, capability, attribute: 'value', read: anything }] });
      this.#mapping.push({ item, outcome: 'generic', target: `${endpoint.id}/${capability}.value` });
    }
  }

  /** Commands and events, which no value shows. */
  #addVerbs(placed: Placed, endpoint: DraftEndpoint, config: JsonObject, status: JsonObject): void {
    const { component } = placed;
    for (const name of Object.keys(component.commands ?? {})) {
      const [capability = '', command = ''] = name.split('.');
      const known = endpoint.capabilities[capability];
      if (!known && component.rows.length > 0) continue;
      const descriptor = (endpoint.capabilities[capability] ??= { attributes: {} });
      descriptor.commands = [...(descriptor.commands ?? []), command];
      this.#owners.set(`${endpoint.id}/${capability}`, this.#owners.get(`${endpoint.id}/${capability}`) ?? placed);
    }
    const { events } = component;
    if (events && (events.when === undefined || events.when(config, status))) {
      const descriptor = (endpoint.capabilities[events.capability] ??= { attributes: {} });
      descriptor.events = [...new Set(Object.values(events.byWord).map(({ event }) => event))];
      this.#mapping.push({ item: `${placed.key} events`, outcome: 'capability', target: `${endpoint.id}/${events.capability}` });
    }
  }

  /** The first of its type is the device itself where nothing else there has the same capabilities; the others are endpoints of their own. */
  #place(component: Component, key: string, id: number, config: JsonObject, rows: readonly Row[], keys: readonly string[]): DraftEndpoint {
    if (component.onMain) return this.#endpoint('main');
    const joined = component.joins === undefined ? undefined : this.#placed.get(`${component.joins}:${id}`);
    if (joined) return this.#endpoint(joined.endpoint);
    const main = this.#endpoint('main');
    const isOnly = keys.filter((other) => splitKey(other).type === component.type).length === 1;
    const wanted = rows.filter(({ part }) => !part).map(({ to }) => to.split('.')[0] ?? '');
    const kind = component.kind?.(this.#app);
    if (isOnly && id <= 0 && wanted.every((capability) => capability === 'health' || !main.capabilities[capability])) {
      if (kind !== undefined) main.kind ??= kind;
      return main;
    }
    const endpoint = this.#endpoint(key.replace(':', '-'));
    endpoint.name = textOf(config['name'])?.slice(0, 255) ?? `${component.type} ${id + 1}`;
    endpoint.tags = [`index=${id + 1}`];
    if (kind !== undefined) endpoint.kind = kind;
    return endpoint;
  }

  #part(home: DraftEndpoint, { suffix, name, tags }: Part): DraftEndpoint {
    const endpoint = this.#endpoint(home.id === 'main' ? suffix : `${home.id}-${suffix}`);
    endpoint.name = name;
    endpoint.tags = [...tags];
    if (home.kind !== undefined) endpoint.kind = home.kind;
    return endpoint;
  }

  #endpoint(id: string): DraftEndpoint {
    const known = this.#endpoints.get(id);
    if (known) return known;
    const endpoint: DraftEndpoint = { id, capabilities: {} };
    this.#endpoints.set(id, endpoint);
    return endpoint;
  }

  /** Known, and shown nowhere. */
  #leaveOut({ key, items }: Draft, path: Path, outcome: MappingEntry['outcome'], reason: string): void {
    items.set(idOf(path), { path, targets: [] });
    this.#note({ item: `${key}.${path.join('.')}`, outcome, reason });
  }

  #note(entry: MappingEntry): void {
    this.#mapping.push({ ...entry, item: entry.item.slice(0, 512) });
  }

  #objectAt(object: JsonObject, key: string): JsonObject {
    const value = Object.hasOwn(object, key) ? object[key] : undefined;
    return isObject(value) ? value : {};
  }
}

function orderOf(key: string): number {
  return byType.get(splitKey(key).type)?.order ?? components.length;
}
