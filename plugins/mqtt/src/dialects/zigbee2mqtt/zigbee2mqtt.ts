import { messageOf, type PluginContext } from '@concord/sdk';
import type { DeviceRegistry } from '../../devices/device-registry.ts';
import type { MappedDevice } from '../../devices/mapped-device.ts';
import { PartRoute } from '../../devices/part-route.ts';
import type { Dispatcher, Listener } from '../../dispatcher.ts';
import { zigbeeKey } from '../../mapping/zigbee-key.ts';
import type { Message } from '../../topics/message.ts';
import { readBridgeDevice, type BridgeDevice } from './bridge-device.ts';
import { bridgePart } from './bridge-part.ts';
import { departureTopics, readDeparture } from './departure.ts';
import { deviceParts } from './device-parts.ts';
import { DeviceTools } from './device-tools.ts';

interface Known {
  readonly device: MappedDevice;
  /** The entry of `bridge/devices` it was made from. */
  readonly entry: string;
  readonly partIds: readonly string[];
  readonly routes: readonly { topic: string; listener: Listener }[];
  readonly isCoordinator: boolean;
  /** What the device's own availability topic says; nothing where that feature is off. */
  said: boolean | undefined;
}

/** One Zigbee2MQTT, in its own language: the devices of its bridge and what they say under `<base>/`. */
export class Zigbee2MqttDialect {
  readonly #base: string;
  readonly #dispatcher: Dispatcher;
  readonly #registry: DeviceRegistry;
  readonly #context: PluginContext;
  readonly #claimed: (device: MappedDevice) => void;
  readonly #known = new Map<string, Known>();
  /** By name, also of those that are not in the list any more. */
  readonly #keys = new Map<string, string>();
  #coordinator: string | undefined;
  #isOnline: boolean | undefined;

  /** `claimed` is called for each device that this dialect speaks for from now on. */
  constructor(
    base: string,
    {
      dispatcher,
      registry,
      context,
      claimed,
    }: { dispatcher: Dispatcher; registry: DeviceRegistry; context: PluginContext; claimed: (device: MappedDevice) => void },
  ) {
    this.#base = base;
    this.#dispatcher = dispatcher;
    this.#registry = registry;
    this.#context = context;
    this.#claimed = claimed;
  }

  /** True once the bridge was heard: it may be that no such bridge is there. */
  get isThere(): boolean {
    return this.#isOnline !== undefined || this.#known.size > 0;
  }

  start(): void {
    this.#dispatcher.listen(`${this.#base}/bridge/state`, { receive: (message) => this.#bridgeSaid(message) });
    this.#dispatcher.listen(`${this.#base}/bridge/devices`, { receive: (message) => this.#devices(message) });
    const departures = { receive: (message: Message) => this.#left(readDeparture(message)) };
    for (const topic of departureTopics) this.#dispatcher.listen(`${this.#base}/${topic}`, departures);
  }

  permitJoin(seconds: number): void {
    this.#dispatcher.connection.publish(`${this.#base}/bridge/request/permit_join`, JSON.stringify({ time: seconds }));
  }

  #bridgeSaid(message: Message): void {
    const state = stateIn(message);
    if (state === undefined) return this.#bad('bridge-state', message.topic, message.text);
    this.#isOnline = state;
    for (const known of this.#known.values()) this.#tell(known);
  }

  #devices(message: Message): void {
    const list = message.json;
    if (!Array.isArray(list)) return this.#bad('bridge-devices', message.topic, 'not a list');
    const bad = (what: unknown) => this.#bad('bad-device', message.topic, JSON.stringify(what)?.slice(0, 200) ?? '');
    const present = new Set<string>();
    const devices: [device: BridgeDevice, entry: string][] = [];
    for (const entry of list as unknown[]) {
      try {
        const device = readBridgeDevice(entry, bad);
        if (device) devices.push([device, JSON.stringify(entry)]);
      } catch (error) {
        this.#bad('bad-device', message.topic, messageOf(error));
      }
    }
    this.#coordinator = devices.find(([{ isCoordinator }]) => isCoordinator)?.[0].key;
    for (const [device, entry] of devices) {
      present.add(device.key);
      if (this.#known.get(device.key)?.entry !== entry) this.#replace(device, entry);
    }
    for (const [key, known] of this.#known) {
      if (present.has(key)) continue;
      this.#known.delete(key);
      this.#silence(known);
      for (const id of known.partIds) known.device.remove(id);
    }
  }

  /** A device left the network or was removed from it, which the list of devices may have shown before. */
  #left(leaver: string | undefined): void {
    if (leaver === undefined) return;
    const key = this.#keys.get(leaver) ?? zigbeeKey(leaver);
    const device = this.#registry.view(key, this.#dispatcher.connection);
    if (!device) return;
    const known = this.#known.get(key);
    if (known) this.#silence(known);
    this.#known.delete(key);
    this.#keys.delete(leaver);
    device.leave();
  }

  #replace(from: BridgeDevice, entry: string): void {
    const { key, friendlyName, exposes, isCoordinator } = from;
    const via = this.#coordinator !== undefined && this.#coordinator !== key ? { via: this.#coordinator } : {};
    const identity = { ...from.identity, ...via };
    const device = this.#registry.take(key, identity, this.#dispatcher.connection);
    const previous = this.#known.get(key);
    if (previous) this.#silence(previous);
    else this.#claimed(device);
    const tools = new DeviceTools(this.#base, friendlyName, key, this.#context);
    const parts = isCoordinator ? [bridgePart(this.#base)] : deviceParts(exposes, tools);
    device.identify(identity);
    for (const part of parts) device.add(part);
    const partIds = parts.map(({ id }) => id);
    for (const id of previous?.partIds ?? []) if (!partIds.includes(id)) device.remove(id);
    const routes: { topic: string; listener: Listener }[] = parts.flatMap((part) =>
      part.listeners.map((listener) => ({ topic: listener.topic, listener: new PartRoute(device, part, listener) })),
    );
    const known: Known = { device, entry, partIds, routes, isCoordinator, said: previous?.said };
    if (!isCoordinator)
      routes.push({ topic: `${tools.stateTopic}/availability`, listener: { receive: (message) => this.#deviceSaid(known, message) } });
    this.#known.set(key, known);
    this.#keys.set(friendlyName, key);
    for (const { topic, listener } of routes) this.#dispatcher.listen(topic, listener);
    this.#tell(known);
  }

  #deviceSaid(known: Known, message: Message): void {
    const state = stateIn(message);
    if (state === undefined) return this.#bad('device-availability', message.topic, message.text);
    known.said = state;
    this.#tell(known);
  }

  /** A device is there while its bridge is and it doesn't say otherwise. */
  #tell({ device, partIds, said }: Known): void {
    const isAvailable = this.#isOnline === undefined ? (said === false ? false : undefined) : this.#isOnline && said !== false;
    for (const id of partIds) device.availability.say(id, isAvailable);
  }

  #silence({ routes }: Known): void {
    for (const { topic, listener } of routes) this.#dispatcher.unlisten(topic, listener);
  }

  #bad(code: string, place: string, what: string): void {
    this.#context.diagnose({ code, message: what.slice(0, 200), place });
  }
}

/** `online` or `offline`, as JSON (`{"state": "online"}`) or as text. */
function stateIn(message: Message): boolean | undefined {
  const word = message.object?.['state'] ?? message.text;
  return word === 'online' ? true : word === 'offline' ? false : undefined;
}
