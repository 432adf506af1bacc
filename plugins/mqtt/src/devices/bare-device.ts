import type { PluginContext } from '@concord/sdk';
import { guess, type Known } from '../mapping/bare-meaning.ts';
import { barePart, type BarePart } from '../mapping/bare-part.ts';
import { toNumber } from '../mapping/numbers.ts';
import type { Message } from '../topics/message.ts';
import { DeviceShare } from './device-share.ts';
import type { DialectName } from './dialect-name.ts';
import { fragment, type Fragment, type Values } from './fragment.ts';
import type { MappedDevice } from './mapped-device.ts';
import type { Part } from './part.ts';
import type { Reporter } from './reporter.ts';

/** More names than any product says; what strangers invent is refused. */
const maxNames = 300;

interface BareSurroundings {
  readonly dialect: DialectName;
  readonly context: Pick<PluginContext, 'diagnose'>;
  /** What is known of a name; undefined: its value tells its type. `beside`: the whole message. */
  readonly know: (name: string, value: unknown, beside: Values) => Known | undefined;
  readonly maxSilence?: number | undefined;
}

/** Something that happened, as the event of a capability. */
export interface Occurrence {
  /** The product's own word for it. */
  readonly item: string;
  readonly capability: string;
  readonly event: string;
  readonly payload?: Readonly<Record<string, unknown>> | undefined;
  readonly endpoint?: string | undefined;
}

interface EventPart {
  readonly part: Part;
  readonly target: Fragment;
}

/** A device whose product describes nothing: each name that is heard becomes a part when it is heard first. */
export class BareDevice {
  readonly device: MappedDevice;
  readonly #surroundings: BareSurroundings;
  readonly #share: DeviceShare;
  readonly #parts = new Map<string, BarePart>();
  readonly #events = new Map<string, EventPart>();
  #isThere: boolean | undefined;

  constructor(device: MappedDevice, surroundings: BareSurroundings) {
    this.device = device;
    this.#surroundings = surroundings;
    this.#share = new DeviceShare(device);
  }

  has(name: string): boolean {
    return this.#parts.has(name);
  }

  /** Reports the values of one message. `at`: when they were measured, in milliseconds since 1970. */
  take(values: Values, message: Message, at?: number): void {
    for (const [name, value] of Object.entries(values).slice(0, maxNames)) this.#takeOne(name, value, values, message, at);
  }

  /** Tells that something happened. What the broker kept is no news: the device only learns that it can tell so. */
  tell({ item, capability, event, payload, endpoint }: Occurrence, message: Message, at?: number): void {
    const told = this.#eventPart(item, capability, event, endpoint);
    if (message.retained) return;
    const { topic } = message;
    this.device.receive(told.part, { topic, read: (_, reporter) => reporter.emit(told.target, event, payload, at) }, message);
  }

  /** Adds a part that is more than a value. */
  give(part: Part): void {
    this.#add(part);
  }

  /** Lets a part that was given read a message. */
  hear(part: Part, message: Message, read: (reporter: Reporter) => void): void {
    this.device.receive(part, { topic: message.topic, read: (_, reporter) => read(reporter) }, message);
  }

  /** Whether anything that hears it is there; undefined: nobody has said. */
  say(isThere: boolean | undefined): void {
    if (isThere === this.#isThere) return;
    this.#isThere = isThere;
    this.#share.say(isThere);
  }

  end(): void {
    this.#share.end();
    this.#parts.clear();
    this.#events.clear();
  }

  #takeOne(name: string, value: unknown, beside: Values, message: Message, at: number | undefined): void {
    const known = this.#partOf(name, value, beside);
    if (!known || known.part.fragments.length === 0) return;
    this.device.receive(
      known.part,
      {
        topic: message.topic,
        read: (_, reporter) => {
          known.read(value, beside, reporter, message);
          if (at !== undefined) for (const target of known.part.fragments) reporter.stamp(target, { at });
        },
      },
      message,
    );
  }

  #partOf(name: string, value: unknown, beside: Values): BarePart | undefined {
    const before = this.#parts.get(name);
    if (before && !outgrows(before, value)) return before;
    if (name === '' || (!before && (value === null || this.#parts.size >= maxNames))) return undefined;
    const { dialect, context, know, maxSilence } = this.#surroundings;
    // A value that came as a number first and as a word later was a word all the time.
    const known = before ? guess('a word') : (know(name, value, beside) ?? guess(value));
    const bad = (what: string, bad: unknown) =>
      context.diagnose({
        code: 'bad-value',
        message: `${what}: ${JSON.stringify(bad)?.slice(0, 200)}`,
        place: what.slice(0, 255),
        device: this.device.key,
      });
    const made = barePart(name, known, { dialect, maxSilence, bad });
    this.#parts.set(name, made);
    this.#add(made.part, before !== undefined);
    return made;
  }

  #eventPart(item: string, capability: string, event: string, endpoint: string | undefined): EventPart {
    const id = `${item.slice(0, 200)} ${event}`;
    const before = this.#events.get(id);
    if (before) return before;
    const target = fragment({ capability, attributes: {}, events: [event], ...(endpoint !== undefined && { endpoint }) });
    const { dialect } = this.#surroundings;
    const part: Part = { id, dialect, order: 1, fragments: [target], listeners: [], hasAvailability: true };
    const made = { part, target };
    this.#events.set(id, made);
    this.#add(part);
    return made;
  }

  #add(part: Part, isGrowing = false): void {
    this.#share.add(part, isGrowing);
    if (this.#isThere !== undefined) this.#share.say(this.#isThere);
  }
}

/** A value whose name says nothing, of another type than the first one. */
function outgrows({ guessed }: BarePart, value: unknown): boolean {
  if (value === null) return false;
  if (guessed === 'numeric') return toNumber(value) === undefined && typeof value === 'string';
  return guessed === 'binary' && typeof value === 'string';
}
