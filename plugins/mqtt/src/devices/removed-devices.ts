import { messageOf, type CandidateDescriptor, type PluginContext } from '@concord/sdk';
import type { DeviceIdentity } from './device-identity.ts';

const storeName = 'removed-devices';

/**
 * The devices that the owner removed, by their keys, over restarts. Their products go on to announce themselves, so without this list each
 * of them would come back by itself.
 */
export class RemovedDevices {
  readonly #store: PluginContext['store'];
  readonly #log: PluginContext['log'];
  #keys = new Set<string>();

  constructor({ store, log }: Pick<PluginContext, 'store' | 'log'>) {
    this.#store = store;
    this.#log = log;
  }

  async load(): Promise<void> {
    let stored: unknown;
    try {
      stored = await this.#store.get(storeName);
    } catch (error) {
      // Better that a removed device comes back than that no device works.
      this.#log.error(`the list of removed devices is damaged; they come back: ${messageOf(error)}`);
    }
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

/** How a device that is not one of the home is offered, and why. Adopting it asks for nothing. */
export function candidateOf(key: string, { name, maker, model, identifiers }: DeviceIdentity, summary: string): CandidateDescriptor {
  return {
    key,
    name,
    ...(maker !== undefined && { maker }),
    ...(model !== undefined && { model }),
    summary,
    identifiers,
    adoptable: true,
    form: { type: 'object', additionalProperties: false },
  };
}
