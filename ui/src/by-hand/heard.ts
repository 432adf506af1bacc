import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { messageOf } from '../api/client.ts';
import { listenTopics } from '../api/mappings.ts';
import { Store } from '../state/store.ts';
import type { HeardTopics } from './mapping.ts';

const everyMs = 2500;
/** More letters follow the first. */
const typingMs = 250;

interface Heard extends HeardTopics {
  readonly error?: string;
}

const nothing: Heard = { brokers: [], topics: [], leftOut: 0 };

/** What is looked for: a part of a topic or of its payload; empty: everything. */
export const wantedTopics = new Store('');

/** The topics that the plugin hears while an editor is open. */
export const heardTopics = new Store<Heard>(nothing);

/** Has the plugin listen, and asks it again and again, as long as the element is on the page and somebody looks at it. */
export function listenFor(host: ReactiveControllerHost, plugin: () => string): void {
  host.addController(new Listening(plugin));
}

class Listening implements ReactiveController {
  readonly #plugin: () => string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOn = false;
  #end: () => void = () => undefined;

  constructor(plugin: () => string) {
    this.#plugin = plugin;
  }

  hostConnected(): void {
    this.#isOn = true;
    wantedTopics.set('');
    this.#end = wantedTopics.listen(() => this.#askSoon(typingMs));
    heardTopics.set(nothing);
    this.#askSoon(0);
  }

  #askSoon(pauseMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), pauseMs);
  }

  hostDisconnected(): void {
    this.#isOn = false;
    this.#end();
    clearTimeout(this.#timer);
  }

  async #ask(): Promise<void> {
    const { value: text } = wantedTopics;
    if (document.visibilityState === 'visible') {
      try {
        const heard = await listenTopics(this.#plugin(), text);
        if (text === wantedTopics.value) heardTopics.set(heard);
      } catch (error) {
        heardTopics.set({ ...heardTopics.value, error: messageOf(error) });
      }
    }
    if (this.#isOn) this.#askSoon(text === wantedTopics.value ? everyMs : typingMs);
  }
}
