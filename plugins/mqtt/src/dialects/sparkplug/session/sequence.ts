const numbers = 256;
/** So many messages may overtake one that is late; more means that it is lost. */
const maxHeld = 64;

/**
 * The order of an edge node's messages: each has the number of the one before and one more, from 0 to 255 and round (section 6.4.1). What comes too
 * early waits for the one that is missing.
 */
export class Sequence<Item> {
  #next: number | undefined;
  /** What was taken in last. */
  #last: Item | undefined;
  readonly #isSame: (one: Item, other: Item) => boolean;
  readonly #held = new Map<number, Item>();

  /** `isSame`: whether two messages are one that was delivered twice. */
  constructor(isSame: (one: Item, other: Item) => boolean = Object.is) {
    this.#isSame = isSame;
  }

  /** True while something waits. */
  get isWaiting(): boolean {
    return this.#held.size > 0;
  }

  /** A birth begins anew with its number; `item`: the message itself. */
  begin(seq: number, item?: Item): void {
    this.#last = item;
    this.#next = (seq + 1) % numbers;
    this.#held.clear();
  }

  /** What can be taken in now, in order; undefined: something is lost, and `giveUp` has to be called. */
  take(seq: number, item: Item): readonly Item[] | undefined {
    if (seq !== this.#next) {
      // Delivered twice (at least once is what QoS 1 promises), which is no gap.
      if ((seq + 1) % numbers === this.#next && this.#last !== undefined && this.#isSame(this.#last, item)) return [];
      if (this.#held.size >= maxHeld || this.#held.has(seq)) return undefined;
      this.#held.set(seq, item);
      return [];
    }
    const ready = [item];
    let next = (seq + 1) % numbers;
    for (let held = this.#held.get(next); held !== undefined; held = this.#held.get(next)) {
      ready.push(held);
      this.#held.delete(next);
      next = (next + 1) % numbers;
    }
    this.#next = next;
    this.#last = ready.at(-1);
    return ready;
  }

  /** What is missing will not come: all that waited, as it came. The order goes on behind the last of it. */
  giveUp(): readonly Item[] {
    const items = [...this.#held.values()];
    const last = [...this.#held.keys()].at(-1);
    this.#last = items.at(-1) ?? this.#last;
    this.#held.clear();
    if (last !== undefined) this.#next = (last + 1) % numbers;
    return items;
  }
}
