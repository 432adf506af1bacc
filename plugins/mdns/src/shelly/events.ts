import type { DevicePorts } from '../driver.ts';
import { isObject, textOf, type JsonObject } from '../untrusted/json.ts';
import { eventCapability, type Layout } from './layout.ts';
import { timeOf } from './time.ts';

/** Events that mean that the device is not as it was described. */
const reshaping: ReadonlySet<string> = new Set(['config_changed', 'component_added', 'component_removed']);

const maxEventsAtOnce = 50;

/** Turns a `NotifyEvent` into events of the home. */
export class Events {
  readonly #ports: DevicePorts;
  readonly #layout: Layout;

  constructor(ports: DevicePorts, layout: Layout) {
    this.#ports = ports;
    this.#layout = layout;
  }

  /** Emits what happened, and answers whether the device must be read anew. */
  take({ events }: JsonObject): boolean {
    if (!Array.isArray(events)) {
      this.#ports.diagnose('answer-wrong-shape', 'a NotifyEvent without events');
      return false;
    }
    let reshaped = false;
    for (const event of events.slice(0, maxEventsAtOnce) as unknown[]) if (isObject(event)) reshaped = this.#takeOne(event) || reshaped;
    return reshaped;
  }

  #takeOne(said: JsonObject): boolean {
    const word = textOf(said['event'])?.slice(0, 64);
    const component = textOf(said['component'])?.slice(0, 64);
    if (word === undefined || component === undefined) {
      this.#ports.diagnose('answer-wrong-shape', 'an event without its name or component');
      return false;
    }
    if (reshaping.has(word)) return true;
    const at = timeOf(said['ts']);
    const placed = this.#layout.placed.get(component);
    const events = placed?.component.events;
    const known = events && Object.hasOwn(events.byWord, word) ? events.byWord[word] : undefined;
    // Down and up make the gestures that follow; the gestures are what counts.
    if (events && !known && word === 'btn_down') return false;
    this.#ports.emit({
      ...(placed && events && known
        ? {
            endpoint: placed.endpoint,
            capability: events.capability,
            event: known.event,
            ...(known.payload && { payload: { ...known.payload } }),
          }
        : { endpoint: 'main', capability: eventCapability, event: 'fired', payload: { component, event: word } }),
      ...(at !== undefined && { at }),
    });
    return false;
  }
}
