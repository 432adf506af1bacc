import type { Listener } from '../../../dispatcher.ts';
import type { Message } from '../../../topics/message.ts';
import type { Dialect, DialectTools } from '../../dialect.ts';
import { isId, limits } from '../description.ts';
import { HomieDevice } from '../homie-device.ts';
import { Homie4Device } from './homie4-device.ts';

/** The versions that say what they are by attributes; from 5 on it is one document below a topic of its own. */
const versions = /^[234](\.|$)/;

/** Homie 3 and 4 (and 2, as far as it is the same) below one base topic; `+` stands for any of one level. */
export class Homie4Dialect implements Dialect {
  readonly #base: string;
  readonly #tools: DialectTools;
  readonly #devices = new Map<string, { readonly device: Homie4Device; readonly listener: Listener }>();

  constructor(base: string, tools: DialectTools) {
    this.#base = base;
    this.#tools = tools;
  }

  start(): void {
    this.#tools.dispatcher.listen(`${this.#base}/+/$homie`, { receive: (message) => this.#announced(message) });
  }

  stop(): void {
    for (const { device } of this.#devices.values()) device.stop();
  }

  /** Every device says by `$homie` which convention it follows; one that takes it away is gone. */
  #announced({ topic, text }: Message): void {
    const at = topic.slice(0, topic.lastIndexOf('/'));
    const id = at.slice(at.lastIndexOf('/') + 1);
    if (text === '') return this.#gone(at);
    if (this.#devices.has(at)) return;
    if (!versions.test(text) || !isId(id)) return this.#bad(topic, `not a device of Homie 2, 3 or 4: ${text.slice(0, 20)}`);
    if (this.#devices.size >= limits.devices) return this.#bad(topic, `more than ${limits.devices} devices`);
    const device = new Homie4Device(new HomieDevice({ version: 4, id, topic: at }, this.#tools), (place, message) =>
      this.#bad(place, message),
    );
    const listener = {
      get deviceKey() {
        return device.device.deviceKey;
      },
      receive: (message: Message) => device.receive(message),
    };
    this.#devices.set(at, { device, listener });
    this.#tools.dispatcher.listen(`${at}/#`, listener);
  }

  #gone(topic: string): void {
    const known = this.#devices.get(topic);
    if (!known) return;
    this.#devices.delete(topic);
    this.#tools.dispatcher.unlisten(`${topic}/#`, known.listener);
    known.device.stop();
    known.device.device.end();
  }

  #bad(place: string, message: string): void {
    this.#tools.context.diagnose({ code: 'homie-message', message, place });
  }
}
