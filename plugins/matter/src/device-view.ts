import type {
  AttributeDescriptor,
  CapabilityDescriptor,
  DeviceDescriptor,
  EndpointDescriptor,
  Identifier,
  MappingEntry,
} from '@concord/sdk';
import type { ClientNode, Endpoint } from '@matter/main';
import { bindCluster, type BoundAttribute, type BoundCommand } from './mapping/bind.ts';
import type { ClusterView, EventMapping } from './mapping/cluster-mapping.ts';
import { kindOf } from './mapping/device-types.ts';
import { tagsOf } from './mapping/tags.ts';
import { clustersOf, deviceTypesOf, stateOf, type DevicePart } from './node-reader.ts';

/** A cluster of a device with the endpoint of ours that it belongs to. */
export interface DeviceCluster {
  readonly endpoint: Endpoint;
  readonly cluster: string;
  /** Id of our endpoint. */
  readonly endpointId: string;
  readonly view: ClusterView;
  readonly attributes: readonly BoundAttribute[];
  readonly commands: readonly BoundCommand[];
  readonly events: readonly EventMapping[];
}

/** One device as the hub knows it: its descriptor, and for each cluster what it means. */
export interface DeviceView {
  readonly key: string;
  readonly node: ClientNode;
  readonly bridged: Endpoint | undefined;
  readonly descriptor: DeviceDescriptor;
  readonly clusters: readonly DeviceCluster[];
}

/** The key of a node: its number in the hub's fabric, which survives restarts of either side. */
export function nodeKey(node: ClientNode): string | undefined {
  return node.peerAddress?.nodeId.toString();
}

/** Reads one device of a node. `bridgeKey` is the key of the node that it is reached through. */
export function viewDevice(node: ClientNode, part: DevicePart, bridgeKey: string): DeviceView {
  const { bridged } = part;
  const information = bridged ? stateOf(bridged, 'bridgedDeviceBasicInformation') : stateOf(node, 'basicInformation');
  const key = bridged ? `${bridgeKey}/${text(information['uniqueId']) ?? bridged.number}` : bridgeKey;
  const builder = new DeviceBuilder();
  const [main, ...others] = part.endpoints;
  if (main) builder.add(main, 'main');
  for (const endpoint of others) builder.add(endpoint, String(endpoint.number));
  // What the node says of itself belongs to the device as a whole, so it stands on its main endpoint.
  if (!bridged) builder.add(node, 'main', '0');
  return {
    key,
    node,
    bridged,
    descriptor: {
      key,
      ...identity(information),
      identifiers: identifiersOf(node, bridged, information),
      ...(bridged && { via: bridgeKey }),
      ...(sleeps(node) && { sleeping: true }),
      endpoints: builder.endpoints(),
      mapping: builder.mapping.slice(0, 5000),
    },
    clusters: builder.clusters,
  };
}

/** Collects capabilities by endpoint; at most one of a kind on each (capability map, section 1.1). */
class DeviceBuilder {
  readonly clusters: DeviceCluster[] = [];
  readonly mapping: MappingEntry[] = [];
  readonly #endpoints = new Map<string, { kind: string; tags: Set<string>; capabilities: Map<string, CapabilityDescriptor> }>();

