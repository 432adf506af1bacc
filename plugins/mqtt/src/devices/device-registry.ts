import type { PluginContext } from '@concord/sdk';
import type { Connection } from '../connection/connection.ts';
import { MappedDevice, type DeviceIdentity } from './mapped-device.ts';
import type { Reporter } from './reporter.ts';

/** Every device of the plugin by its key, whatever broker it is reached through. */
export class DeviceRegistry {
  readonly #context: PluginContext;
  readonly #reporter: Reporter;
  readonly #devices = new Map<string, MappedDevice>();

  constructor(context: PluginContext, reporter: Reporter) {
    this.#context = context;
    this.#reporter = reporter;
  }

  get(key: string): MappedDevice | undefined {
    return this.#devices.get(key);
  }

  of(connection: Connection): MappedDevice[] {
    return [...this.#devices.values()].filter((device) => device.connection === connection);
  }

  /** The device with this key, made where there is none; undefined where it belongs to another broker. */
  take(key: string, identity: DeviceIdentity, connection: Connection): MappedDevice | undefined {
    const known = this.#devices.get(key);
    if (known) {
      if (known.connection === connection) return known;
      this.#context.diagnose({
        code: 'announced-by-two-brokers',
        message: `already known through ${known.connection.name}; what ${connection.name} says of it is not used`,
        device: key,
      });
      return undefined;
    }
    const device: MappedDevice = new MappedDevice(key, identity, {
      context: this.#context,
      reporter: this.#reporter,
      connection,
      gone: () => this.#devices.get(key) === device && this.#devices.delete(key),
    });
    this.#devices.set(key, device);
    return device;
  }

  stop(): void {
    for (const device of this.#devices.values()) device.stop();
  }
}
