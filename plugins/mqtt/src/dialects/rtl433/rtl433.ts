import type { PluginContext } from '@concord/sdk';
import { BareDevice } from '../../devices/bare-device.ts';
import type { Values } from '../../devices/fragment.ts';
import type { Message } from '../../topics/message.ts';
import type { Dialect, DialectTools } from '../dialect.ts';
import { sensorsOn, type HeardSensors } from './heard-sensors.ts';
import { know } from './table.ts';

const maxReceivers = 50;

/**
 * rtl_433's MQTT output below one base topic (rtl_433, "MQTT output"): `<base>[/<host>]/events` has each transmission as JSON, `devices/…` its
 * single values, `states` what the receiver says of itself, `availability` whether it runs. JSON with a model is a transmission on any topic,
 * since people change them.
 */
export class Rtl433Dialect implements Dialect {
  readonly #base: string;
  readonly #isAsked: boolean;
  readonly #tools: DialectTools;
  readonly #sensors: HeardSensors;
  readonly #context: PluginContext;
  readonly #receivers = new Map<string, BareDevice>();

  constructor(base: string, isAsked: boolean, tools: DialectTools) {
    this.#base = base;
    this.#isAsked = isAsked;
    this.#tools = tools;
    this.#context = tools.context;
    this.#sensors = sensorsOn(tools);
  }

  start(): void {
    this.#tools.dispatcher.listen(`${this.#base}/#`, { receive: (message) => this.#receive(message) });
  }

  #receive(message: Message): void {
    const levels = message.topic.slice(this.#base.length + 1).split('/');
    const receiver = `${this.#base}/${levels.length > 1 && levels[0] !== 'devices' ? levels[0] : ''}`;
    if (levels.at(-1) === 'availability' && levels.length <= 2) return this.#availability(receiver, message);
    const at = levels.indexOf('devices');
    const isValue = (at === 0 || at === 1) && levels.length - at > 2;
    if (isValue && this.#sensors.takeValue(levels.slice(at + 1), receiver, message, this.#isAsked)) return;
    const { object } = message;
    // An empty message takes a kept one away.
    if (message.payload.length === 0) return;
    if (!object) return this.#unknown(message);
    if (!this.#sensors.takeEvent(object, receiver, message, this.#isAsked))
      this.#state(receiver, object, message, levels.at(-1) === 'states');
  }

  #availability(receiver: string, message: Message): void {
    const { text } = message;
    if (text !== 'online' && text !== 'offline') return this.#unknown(message);
    this.#sensors.receivers.say(receiver, text === 'online');
    this.#receivers.get(receiver)?.say(text === 'online');
  }

  /** What a receiver says of itself: its counters, its frequency. Any JSON comes by on these topics; `isSure`: it is by the topic for it. */
  #state(receiver: string, state: Values, message: Message, isSure: boolean): void {
    const known = this.#receivers.get(receiver);
    if (!known && !isSure && this.#sensors.receivers.isOnline(receiver) === undefined) return this.#unknown(message);
    (known ?? this.#admit(receiver))?.take(state, message);
  }

  #admit(receiver: string): BareDevice | undefined {
    if (this.#receivers.size >= maxReceivers) return undefined;
    const { registry, dispatcher } = this.#tools;
    const key = `rtl_433:@${receiver}`.slice(0, 255);
    const host = receiver.slice(this.#base.length + 1);
    const identity = {
      name: (host === '' ? 'rtl_433' : `rtl_433 on ${host}`).slice(0, 255),
      model: 'rtl_433',
      identifiers: [{ type: 'own', value: key } as const],
    };
    const giveUp = () => this.#giveUp(receiver);
    const device = registry.take({ dialect: 'rtl_433', key, identity, connection: dispatcher.connection, giveUp });
    if (!device) return undefined;
    const bare = new BareDevice(device, { dialect: 'rtl_433', context: this.#context, know });
    bare.say(this.#sensors.receivers.isOnline(receiver));
    this.#receivers.set(receiver, bare);
    return bare;
  }

  #giveUp(receiver: string): void {
    this.#receivers.get(receiver)?.end();
    this.#receivers.delete(receiver);
  }

  #unknown({ topic, text }: Message): void {
    this.#context.diagnose({ code: 'message-unknown', message: `no transmission: ${text.slice(0, 100)}`, place: topic.slice(0, 255) });
  }
}
