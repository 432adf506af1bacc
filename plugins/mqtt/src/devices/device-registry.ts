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
  /** True where the owner decides whether a device that the hub does not know is one of the home. */
  readonly isAsked?: boolean;
  /** Another dialect, which knows the device better, speaks for it from now on. */
  readonly giveUp: (device: MappedDevice) => void;
}

/** Every device of the plugin by its key, whatever broker it is reached through. */
export class DeviceRegistry {
  readonly #tools: RegistryTools;
  readonly #devices = new Map<string, MappedDevice>();
  readonly #keys: ProductKeys;
  /** The devices that the hub knows from earlier, and those that came since without a question. */
  readonly #wanted: Set<string>;

  constructor(tools: RegistryTools) {
    this.#tools = tools;
    this.#wanted = new Set(tools.context.knownDevices.map(({ key }) => key));
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
    const { dialect, identity, connection, giveUp, isAsked = false } = claim;
    const key = this.keyOf(claim);
    this.#keys.note(key, identity.identifiers);
    if (!isAsked) this.#want(key);
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
      isAside: () => this.#isAside(key),
      whyAside: () => (removed.has(key) ? 'Removed earlier; add it again' : 'Heard nearby; add it if it is yours'),
      gone: () => this.#gone(device),
    });
    this.#devices.set(key, device);
    return device;
  }

  /** A device that was only offered is one of the home as soon as a dialect brings it that does not ask. */
  #want(key: string): void {
    if (this.#wanted.has(key)) return;
    this.#wanted.add(key);
    const device = this.#devices.get(key);
    if (!device || this.#tools.removed.has(key)) return;
    this.#tools.context.withdraw(key);
    device.show();
  }

  /** Not one of the home: offered as a candidate. */
  #isAside(key: string): boolean {
    return this.#tools.removed.has(key) || !this.#wanted.has(key);
  }

  /** The owner does not want the device: it is among the candidates from now on. */
  async remove(key: string): Promise<void> {
    const saved = this.#tools.removed.add(key);
    this.#devices.get(key)?.show();
    await saved;
  }

  /** Takes a device that was offered. Throws `AdoptionFailedError` where nobody announces it. */
  async adopt(key: string): Promise<MappedDevice> {
    const { removed } = this.#tools;
    const device = this.#devices.get(key);
    if (!device || device.isWithdrawn || !this.#isAside(key))
      throw new AdoptionFailedError('the product does not announce itself any more');
    this.#wanted.add(key);
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
    const isAside = this.#isAside(key);
    this.#wanted.delete(key);
    if (!isAside) return;
    context.withdraw(key);
    removed.delete(key).catch((error: unknown) => context.log.error(`could not keep the removed devices: ${messageOf(error)}`));
  }
}
