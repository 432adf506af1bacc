import type { PluginContext } from '@concord/sdk';
import { BareDevice, type Occurrence } from '../../devices/bare-device.ts';
import type { DeviceRegistry } from '../../devices/device-registry.ts';
import type { Values } from '../../devices/fragment.ts';
import type { MappedDevice } from '../../devices/mapped-device.ts';
import { Receivers } from '../../devices/receivers.ts';
import type { Dispatcher } from '../../dispatcher.ts';
import type { Message } from '../../topics/message.ts';
import type { DialectTools } from '../dialect.ts';
import { senderAt, senderIn, type Sender } from './identity.ts';
import { measuredAt } from './measured-time.ts';
import { occurrencesIn, tellsState } from './press.ts';
import { isSensed, know } from './table.ts';

interface Heard {
  readonly bare: BareDevice;
  readonly kind: string;
  isSensor: boolean;
  /** What its single values have told so far, which come without each other. */
  readonly single: { hasUnit: boolean; isContact: boolean };
  /** The receivers that publish it as JSON: what comes of them as single values says the same. */
  readonly asJson: Set<string>;
  /** When the single values of the transmission in hand were measured. */
  at: number | undefined;
  /** What was told last, and when it was heard last. */
  told: { readonly what: string; readonly heardAt: number } | undefined;
}

/** Radios are noisy: what is decoded from noise would else be a device each time. Those of the home are not counted out. */
const maxDevices = 2000;
/** Most sensors send every minute or so, the laziest once an hour; some transmissions get lost. Tyres only send while they turn. */
const maxSilenceSeconds = 3 * 3600;
/** A remote sends a press several times, and several receivers may hear it. */
const repeatMs = 500;
/** One press is several single values, which can't be compared: whatever follows it at once is the same. */
const anyPress = '';
/** What differs between two receivers, or between two repeats. */
const ofReception = new Set(['time', 'rssi', 'snr', 'noise', 'freq', 'freq1', 'freq2', 'mod', 'mhz', 'repeat', 'count', 'sequence']);

interface SensorTools {
  readonly dispatcher: Dispatcher;
  readonly registry: DeviceRegistry;
  readonly context: PluginContext;
}

/** The sensors that rtl_433 hears, whichever program runs its decoders: one device for each, whoever heard it, by whatever topic. */
export class HeardSensors {
  readonly receivers = new Receivers();
  readonly #tools: SensorTools;
  readonly #devices = new Map<string, Heard>();

  constructor(tools: SensorTools) {
    this.#tools = tools;
  }

  /** A transmission as JSON. False where it names no sender. */
  takeEvent(event: Values, receiver: string, message: Message, isAsked: boolean): boolean {
    const sender = senderIn(event);
    if (!sender) return false;
    const kind = [event['model'], event['subtype']].filter((word) => typeof word === 'string').join(' ');
    const heard = this.#heard(sender, kind, receiver, isAsked);
    if (!heard) return true;
    const names = Object.keys(event);
    if (!message.retained) heard.asJson.add(receiver);
    heard.isSensor ||= names.some(isSensed);
    const at = measuredAt(event['time'], message.retained, Date.now());
    heard.bare.take(event, message, at);
    this.#tell(heard, occurrencesIn(event, heard), contentOf(event), message, at);
    return true;
  }

  /** One value of a transmission: the levels of its topic below `devices`. */
  takeValue(levels: readonly string[], receiver: string, message: Message, isAsked: boolean): boolean {
    const name = levels.at(-1) ?? '';
    const sender = senderAt(levels.slice(0, -1));
    if (!sender || name === '') return false;
    const heard = this.#heard(sender, levels.slice(0, -1).join(' '), receiver, isAsked);
    if (!heard || (heard.asJson.has(receiver) && !message.retained)) return true;
    heard.isSensor ||= isSensed(name);
    // The time comes first, and the values after it are of that time.
    if (name === 'time') heard.at = measuredAt(message.text, message.retained, Date.now());
    const said = { [name]: message.text };
    heard.bare.take(said, message, heard.at);
    heard.single.hasUnit ||= name === 'unit';
    heard.single.isContact ||= tellsState(said);
    this.#tell(heard, occurrencesIn(said, { ...heard, ...heard.single }), anyPress, message, heard.at);
    return true;
  }

  #tell(heard: Heard, occurrences: readonly Occurrence[], what: string, message: Message, at: number | undefined): void {
    if (occurrences.length === 0) return;
    const now = performance.now();
    const { told } = heard;
    const isSame = told?.what === what || told?.what === anyPress || what === anyPress;
    const isRepeat = told !== undefined && isSame && now - told.heardAt < repeatMs;
    if (!message.retained) heard.told = { what, heardAt: now };
    if (!isRepeat) for (const occurrence of occurrences) heard.bare.tell(occurrence, message, at);
  }

  #heard(sender: Sender, kind: string, receiver: string, isAsked: boolean): Heard | undefined {
    const heard = this.#devices.get(sender.id) ?? this.#admit(sender, kind, isAsked);
    if (heard) this.receivers.hears(receiver, heard.bare);
    return heard;
  }

  #admit({ id, identity }: Sender, kind: string, isAsked: boolean): Heard | undefined {
    const { dispatcher, registry, context } = this.#tools;
    const key = `rtl_433:${id}`;
    if (this.#devices.size >= maxDevices && !registry.wasKnown({ key, identity })) {
      context.diagnose({
        code: 'too-many-devices',
        message: `more than ${maxDevices} radio sensors are heard; ${id} is left out`,
        place: 'rtl_433',
      });
      return undefined;
    }
    const { connection } = dispatcher;
    const giveUp = (device: MappedDevice) => this.#giveUp(id, device);
    const device = registry.take({ dialect: 'rtl_433', key, identity, connection, isAsked, giveUp });
    if (!device) return undefined;
    const maxSilence = id.startsWith('TPMS-') ? undefined : maxSilenceSeconds;
    const bare = new BareDevice(device, { dialect: 'rtl_433', context, know, maxSilence });
    const heard: Heard = {
      bare,
      kind,
      isSensor: false,
      single: { hasUnit: false, isContact: false },
      asJson: new Set(),
      at: undefined,
      told: undefined,
    };
    this.#devices.set(id, heard);
    return heard;
  }

  #giveUp(id: string, device: MappedDevice): void {
    const heard = this.#devices.get(id);
    if (heard?.bare.device !== device) return;
    this.#devices.delete(id);
    this.receivers.forget(heard.bare);
    heard.bare.end();
  }
}

const byDispatcher = new WeakMap<Dispatcher, HeardSensors>();

/** Those of a broker: rtl_433 and OpenMQTTGateway may hear the same ones. */
export function sensorsOn({ dispatcher, registry, context }: DialectTools): HeardSensors {
  const known = byDispatcher.get(dispatcher) ?? new HeardSensors({ dispatcher, registry, context });
  byDispatcher.set(dispatcher, known);
  return known;
}

function contentOf(event: Values): string {
  return JSON.stringify(Object.entries(event).filter(([name]) => !ofReception.has(name))).slice(0, 2000);
}
