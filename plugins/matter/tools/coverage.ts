/**
 * How much of the installed Matter model the mapping covers: `node plugins/matter/tools/coverage.ts` prints a table by device type, one by
 * cluster and one by capability. It ends with 1 while a device type is not covered, anything of a cluster has neither a meaning nor a
 * reason, or the capability map names a command that is neither mapped nor left out with a reason. It asks the mapping itself, with
 * clusters that have all that the model lets them have.
 */
import { Matter, RequirementElement, type ClusterModel, type DeviceTypeModel } from '@matter/main/model';
import { bindCluster } from '../src/mapping/bind.ts';
import { kindOf } from '../src/mapping/device-types.ts';
import { clusterMappings, internalClusters } from '../src/mapping/index.ts';
import { invocationsOf } from './invocations.ts';
import { vocabularyCoverage, vocabularyText, type VocabularyCoverage } from './vocabulary.ts';
import { attributesOf, clusters, commandsOf, eventsOf, probe } from './probe.ts';

export type Outcome = 'capability' | 'internal' | 'generic';

/** One attribute, command or event of a cluster. */
export interface ItemCoverage {
  readonly kind: 'attribute' | 'command' | 'event';
  readonly name: string;
  readonly outcome: Outcome | 'missing';
  /** The capability's member, or the reason. */
  readonly what: string;
}

export interface ClusterCoverage {
  readonly cluster: string;
  readonly outcome: Outcome;
  /** Named capabilities that it fills, or the reason why it fills none. */
  readonly what: string;
  readonly items: readonly ItemCoverage[];
}

export interface DeviceTypeCoverage {
  readonly deviceType: string;
  readonly id: number;
  readonly kind: string;
  readonly mandatory: readonly string[];
  readonly optional: readonly string[];
  /** Server clusters that are neither mapped nor internal. */
  readonly missing: readonly string[];
  readonly capabilities: readonly string[];
  readonly covered: boolean;
}

export interface MatterCoverage {
  readonly rows: readonly DeviceTypeCoverage[];
  readonly clusters: readonly ClusterCoverage[];
  readonly vocabulary: VocabularyCoverage;
  readonly covered: number;
  readonly total: number;
  /** Nothing is missing. */
  readonly isWhole: boolean;
  /** All tables, for people. */
  readonly text: string;
}

const seeds = 8;

/** Clusters that stay under Matter's names (capability map, section 3.2). */
const genericForNow: ReadonlySet<string> = new Set(['ContentControl']);

/** What the binding makes of the items of one cluster, over samples of its values and the device types that may have it. */
function coverCluster(cluster: ClusterModel, deviceTypes: readonly string[]): ClusterCoverage {
  const reason = internalClusters.get(cluster.propertyName);
  if (reason !== undefined) return { cluster: cluster.name, outcome: 'internal', what: reason, items: [] };
  const items = [...attributeItems(cluster, deviceTypes), ...commandItems(cluster, deviceTypes), ...eventItems(cluster)];
  const mapping = clusterMappings.get(cluster.propertyName);
  const members = [...(mapping?.attributes ?? []), ...(mapping?.commands ?? [])].map(({ to }) => to.slice(0, to.indexOf('.')));
  const named = [...new Set([...members, ...(mapping?.events ?? []).map(({ capability }) => capability)])].sort();
  if (named.length === 0 && mapping?.tags) return { cluster: cluster.name, outcome: 'capability', what: 'tags of the endpoint', items };
  return { cluster: cluster.name, outcome: named.length > 0 ? 'capability' : 'generic', what: named.join(', '), items };
}

function attributeItems(cluster: ClusterModel, deviceTypes: readonly string[]): ItemCoverage[] {
  const found = new Map<string, { outcome: Outcome; what: string }>();
  const rank: Readonly<Record<Outcome, number>> = { capability: 2, generic: 1, internal: 0 };
  for (const { seed, deviceType, without } of shapesOf(cluster, deviceTypes)) {
    for (const { item: source, outcome, target, reason } of bindCluster(probe(cluster, seed, deviceType, without)).entries) {
      const name = source.slice(source.indexOf('.') + 1);
      const known = found.get(name);
      if (outcome === 'ignored' || (known && rank[known.outcome] >= rank[outcome])) continue;
      found.set(name, { outcome, what: target ?? reason ?? '' });
    }
  }
  return attributesOf(cluster).map(({ propertyName: name }) => ({
    kind: 'attribute',
    name,
    ...(found.get(name) ?? { outcome: 'missing' as const, what: '' }),
  }));
}

