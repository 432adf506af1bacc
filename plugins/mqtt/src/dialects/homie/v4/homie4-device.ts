import type { Part } from '../../../devices/part.ts';
import type { Message } from '../../../topics/message.ts';
import { momentaryOf } from '../description.ts';
import type { HomieDevice } from '../homie-device.ts';
import { Attributes, leftOut } from './attributes.ts';
import { alertPart, legacyPart } from './legacy.ts';

/** Attributes come one by one: what they say is taken in when none came for this long. */
const settleMs = 50;
/** Longer while some are missing that have to be there; a device that never says them is shown as far as it is known. */
const patienceMs = 2000;
const longestMs = 5000;

/** What else of a device's own attributes its description is made of. */
const identity = new Set(['$name', '$nodes', '$fw/name', '$fw/version', '$mac']);

/** One device of Homie 3 or 4: gathers its attributes, and shows it when they are all there. */
export class Homie4Device {
  readonly device: HomieDevice;
  readonly #attributes: Attributes;
  readonly #bad: (place: string, message: string) => void;
  #momentary: ReadonlySet<string> = new Set();
  #hasState = false;
  #shown: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #pendingSince: number | undefined;

  constructor(device: HomieDevice, bad: (place: string, message: string) => void) {
    this.device = device;
    this.#attributes = new Attributes(device.address.id);
    this.#bad = bad;
  }

  receive(message: Message): void {
    const { topic, text } = message;
    const path = topic.slice(this.device.address.topic.length + 1);
    const levels = path.split('/');
    if (path === '$state' || path === '$online') return this.#said(path, message);
    if (path.startsWith('$')) return this.#ofDevice(path, message);
    const last = levels.at(-1) ?? '';
    if (levels.length > 1 && levels.some((level) => level.startsWith('$'))) return this.#attribute(path, text);
    // What goes to `set` is what others want of it.
    if (levels.length === 2) this.device.receive(message, !this.#momentary.has(path));
    else if (last !== 'set') this.#bad(topic, 'no topic of the convention');
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #said(path: string, message: Message): void {
    const { text, topic } = message;
    if (text === '') return;
    // Homie 2 had only this one.
    const state = path === '$state' ? text : text === 'true' ? 'ready' : 'lost';
    if (path === '$online' && this.#hasState) return;
    this.#hasState ||= path === '$state';
    if (this.device.say(state)) this.device.receive(message, true);
    else this.#bad(topic, `no state of the convention: ${text}`);
  }

  #ofDevice(path: string, message: Message): void {
    const isNew = this.#attributes.get(path) === undefined;
    const isChanged = this.#attributes.take(path, message.text);
    if (isChanged === undefined) return this.#full();
    if (isChanged) this.#leaveOut(path, message.text);
    this.device.receive(message, true);
    if (isChanged && (isNew || identity.has(path))) this.#later();
  }

  #attribute(path: string, text: string): void {
    const isChanged = this.#attributes.take(path, text);
    if (isChanged === undefined) return this.#full();
    if (!isChanged) return;
    this.#leaveOut(path, text);
    this.#later();
  }

  #leaveOut(path: string, text: string): void {
    const what = leftOut(path, text);
    if (what !== undefined) this.#bad(`${this.device.address.topic}/${path}`, what);
  }

  #full(): void {
    this.#bad(this.device.address.topic, 'more attributes than a product has');
  }

  #later(): void {
    this.#pendingSince ??= performance.now();
    const wait = this.#attributes.isComplete ? settleMs : patienceMs;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(), Math.max(0, Math.min(wait, this.#pendingSince + longestMs - performance.now())));
  }

  #show(): void {
    this.#timer = this.#pendingSince = undefined;
    const description = this.#attributes.description();
    const others = [...this.#attributes.paths()].filter((path) => path.startsWith('$'));
    const shown = JSON.stringify([description, others]);
    if (shown === this.#shown && this.device.isShown) return;
    this.#shown = shown;
    this.#momentary = momentaryOf(description);
    this.device.describe(description, this.#others(others));
  }

  #others(paths: readonly string[]): Part[] {
    return [alertPart(this.device.tools), ...paths.flatMap((path) => legacyPart(path, this.device.tools) ?? [])];
  }
}