  /** `elsewhere` is the endpoint for capabilities that `id` has already from another one. */
  add(endpoint: Endpoint, id: string, elsewhere?: string): void {
    const deviceTypes = deviceTypesOf(endpoint);
    const kind = kindOf(deviceTypes);
    const taken = new Set(this.#endpoints.get(id)?.capabilities.keys());
    for (const tag of tagsOf(stateOf(endpoint, 'descriptor')['tagList'])) this.#endpoint(id, kind).tags.add(tag);
    this.#endpoint(id, kind);
    for (const found of clustersOf(endpoint, deviceTypes)) {
      const bound = bindCluster(found);
      for (const tag of bound.tags) this.#endpoint(id, kind).tags.add(tag);
      const placed = (capability: string) => (elsewhere !== undefined && taken.has(capability) ? elsewhere : id);
      for (const attribute of bound.attributes) this.#attribute(placed(attribute.capability), kind, attribute);
      for (const { capability, command } of bound.commands) this.#member(placed(capability), kind, capability, 'commands', command);
      for (const { capability, events } of bound.events) {
        for (const event of events) this.#member(placed(capability), kind, capability, 'events', event);
      }
      this.mapping.push(...bound.entries.map((entry) => atEndpoint(entry, placed)));
      const places = new Set([...bound.attributes, ...bound.commands, ...bound.events].map(({ capability }) => placed(capability)));
      for (const endpointId of places) {
        const here = <T extends { capability: string }>(list: readonly T[]) => list.filter((one) => placed(one.capability) === endpointId);
        this.clusters.push({
          endpoint,
          cluster: found.id,
          endpointId,
          view: found.view,
          attributes: here(bound.attributes),
          commands: here(bound.commands),
          events: here(bound.events),
        });
      }
    }
  }

  endpoints(): EndpointDescriptor[] {
    return [...this.#endpoints].map(([id, { kind, tags, capabilities }]) => ({
      id,
      kind,
      ...(tags.size > 0 && { tags: [...tags] }),
      capabilities: Object.fromEntries(capabilities),
    }));
  }

  #endpoint(id: string, kind: string) {
    let endpoint = this.#endpoints.get(id);
    if (!endpoint) this.#endpoints.set(id, (endpoint = { kind, tags: new Set(), capabilities: new Map() }));
    return endpoint;
  }

  #capability(endpointId: string, kind: string, capability: string): CapabilityDescriptor {
    const { capabilities } = this.#endpoint(endpointId, kind);
    let descriptor = capabilities.get(capability);
    if (!descriptor) capabilities.set(capability, (descriptor = { attributes: {} }));
    return descriptor;
  }

  #attribute(endpointId: string, kind: string, { capability, attribute, base, descriptor }: BoundAttribute): void {
    const target = this.#capability(endpointId, kind, capability);
    if (base !== undefined) target.base = base;
    const attributes: Record<string, AttributeDescriptor> = target.attributes;
    attributes[attribute] ??= descriptor;
  }

  #member(endpointId: string, kind: string, capability: string, list: 'commands' | 'events', name: string): void {
    const target = this.#capability(endpointId, kind, capability);
    const names = (target[list] ??= []);
    if (!names.includes(name)) names.push(name);
  }
}

function atEndpoint(entry: MappingEntry, placed: (capability: string) => string): MappingEntry {
  if (entry.target === undefined) return entry;
  return { ...entry, target: `${placed(entry.target.slice(0, entry.target.lastIndexOf('.')))}/${entry.target}` };
}

function identity(information: Readonly<Record<string, unknown>>) {
  const maker = text(information['vendorName']);
  const model = text(information['productName']);
  const firmware = text(information['softwareVersionString']);
  return {
    name: text(information['nodeLabel']) ?? model ?? 'Matter device',
    ...(maker !== undefined && { maker }),
    ...(model !== undefined && { model }),
    ...(firmware !== undefined && { firmware }),
  };
}

/**
 * What tells the product from every other (capability map, section 1.7). A bridged device's unique id means something only together with
 * its bridge's. Hardware addresses are left out: a bridge in software reports those of the computer it shares with others.
 */
function identifiersOf(node: ClientNode, bridged: Endpoint | undefined, information: Readonly<Record<string, unknown>>): Identifier[] {
  const own = text(information['uniqueId']);
  const bridge = bridged ? text(stateOf(node, 'basicInformation')['uniqueId']) : undefined;
  const unique = own !== undefined && bridged ? bridge && `${bridge}/${own}` : own;
  const maker = text(information['vendorName']);
  const serial = text(information['serialNumber']);
  return [
    ...(unique ? [{ type: 'matter' as const, value: unique.slice(0, 255) }] : []),
    ...(maker !== undefined && serial !== undefined ? [{ type: 'serial' as const, value: `${maker}/${serial}` }] : []),
  ];
}

/** An intermittently connected device is silent by design between its reports (core specification, section 9.16). */
function sleeps(node: ClientNode): boolean {
  const idle = stateOf(node, 'icdManagement')['idleModeDuration'];
  return typeof idle === 'number' && idle > 60;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
