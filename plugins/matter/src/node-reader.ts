import { ClusterBehavior, type ClientNode, type Endpoint } from '@matter/main';
import { isRecord, numberOf } from './mapping/convert.ts';
import { deviceTypeName } from './mapping/device-types.ts';
import type { ClusterView } from './mapping/cluster-mapping.ts';
import type { FoundCluster } from './mapping/bind.ts';

/** The endpoints that make up one device: a whole node, or what stands behind one endpoint of a bridge. */
export interface DevicePart {
  /** Undefined for the node itself. */
  readonly bridged: Endpoint | undefined;
  /** In order of their numbers; the first is the device's main endpoint. */
  readonly endpoints: readonly Endpoint[];
}

const nothing: Readonly<Record<string, unknown>> = Object.freeze({});

/** The state of one cluster or behaviour of an endpoint, empty while there is none. */
export function stateOf(endpoint: Endpoint, id: string): Readonly<Record<string, unknown>> {
  const state: unknown = endpoint.behaviors.supported[id] ? endpoint.maybeStateOf(id) : undefined;
  return isRecord(state) ? state : nothing;
}

/** The names of an endpoint's device types, from its descriptor. */
export function deviceTypesOf(endpoint: Endpoint): ReadonlySet<string> {
  const list = stateOf(endpoint, 'descriptor')['deviceTypeList'];
  if (!Array.isArray(list)) return new Set();
  return new Set(
    list.filter(isRecord).flatMap((entry) => {
      const id = numberOf(entry['deviceType']);
      return typeof id === 'number' ? [deviceTypeName(id)] : [];
    }),
  );
}

/** Splits a node into devices: itself, and one for each endpoint that an aggregator in it bridges. */
export function partsOf(node: ClientNode): DevicePart[] {
  const own: Endpoint[] = [];
  const bridged = new Map<Endpoint, Endpoint[]>();
  for (const endpoint of [...node.endpoints].sort((one, other) => one.number - other.number)) {
    if (endpoint.number === 0) continue;
    const top = bridgedAncestor(endpoint);
    if (!top) own.push(endpoint);
    else bridged.set(top, [...(bridged.get(top) ?? []), endpoint]);
  }
  return [
    { bridged: undefined, endpoints: own },
    ...[...bridged].map(([top, endpoints]) => ({ bridged: top, endpoints: [top, ...endpoints.filter((endpoint) => endpoint !== top)] })),
  ];
}

/** The endpoint directly below an aggregator through which this one is reached. */
function bridgedAncestor(endpoint: Endpoint): Endpoint | undefined {
  let at = endpoint;
  for (let owner = at.owner; owner && owner.number !== 0; owner = at.owner) {
    if (deviceTypesOf(owner).has('Aggregator')) return at;
    at = owner;
  }
  return undefined;
}

/** The clusters of an endpoint with what each of them has. */
export function clustersOf(endpoint: Endpoint, deviceTypes: ReadonlySet<string>): FoundCluster[] {
  return Object.entries(endpoint.behaviors.supported).flatMap(([id, type]) =>
    ClusterBehavior.isType(type) ? [foundCluster(endpoint, id, type, deviceTypes)] : [],
  );
}

function foundCluster(endpoint: Endpoint, id: string, type: ClusterBehavior.Type, deviceTypes: ReadonlySet<string>): FoundCluster {
  const view = viewOf(endpoint, id, deviceTypes);
  const { schema } = type;
  const models = new Map([...schema.attributes].map((model) => [model.propertyName, model] as const));
  const names = new Map([...models].map(([name, { id: number }]) => [number, name] as const));
  const listed = numbersIn(view.state['attributeList']).flatMap((number) => names.get(number) ?? []);
  const accepted = new Set(numbersIn(view.state['acceptedCommandList']));
  return {
    id,
    endpoint: endpoint.number,
    clusterId: schema.id,
    view,
    // A cluster whose list did not come yet is taken by what has a value.
    attributes: listed.length > 0 ? listed : [...models.keys()].filter((name) => view.state[name] !== undefined),
    commands: new Set([...schema.commands].filter(({ id: number }) => accepted.has(number)).map(({ propertyName }) => propertyName)),
    models,
  };
}

/** Reads a cluster as it is now, each time it is asked. */
export function viewOf(endpoint: Endpoint, id: string, deviceTypes: ReadonlySet<string>): ClusterView {
  return {
    get state() {
      return stateOf(endpoint, id);
    },
    get features() {
      const features = stateOf(endpoint, id)['featureMap'];
      return isRecord(features) ? features : nothing;
    },
    deviceTypes,
    beside: (cluster) => stateOf(endpoint, cluster),
  };
}

function numbersIn(list: unknown): number[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'number') : [];
}
