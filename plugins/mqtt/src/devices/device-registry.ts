import { AdoptionFailedError, messageOf, type PluginContext } from '@concord/sdk';
import type { Connection } from '../connection/connection.ts';
import type { DeviceIdentity } from './device-identity.ts';
import type { DialectName } from './dialect-name.ts';
import { MappedDevice } from './mapped-device.ts';
import { ProductKeys } from './product-keys.ts';
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

/** A dialect that wants to give parts to a device. */
export interface Claim {
  readonly dialect: DialectName;
  /** What the dialect calls the device, behind its own prefix: the device has it unless it is known by another already. */
  readonly key: string;
  readonly identity: DeviceIdentity;
  /** True where the identifiers stay when the dialect calls the device otherwise. */
  readonly isLasting?: boolean;
  readonly connection: Connection;
  /** True where the owner decides whether a device that the hub does not know is one of the home. */
  readonly isAsked?: boolean;
  /** Another dialect, which knows the device better, speaks for it from now on. */
  readonly giveUp: (device: MappedDevice) => void;
}

/** Every device of the plugin by its key, whatever broker it is reached through. */
export class DeviceRegistry {
  readonly #tools: RegistryTools;
  /** Every device as each of its brokers shows it. */
  readonly #views: Standby<MappedDevice>;
  readonly #keys: ProductKeys;
  readonly #known: ReadonlySet<string>;
  /** The devices that the hub knows from earlier, and those that came since without a question. */
  readonly #wanted: Set<string>;

  constructor(tools: RegistryTools) {
    this.#tools = tools;
    this.#known = new Set(tools.context.knownDevices.map(({ key }) => key));
    this.#wanted = new Set(this.#known);
    this.#keys = new ProductKeys(tools.context.knownDevices);
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

  /** The key by which what a dialect calls `key` is known to the hub. */
  keyOf({ key, identity, isLasting }: Pick<Claim, 'key' | 'identity' | 'isLasting'>): string {
    return this.#keys.keyOf(key, identity.identifiers, isLasting);
  }

  /** Whether the hub knew the device when the plugin started: it has its place, however many others are heard meanwhile. */
  wasKnown(claim: Pick<Claim, 'key' | 'identity'>): boolean {
    return this.#known.has(this.keyOf(claim));
  }

  /** The device of the claim as its broker shows it, made where there is none; undefined where a dialect has it that knows it better. */
  take(claim: Claim): MappedDevice | undefined {
    const { dialect, identity, connection, giveUp, isAsked = false } = claim;
    const key = this.keyOf(claim);
    this.#keys.note(key, identity.identifiers);
    if (!isAsked) this.#want(key);
    const device = this.#viewOf(key, identity, connection);
    if (!device.speak(dialect, () => giveUp(device))) return undefined;
    device.identify(identity);
    return device;
  }

  #viewOf(key: string, identity: DeviceIdentity, connection: Connection): MappedDevice {
    const known = this.#views.find(key, connection);
    if (known) return known;
    const { removed } = this.#tools;
    const device: MappedDevice = new MappedDevice(key, identity, {
      ...this.#tools,
      connection,
      isAside: () => this.#isAside(key),
      whyAside: () => (removed.has(key) ? 'Removed earlier; add it again' : 'Heard nearby; add it if it is yours'),
      isStandingBy: () => !this.#views.isLeading(device),
      withdrawn: () => this.#views.review(),
      gone: () => this.#gone(device),
    });
    this.#views.add(device);
    return device;
  }

  /** A device that was only offered is one of the home as soon as a dialect brings it that does not ask. */
  #want(key: string): void {
    if (this.#wanted.has(key)) return;
    this.#wanted.add(key);
    const device = this.get(key);
    if (!device || this.#tools.removed.has(key)) return;
    this.#tools.context.withdraw(key);
    device.show();
    // What it said while it was only offered is not known.
    this.#tools.tookOver(device);
  }

  /** Not one of the home: offered as a candidate. */
  #isAside(key: string): boolean {
    return this.#tools.removed.has(key) || !this.#wanted.has(key);
  }

  /** The owner does not want the device: it is among the candidates from now on. */
  async remove(key: string): Promise<void> {
    const saved = this.#tools.removed.add(key);
    this.get(key)?.show();
    await saved;
  }

  /** Takes a device that was offered. Throws `AdoptionFailedError` where nobody announces it. */
  async adopt(key: string): Promise<MappedDevice> {
    const { removed } = this.#tools;
    const device = this.get(key);
    if (!device || device.isWithdrawn || !this.#isAside(key))
      throw new AdoptionFailedError('the product does not announce itself any more');
    this.#wanted.add(key);
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
    const isAside = this.#isAside(key);
    this.#wanted.delete(key);
    if (!isAside) return true;
    context.withdraw(key);
    removed.delete(key).catch((error: unknown) => context.log.error(`could not keep the removed devices: ${messageOf(error)}`));
    return true;
  }
}
