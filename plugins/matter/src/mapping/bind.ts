import type { AttributeDescriptor, GenericBase, MappingEntry } from '@concord/sdk';
import type { AttributeModel } from '@matter/main/model';
import type { AttributeMapping, ClusterMapping, ClusterView, CommandMapping, EventMapping, Part } from './cluster-mapping.ts';
import { extensionFor } from './extensions.ts';
import { bookkeeping, clusterMappings, internalClusters } from './index.ts';

/** One cluster of one endpoint as the plugin finds it. */
export interface FoundCluster {
  /** matter.js' id: `onOff`, or `cluster$fff1fc01` for one that the model does not know. */
  readonly id: string;
  /** Number of the endpoint on its node, for the mapping report. */
  readonly endpoint: number;
  readonly clusterId: number | undefined;
  readonly view: ClusterView;
  /** Names of the attributes that the device has. */
  readonly attributes: readonly string[];
  /** Names of the commands that the device accepts. */
  readonly commands: ReadonlySet<string>;
  readonly models: ReadonlyMap<string, AttributeModel>;
}

/** An attribute of a capability, tied to the cluster that it is read from. */
export interface BoundAttribute {
  readonly capability: string;
  readonly attribute: string;
  readonly base?: GenericBase;
  readonly from: readonly string[];
  readonly descriptor: AttributeDescriptor;
  readonly read: (view: ClusterView) => unknown;
  readonly write?: AttributeMapping['write'];
  readonly part?: Part;
}

export interface BoundCommand {
  readonly capability: string;
  readonly command: string;
  readonly run: CommandMapping['run'];
  readonly part?: Part;
}

/** What became of one cluster. */
export interface BoundCluster {
  readonly attributes: readonly BoundAttribute[];
  readonly commands: readonly BoundCommand[];
  readonly events: readonly EventMapping[];
  readonly tags: readonly string[];
  readonly entries: readonly MappingEntry[];
}

const globals: ReadonlySet<string> = new Set([
  'acceptedCommandList',
  'attributeList',
  'clusterRevision',
  'eventList',
  'featureMap',
  'generatedCommandList',
]);

/** Cluster ids above it begin with a maker's number (core specification, section 7.18.2.3). */
const lastStandardId = 0x7fff;

const nothing = { attributes: [], commands: [], events: [], tags: [], entries: [] } as const;

/** Ties a cluster to capabilities by its table; what the table does not name becomes an extension each. */
export function bindCluster(cluster: FoundCluster): BoundCluster {
  if (bookkeeping.has(cluster.id)) return nothing;
  const reason = internalClusters.get(cluster.id);
  const item = `${cluster.endpoint}/${cluster.id}`;
  if (reason !== undefined) return { ...nothing, entries: [{ item, outcome: 'internal', reason }] };
  const mapping = clusterMappings.get(cluster.id);
  const mapped = mapping ? bindMapped(mapping, cluster) : [];
  const claimed = new Set(mapped.flatMap(({ from }) => from));
  const rest = cluster.attributes.filter((name) => !globals.has(name) && !claimed.has(name));
  const internal = rest.filter((name) => mapping?.internal?.[name] !== undefined);
  const extensions = rest.filter((name) => mapping?.internal?.[name] === undefined).map((name) => extend(cluster, name));
  const { view } = cluster;
  return {
    attributes: [...mapped, ...extensions],
    commands: (mapping?.commands ?? [])
      .filter(({ when, needs }) => (when?.(view) ?? true) && (needs === undefined || cluster.commands.has(needs)))
      .map(({ to, run, part }) => ({ ...split(to, 'command'), run, ...(part && { part }) })),
    events: (mapping?.events ?? []).filter(({ when }) => when?.(view) ?? true),
    tags: mapping?.tags?.(view) ?? [],
    entries: [
      ...mapped.flatMap((bound) => bound.from.map((name) => entry(item, name, 'capability', bound))),
      ...extensions.map((bound) => entry(item, bound.from.join(), 'generic', bound)),
      ...internal.map((name) => ({ item: `${item}.${name}`, outcome: 'internal' as const, reason: mapping?.internal?.[name] ?? '' })),
      ...commandsLeftOut(cluster, mapping),
    ],
  };
}

function bindMapped(mapping: ClusterMapping, { attributes, view }: FoundCluster): BoundAttribute[] {
  const present = new Set(attributes);
  return mapping.attributes
    .filter(({ from: [first], when }) => first !== undefined && present.has(first) && (when?.(view) ?? true))
    .map(({ to, from, read, write, narrow, part }) => ({
      ...split(to, 'attribute'),
      from: from.filter((name) => present.has(name)),
      read,
      descriptor: {
        writable: write !== undefined,
        ...narrow?.(view),
        source: `${mapping.cluster}.${from.join('+')}`,
      },
      ...(write && { write }),
      ...(part && { part }),
    }));
}

/** The commands that a device takes and a home can't give. */
function commandsLeftOut({ id, endpoint, commands }: FoundCluster, mapping: ClusterMapping | undefined): MappingEntry[] {
  return [...commands].flatMap((name): MappingEntry[] => {
    const item = `${endpoint}/${id}.${name}()`;
    if (mapping === undefined) return [{ item, outcome: 'ignored', reason: 'nobody could say what a command without a meaning does' }];
    const reason = mapping.unused?.[name];
    return reason === undefined ? [] : [{ item, outcome: 'internal', reason }];
  });
}

function extend(cluster: FoundCluster, name: string): BoundAttribute {
  const extension = extensionFor(cluster.models.get(name), cluster.view.state[name], isStandard(cluster, name));
  const { write } = extension;
  return {
    capability: extensionId(cluster, name),
    attribute: 'value',
    base: extension.base,
    from: [name],
    descriptor: { writable: write !== undefined, ...extension.descriptor, source: `${cluster.id}.${name}` },
    read: ({ state }) => extension.read(state[name]),
    ...(write && { write: (value: unknown) => ({ write: { [name]: write(value) } }) }),
  };
}

/** Of an attribute that is in no standard nobody could say what it does, so it is only read (capability map, section 4). */
function isStandard({ id, clusterId }: FoundCluster, attribute: string): boolean {
  return clusterId !== undefined && clusterId <= lastStandardId && !id.includes('$') && !attribute.includes('$');
}

/** `matter:thermostat.outdoorTemperature`; `matter:0xFFF1FC01.0x0000` for what the model has no names for. */
export function extensionId({ id, clusterId }: Pick<FoundCluster, 'id' | 'clusterId'>, attribute: string): string {
  const cluster = id.includes('$') && clusterId !== undefined ? hexadecimal(clusterId, 8) : id;
  const [, number] = attribute.split('$');
  return `matter:${cluster}.${number === undefined ? attribute : hexadecimal(Number.parseInt(number, 16), 4)}`;
}

function hexadecimal(value: number, digits: number): string {
  return `0x${value.toString(16).toUpperCase().padStart(digits, '0')}`;
}

function split<Member extends string>(to: string, member: Member): { capability: string } & Record<Member, string> {
  const dot = to.indexOf('.');
  return { capability: to.slice(0, dot), [member]: to.slice(dot + 1) } as { capability: string } & Record<Member, string>;
}

function entry(item: string, name: string, outcome: 'capability' | 'generic', bound: BoundAttribute): MappingEntry {
  return { item: `${item}.${name}`, outcome, target: `${bound.capability}.${bound.attribute}` };
}
