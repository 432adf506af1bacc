import type { PluginContext } from '@concord/sdk';
import type { Connection } from './connection/connection.ts';
import type { DeviceRegistry } from './devices/device-registry.ts';
import type { MappedDevice } from './devices/mapped-device.ts';
import { PartRoute } from './devices/part-route.ts';
import type { Reporter } from './devices/reporter.ts';
import { Dispatcher } from './dispatcher.ts';
import { HomeAssistantDialect } from './dialects/homeassistant/home-assistant.ts';
import type { Settings } from './settings.ts';
import type { TemplateEngine } from './templates/engine.ts';
import { Zigbee2MqttDialect } from './dialects/zigbee2mqtt/zigbee2mqtt.ts';

/** One broker with the dialects that are spoken on it. */
export class BrokerLink {
  readonly connection: Connection;
  readonly #registry: DeviceRegistry;
  readonly #dispatcher: Dispatcher;
  readonly #homeAssistant: HomeAssistantDialect;
  readonly #zigbee2mqtt: readonly Zigbee2MqttDialect[];

  constructor(
    connection: Connection,
    settings: Settings,
    {
      context,
      registry,
      reporter,
      engine,
    }: { context: PluginContext; registry: DeviceRegistry; reporter: Reporter; engine: TemplateEngine },
  ) {
    this.connection = connection;
    this.#registry = registry;
    const dispatcher = new Dispatcher(connection, reporter, context);
    this.#dispatcher = dispatcher;
    const homeAssistant = new HomeAssistantDialect(settings.homeAssistantPrefix, { dispatcher, registry, engine, context });
    this.#homeAssistant = homeAssistant;
    this.#zigbee2mqtt = settings.zigbee2mqttBases.map(
      (base) => new Zigbee2MqttDialect(base, { dispatcher, registry, context, claimed: (device) => homeAssistant.release(device) }),
    );
  }

  start(): void {
    // The native dialect first: what the broker kept of it then arrives first, and no device has to change hands.
    for (const dialect of this.#zigbee2mqtt) dialect.start();
    this.#homeAssistant.start();
    this.connection.start({
      online: () => this.#online(),
      offline: () => this.#offline(),
      message: (topic, payload, retained) => this.#dispatcher.receive(topic, payload, retained),
    });
  }

  /** Opens the Zigbee networks behind this broker; answers how many. */
  permitJoin(seconds: number): number {
    const there = this.#zigbee2mqtt.filter((dialect) => dialect.isThere && this.connection.isOnline);
    for (const dialect of there) dialect.permitJoin(seconds);
    return there.length;
  }

  /** Has the broker send again what it kept of a device's states. */
  askAgain(device: MappedDevice): void {
    this.#dispatcher.askAgain((listener) => listener instanceof PartRoute && listener.device === device);
  }

  stop(): Promise<void> {
    return this.connection.stop();
  }

  #online(): void {
    this.#dispatcher.expectRetained();
    for (const device of this.#registry.of(this.connection)) device.availability.reach(true);
    this.#registry.review();
    // In the next turn, when the subscriptions have left: what the birth message makes products say must not come too early.
    setImmediate(() => {
      if (this.connection.isOnline) this.#homeAssistant.sayBirth();
    });
  }

  #offline(): void {
    for (const device of this.#registry.of(this.connection)) device.availability.reach(false);
    this.#registry.review();
  }
}
