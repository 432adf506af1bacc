import type { Device, MappingEntry } from '../hub-api.ts';
import type { ReplayHub } from '../replay-hub.ts';

export interface Listed {
  readonly device: string;
  readonly entries: readonly MappingEntry[];
}

/** Which device each item of what was announced went to. */
export class Directory {
  readonly #hub: ReplayHub;
  readonly #byItem = new Map<string, { device: string; entries: MappingEntry[] }>();
  #readTo = 0;

  constructor(hub: ReplayHub) {
    this.#hub = hub;
  }

  find(item: string): Listed | undefined {
    return this.#byItem.get(item.slice(0, 512));
  }

  /** Reads the devices that are new or changed since the last time. */
  async refresh(): Promise<void> {
    const news = this.#hub.feed.slice(this.#readTo);
    this.#readTo = this.#hub.feed.length;
    const changed = new Set(news.filter(({ type }) => type === 'device').map(({ id }) => id));
    if (changed.size === 0) return;
    for (const { id } of (await this.#hub.api.devices()).filter((device: Device) => changed.has(device.id))) await this.#read(id);
  }

  async #read(device: string): Promise<void> {
    for (const [item, listed] of this.#byItem) if (listed.device === device) this.#byItem.delete(item);
    for (const entry of await this.#hub.api.mapping(device)) {
      const listed = this.#byItem.get(entry.item);
      if (listed) listed.entries.push(entry);
      else this.#byItem.set(entry.item, { device, entries: [entry] });
    }
  }
}
