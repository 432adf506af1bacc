import type { Connection } from './connection/connection.ts';
import type { DeviceRegistry } from './devices/device-registry.ts';
import type { MappedDevice } from './devices/mapped-device.ts';
import { PartRoute } from './devices/part-route.ts';
import type { Reporter } from './devices/reporter.ts';
import { Dispatcher } from './dispatcher.ts';
import type { Dialect, DialectTools } from './dialects/dialect.ts';
import { dialects } from './dialects/index.ts';
import type { Settings } from './settings.ts';

interface LinkTools extends Omit<DialectTools, 'dispatcher'> {
  readonly reporter: Reporter;
}

/** One broker with the dialects that are spoken on it. */
export class BrokerLink {
  readonly connection: Connection;
  readonly #registry: DeviceRegistry;
  readonly #dispatcher: Dispatcher;
  readonly #dialects: readonly Dialect[];

  constructor(connection: Connection, settings: Settings, { reporter, ...shared }: LinkTools) {
    this.connection = connection;
    this.#registry = shared.registry;
    this.#dispatcher = new Dispatcher(connection, reporter, shared.context);
    const tools = { ...shared, dispatcher: this.#dispatcher };
    this.#dialects = Object.values(dialects).flatMap((open) => open(settings, tools));
  }

  start(): void {
    for (const dialect of this.#dialects) dialect.start();
    this.connection.start({
      online: () => this.#online(),
      offline: () => this.#offline(),
      message: (topic, payload, retained) => this.#dispatcher.receive(topic, payload, retained),
    });
  }

  /** Opens the networks behind this broker for new devices, 0 closes them; answers how many. */
  permitJoin(seconds: number): number {
    return this.#dialects.filter((dialect) => dialect.permitJoin?.(seconds) === true).length;
  }

  /** Has the broker send again what it kept of a device's states. */
  askAgain(device: MappedDevice): void {
    this.#dispatcher.askAgain((listener) => listener instanceof PartRoute && listener.device === device);
  }

  /** True if somebody listens to the topic. */
  isUsed(topic: string): boolean {
    return this.#dispatcher.reaches(topic);
  }

  stop(): Promise<void> {
    for (const dialect of this.#dialects) dialect.stop?.();
    return this.connection.stop();
  }

  #online(): void {
    this.#dispatcher.expectRetained();
    for (const device of this.#registry.of(this.connection)) device.availability.reach(true);
    // In the next turn, when the subscriptions have left: what the birth message makes products say must not come too early.
    setImmediate(() => {
      if (this.connection.isOnline) for (const dialect of this.#dialects) dialect.greet?.();
    });
  }

  #offline(): void {
    for (const device of this.#registry.of(this.connection)) device.availability.reach(false);
  }
}
