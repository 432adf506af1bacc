import type { Values } from '../../devices/fragment.ts';
import { isObject } from '../../topics/message.ts';

/** `word`: the product's word for on or off. */
export type LeafType = 'number' | 'word' | 'boolean' | 'text' | 'list' | 'structure';

/** One value of what a product says, by the names that lead to it. */
export interface Leaf {
  readonly path: readonly string[];
  /** The path as it is written in the mapping report. */
  readonly key: string;
  readonly type: LeafType;
  readonly isSensor: boolean;
}

/** What a message has beside its values: when it was made, and their units. */
const aside = new Set(['Time', 'Epoch', 'TempUnit', 'PressureUnit', 'SpeedUnit']);
/** Structures that are one value: a code that was received is sent back as a whole, and settings make sense together. */
const whole = new Set(['IrReceived', 'RfReceived']);
/** What a product says of itself in several members. */
const opened = /^(?:Wifi|Shutter\d+|Switch\d+|Button\d+)$/;
/** Lists of these are several meters or phases, each with a value of its own. */
const meters = new Set(['ENERGY']);
const maxDepth = 5;
const maxLeaves = 500;

interface Source {
  readonly members: Values;
  readonly sensors: ReadonlySet<string>;
}

/** Every value of a message, down to what is one by itself. `isSpokenFor`: paths that something else reads. */
export function leavesOf({ members, sensors }: Source, words: readonly string[], isSpokenFor: (key: string) => boolean): Leaf[] {
  const leaves: Leaf[] = [];
  const walk = (value: unknown, path: readonly string[], isSensor: boolean): void => {
    const key = path.join('.');
    if (leaves.length >= maxLeaves || isSpokenFor(key)) return;
    if (isObject(value) && path.length < maxDepth && isOpened(path[0] ?? '', isSensor)) {
      for (const [name, member] of Object.entries(value)) if (name !== '') walk(member, [...path, name], isSensor);
      return;
    }
    if (Array.isArray(value) && meters.has(path[0] ?? '') && value.length <= 16) {
      value.forEach((one, at) => walk(one, [...path, String(at)], isSensor));
      return;
    }
    const type = typeOf(value, words);
    if (type) leaves.push({ path, key, type, isSensor });
  };
  for (const [name, value] of Object.entries(members)) if (name !== '' && !aside.has(name)) walk(value, [name], sensors.has(name));
  return leaves;
}

function isOpened(root: string, isSensor: boolean): boolean {
  return !whole.has(root) && (isSensor || opened.test(root));
}

/** Undefined: it does not know its value, so it has no type yet. */
function typeOf(value: unknown, words: readonly string[]): LeafType | undefined {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return value === words[0] || value === words[1] ? 'word' : 'text';
  if (Array.isArray(value)) return 'list';
  return isObject(value) ? 'structure' : undefined;
}

/** What a value is that was said in two ways: text can hold all that is no structure. Undefined: nothing can hold both. */
export function common(one: LeafType, other: LeafType): LeafType | undefined {
  if (one === other) return one;
  const isStructure = (type: LeafType) => type === 'list' || type === 'structure';
  if (isStructure(one) && isStructure(other)) return 'structure';
  return isStructure(one) || isStructure(other) ? undefined : 'text';
}
