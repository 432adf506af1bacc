import { AdoptionFailedError, messageOf, type PluginContext } from '@concord/sdk';
import type { Connection } from '../connection/connection.ts';
import type { DeviceIdentity } from './device-identity.ts';
import { MappedDevice } from './mapped-device.ts';
import type { RemovedDevices } from './removed-devices.ts';
import type { Reporter } from './reporter.ts';
import { Standby } from './standby.ts';

/** A broker that restarts is back before that; a device is offline meanwhile. */
const takeOverAfterMs = 5000;

interface RegistryTools {
  readonly context: PluginContext;
  readonly reporter: Reporter;
  readonly removed: RemovedDevices;
  /** How long a device may be announced by nobody before it is forgotten. */
  readonly forgetAfterMs: number;
  /** Another broker speaks for the device from now on: what that one kept of its states is wanted. */
  readonly tookOver: (device: MappedDevice) => void;
}

/** Every device of the plugin by its key, whatever broker it is reached through. */
export class DeviceRegistry {
  readonly #tools: RegistryTools;
  /** Every device as each of its brokers shows it. */
  readonly #views: Standby<MappedDevice>;

  constructor(tools: RegistryTools) {
    this.#tools = tools;
    this.#views = new Standby({
      settleMs: takeOverAfterMs,
      tookOver: (next, before) => {
        tools.context.log.info(`${next.key} is reached through ${next.connection.name} now`);
        before.standBy();
        next.show();
        tools.tookOver(next);
      },
    });
  }

  /** The device by the broker that speaks for it. */
  get(key: string): MappedDevice | undefined {
    return this.#views.leader(key);
  }

  /** The device as this broker shows it, whether it speaks for it or not. */
  view(key: string, connection: Connection): MappedDevice | undefined {
    return this.#views.find(key, connection);
  }

  of(connection: Connection): MappedDevice[] {
    return this.#views.of(connection);
  }

  /** A broker was lost or is back: another may have to speak for what is on both. */
  review(): void {
    this.#views.review();
  }

  /** The device with this key as this broker shows it, made where there is none. */
  take(key: string, identity: DeviceIdentity, connection: Connection): MappedDevice {
    const known = this.#views.find(key, connection);
    if (known) return known;
    const { removed } = this.#tools;
    const device: MappedDevice = new MappedDevice(key, identity, {
      ...this.#tools,
      connection,
      isRemoved: () => removed.has(key),
      isStandingBy: () => !this.#views.isLeading(device),
      withdrawn: () => this.#views.review(),
      gone: () => this.#gone(device),
    });
    this.#views.add(device);
    return device;
  }

  /** The owner does not want the device: it is among the candidates from now on. */
  async remove(key: string): Promise<void> {
    const saved = this.#tools.removed.add(key);
    this.get(key)?.show();
    await saved;
  }

  /** Takes a removed device back. Throws `AdoptionFailedError` where nobody announces it. */
  async adopt(key: string): Promise<MappedDevice> {
    const { removed } = this.#tools;
    const device = this.get(key);
    if (!device || device.isWithdrawn || !removed.has(key)) throw new AdoptionFailedError('the product does not announce itself any more');
    const saved = removed.delete(key);
    device.show();
    await saved;
    return device;
  }

  stop(): void {
    this.#views.stop();
    for (const device of this.#views.all()) device.stop();
  }

  /**
   * The product is gone from a broker for good. False where another speaks for it. Should it ever come back, it is a new one, also where the
   * owner removed it.
   */
  #gone(device: MappedDevice): boolean {
    const { removed, context } = this.#tools;
    const { key } = device;
    if (this.#views.delete(device)) return false;
    if (!removed.has(key)) return true;
    context.withdraw(key);
    removed.delete(key).catch((error: unknown) => context.log.error(`could not keep the removed devices: ${messageOf(error)}`));
    return true;
  }
}
