import type { PluginContext } from '@concord/sdk';
import { BareDevice } from '../../devices/bare-device.ts';
import type { DeviceIdentity } from '../../devices/device-identity.ts';
import type { DeviceRegistry } from '../../devices/device-registry.ts';
import { fragment, type Values } from '../../devices/fragment.ts';
import type { Dispatcher } from '../../dispatcher.ts';
import type { Message } from '../../topics/message.ts';
import { knowOfGateway, withoutSecrets } from './gateway-table.ts';
import { codeIn, codePart, codeRadios } from './radio-codes.ts';

interface GatewayTools {
  readonly dispatcher: Dispatcher;
  readonly registry: DeviceRegistry;
  readonly context: PluginContext;
}

/**
 * A gateway itself: a device with what it says of itself, and with the codes that its radios hear. OpenMQTTGateway is known by its MAC address,
 * which it tells every two minutes; until then it is no device, since it may be one already that it announces for Home Assistant. Theengs
 * Gateway tells no version and no address, and is known by its topic.
 */
export class Gateway {
  readonly topic: string;
  readonly #tools: GatewayTools;
  readonly #radios = new Map<string, ReturnType<typeof codePart>>();
  #bare: BareDevice | undefined;
  #isOnline: boolean | undefined;
  #version: string | undefined;
  #mac: string | undefined;

  constructor(topic: string, tools: GatewayTools) {
    this.topic = topic;
    this.#tools = tools;
  }

  /** Its will. */
  isThere(isOnline: boolean, message: Message): void {
    this.#isOnline = isOnline;
    this.#bare?.say(isOnline);
    this.#bare?.take({ LWT: isOnline }, message);
  }

  runs(version: string, message: Message): void {
    this.#version = version.slice(0, 255);
    this.#bare?.device.identify(this.#identity());
    this.#bare?.take({ version: this.#version }, message);
  }

  /** Values about itself. */
  take(values: Values, message: Message): void {
    const { mac, version } = values;
    const address = typeof mac === 'string' ? mac.toLowerCase().replaceAll(/[^0-9a-f]/g, '') : '';
    if (address.length === 12 && address !== this.#mac) {
      this.#mac = address;
      this.#bare?.device.identify(this.#identity());
    }
    if (typeof version === 'string' && version !== '') this.#version = version.slice(0, 255);
    this.#ensure(message)?.take(withoutSecrets(values), message);
  }

  /** A code that one of its radios heard; `name`: the radio's topic. */
  hearCode(name: string, code: Values, message: Message): void {
    const radio = codeRadios.find(({ topic }) => topic === name);
    const bare = radio && this.#ensure(message);
    if (!bare) return;
    let made = this.#radios.get(name);
    if (!made) {
      this.#radios.set(name, (made = codePart(radio, this.topic)));
      bare.give(made.part);
    }
    const { part, target } = made;
    bare.take({ [name]: code }, message);
    bare.hear(part, message, (reporter) => {
      reporter.set(target, 'media', radio.media);
      const received = codeIn(code, message.text);
      if (received !== undefined && !message.retained) reporter.emit(target, 'received', { code: received });
    });
  }

  /** It hears something, so it is one. */
  hears(message: Message): void {
    this.#ensure(message);
  }

  #ensure(message: Message): BareDevice | undefined {
    if (this.#bare) return this.#bare;
    if (this.#mac === undefined && this.#version !== undefined) return undefined;
    const { dispatcher, registry, context } = this.#tools;
    const device = registry.take({
      dialect: 'theengs',
      key: this.#mac === undefined ? `theengs:@${this.topic}`.slice(0, 255) : `theengs:${this.#mac.toUpperCase()}`,
      identity: this.#identity(),
      connection: dispatcher.connection,
      giveUp: () => this.#giveUp(),
    });
    if (!device) return undefined;
    const bare = new BareDevice(device, { dialect: 'theengs', context, know: knowOfGateway });
    this.#bare = bare;
    const hub = fragment({ capability: 'bridge', attributes: {} });
    bare.give({ id: 'gateway', dialect: 'theengs', order: 0, kind: 'bridge', fragments: [hub], listeners: [], hasAvailability: true });
    bare.say(this.#isOnline);
    if (this.#isOnline !== undefined) bare.take({ LWT: this.#isOnline }, message);
    return bare;
  }

  #identity(): DeviceIdentity {
    const name = this.topic.slice(this.topic.lastIndexOf('/') + 1);
    return {
      name: name.slice(0, 255),
      maker: 'Theengs',
      model: this.#version === undefined && this.#mac === undefined ? 'Theengs Gateway' : 'OpenMQTTGateway',
      ...(this.#version !== undefined && { firmware: this.#version }),
      identifiers: [
        ...(this.#mac === undefined
          ? []
          : [{ type: 'mac', value: this.#mac } as const, { type: 'own', value: this.#mac.toUpperCase() } as const]),
        { type: 'own', value: `theengs ${this.topic}`.slice(0, 255) },
      ],
    };
  }

  #giveUp(): void {
    this.#bare?.end();
    this.#bare = undefined;
    this.#radios.clear();
  }
}
