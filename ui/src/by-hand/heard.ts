import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { messageOf } from '../api/client.ts';
import { listenTopics } from '../api/mappings.ts';
import { Store } from '../state/store.ts';
import type { HeardTopics } from './mapping.ts';

const everyMs = 2500;

interface Heard extends HeardTopics {
  readonly error?: string;
}

const nothing: Heard = { brokers: [], topics: [], leftOut: 0 };

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

  constructor(plugin: () => string) {
    this.#plugin = plugin;
  }

  hostConnected(): void {
    this.#isOn = true;
    heardTopics.set(nothing);
    // The element gets its properties before this.
    this.#timer = setTimeout(() => void this.#ask());
  }

  hostDisconnected(): void {
    this.#isOn = false;
    clearTimeout(this.#timer);
  }

  async #ask(): Promise<void> {
    if (document.visibilityState === 'visible') {
      try {
        heardTopics.set(await listenTopics(this.#plugin(), ''));
      } catch (error) {
        heardTopics.set({ ...heardTopics.value, error: messageOf(error) });
      }
    }
    if (this.#isOn) this.#timer = setTimeout(() => void this.#ask(), everyMs);
  }
}
