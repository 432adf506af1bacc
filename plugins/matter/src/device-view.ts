import type { AttributeDescriptor, CapabilityDescriptor, DeviceDescriptor, EndpointDescriptor, MappingEntry } from '@concord/sdk';
import type { ClientNode, Endpoint } from '@matter/main';
import { bindCluster, type BoundAttribute, type BoundCommand } from './mapping/bind.ts';
import type { ClusterView, EventMapping, Part } from './mapping/cluster-mapping.ts';
import { identifiersOf, identityOf, text } from './identity.ts';
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
      ...identityOf(information),
      identifiers: identifiersOf(node, bridged, information),
      ...(bridged && { via: bridgeKey }),
      ...(sleeps(node) && { sleeping: true }),
      endpoints: builder.endpoints(),
      mapping: builder.mapping.slice(0, 5000),
    },
    clusters: builder.clusters,
  };
}

/** What stands at one endpoint of ours, before it is described. */
interface Place {
  readonly kind: string;
  readonly name?: string;
  readonly tags: Set<string>;
  readonly capabilities: Map<string, CapabilityDescriptor>;
}

/** Anything of a cluster that needs an endpoint to stand on. */
interface Member {
  readonly capability: string;
  readonly part?: Part;
}

/** Collects capabilities by endpoint; at most one of a kind on each (capability map, section 1.1). */
class DeviceBuilder {
  readonly clusters: DeviceCluster[] = [];
  readonly mapping: MappingEntry[] = [];
  readonly #places = new Map<string, Place>();

  /** `elsewhere` is the endpoint for capabilities that `id` has already from another one. */
  add(endpoint: Endpoint, id: string, elsewhere?: string): void {
    const deviceTypes = deviceTypesOf(endpoint);
    const kind = kindOf(deviceTypes);
    const taken = new Set(this.#places.get(id)?.capabilities.keys());
    const main = this.#place(id, { kind });
    for (const tag of tagsOf(stateOf(endpoint, 'descriptor')['tagList'])) main.tags.add(tag);
    const placed = ({ capability, part }: Member): string => {
      if (!part) return elsewhere !== undefined && taken.has(capability) ? elsewhere : id;
      return `${id}/${part.id}`;
    };
    for (const found of clustersOf(endpoint, deviceTypes)) {
      const bound = bindCluster(found);
      for (const tag of bound.tags) main.tags.add(tag);
      const at = (member: Member) => this.#capability(this.#place(placed(member), member.part ?? { kind }), member.capability);
      for (const attribute of bound.attributes) addAttribute(at(attribute), attribute);
      for (const command of bound.commands) addName((at(command).commands ??= []), command.command);
      for (const mapping of bound.events) for (const event of mapping.events) addName((at(mapping).events ??= []), event);
      this.mapping.push(...bound.entries.map((entry) => atEndpoint(entry, bound.attributes, placed)));
      const members: readonly Member[] = [...bound.attributes, ...bound.commands, ...bound.events];
      for (const endpointId of new Set(members.map(placed))) {
        const here = <T extends Member>(list: readonly T[]) => list.filter((one) => placed(one) === endpointId);
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
    return [...this.#places].map(([id, { kind, name, tags, capabilities }]) => ({
      id,
      kind,
      ...(name !== undefined && { name }),
      ...(tags.size > 0 && { tags: [...tags] }),
      capabilities: Object.fromEntries(capabilities),
    }));
  }

  #place(id: string, { kind, name, tags = [] }: Pick<Part, 'kind'> & Partial<Part>): Place {
    let place = this.#places.get(id);
    if (!place) this.#places.set(id, (place = { kind, ...(name !== undefined && { name }), tags: new Set(tags), capabilities: new Map() }));
    return place;
  }

  #capability({ capabilities }: Place, capability: string): CapabilityDescriptor {
    let descriptor = capabilities.get(capability);
    if (!descriptor) capabilities.set(capability, (descriptor = { attributes: {} }));
    return descriptor;
  }
}

function addAttribute(target: CapabilityDescriptor, { attribute, base, descriptor }: BoundAttribute): void {
  if (base !== undefined) target.base = base;
  const attributes: Record<string, AttributeDescriptor> = target.attributes;
  attributes[attribute] ??= descriptor;
}

function addName(names: string[], name: string): void {
  if (!names.includes(name)) names.push(name);
}

/** The entry with the endpoint that the attribute it tells of stands on. */
function atEndpoint(entry: MappingEntry, attributes: readonly BoundAttribute[], placed: (member: Member) => string): MappingEntry {
  const { target } = entry;
  const bound = attributes.find(({ capability, attribute }) => target === `${capability}.${attribute}`);
  return bound ? { ...entry, target: `${placed(bound)}/${target}` } : entry;
}

/** An intermittently connected device is silent by design between its reports (core specification, section 9.16). */
function sleeps(node: ClientNode): boolean {
  const idle = stateOf(node, 'icdManagement')['idleModeDuration'];
  return typeof idle === 'number' && idle > 60;
}
