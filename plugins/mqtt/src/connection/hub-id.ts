import { createHash } from 'node:crypto';
import { messageOf, type PluginContext } from '@concord/sdk';
import type { BrokerSettings } from './broker-settings.ts';

const storeName = 'hub-id';
const idLength = 23;

/** What brokers elsewhere know this hub by. */
export class HubId {
  readonly #id: string;

  private constructor(id: string) {
    this.#id = id;
  }

  /** Made once, and kept. */
  static async load({ store, log }: Pick<PluginContext, 'store' | 'log'>): Promise<HubId> {
    try {
      const stored = await store.get(storeName);
      if (typeof stored === 'string' && stored !== '') return new HubId(stored);
      const made = crypto.randomUUID();
      await store.set(storeName, made);
      return new HubId(made);
    } catch (error) {
      log.error(`the id of this hub can't be kept; brokers will not know it again: ${messageOf(error)}`);
      return new HubId(crypto.randomUUID());
    }
  }

  /** Its client id at one broker, no longer than every broker of MQTT 3.1.1 takes (section 3.1.3.1). */
  clientIdFor(url: string): string {
    const hash = createHash('sha256').update(`${this.#id} ${url}`).digest('hex');
    return `concord${hash}`.slice(0, idLength);
  }
}

/** The settings of a second connection to the same broker, which only looks on: under a name of its own, and with nothing kept for it. */
export function forListener({ shareGroup: _shareGroup, ...settings }: BrokerSettings, hubId: HubId): BrokerSettings {
  return { ...settings, clientId: hubId.clientIdFor(`${settings.url} listener`), sessionSeconds: 0 };
}
