import { messageOf, type PluginContext } from '@concord/sdk';
import type { DeviceRegistry } from '../../devices/device-registry.ts';
import { DeviceShare } from '../../devices/device-share.ts';
import type { Dispatcher } from '../../dispatcher.ts';
import { zigbeeKey } from '../../mapping/zigbee-key.ts';
import type { Message } from '../../topics/message.ts';
import type { Dialect, DialectTools } from '../dialect.ts';
import { readBridgeDevice, type BridgeDevice } from './bridge-device.ts';
import { bridgePart } from './bridge-part.ts';
import { departureTopics, readDeparture } from './departure.ts';
import { deviceParts } from './device-parts.ts';
import { DeviceTools } from './device-tools.ts';

interface Known {
  readonly share: DeviceShare;
  /** The entry of `bridge/devices` it was made from. */
  readonly entry: string;
  readonly isCoordinator: boolean;
  /** What the device's own availability topic says; nothing where that feature is off. */
  said: boolean | undefined;
}

/** One Zigbee2MQTT, in its own language: the devices of its bridge and what they say under `<base>/`. */
export class Zigbee2MqttDialect implements Dialect {
  readonly #base: string;
  readonly #dispatcher: Dispatcher;
  readonly #registry: DeviceRegistry;
  readonly #context: PluginContext;
  readonly #known = new Map<string, Known>();
  /** By name, also of those that are not in the list any more. */
  readonly #keys = new Map<string, string>();
  #coordinator: string | undefined;
  #isOnline: boolean | undefined;

  constructor(base: string, { dispatcher, registry, context }: DialectTools) {
    this.#base = base;
    this.#dispatcher = dispatcher;
    this.#registry = registry;
    this.#context = context;
  }

  start(): void {
    this.#dispatcher.listen(`${this.#base}/bridge/state`, { receive: (message) => this.#bridgeSaid(message) });
    this.#dispatcher.listen(`${this.#base}/bridge/devices`, { receive: (message) => this.#devices(message) });
    const departures = { receive: (message: Message) => this.#left(readDeparture(message)) };
    for (const topic of departureTopics) this.#dispatcher.listen(`${this.#base}/${topic}`, departures);
  }

  permitJoin(seconds: number): boolean {
    // It may be that no such bridge is there.
    const isThere = this.#isOnline !== undefined || this.#known.size > 0;
    if (!isThere || !this.#dispatcher.connection.isOnline) return false;
    this.#dispatcher.connection.publish(`${this.#base}/bridge/request/permit_join`, JSON.stringify({ time: seconds }));
    return true;
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
      known.share.end();
    }
  }

  /** A device left the network or was removed from it, which the list of devices may have shown before. */
  #left(leaver: string | undefined): void {
    if (leaver === undefined) return;
    const key = this.#keys.get(leaver) ?? zigbeeKey(leaver);
    const device = this.#registry.view(key, this.#dispatcher.connection);
    if (!device) return;
    this.#known.get(key)?.share.silence();
    this.#known.delete(key);
    this.#keys.delete(leaver);
    device.leave();
  }

  #replace(from: BridgeDevice, entry: string): void {
    const { key, friendlyName, exposes, isCoordinator } = from;
    const via = this.#coordinator !== undefined && this.#coordinator !== key ? { via: this.#coordinator } : {};
    const identity = { ...from.identity, ...via };
    const { connection } = this.#dispatcher;
    const giveUp = () => this.#giveUp(key);
    const device = this.#registry.take({ dialect: 'zigbee2mqtt', key, identity, connection, giveUp });
    if (!device) return;
    const previous = this.#known.get(key);
    previous?.share.silence();
    const share = previous?.share.device === device ? previous.share : new DeviceShare(device, this.#dispatcher);
    const tools = new DeviceTools(this.#base, friendlyName, device.key, this.#context);
    share.replace(isCoordinator ? [bridgePart(this.#base)] : deviceParts(exposes, tools));
    const known: Known = { share, entry, isCoordinator, said: previous?.said };
    if (!isCoordinator) share.listen(`${tools.stateTopic}/availability`, { receive: (message) => this.#deviceSaid(known, message) });
    this.#known.set(key, known);
    this.#keys.set(friendlyName, key);
    this.#tell(known);
  }

  #giveUp(key: string): void {
    this.#known.get(key)?.share.end();
    this.#known.delete(key);
  }

  #deviceSaid(known: Known, message: Message): void {
    const state = stateIn(message);
    if (state === undefined) return this.#bad('device-availability', message.topic, message.text);
    known.said = state;
    this.#tell(known);
  }

  /** A device is there while its bridge is and it doesn't say otherwise. */
  #tell({ share, said }: Known): void {
    share.say(this.#isOnline === undefined ? (said === false ? false : undefined) : this.#isOnline && said !== false);
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
