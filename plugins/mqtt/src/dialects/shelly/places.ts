import type { Message } from '../../topics/message.ts';
import { factsInName, type Facts } from './facts.ts';
import type { Speaker } from './speaker.ts';
import type { Heard } from './topics.ts';

/** Where a product of a broker speaks. */
export interface Place {
  readonly prefix: string;
  /** Undefined: nothing that only a Shelly says was heard yet. */
  generation: 'gen1' | 'gen2' | undefined;
  facts: Facts;
  isOnline: boolean | undefined;
  speaker: Speaker | undefined;
  /** What was said before it was known who speaks. */
  readonly waiting: [heard: Heard, message: Message][];
  timer: NodeJS.Timeout | undefined;
}

/** More products than any home has. */
export const maxPlaces = 5000;
const maxDoubtful = 200;
const maxWaiting = 200;
/** What a place keeps while it is not certain that it is a Shelly's: states of the network and the like, which are small. */
const maxDoubtfulWaiting = 20;
const maxDoubtfulBytes = 1024;

/** Every place where a Shelly speaks, and some where one may. Other products use the same words, so that those must never crowd out these. */
export class Places {
  readonly #certain = new Map<string, Place>();
  /** The least recently heard comes first. */
  readonly #doubtful = new Map<string, Place>();

  get(prefix: string): Place | undefined {
    return this.#certain.get(prefix) ?? this.#doubtful.get(prefix);
  }

  /** The places where a Shelly speaks. */
  values(): Iterable<Place> {
    return this.#certain.values();
  }

  /** The place of what only a Shelly says; undefined where there are too many. */
  certain(prefix: string): Place | undefined {
    const known = this.#certain.get(prefix);
    if (known) return known;
    if (this.#certain.size >= maxPlaces) return undefined;
    const place = this.#doubtful.get(prefix) ?? newPlace(prefix);
    this.#doubtful.delete(prefix);
    this.#certain.set(prefix, place);
    return place;
  }

  /** The place of what others may say, too: kept until many others were heard since. */
  doubtful(prefix: string): Place {
    const known = this.#certain.get(prefix);
    if (known) return known;
    const place = this.#doubtful.get(prefix) ?? newPlace(prefix);
    this.#doubtful.delete(prefix);
    this.#doubtful.set(prefix, place);
    const [oldest = ''] = this.#doubtful.keys();
    if (this.#doubtful.size > maxDoubtful) this.#doubtful.delete(oldest);
    return place;
  }
}

/** Whether a message is kept until it is known who speaks. */
export function isKept({ generation, waiting }: Place, { payload }: Message): boolean {
  return generation ? waiting.length < maxWaiting : waiting.length < maxDoubtfulWaiting && payload.length <= maxDoubtfulBytes;
}

function newPlace(prefix: string): Place {
  return {
    prefix,
    generation: undefined,
    facts: factsInName(prefix),
    isOnline: undefined,
    speaker: undefined,
    waiting: [],
    timer: undefined,
  };
}
