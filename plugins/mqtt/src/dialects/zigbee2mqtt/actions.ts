import { gestureOf, type Gesture } from '../../mapping/gestures.ts';

/** The word for "no action". */
export const nothing = 'none';

interface Pattern {
  readonly expression: RegExp;
  readonly literal: number;
  readonly gesture: Gesture;
}

/** The actions that a product lists: words, and words with `*` where it puts a number (`recall_*`, `region_*_enter`). */
export class Actions {
  readonly #words: ReadonlyMap<string, Gesture>;
  /** The most exact first: `recall_*_s1` is also a `recall_*`. */
  readonly #patterns: readonly Pattern[];

  constructor(values: readonly string[]) {
    const meant = values.filter((value) => value !== nothing);
    this.#words = new Map(meant.filter((value) => !value.includes('*')).map((value) => [value, gestureOf(value)]));
    this.#patterns = meant
      .filter((value) => value.includes('*'))
      .map(patternOf)
      .toSorted((a, b) => b.literal - a.literal);
  }

  get gestures(): Gesture[] {
    return [...this.#words.values(), ...this.#patterns.map(({ gesture }) => gesture)];
  }

  /** Undefined where the product does not list the action. What stands for the `*` is told with the event. */
  gestureOf(action: string): Gesture | undefined {
    const word = this.#words.get(action);
    if (word) return word;
    for (const { expression, gesture } of this.#patterns) {
      const found = expression.exec(action);
      if (found) return { ...gesture, payload: { ...gesture.payload, which: found.slice(1).join('_').slice(0, 255) } };
    }
    return undefined;
  }
}

function patternOf(value: string): Pattern {
  const literals = value.split('*');
  return {
    expression: new RegExp(`^${literals.map((literal) => RegExp.escape(literal)).join('([^_]+)')}$`),
    literal: literals.join('').length,
    gesture: gestureOf(literals.join('')),
  };
}