/** Devices with all attributes, and for each row of the table one that has only what the row needs: some rows stand in for others. */
function shapesOf(cluster: ClusterModel, deviceTypes: readonly string[]) {
  const rows = clusterMappings.get(cluster.propertyName)?.attributes ?? [];
  const names = attributesOf(cluster).map(({ propertyName }) => propertyName);
  const alone = rows.map(({ from: [first] }) => names.filter((name) => name !== first && rows.some((row) => row.from[0] === name)));
  return deviceTypes.flatMap((deviceType) =>
    Array.from({ length: seeds }, (_unused, seed) => [
      { seed, deviceType, without: [] },
      ...alone.map((without) => ({ seed, deviceType, without })),
    ]).flat(),
  );
}

/** Name of a Matter command → the member of a capability that invokes it. */
function invokedBy(cluster: ClusterModel, deviceTypes: readonly string[]): Map<string, string> {
  const used = new Map<string, string>();
  const merge = clusterMappings.get(cluster.propertyName)?.merge;
  for (const deviceType of deviceTypes) {
    for (let seed = 0; seed < seeds; seed++) {
      const invocations = invocationsOf(cluster, seed, deviceType);
      for (const { to, operation } of invocations) if ('invoke' in operation) used.set(operation.invoke, to);
      // One setting of everything at once, where one command can stand for several.
      const once = [...new Map(invocations.map(({ to, operation }) => [to, operation])).values()];
      for (const operation of merge?.(once, probe(cluster, seed, deviceType).view) ?? [])
        if ('invoke' in operation && !used.has(operation.invoke)) used.set(operation.invoke, 'set');
    }
  }
  return used;
}

/** The commands that verbs and settings of the mapping invoke on samples of the cluster; what remains must have a reason. */
function commandItems(cluster: ClusterModel, deviceTypes: readonly string[]): ItemCoverage[] {
  const mapping = clusterMappings.get(cluster.propertyName);
  const used = invokedBy(cluster, deviceTypes);
  return commandsOf(cluster).map((name) => item('command', name, used.get(name), mapping?.unused?.[name]));
}

function eventItems(cluster: ClusterModel): ItemCoverage[] {
  const mapping = clusterMappings.get(cluster.propertyName);
  return eventsOf(cluster).map((name) => {
    const event = mapping?.events?.find(({ from }) => from === name);
    return item('event', name, event && `${event.capability}.${event.events.join('/')}`, mapping?.unused?.[name]);
  });
}

function item(kind: ItemCoverage['kind'], name: string, target: string | undefined, reason: string | undefined): ItemCoverage {
  if (target !== undefined) return { kind, name, outcome: 'capability', what: target };
  return reason === undefined ? { kind, name, outcome: 'missing', what: '' } : { kind, name, outcome: 'internal', what: reason };
}

/** The server clusters of a device type. `X` marks those that it must not have. */
function serverClusters({ requirements }: DeviceTypeModel) {
  return requirements
    .filter(({ element, conformance }) => element === RequirementElement.ElementType.ServerCluster && String(conformance) !== 'X')
    .map(({ name, conformance }) => ({ name, mandatory: /(^|, )M$/.test(String(conformance)) }));
}

const byClusterName = new Map(clusters.map((cluster) => [cluster.name, cluster]));

/** The named capabilities that a cluster fills on an endpoint of the type. */
function capabilitiesOf(name: string, deviceType: string): string[] {
  const cluster = byClusterName.get(name);
  if (!cluster) return [];
  const { attributes, commands, events } = bindCluster(probe(cluster, 0, deviceType));
  return [...attributes, ...commands, ...events].map(({ capability }) => capability).filter((capability) => !capability.includes(':'));
}

function coverDeviceType(deviceType: DeviceTypeModel, byName: ReadonlyMap<string, ClusterCoverage>): DeviceTypeCoverage {
  const listed = new Map<string, boolean>();
  for (const { name, mandatory } of [...serverClusters(deviceType), ...base]) listed.set(name, mandatory || listed.get(name) === true);
  const names = (mandatory: boolean) => [...listed].flatMap(([name, isMandatory]) => (isMandatory === mandatory ? [name] : []));
  const outcomes = [...listed.keys()].map((name) => ({ name, coverage: byName.get(name) }));
  const missing = outcomes
    .filter(({ name, coverage }) => coverage === undefined || (coverage.outcome === 'generic' && !genericForNow.has(name)))
    .map(({ name }) => name);
  const kind = kindOf([deviceType.name]);
  const capabilities = outcomes.flatMap(({ name }) => capabilitiesOf(name, deviceType.name));
  return {
    deviceType: deviceType.name,
    id: deviceType.id ?? 0,
    kind,
    mandatory: names(true),
    optional: names(false),
    missing,
    capabilities: [...new Set(capabilities)].sort(),
    covered: kind !== 'unknown' && missing.length === 0,
  };
}

