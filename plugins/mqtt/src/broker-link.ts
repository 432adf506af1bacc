import type { Connection } from './connection/connection.ts';
import type { DeviceRegistry } from './devices/device-registry.ts';
import type { MappedDevice } from './devices/mapped-device.ts';
import { Dispatcher } from './dispatcher.ts';
import type { Dialect, DialectTools, JoinOpening } from './dialects/dialect.ts';
import { dialects } from './dialects/index.ts';
import type { Settings } from './settings.ts';

type LinkTools = Omit<DialectTools, 'dispatcher'>;

/** One broker with the dialects that are spoken on it. */
export class BrokerLink {
  readonly connection: Connection;
  readonly #registry: DeviceRegistry;
  readonly #dispatcher: Dispatcher;
  readonly #dialects: readonly Dialect[];

  constructor(connection: Connection, settings: Settings, tools: LinkTools) {
    this.connection = connection;
    this.#registry = tools.registry;
    this.#dispatcher = new Dispatcher(connection, tools.reporter, tools.context);
    const all = { ...tools, dispatcher: this.#dispatcher };
    this.#dialects = Object.values(dialects).flatMap((open) => open(settings, all));
  }

  start(): void {
    for (const dialect of this.#dialects) dialect.start();
    this.connection.start({
      online: () => this.#online(),
      offline: () => this.#offline(),
      // Only now: what the birth message makes products say must not come too early.
      listening: () => {
        for (const dialect of this.#dialects) dialect.greet?.();
      },
      message: (topic, payload, retained) => this.#dispatcher.receive(topic, payload, retained),
    });
  }

  /** Opens the networks behind this broker for new devices, 0 closes them; the answer of each. */
  permitJoin(seconds: number, device?: string): Promise<JoinOpening>[] {
    return this.#dialects.flatMap((dialect) => dialect.permitJoin?.(seconds, device) ?? []);
  }

  /** Has the broker send again what it kept of a device's states. */
  askAgain(device: MappedDevice): void {
    this.#dispatcher.askAgain((listener) => listener.deviceKey === device.key);
    for (const dialect of this.#dialects) dialect.adopted?.(device);
  }

  /** True if somebody listens to the topic. */
  isUsed(topic: string): boolean {
    return this.#dispatcher.reaches(topic);
  }

  async stop(): Promise<void> {
    try {
      for (const dialect of this.#dialects) dialect.stop?.();
    } finally {
      await this.connection.stop();
    }
  }

  #online(): void {
    this.#dispatcher.expectRetained();
    for (const device of this.#registry.of(this.connection)) device.availability.reach(true);
    this.#registry.review();
  }

  #offline(): void {
    for (const device of this.#registry.of(this.connection)) device.availability.reach(false);
    this.#registry.review();
  }
}
