import type { CandidateDescriptor, PluginContext } from '@concord/sdk';
import type { DeviceIdentity } from './mapped-device.ts';

const storeName = 'removed-devices';

/**
 * The devices that the owner removed, by their keys, over restarts. Their products go on to announce themselves, so without this list each
 * of them would come back by itself.
 */
export class RemovedDevices {
  readonly #store: PluginContext['store'];
  #keys = new Set<string>();

  constructor(store: PluginContext['store']) {
    this.#store = store;
  }

  async load(): Promise<void> {
    const stored = await this.#store.get(storeName);
    if (Array.isArray(stored)) this.#keys = new Set(stored.map(String));
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** Counts at once; resolves when it is on disk. */
  async add(key: string): Promise<void> {
    if (this.#keys.has(key)) return;
    this.#keys.add(key);
    await this.#save();
  }

  /** Counts at once; resolves when it is on disk. */
  async delete(key: string): Promise<void> {
    if (this.#keys.delete(key)) await this.#save();
  }

  #save(): Promise<void> {
    return this.#store.set(storeName, [...this.#keys]);
  }
}

/** How a removed device is offered. Adopting it asks for nothing. */
export function removedCandidate(key: string, { name, maker, model, identifiers }: DeviceIdentity): CandidateDescriptor {
  return {
    key,
    name,
    ...(maker !== undefined && { maker }),
    ...(model !== undefined && { model }),
    summary: 'Removed earlier; add it again',
    identifiers,
    adoptable: true,
    form: { type: 'object', additionalProperties: false },
  };
}
