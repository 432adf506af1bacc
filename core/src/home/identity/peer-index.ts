import type { DeviceDescriptor } from '@concord/sdk';
import type { SourceModel } from '../device-model.ts';
import { givenName, plain } from './evidence.ts';
import { hardwareIds, keyOf } from './identifiers.ts';

// What so many have in common tells nobody from anybody.
const mostPeers = 32;

/** Finds the sources that are worth comparing, so that a home of thousands is not compared each with each. */
export class PeerIndex {
  readonly #byKey = new Map<string, Set<SourceModel>>();
  readonly #keys = new Map<SourceModel, readonly string[]>();
  /** `plugin/key` of what others are reached through → how many. */
  readonly #bridges = new Map<string, Set<SourceModel>>();

  /** Adds a source, or what it says of itself now. */
  add(source: SourceModel): void {
    this.remove(source);
    const keys = keysOf(source);
    this.#keys.set(source, keys);
    for (const key of keys) join(this.#byKey, key, source);
    const bridge = bridgeOf(source);
    if (bridge !== undefined) join(this.#bridges, bridge, source);
  }

  remove(source: SourceModel): void {
    for (const key of this.#keys.get(source) ?? []) leave(this.#byKey, key, source);
    this.#keys.delete(source);
    for (const bridge of this.#bridges.keys()) leave(this.#bridges, bridge, source);
  }

  /** Other plugins' sources that have something in common with this one. */
  peers(source: SourceModel): SourceModel[] {
    const found = (this.#keys.get(source) ?? []).flatMap((key) => {
      const having = this.#byKey.get(key);
      return having && having.size <= mostPeers ? [...having] : [];
    });
    return [...new Set(found)].filter(({ plugin }) => plugin !== source.plugin);
  }

  /** The source that carries one of these identifiers, which no other device of its plugin does. */
  carrier(described: Pick<DeviceDescriptor, 'identifiers'>): SourceModel | undefined {
    const keys = hardwareIds(described).map(keyOf);
    return keys.filter((key) => !this.isShared(key)).flatMap((key) => [...(this.#byKey.get(key) ?? [])])[0];
  }

  /** Whether several devices of one plugin carry an identifier. One that is gone does not count: its product may have come anew. */
  isShared(key: string): boolean {
    const plugins = [...(this.#byKey.get(key) ?? [])].filter(({ withdrawn }) => !withdrawn).map(({ plugin }) => plugin);
    return new Set(plugins).size < plugins.length;
  }

  /** Whether other devices of its plugin are reached through it. */
  isBridge({ plugin, key }: SourceModel): boolean {
    return this.#bridges.has(`${plugin}/${key}`);
  }
}

function bridgeOf({ plugin, descriptor: { via } }: SourceModel): string | undefined {
  return via === undefined ? undefined : `${plugin}/${via}`;
}

function keysOf({ descriptor }: SourceModel): string[] {
  const ids = hardwareIds(descriptor);
  const name = givenName(descriptor);
  const { maker, model } = descriptor;
  return [
    ...ids.map(keyOf),
    // Radios of one chip differ in the last byte or two.
    ...ids.filter(({ type }) => type === 'radio').map(({ value }) => `near/${value.slice(0, 8)}`),
    ...(name !== undefined && maker !== undefined && model !== undefined ? [`alike/${plain(maker)}/${plain(model)}/${name}`] : []),
  ];
}

function join(map: Map<string, Set<SourceModel>>, key: string, source: SourceModel): void {
  const having = map.get(key);
  if (having) having.add(source);
  else map.set(key, new Set([source]));
}

function leave(map: Map<string, Set<SourceModel>>, key: string, source: SourceModel): void {
  const having = map.get(key);
  having?.delete(source);
  if (having?.size === 0) map.delete(key);
}
