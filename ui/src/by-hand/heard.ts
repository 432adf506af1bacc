import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { messageOf } from '../api/client.ts';
import { listenTopics, type HeardTopic, type HeardTopics } from '../api/mappings.ts';
import { Store } from '../state/store.ts';

/** While somebody looks at the list. */
const everyMs = 2500;
/** More letters follow the first. */
const typingMs = 250;
/** The plugin listens for ten minutes after it was asked; what it heard is what a draft is tried on. */
const keepListeningMs = 5 * 60_000;

interface Heard extends HeardTopics {
  readonly error?: string;
}

const nothing: Heard = { brokers: [], topics: [], leftOut: 0 };

export interface Search {
  /** The field whose list is open. */
  readonly by: object;
  /** A part of a topic or of its payload; empty: everything. */
  readonly text: string;
  /** With another one the list is sorted anew. */
  readonly sorting: object;
}

/** The one list of topics that is open, and what is looked for in it; undefined: none is. */
export const search = new Store<Search | undefined>(undefined);

/** The topics that the plugin hears while an editor is open. */
export const heardTopics = new Store<Heard>(nothing);

export function keyOf({ broker, topic }: HeardTopic): string {
  return JSON.stringify([broker, topic]);
}

/** What is heard now, in the order that it was shown in: nothing moves under a finger. What is new stands at the end. */
export function inOrder(shown: readonly HeardTopic[], heard: readonly HeardTopic[]): HeardTopic[] {
  const rest = new Map(heard.map((one) => [keyOf(one), one]));
  const kept = shown.flatMap((one) => {
    const key = keyOf(one);
    const now = rest.get(key);
    rest.delete(key);
    return now ?? [];
  });
  return [...kept, ...rest.values()];
}

/** Has the plugin listen as long as the element is on the page, and asks it again and again while a list is open and somebody looks at it. */
export function listenFor(host: ReactiveControllerHost, plugin: () => string): void {
  host.addController(new Listening(plugin));
}

class Listening implements ReactiveController {
  readonly #plugin: () => string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOn = false;
  /** What the list was asked for that is shown. */
  #answered: Search | undefined;
  #end: () => void = () => undefined;

  constructor(plugin: () => string) {
    this.#plugin = plugin;
  }

  hostConnected(): void {
    this.#isOn = true;
    search.set(undefined);
    heardTopics.set(nothing);
    this.#end = search.listen(() => this.#askSoon(this.#nextMs()));
    this.#askSoon(0);
  }

  hostDisconnected(): void {
    this.#isOn = false;
    this.#end();
    clearTimeout(this.#timer);
  }

  /** When a list is to be asked for after the search changed. */
  #nextMs(): number {
    const { value } = search;
    if (!value) return keepListeningMs;
    return value.text === (this.#answered?.text ?? '') ? 0 : typingMs;
  }

  #askSoon(pauseMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), pauseMs);
  }

  async #ask(): Promise<void> {
    const { value } = search;
    if (document.visibilityState === 'visible') {
      try {
        const heard = await listenTopics(this.#plugin(), value?.text ?? '');
        // Something else is looked for meanwhile, and was asked for by itself.
        if (!this.#isOn || value !== search.value) return;
        const isSame = value !== undefined && value.sorting === this.#answered?.sorting;
        this.#answered = value;
        heardTopics.set({ ...heard, topics: isSame ? inOrder(heardTopics.value.topics, heard.topics) : heard.topics });
      } catch (error) {
        heardTopics.set({ ...heardTopics.value, error: messageOf(error) });
      }
    }
    if (this.#isOn && value === search.value) this.#askSoon(value ? everyMs : keepListeningMs);
  }
}
