import { AdoptionFailedError, messageOf, type PluginContext } from '@concord/sdk';
import type { Connection } from '../connection/connection.ts';
import type { DeviceIdentity } from './device-identity.ts';
import type { DialectName } from './dialect-name.ts';
import { MappedDevice } from './mapped-device.ts';
import { ProductKeys } from './product-keys.ts';
import type { RemovedDevices } from './removed-devices.ts';
import type { Reporter } from './reporter.ts';

interface RegistryTools {
  readonly context: PluginContext;
  readonly reporter: Reporter;
  readonly removed: RemovedDevices;
  /** How long a device may be announced by nobody before it is forgotten. */
  readonly forgetAfterMs: number;
}

/** A dialect that wants to give parts to a device. */
export interface Claim {
  readonly dialect: DialectName;
  /** What the dialect calls the device, behind its own prefix: the device has it unless it is known by another already. */
  readonly key: string;
  readonly identity: DeviceIdentity;
  readonly connection: Connection;
  /** Another dialect, which knows the device better, speaks for it from now on. */
  readonly giveUp: (device: MappedDevice) => void;
}

/** Every device of the plugin by its key, whatever broker it is reached through. */
export class DeviceRegistry {
  readonly #tools: RegistryTools;
  readonly #devices = new Map<string, MappedDevice>();
  readonly #keys: ProductKeys;

  constructor(tools: RegistryTools) {
    this.#tools = tools;
    this.#keys = new ProductKeys(tools.context.knownDevices);
  }

  get(key: string): MappedDevice | undefined {
    return this.#devices.get(key);
  }

  of(connection: Connection): MappedDevice[] {
    return [...this.#devices.values()].filter((device) => device.connection === connection);
  }

  /** The key by which what a dialect calls `key` is known to the hub. */
  keyOf({ key, identity }: Pick<Claim, 'key' | 'identity'>): string {
    return this.#keys.keyOf(key, identity.identifiers);
  }

  /** The device of the claim, made where there is none; undefined where another broker has it, or a dialect that knows it better. */
  take(claim: Claim): MappedDevice | undefined {
    const { dialect, identity, connection, giveUp } = claim;
    const key = this.keyOf(claim);
    this.#keys.note(key, identity.identifiers);
    const device = this.#deviceOf(key, identity, connection);
    if (!device?.speak(dialect, () => giveUp(device))) return undefined;
    device.identify(identity);
    return device;
  }

  #deviceOf(key: string, identity: DeviceIdentity, connection: Connection): MappedDevice | undefined {
    const { removed, context } = this.#tools;
    const known = this.#devices.get(key);
    if (known?.connection === connection) return known;
    if (known && !known.isWithdrawn) {
      context.diagnose({
        code: 'announced-by-two-brokers',
        message: `already known through ${known.connection.name}; what ${connection.name} says of it is not used`,
        device: key,
      });
      return undefined;
    }
    // One that its broker does not announce any more has moved to this one.
    known?.stop();
    const device: MappedDevice = new MappedDevice(key, identity, {
      ...this.#tools,
      connection,
      isRemoved: () => removed.has(key),
      gone: () => this.#gone(device),
    });
    this.#devices.set(key, device);
    return device;
  }

  /** The owner does not want the device: it is among the candidates from now on. */
  async remove(key: string): Promise<void> {
    const saved = this.#tools.removed.add(key);
    this.#devices.get(key)?.show();
    await saved;
  }

  /** Takes a removed device back. Throws `AdoptionFailedError` where nobody announces it. */
  async adopt(key: string): Promise<MappedDevice> {
    const { removed } = this.#tools;
    const device = this.#devices.get(key);
    if (!device || device.isWithdrawn || !removed.has(key)) throw new AdoptionFailedError('the product does not announce itself any more');
    const saved = removed.delete(key);
    device.show();
    await saved;
    return device;
  }

  stop(): void {
    for (const device of this.#devices.values()) device.stop();
  }

  /** The product is gone for good. Should it ever come back, it is a new one, also where the owner removed it. */
  #gone(device: MappedDevice): void {
    const { removed, context } = this.#tools;
    const { key } = device;
    if (this.#devices.get(key) === device) this.#devices.delete(key);
    if (!removed.has(key)) return;
    context.withdraw(key);
    removed.delete(key).catch((error: unknown) => context.log.error(`could not keep the removed devices: ${messageOf(error)}`));
  }
}
