import { Matter, Metatype, type AttributeModel, type ClusterModel, type CommandModel, type ValueModel } from '@matter/main/model';
import { TlvOfModel } from '@matter/main/types';
import type { FoundCluster } from '../src/mapping/bind.ts';
import type { ClusterView } from '../src/mapping/cluster-mapping.ts';

/** What a sample needs to know of an attribute, a field or an entry of a list. */
type Typed = Pick<ValueModel, 'effectiveMetatype' | 'effectiveType' | 'members' | 'listEntry'>;

/**
 * A value of the model's type, as matter.js would decode it. `seed` chooses among values of one type: an enumeration's member, a number,
 * a yes or no. Optional members of a structure are there: what a device may say, it says.
 */
export function sampleOf(model: Typed, seed: number, depth = 0): unknown {
  switch (model.effectiveMetatype) {
    case Metatype.boolean:
      return seed % 2 === 1;
    case Metatype.integer:
      return model.effectiveType?.includes('64') === true ? BigInt(seed) : seed;
    case Metatype.float:
      return seed / 2;
    case Metatype.enum: {
      const ids = [...model.members].flatMap(({ id }) => (id === undefined ? [] : [id]));
      return ids[seed % Math.max(1, ids.length)] ?? 0;
    }
    case Metatype.bitmap:
      return Object.fromEntries(model.members.map(({ propertyName }, bit) => [propertyName, isSet(seed, bit)]));
    case Metatype.string:
      // Makers write numbers as text, too.
      return seed % 2 === 0 ? `${seed * 100}` : `text ${seed}`;
    case Metatype.bytes:
      return Uint8Array.of(1, seed % 256);
    case Metatype.array: {
      const { listEntry } = model;
      // A list within lists ends somewhere; two entries are enough to be a list.
      return listEntry && depth < deepest ? [seed, seed + 1].map((one) => sampleOf(listEntry, one, depth + 1)) : [];
    }
    case Metatype.object:
      return Object.fromEntries(model.members.map((member) => [member.propertyName, sampleOf(member, seed, depth + 1)]));
    default:
      return seed;
  }
}

const deepest = 6;

/** Bits that come and go independently of each other as the seed counts up; the first seeds set none, one, and all. */
function isSet(seed: number, bit: number): boolean {
  return seed > 1 ? seed % 2 === 0 || (bit + seed) % 3 === 0 : seed === 1 && bit === 0;
}

/** Ids of the attributes that every cluster has (core specification, section 7.13). */
const firstGlobal = 0xfff8;

/** A cluster that derives from another may take a part of it away. */
function isAllowed({ conformance }: Pick<ValueModel, 'conformance'>): boolean {
  return String(conformance) !== 'X';
}

/** Walking the model costs far more than the mapping that is asked, so each of its answers is kept. */
function kept<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const values = new Map<Key, Value>();
  return (key) => {
    let value = values.get(key);
    if (value === undefined) values.set(key, (value = compute(key)));
    return value;
  };
}

/** The attributes that a cluster adds itself. */
export const attributesOf: (cluster: ClusterModel) => readonly AttributeModel[] = kept((cluster) =>
  [...cluster.attributes].filter((attribute) => attribute.id < firstGlobal && isAllowed(attribute)),
);

/** The names of the commands that a cluster can be asked to do. */
export const commandsOf: (cluster: ClusterModel) => readonly string[] = kept((cluster) =>
  [...cluster.commands].filter((command) => command.isRequest && isAllowed(command)).map(({ propertyName }) => propertyName),
);

export const eventsOf: (cluster: ClusterModel) => readonly string[] = kept((cluster) =>
  [...cluster.events].map(({ propertyName }) => propertyName),
);

const featuresOf: (cluster: ClusterModel) => ClusterView['features'] = kept((cluster) =>
  Object.fromEntries([...cluster.features].map(({ title, name }) => [camelCase(title ?? name), true])),
);

const statesOf = kept((cluster: ClusterModel) =>
  kept((seed: number) => attributesOf(cluster).map((model) => ({ model, name: model.propertyName, value: sampleOf(model, seed) }))),
);

/** A cluster of the model as a device would have it that has all of it but for `without`, each value a sample. */
export function probe(cluster: ClusterModel, seed: number, deviceType: string, without: readonly string[] = []): FoundCluster {
  const left = new Set(without);
  const samples = statesOf(cluster)(seed).filter(({ name }) => !left.has(name));
  return {
    id: cluster.propertyName,
    clusterId: cluster.id,
    endpoint: 1,
    view: {
      state: Object.fromEntries(samples.map(({ name, value }) => [name, value])),
      features: featuresOf(cluster),
      deviceTypes: new Set([deviceType]),
    },
    attributes: [...samples.map(({ name }) => name), 'featureMap'],
    commands: new Set(commandsOf(cluster)),
    models: new Map(samples.map(({ name, model }) => [name, model])),
  };
}

/** Encodes a value as it would be sent; throws for one that can't be. */
export function encode(model: AttributeModel | CommandModel, value: unknown): void {
  // An attribute is a value model, which its declaration says only under looser compiler options than ours.
  const typed: unknown = model;
  TlvOfModel(typed as ValueModel).encodeTlv(value);
}

function camelCase(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

/** The clusters that a device can have: the model's abstract ones have no number. */
export const clusters: readonly ClusterModel[] = [...Matter.clusters].filter(({ id }) => id !== undefined);
