import type { DeviceDescriptor } from '@concord/sdk';
import type { SourceModel } from '../device-model.ts';
import { plain } from './evidence.ts';
import { hardwareIds, keyOf } from './identifiers.ts';

/** Finds the sources that are worth comparing, so that a home of thousands is not compared each with each. */
export class PeerIndex {
  readonly #byKey = new Map<string, Set<SourceModel>>();
  readonly #keys = new Map<SourceModel, readonly string[]>();

  /** Adds a source, or what it says of itself now. */
  add(source: SourceModel): void {
    this.remove(source);
    const keys = keysOf(source);
    this.#keys.set(source, keys);
    for (const key of keys) {
      const having = this.#byKey.get(key);
      if (having) having.add(source);
      else this.#byKey.set(key, new Set([source]));
    }
  }

  remove(source: SourceModel): void {
    for (const key of this.#keys.get(source) ?? []) {
      const having = this.#byKey.get(key);
      having?.delete(source);
      if (having?.size === 0) this.#byKey.delete(key);
    }
    this.#keys.delete(source);
  }

  /** Other plugins' sources that have something in common with this one. */
  peers(source: SourceModel): SourceModel[] {
    const found = new Set((this.#keys.get(source) ?? []).flatMap((key) => [...(this.#byKey.get(key) ?? [])]));
    return [...found].filter(({ plugin }) => plugin !== source.plugin);
  }

  /** The source that carries one of these identifiers, which no other device of its plugin does. */
  carrier(described: Pick<DeviceDescriptor, 'identifiers'>): SourceModel | undefined {
    const keys = hardwareIds(described).map(keyOf);
    return keys.filter((key) => !this.isShared(key)).flatMap((key) => [...(this.#byKey.get(key) ?? [])])[0];
  }

  /** Whether several devices of one plugin carry an identifier. */
  isShared(key: string): boolean {
    const plugins = [...(this.#byKey.get(key) ?? [])].map(({ plugin }) => plugin);
    return new Set(plugins).size < plugins.length;
  }
}

function keysOf({ descriptor }: SourceModel): string[] {
  const ids = hardwareIds(descriptor);
  const name = plain(descriptor.name);
  return [
    ...ids.map(keyOf),
    // Radios of one chip differ in the last byte or two.
    ...ids.filter(({ type }) => type === 'radio').map(({ value }) => `near/${value.slice(0, 8)}`),
    ...(name === '' ? [] : [`name/${name}`]),
  ];
}
