import type { PluginContext } from '@concord/sdk';
import { BareDevice, type Occurrence } from '../../devices/bare-device.ts';
import type { DeviceRegistry } from '../../devices/device-registry.ts';
import type { Values } from '../../devices/fragment.ts';
import type { MappedDevice } from '../../devices/mapped-device.ts';
import type { Receivers } from '../../devices/receivers.ts';
import type { Dispatcher } from '../../dispatcher.ts';
import { toNumber } from '../../mapping/numbers.ts';
import type { Message } from '../../topics/message.ts';
import { beaconIdentity, isLasting } from './beacon-identity.ts';
import { Loudest } from './loudest.ts';
import { movementIn, pressesIn } from './press.ts';
import { know } from './table.ts';

interface Told {
  readonly what: string;
  readonly heardAt: number;
}

interface Heard {
  readonly bare: BareDevice;
  readonly loudest: Loudest;
  /** By the product's word for what happened. */
  readonly told: Map<string, Told>;
}

interface BeaconOptions {
  /** Sensors that the hub does not know are offered first. */
  readonly isAsked: boolean;
  /** Also what no decoder knows, by whatever address. */
  readonly takesAll: boolean;
}

const maxDevices = 1000;
/** Gateways scan every minute or so; some sensors say each value in its own turn. */
const maxSilenceSeconds = 2 * 3600;
/** A press is sent for a second or two, and each gateway hears it; with a packet's number it is known for longer. */
const repeatMs = 3000;
const packetMs = 30_000;
/** As long as somebody moves, a sensor says so with every packet. */
const movementMs = 60_000;
/** What differs between gateways. */
const ofReception = new Set(['rssi', 'distance', 'snr', 'pferror']);

/** What gateways hear by Bluetooth or LoRa: one device for each address, whichever gateway heard it; the last value counts. */
export class Beacons {
  readonly #tools: { readonly dispatcher: Dispatcher; readonly registry: DeviceRegistry; readonly context: PluginContext };
  readonly #receivers: Receivers;
  readonly #options: BeaconOptions;
  readonly #devices = new Map<string, Heard>();

  constructor(
    tools: { readonly dispatcher: Dispatcher; readonly registry: DeviceRegistry; readonly context: PluginContext },
    receivers: Receivers,
    options: BeaconOptions,
  ) {
    this.#tools = tools;
    this.#receivers = receivers;
    this.#options = options;
  }

  /** `id`: as `beaconId` reads it. */
  take(id: string, values: Values, gateway: string, message: Message): void {
    const known = this.#devices.get(id);
    if (!known && !this.#options.takesAll && !isLasting(id, values)) return;
    const heard = known ?? this.#admit(id, values);
    if (!heard) return;
    this.#receivers.hears(gateway, heard.bare);
    const counts = heard.loudest.isIt(gateway, values['rssi'], performance.now());
    const said = counts ? values : Object.fromEntries(Object.entries(values).filter(([name]) => !ofReception.has(name)));
    heard.bare.take(said, message);
    for (const occurrence of [...pressesIn(values), ...movementIn(values)]) this.#tell(heard, occurrence, values, message);
    // A button at rest: the next press is another one, even if it is the same.
    for (const item of heard.told.keys()) if (values[item] === false || toNumber(values[item]) === 0) heard.told.delete(item);
  }

  #tell(heard: Heard, occurrence: Occurrence, values: Values, message: Message): void {
    const { item } = occurrence;
    const { packet } = values;
    const what = JSON.stringify([values[item], packet])?.slice(0, 200) ?? '';
    const before = heard.told.get(item);
    const now = performance.now();
    const patience = item === 'motion' ? movementMs : packet === undefined ? repeatMs : packetMs;
    const isRepeat = before !== undefined && now - before.heardAt < patience && (item === 'motion' || before.what === what);
    if (!message.retained && !(isRepeat && item === 'motion')) heard.told.set(item, { what, heardAt: now });
    if (!isRepeat) heard.bare.tell(occurrence, message);
  }

  #admit(id: string, values: Values): Heard | undefined {
    const { dispatcher, registry, context } = this.#tools;
    const claim = { key: `theengs:${id}`, identity: beaconIdentity(id, values) };
    if (this.#devices.size >= maxDevices && !registry.wasKnown(claim)) {
      const message = `more than ${maxDevices} Bluetooth devices are heard; ${id} is left out`;
      context.diagnose({ code: 'too-many-devices', message, place: 'theengs' });
      return undefined;
    }
    const device = registry.take({
      dialect: 'theengs',
      ...claim,
      connection: dispatcher.connection,
      isAsked: this.#options.isAsked,
      giveUp: (given) => this.#giveUp(id, given),
    });
    if (!device) return undefined;
    const bare = new BareDevice(device, { dialect: 'theengs', context, know, maxSilence: maxSilenceSeconds });
    const heard: Heard = { bare, loudest: new Loudest(), told: new Map() };
    this.#devices.set(id, heard);
    return heard;
  }

  #giveUp(id: string, device: MappedDevice): void {
    const heard = this.#devices.get(id);
    if (heard?.bare.device !== device) return;
    this.#devices.delete(id);
    this.#receivers.forget(heard.bare);
    heard.bare.end();
  }
}
