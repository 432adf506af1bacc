/** What a word for a button's action means: which button, what was done to it. */
export interface Gesture {
  /** The button's name where the product has several; undefined: the only one. */
  readonly button: string | undefined;
  readonly event: 'pressed' | 'held' | 'released' | 'rotated';
  readonly payload?: Readonly<Record<string, unknown>>;
}

const counts: Readonly<Record<string, number>> = {
  single: 1,
  press: 1,
  pressed: 1,
  click: 1,
  tap: 1,
  short: 1,
  double: 2,
  triple: 3,
  tripple: 3,
  quadruple: 4,
  quintuple: 5,
  many: 6,
};
const held = new Set(['hold', 'held', 'long', 'move']);
const released = new Set(['release', 'released', 'stop']);
/** Words that only decorate: `button_short_press`, `long_press`, `brightness_move_to_level`. */
const filler = new Set(['button', 'press', 'pressed', 'click']);
const turns: Readonly<Record<string, 'clockwise' | 'counterclockwise'>> = { right: 'clockwise', left: 'counterclockwise' };

/**
 * Reads an action as products name it: `single`, `button_1_double`, `hold_left`, `brightness_move_up`, `rotate_right`, `3_click_l1`. An
 * action without a word for a gesture is the press of a button of that name (`on`, `scene_2`).
 */
export function gestureOf(action: string): Gesture {
  const words = action
    .toLowerCase()
    .split(/[_\s-]+/)
    .filter(Boolean);
  if (words.some((word) => word.startsWith('rotat') || word === 'step')) return rotation(words);
  const rest: string[] = [];
  let gesture: Omit<Gesture, 'button'> | undefined;
  for (const [at, word] of words.entries()) {
    const next = words[at + 1];
    if (!gesture && /^\d+$/.test(word) && next === 'click') gesture = { event: 'pressed', payload: { count: Math.max(1, Number(word)) } };
    else if (held.has(word)) gesture = { event: 'held' };
    else if (released.has(word)) gesture = { event: 'released' };
    else if (Object.hasOwn(counts, word)) gesture ??= { event: 'pressed', payload: { count: counts[word] ?? 1 } };
    else rest.push(word);
  }
  const button = rest.filter((word) => !filler.has(word)).join('_') || undefined;
  return { button, ...(gesture ?? { event: 'pressed', payload: { count: 1 } }) };
}

function rotation(words: readonly string[]): Gesture {
  const direction = words
    .map(
      (word) =>
        (Object.hasOwn(turns, word) ? turns[word] : undefined) ??
        (word === 'up' ? 'clockwise' : word === 'down' ? 'counterclockwise' : undefined),
    )
    .find(Boolean);
  if (words.some((word) => released.has(word))) return { button: undefined, event: 'released' };
  const noise = /^(rotat.*|step|left|right|up|down|started|slow|fast)$/;
  const button = words.filter((word) => !noise.test(word)).join('_') || undefined;
  return { button, event: 'rotated', payload: direction ? { direction } : {} };
}