/** What every device type may have (device library, chapter 1): it has no number of its own. */
const base = [...Matter.deviceTypes].filter(({ id }) => id === undefined).flatMap(serverClusters);

/** Goes through the installed model. */
export function matterCoverage(): MatterCoverage {
  const deviceTypes = [...Matter.deviceTypes].filter(({ id }) => id !== undefined);
  const having = (name: string) => {
    const types = deviceTypes.filter((type) => serverClusters(type).some((one) => one.name === name)).map((type) => type.name);
    return types.length > 0 ? types : ['RootNode'];
  };
  const covered = clusters.map((cluster) => coverCluster(cluster, having(cluster.name)));
  const byName = new Map(covered.map((cluster) => [cluster.cluster, cluster]));
  const rows = deviceTypes.map((type) => coverDeviceType(type, byName)).sort((one, other) => one.id - other.id);
  const vocabulary = vocabularyCoverage();
  const result = { rows, clusters: covered, vocabulary, covered: rows.filter((row) => row.covered).length, total: rows.length };
  const isWhole =
    result.covered === result.total &&
    covered.every(({ items }) => items.every(({ outcome }) => outcome !== 'missing')) &&
    vocabulary.stale.length === 0 &&
    vocabulary.rows.every(({ missing }) => missing.length === 0);
  return { ...result, isWhole, text: textOf(result) };
}

const marks: Readonly<Record<ItemCoverage['outcome'], string>> = {
  capability: 'named',
  internal: 'internal',
  generic: 'generic',
  missing: 'MISSING',
};

function textOf({ rows, clusters: list, vocabulary, covered, total }: Omit<MatterCoverage, 'text' | 'isWhole'>): string {
  const lines = [
    `Matter device types covered: ${covered} of ${total} (${((covered / total) * 100).toFixed(1)} %)`,
    ...(['attribute', 'command', 'event'] as const).map((kind) => sharesOf(list, kind)),
    '',
    "Device types: kind; capabilities. In brackets the clusters that are the plugin's own business",
  ];
  const internal = new Set(list.filter(({ outcome }) => outcome === 'internal').map(({ cluster }) => cluster));
  const told = (names: readonly string[]) => names.map((name) => (internal.has(name) ? `(${name})` : name)).join(', ');
  for (const { id, deviceType, kind, mandatory, optional, missing, capabilities } of rows) {
    const number = `0x${id.toString(16).padStart(4, '0').toUpperCase()}`;
    lines.push(
      `${number} ${deviceType}: ${kind}; ${capabilities.join(', ')}`,
      `       mandatory: ${told(mandatory)}; optional: ${told(optional)}`,
      ...(missing.length > 0 ? [`       MISSING ${missing.join(', ')}`] : []),
    );
  }
  lines.push('', 'Clusters: attributes, commands and events as named / internal / generic / missing');
  for (const { cluster, outcome, what, items } of list) {
    const counts = (['attribute', 'command', 'event'] as const).map((kind) => {
      const of = (mark: ItemCoverage['outcome']) => items.filter((one) => one.kind === kind && one.outcome === mark).length;
      return `${kind}s ${of('capability')}/${of('internal')}/${of('generic')}/${of('missing')}`;
    });
    lines.push(`${cluster}: ${outcome === 'internal' ? `internal (${what})` : `${what || outcome}; ${counts.join(', ')}`}`);
    for (const mark of ['generic', 'missing'] as const) {
      const names = items
        .filter((one) => one.outcome === mark)
        .map(({ kind, name }) => (kind === 'command' ? `${name}()` : kind === 'event' ? `${name}!` : name));
      if (names.length > 0) lines.push(`       ${marks[mark]}: ${names.join(', ')}`);
    }
  }
  return [...lines, '', vocabularyText(vocabulary)].join('\n');
}

/** How many of the attributes, commands or events of the clusters that are a home's business have a name, a reason, or neither. */
function sharesOf(list: readonly ClusterCoverage[], kind: ItemCoverage['kind']): string {
  const items = list.flatMap((cluster) => cluster.items).filter((one) => one.kind === kind);
  const shares = (Object.keys(marks) as ItemCoverage['outcome'][]).map((outcome) => {
    const count = items.filter((one) => one.outcome === outcome).length;
    return `${marks[outcome]} ${count} (${((count / items.length) * 100).toFixed(1)} %)`;
  });
  return `${items.length} ${kind}s: ${shares.join(', ')}`;
}

if (import.meta.main) {
  const coverage = matterCoverage();
  process.stdout.write(`${coverage.text}\n`);
  process.exitCode = coverage.isWhole ? 0 : 1;
}
