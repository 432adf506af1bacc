import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { compileThorough, InvalidInputError, messageOf, type Finding, type PluginContext } from '@concord/sdk';
import { isObject } from '../../topics/message.ts';
import { Mapping, maxBytes, maxMappings, type SavedMapping } from './mapping.ts';

const storeName = 'mappings';
/** How many removals can be taken back: more than anybody remembers. */
const maxRemoved = 20;
const version = 1;
const shape = compileThorough(Mapping);

/** Who makes devices of mappings: the dialect on each broker. */
export interface MappingPlace {
  /** A mapping is there, or changed. */
  put(mapping: SavedMapping): void;
  /** It is not there any more, nor is its device. */
  drop(key: string): void;
}

/** What the owner mapped by hand, on disk; and who is to know of it. */
export class Mappings {
  readonly #context: Pick<PluginContext, 'store' | 'log' | 'diagnose' | 'dataFolder'>;
  readonly #places: MappingPlace[] = [];
  readonly #mappings = new Map<string, SavedMapping>();
  /** The last that were removed, as long as the plugin runs. */
  readonly #removed = new Map<string, SavedMapping>();
  /** One change after the other: each is on disk before the next is made of it. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(context: Pick<PluginContext, 'store' | 'log' | 'diagnose' | 'dataFolder'>) {
    this.#context = context;
  }

  /** What can't be read is left out and told; the file is kept beside, since the next save writes another. */
  async load(): Promise<void> {
    let stored: unknown;
    try {
      stored = await this.#context.store.get(storeName);
    } catch (error) {
      return this.#damaged(messageOf(error));
    }
    if (stored === undefined) return;
    if (!isObject(stored) || stored['version'] !== version || !Array.isArray(stored['mappings']))
      return this.#damaged(`not of version ${version}`);
    let broken = 0;
    for (const one of stored['mappings'] as unknown[]) {
      if (shape.accepts(one) && one.key !== undefined) this.#mappings.set(one.key, { ...one, key: one.key });
      else broken++;
    }
    if (broken > 0) await this.#damaged(`${broken} of them can't be read`);
  }

  list(): SavedMapping[] {
    return [...this.#mappings.values()];
  }

  attach(place: MappingPlace): void {
    this.#places.push(place);
    for (const mapping of this.#mappings.values()) place.put(mapping);
  }

  /** Resolves when it is on disk and its device is told of. Throws `InvalidInputError` where there is no room. */
  save(mapping: Mapping): Promise<SavedMapping> {
    return this.#inOrder(async () => {
      const key = mapping.key ?? `manual:${crypto.randomUUID()}`;
      const saved = { ...mapping, key };
      const next = new Map([...this.#mappings, [key, saved]]);
      if (next.size > maxMappings) throw noRoom(`there are ${maxMappings} mappings already`);
      if (Buffer.byteLength(JSON.stringify([...next.values()])) > maxBytes)
        throw noRoom(`all mappings together would take more than ${maxBytes / 1024 / 1024} MiB`);
      await this.#write(next);
      this.#removed.delete(key);
      for (const place of this.#places) place.put(saved);
      return saved;
    });
  }

  /** Answers what was removed, to be saved again should that be taken back; undefined: there was none. */
  remove(key: string): Promise<SavedMapping | undefined> {
    return this.#inOrder(async () => {
      const removed = this.#mappings.get(key);
      if (!removed) return undefined;
      const next = new Map(this.#mappings);
      next.delete(key);
      await this.#write(next);
      this.#removed.set(key, removed);
      const [oldest] = this.#removed.keys();
      if (this.#removed.size > maxRemoved && oldest !== undefined) this.#removed.delete(oldest);
      for (const place of this.#places) place.drop(key);
      return removed;
    });
  }

  /** Whether it is a mapping as it was when it was removed: what was kept before can be kept again, whatever a check would say of it now. */
  wasRemoved(mapping: unknown): mapping is SavedMapping {
    return isObject(mapping) && isDeepStrictEqual(mapping, this.#removed.get(String(mapping['key'])));
  }

  async #write(next: ReadonlyMap<string, SavedMapping>): Promise<void> {
    await this.#context.store.set(storeName, { version, mappings: [...next.values()] });
    this.#mappings.clear();
    for (const [key, mapping] of next) this.#mappings.set(key, mapping);
  }

  #inOrder<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {
      // Its caller gets the error; the next change must not.
    });
    return done;
  }

  async #damaged(why: string): Promise<void> {
    const { log, diagnose, dataFolder } = this.#context;
    const aside = join(dataFolder, `${storeName}.damaged.json`);
    const kept = await copyFile(join(dataFolder, `${storeName}.json`), aside).then(
      () => `; the file is kept as ${storeName}.damaged.json`,
      () => '',
    );
    const message = `mappings made by hand are left out: ${why}${kept}`;
    log.error(message);
    diagnose({ code: 'mappings-damaged', message, place: `${storeName}.json` });
  }
}

function noRoom(message: string): InvalidInputError {
  const finding: Finding = { path: '', message };
  return new InvalidInputError(message, [finding], 'mappings-full');
}
