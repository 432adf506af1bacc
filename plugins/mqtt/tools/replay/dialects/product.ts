import type { Device, FeedMessage, MappingEntry } from '../hub-api.ts';
import { parseTarget, recordAt, valuesOf, type Found } from '../records.ts';
import type { ReplayHub } from '../replay-hub.ts';

/** The devices that came of one sample, and what is reported of them. */
export class Product {
  readonly #hub: ReplayHub;
  readonly #known: ReadonlySet<string>;
  readonly #since: number;
  devices: Device[] = [];
  entries: (MappingEntry & { readonly device: string })[] = [];

  /** `known`: the devices that were there before. */
  constructor(hub: ReplayHub, known: ReadonlySet<string>) {
    this.#hub = hub;
    this.#known = known;
    this.#since = hub.feed.length;
  }

  /** Reads the devices that are new, or of which something was told. */
  async refresh(): Promise<void> {
    const told = new Set(this.#hub.feed.slice(this.#since).map(({ device, id }) => device ?? id));
    const devices = (await this.#hub.api.devices()).filter(
      ({ id, name }) => name !== 'replay marker' && (!this.#known.has(id) || told.has(id)),
    );
    this.devices = devices;
    const mappings = await Promise.all(
      devices.map(async ({ id }) => (await this.#hub.api.mapping(id)).map((entry) => ({ ...entry, device: id }))),
    );
    this.entries = mappings.flat();
  }

  get values(): Found[] {
    return this.devices.flatMap(valuesOf);
  }

  get events(): FeedMessage[] {
    return this.#hub.feed.slice(this.#since).filter(({ kind, device }) => kind === 'event' && this.devices.some(({ id }) => id === device));
  }

  /** The values whose line in the mapping report names all of these words, in any case. */
  about(...words: readonly string[]): { readonly found: Found[]; readonly outcomes: ReadonlySet<string> } {
    const wanted = words.map((word) => word.toLowerCase());
    const lines = this.entries.filter(({ item }) => wanted.every((word) => item.toLowerCase().includes(word)));
    return { found: lines.flatMap((line) => this.#valueOf(line)), outcomes: new Set(lines.map(({ outcome }) => outcome)) };
  }

  #valueOf({ device, target }: MappingEntry & { readonly device: string }): Found[] {
    const at = target === undefined ? undefined : parseTarget(target);
    const owner = this.devices.find(({ id }) => id === device);
    const record = at && owner && recordAt(owner, at);
    return at && record ? [{ ...at, record }] : [];
  }
}
