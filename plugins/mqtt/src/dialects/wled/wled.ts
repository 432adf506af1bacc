import type { PluginContext } from '@concord/sdk';
import type { DeviceIdentity } from '../../devices/device-identity.ts';
import type { DeviceRegistry } from '../../devices/device-registry.ts';
import { DeviceShare } from '../../devices/device-share.ts';
import type { Dispatcher } from '../../dispatcher.ts';
import type { Message } from '../../topics/message.ts';
import type { Dialect, DialectTools } from '../dialect.ts';
import { inputPart } from './buttons.ts';
import { lightPart } from './light.ts';
import { nameIn } from './rows.ts';
import { presetPart, settingParts } from './settings-parts.ts';
import { stateIn, wholeIn } from './state-xml.ts';
import { WledTopics } from './topics.ts';

interface Lamp {
  readonly share: DeviceShare;
  readonly topics: WledTopics;
  name: string | undefined;
  hasWhite: boolean;
}

const maxLamps = 500;
const maxTopic = 200;
const inputs: Readonly<Record<string, 'button' | 'motion'>> = { button: 'button', motion: 'motion' };

/**
 * The WLEDs below one base topic (kno.wled.ge, "MQTT"): `<base>/<name>/status` is their will, `/g` the brightness, `/c` the colour, `/v` all of
 * it as XML. One that does not keep its state at the broker says it when it changes; its lamp is there as soon as its will is.
 */
export class WledDialect implements Dialect {
  readonly #base: string;
  readonly #dispatcher: Dispatcher;
  readonly #registry: DeviceRegistry;
  readonly #context: PluginContext;
  readonly #lamps = new Map<string, Lamp>();
  readonly #bad = (message: Message) => {
    const { topic, text } = message;
    this.#context.diagnose({ code: 'bad-value', message: `not what WLED writes: ${text.slice(0, 200)}`, place: topic.slice(0, 255) });
  };

  constructor(base: string, { dispatcher, registry, context }: DialectTools) {
    this.#base = base;
    this.#dispatcher = dispatcher;
    this.#registry = registry;
    this.#context = context;
  }

  start(): void {
    const listen = (topic: string, receive: (message: Message) => void) => this.#dispatcher.listen(`${this.#base}/+/${topic}`, { receive });
    listen('status', (message) => this.#status(message));
    for (const topic of ['g', 'c']) listen(topic, (message) => this.#lampOf(message)?.share.receive(message));
    listen('v', (message) => this.#state(message));
    for (const topic of Object.keys(inputs)) listen(`${topic}/+`, (message) => this.#input(message));
  }

  #status(message: Message): void {
    const { text } = message;
    // An empty one takes the will of a lamp that is gone away.
    if (text === '') return;
    if (text !== 'online' && text !== 'offline') return this.#bad(message);
    this.#lampOf(message)?.share.say(text === 'online');
  }

  #state(message: Message): void {
    const elements = stateIn(message);
    if (!elements) return this.#bad(message);
    const lamp = this.#lampOf(message);
    if (!lamp) return;
    const name = nameIn(elements);
    if (name !== undefined && name !== lamp.name) {
      lamp.name = name;
      lamp.share.device.identify(identityOf(lamp.topics.device, name));
    }
    if (!lamp.hasWhite && wholeIn(elements, 'wv', 255) !== undefined) {
      lamp.hasWhite = true;
      for (const part of settingParts(lamp.topics, true)) if (!lamp.share.has(part.id)) lamp.share.add(part);
    }
    lamp.share.receive(message);
  }

  #input(message: Message): void {
    const [kind = '', number = ''] = message.topic.split('/').slice(-2);
    const input = Object.hasOwn(inputs, kind) ? inputs[kind] : undefined;
    const lamp = /^\d{1,2}$/.test(number) && input ? this.#lampOf(message) : undefined;
    if (!lamp || !input) return;
    const id = `${input}-${number}`;
    if (!lamp.share.has(id)) lamp.share.add(inputPart(input, number, lamp.topics.device, this.#bad));
    lamp.share.receive(message);
  }

  #lampOf({ topic }: Message): Lamp | undefined {
    const name = topic.slice(this.#base.length + 1).split('/', 1)[0] ?? '';
    const device = `${this.#base}/${name}`;
    return this.#lamps.get(device) ?? this.#admit(device);
  }

  #admit(deviceTopic: string): Lamp | undefined {
    if (this.#lamps.size >= maxLamps || deviceTopic.length > maxTopic) {
      this.#context.diagnose({ code: 'too-many-devices', message: 'no room for another WLED', place: deviceTopic.slice(0, 255) });
      return undefined;
    }
    const device = this.#registry.take({
      dialect: 'wled',
      key: `wled:${deviceTopic}`,
      identity: identityOf(deviceTopic, undefined),
      connection: this.#dispatcher.connection,
      giveUp: () => this.#giveUp(deviceTopic),
    });
    if (!device) return undefined;
    const topics = new WledTopics(deviceTopic);
    const lamp: Lamp = { share: new DeviceShare(device), topics, name: undefined, hasWhite: false };
    this.#lamps.set(deviceTopic, lamp);
    for (const part of [lightPart(topics, this.#bad), presetPart(topics), ...settingParts(topics, false)]) lamp.share.add(part);
    return lamp;
  }

  #giveUp(deviceTopic: string): void {
    this.#lamps.get(deviceTopic)?.share.end();
    this.#lamps.delete(deviceTopic);
  }
}

function identityOf(deviceTopic: string, name: string | undefined): DeviceIdentity {
  return {
    name: name ?? `WLED ${deviceTopic.slice(deviceTopic.lastIndexOf('/') + 1)}`,
    maker: 'WLED',
    identifiers: [{ type: 'own', value: deviceTopic }],
  };
}
