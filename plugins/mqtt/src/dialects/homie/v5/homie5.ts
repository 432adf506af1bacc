import type { Part } from '../../../devices/part.ts';
import type { Listener } from '../../../dispatcher.ts';
import { notJson, type Message } from '../../../topics/message.ts';
import type { Dialect, DialectTools } from '../../dialect.ts';
import { isId, limits, momentaryOf, type HomieDescription } from '../description.ts';
import { HomieDevice, keyOf } from '../homie-device.ts';
import { alertsPart, logPart } from './alerts.ts';
import { readDescription } from './description-document.ts';

interface Known {
  readonly device: HomieDevice;
  readonly listener: Listener;
  /** What its own `$state` says last. */
  state: string;
  description: HomieDescription | undefined;
  document: string | undefined;
  momentary: ReadonlySet<string>;
  /** The parts that are no properties, by what they are of. */
  readonly others: Map<keyof typeof others, Part>;
}

const maxDocument = 1024 * 1024;

/** What shows only once a device says something of it. */
const others = { $alert: alertsPart, $log: logPart } as const;

/** Homie 5 in one domain; `+` stands for any ("Auto-Discovery"). */
export class Homie5Dialect implements Dialect {
  readonly #domain: string;
  readonly #tools: DialectTools;
  /** By what their topics begin with. */
  readonly #devices = new Map<string, Known>();

  constructor(domain: string, tools: DialectTools) {
    this.#domain = domain;
    this.#tools = tools;
  }

  start(): void {
    this.#tools.dispatcher.listen(`${this.#domain}/5/+/$state`, { receive: (message) => this.#stateSaid(message) });
  }

  /** A device exists while it has a state; one that takes it away is gone ("Device Lifecycle"). */
  #stateSaid({ topic, text }: Message): void {
    const at = topic.slice(0, topic.lastIndexOf('/'));
    if (text === '') return this.#gone(at);
    const known = this.#devices.get(at) ?? this.#meet(at);
    if (!known) return;
    known.state = text;
    this.#tell(known);
    // The last will of a root device speaks for all below it ("Device hierarchy").
    for (const below of this.#devices.values()) if (this.#rootOf(below) === known) this.#tell(below);
  }

  #tell(known: Known): void {
    const state = this.#rootOf(known)?.state === 'lost' ? 'lost' : known.state;
    if (!known.device.say(state)) this.#bad(`${known.device.address.topic}/$state`, `no state of the convention: ${state.slice(0, 20)}`);
  }

  #rootOf({ device, description }: Known): Known | undefined {
    const { topic } = device.address;
    return description?.root === undefined ? undefined : this.#devices.get(siblingOf(topic, description.root));
  }

  #meet(topic: string): Known | undefined {
    const id = topic.slice(topic.lastIndexOf('/') + 1);
    if (!isId(id)) return this.#bad(topic, 'not the id of a device');
    if (this.#devices.size >= limits.devices) return this.#bad(topic, `more than ${limits.devices} devices`);
    const device = new HomieDevice({ version: 5, id, topic }, this.#tools);
    const listener = {
      get deviceKey() {
        return device.deviceKey;
      },
      receive: (message: Message) => this.#heard(known, message),
    };
    const known: Known = {
      device,
      listener,
      state: 'init',
      description: undefined,
      document: undefined,
      momentary: new Set(),
      others: new Map(),
    };
    this.#devices.set(topic, known);
    this.#tools.dispatcher.listen(`${topic}/#`, listener);
    return known;
  }

  #gone(topic: string): void {
    const known = this.#devices.get(topic);
    if (!known) return;
    this.#devices.delete(topic);
    this.#tools.dispatcher.unlisten(`${topic}/#`, known.listener);
    known.device.end();
  }

  #heard(known: Known, message: Message): void {
    const { topic } = known.device.address;
    const path = message.topic.slice(topic.length + 1);
    const [first = '', second = '', third] = path.split('/');
    if (path === '$description') return this.#described(known, message);
    if ((first === '$alert' || first === '$log') && second !== '' && third === undefined) return this.#noted(known, first, message);
    // `$state` is heard by itself; `set` and `$target` say what is wanted and not what is.
    if (first.startsWith('$') || third !== undefined || second === '') return;
    known.device.receive(message, !known.momentary.has(path));
  }

  #described(known: Known, { topic, text, json }: Message): void {
    // Taken away before the state is: the device is about to go.
    if (text === '') return;
    if (text === known.document && known.device.isShown) return;
    const { device } = known;
    const bad = (place: string, what: unknown) => this.#bad(topic, `${place}: ${JSON.stringify(what)?.slice(0, 200)}`);
    const document = json === notJson || text.length > maxDocument ? undefined : json;
    const description = readDescription(device.address.id, document, bad);
    if (!description) return this.#bad(topic, 'no description of Homie 5');
    known.document = text;
    known.description = description;
    known.momentary = momentaryOf(description);
    const { parent } = description;
    device.describe(
      description,
      [...known.others.values()],
      parent === undefined ? undefined : keyOf(siblingOf(device.address.topic, parent)),
    );
    this.#tell(known);
  }

  #noted({ device, others: known }: Known, kind: keyof typeof others, message: Message): void {
    if (!known.has(kind) && message.text !== '') {
      const part = others[kind](device.tools);
      known.set(kind, part);
      device.add(part);
    }
    device.receive(message, kind === '$alert', `${device.address.topic}/${kind}/+`);
  }

  #bad(place: string, message: string): undefined {
    this.#tools.context.diagnose({ code: 'homie-message', message, place });
  }
}

/** The topic of another device of the same domain. */
function siblingOf(topic: string, id: string): string {
  return `${topic.slice(0, topic.lastIndexOf('/'))}/${id}`;
}
