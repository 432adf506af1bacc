import { CommandRejectedError, type ModeOption } from '@concord/sdk';

/** The device's own words for the members of an attribute, and back. */
export class Choice {
  readonly options: ModeOption[];
  readonly #ours = new Map<string, string>();
  readonly #theirs = new Map<string, string>();

  /** `ours` says what a word of the product is called here; what it does not know keeps its own name. */
  constructor(words: readonly string[], ours: Readonly<Record<string, string>> = {}) {
    for (const word of words) {
      const id = (Object.hasOwn(ours, word) ? (ours[word] ?? word) : word).slice(0, 128);
      this.#ours.set(word, id);
      if (!this.#theirs.has(id)) this.#theirs.set(id, word);
    }
    this.options = [...this.#theirs.keys()].slice(0, 1000).map((id) => ({ id }));
  }

  has(word: string): boolean {
    return this.#ours.has(word);
  }

  /** Undefined for a word that is not in the list. */
  read(word: string): string | undefined {
    return this.#ours.get(word);
  }

  /** The product's word. Throws `CommandRejectedError` for what it has none for. */
  write(id: unknown): string {
    const word = typeof id === 'string' ? this.#theirs.get(id) : undefined;
    if (word === undefined)
      throw new CommandRejectedError(`the device knows ${[...this.#theirs.keys()].join(', ')}; not ${JSON.stringify(id)}`);
    return word;
  }
}
