import type { PluginContext } from '@concord/sdk';
import { Receivers } from '../../devices/receivers.ts';
import type { Values } from '../../devices/fragment.ts';
import type { Dispatcher } from '../../dispatcher.ts';
import type { Message } from '../../topics/message.ts';
import type { Dialect, DialectTools } from '../dialect.ts';
import { sensorsOn, type HeardSensors } from '../rtl433/heard-sensors.ts';
import { beaconId } from './beacon-identity.ts';
import { Beacons } from './beacons.ts';
import { Gateway } from './gateway.ts';
import { codeRadios } from './radio-codes.ts';

interface TheengsOptions {
  readonly isAsked: boolean;
  readonly takesAll: boolean;
}

/** What a message on one of a gateway's topics is for: `rest` are the levels below. */
type Handler = (gateway: Gateway, message: Message, rest: readonly string[]) => void;

const maxGateways = 100;
const maxVersion = 255;
const wills: ReadonlyMap<string, boolean> = new Map([
  ['online', true],
  ['offline', false],
]);

/**
 * Theengs Gateways and OpenMQTTGateways below one base topic (gateway.theengs.io; docs.openmqttgateway.com): `<base>/<gateway>/BTtoMQTT/<MAC>`
 * and the like. What they show on displays and write into logs is left alone, and so are `presence` and `undecoded`, which say again what
 * others have said, or not yet decoded.
 */
export class TheengsDialect implements Dialect {
  readonly #base: string;
  readonly #options: TheengsOptions;
  readonly #tools: DialectTools;
  readonly #dispatcher: Dispatcher;
  readonly #context: PluginContext;
  readonly #receivers = new Receivers();
  readonly #beacons: Beacons;
  readonly #sensors: HeardSensors;
  readonly #gateways = new Map<string, Gateway>();
  /** What came on `<name>/version` before anything showed that the name is a gateway's. */
  readonly #versions = new Map<string, Message>();
  readonly #handlers: Readonly<Record<string, Handler>>;

  constructor(base: string, options: TheengsOptions, tools: DialectTools) {
    this.#base = base;
    this.#options = options;
    this.#tools = tools;
    this.#dispatcher = tools.dispatcher;
    this.#context = tools.context;
    this.#beacons = new Beacons(tools, this.#receivers, options);
    this.#sensors = sensorsOn(tools);
    const itself: Handler = (gateway, message) => this.#object(message, (values) => gateway.take(values, message));
    this.#handlers = {
      LWT: (gateway, message) => this.#will(gateway, message),
      version: (gateway, message) => gateway.runs(message.text, message),
      SYStoMQTT: itself,
      RLStoMQTT: itself,
      BTtoMQTT: (gateway, message, rest) => this.#beacon(gateway, message, rest),
      LORAtoMQTT: (gateway, message, rest) => this.#beacon(gateway, message, rest),
      RTL_433toMQTT: (gateway, message) => this.#sensor(gateway, message),
      ...Object.fromEntries(
        codeRadios.map(({ topic }): [string, Handler] => [topic, (gateway, message) => this.#code(topic, gateway, message)]),
      ),
    };
  }

  start(): void {
    for (const [topic, handle] of Object.entries(this.#handlers))
      this.#dispatcher.listen(`${this.#base}/+/${topic}/#`, { receive: (message) => this.#receive(handle, message) });
  }

  #receive(handle: Handler, message: Message): void {
    const [name = '', level = '', ...rest] = message.topic.slice(this.#base.length + 1).split('/');
    if (message.payload.length === 0) return;
    const topic = `${this.#base}/${name}`;
    let gateway = this.#gateways.get(topic);
    if (!gateway) {
      // Other products have a version or a will by such a topic too.
      if (level === 'version') return this.#keepVersion(topic, message);
      if (level === 'LWT' && willIn(message) === undefined) return this.#unknown(message, 'no will of a gateway');
      if (this.#gateways.size >= maxGateways) return this.#unknown(message, 'more gateways than there is room for');
      this.#gateways.set(topic, (gateway = new Gateway(topic, this.#tools)));
      const version = this.#versions.get(topic);
      this.#versions.delete(topic);
      if (version) gateway.runs(version.text, version);
    }
    handle(gateway, message, rest);
  }

  #keepVersion(topic: string, message: Message): void {
    const isKept = message.payload.length <= maxVersion && (this.#versions.size < maxGateways || this.#versions.has(topic));
    if (isKept) this.#versions.set(topic, message);
    else this.#unknown(message, 'a version of no gateway that is known');
  }

  #will(gateway: Gateway, message: Message): void {
    const isOnline = willIn(message);
    if (isOnline === undefined) return this.#unknown(message, 'no will of a gateway');
    this.#receivers.say(gateway.topic, isOnline);
    this.#sensors.receivers.say(gateway.topic, isOnline);
    gateway.isThere(isOnline, message);
  }

  #beacon(gateway: Gateway, message: Message, [level]: readonly string[]): void {
    if (level === 'undecoded') return;
    this.#object(message, (values) => {
      const id = beaconId(level, values);
      if (id !== undefined) {
        gateway.hears(message);
        return this.#beacons.take(id, values, gateway.topic, message);
      }
      // Its own settings; and what LoRa hears from who says no address.
      if (level === undefined) gateway.take(values, message);
      else this.#unknown(message, 'no address');
    });
  }

  #sensor(gateway: Gateway, message: Message): void {
    this.#object(message, (values) => {
      const isStatus = values['model'] === 'status';
      if (isStatus || !this.#sensors.takeEvent(values, gateway.topic, message, this.#options.isAsked)) gateway.take(values, message);
      else gateway.hears(message);
    });
  }

  #code(topic: string, gateway: Gateway, message: Message): void {
    const { object, json } = message;
    // Simple publishing: the value alone.
    const code = object ?? (typeof json === 'number' ? { value: json } : undefined);
    if (code) gateway.hearCode(topic, code, message);
    else this.#unknown(message, 'no code');
  }

  #object(message: Message, take: (values: Values) => void): void {
    const { object } = message;
    if (object) take(object);
    else this.#unknown(message, 'no JSON object');
  }

  #unknown({ topic, text }: Message, why: string): void {
    this.#context.diagnose({ code: 'message-unknown', message: `${why}: ${text.slice(0, 100)}`, place: topic.slice(0, 255) });
  }
}

/** Theengs Gateway writes `online`, OpenMQTTGateway too; older ones `Online`. */
function willIn({ text }: Message): boolean | undefined {
  return wills.get(text.toLowerCase());
}
