import { CommandRejectedError } from '@concord/sdk';
import type { Feature } from '../feature.ts';
import type { ValueCodec } from './value-codec.ts';

/** What the words of an enum, or the two values of a binary, are called in the capability; in lower case. */
export type Words = Readonly<Record<string, unknown>>;

/** Words for yes and no, where a table says nothing else. */
const yesOrNo: Words = {
  true: true,
  on: true,
  yes: true,
  enable: true,
  enabled: true,
  active: true,
  open: true,
  false: false,
  off: false,
  no: false,
  disable: false,
  disabled: false,
  inactive: false,
  close: false,
  closed: false,
};

/** What a table says of a word of the product; undefined where nothing. */
function meaningOf(words: Words, word: string): unknown {
  const key = Object.hasOwn(words, word) ? word : word.toLowerCase();
  return Object.hasOwn(words, key) ? words[key] : undefined;
}

/**
 * `words` says what the two values are called; without it they are yes and no. A value that no table names means true where it is the "on"
 * value; one that is true itself means true, also where it is "off" (a closed contact is true and "off").
 */
export function binaryCodec({ on, off }: Feature, words: Words = { true: true, false: false }): ValueCodec {
  const isPlain = typeof on === 'boolean' && typeof off === 'boolean';
  const named = meaningOf(words, String(on)) !== undefined && meaningOf(words, String(off)) !== undefined;
  const [yes, no] = isPlain || named ? [meaningOf(words, String(on)), meaningOf(words, String(off))] : [words['true'], words['false']];
  return {
    descriptor: {},
    read: (value) => (value === on ? yes : value === off ? no : value === null ? null : undefined),
    write: (value) => {
      if (value !== yes && value !== no) throw new CommandRejectedError(`wants ${JSON.stringify(yes)} or ${JSON.stringify(no)}`);
      return value === yes ? on : off;
    },
  };
}

/** An enum whose words are yes and no; undefined where one of them is neither. */
export function flagWordsCodec({ values }: Feature, words: Words = yesOrNo): ValueCodec | undefined {
  const meanings = values.map((value): [word: string, meaning: unknown] => [value, meaningOf(words, value)]);
  if (!meanings.every(([, meaning]) => typeof meaning === 'boolean' || meaning === null)) return undefined;
  if (!meanings.some(([, meaning]) => typeof meaning === 'boolean')) return undefined;
  return {
    descriptor: {},
    read: (value) => (value === null ? null : meanings.find(([word]) => word === value)?.[1]),
    write: (value) => {
      const found = meanings.find(([, meaning]) => meaning === value);
      if (!found) throw new CommandRejectedError('the device knows no such word');
      return found[0];
    },
  };
}

/** An enum as one of a product's own list. */
export function choiceCodec(feature: Feature): ValueCodec {
  return enumCodec(feature, {});
}

/** Two values as a product's own list of two: `words` names them, or they are called as they are. */
export function binaryChoiceCodec({ on, off }: Feature, words: Words = {}): ValueCodec {
  const nameOf = (value: unknown) => String(meaningOf(words, String(value)) ?? value).slice(0, 128);
  const byName = new Map([on, off].map((value) => [nameOf(value), value]));
  return {
    descriptor: { options: [...byName.keys()].map((id) => ({ id })) },
    read: (value) => (value === on || value === off ? nameOf(value) : value === null ? null : undefined),
    write: (value) => {
      if (typeof value !== 'string' || !byName.has(value)) throw unknownWord([...byName.keys()], value);
      return byName.get(value);
    },
  };
}

/** Longer lists of numbers are a scale and no choice. */
const maxNumbers = 32;

/** Whole numbers that stand for the entries of a list which the product's manual explains; undefined where they are a scale. */
export function numberChoiceCodec({ minimum, maximum, step = 1 }: Feature): ValueCodec | undefined {
  if (minimum === undefined || maximum === undefined || ![minimum, maximum, step].every(Number.isInteger)) return undefined;
  const count = step > 0 ? Math.floor((maximum - minimum) / step) + 1 : 0;
  if (count < 2 || count > maxNumbers) return undefined;
  const ids = Array.from({ length: count }, (_, at) => String(minimum + at * step));
  return {
    descriptor: { options: ids.map((id) => ({ id })) },
    read: (value) => {
      if (value === null) return null;
      if (typeof value !== 'number' && typeof value !== 'string') return undefined;
      return ids.includes(String(value)) ? String(value) : 'other';
    },
    write: (value) => {
      if (typeof value !== 'string' || !ids.includes(value)) throw unknownWord(ids, value);
      return Number(value);
    },
  };
}

/** The words of an enum by their names in `words`; without names they are the product's own list. */
export function enumCodec({ values }: Feature, words: Words): ValueCodec {
  const isOwnList = Object.keys(words).length === 0;
  const ours = new Map(values.map((value) => [value, isOwnList ? value.slice(0, 128) : known(words, value)]));
  const theirs = new Map<unknown, string>();
  // Of two words for the same the first is written.
  for (const [their, our] of ours) if (our !== 'other' && our !== null && !theirs.has(our)) theirs.set(our, their);
  return {
    descriptor: { options: [...theirs.keys()].slice(0, 1000).map((id) => ({ id: String(id) })) },
    read: (value) => {
      if (value === null) return null;
      if (typeof value !== 'string' && typeof value !== 'number') return undefined;
      return ours.has(String(value)) ? ours.get(String(value)) : known(words, String(value));
    },
    write: (value) => {
      const word = theirs.get(value);
      if (word === undefined) throw unknownWord([...theirs.keys()].map(String), value);
      return word;
    },
  };
}

/** Whole numbers that stand for words of the capability. */
export function numberedWordsCodec(feature: Feature, words: Words): ValueCodec | undefined {
  const numbers = numberChoiceCodec(feature)?.descriptor.options?.map(({ id }) => id) ?? [];
  if (!fitsWords(numbers, words)) return undefined;
  const codec = enumCodec({ ...feature, values: numbers }, words);
  return { ...codec, write: (value) => Number(codec.write(value)) };
}

/** Whether at least half of what a product says has a name in `words`: else it means something else, whatever it is called. */
export function fitsWords(values: readonly string[], words: Words): boolean {
  const meanings = values.map((value) => known(words, value));
  const named = meanings.filter((meaning) => meaning !== 'other' && meaning !== null).length;
  return named > 0 && named * 2 >= meanings.length;
}

function known(words: Words, word: string): unknown {
  const meaning = meaningOf(words, word);
  return meaning === undefined ? 'other' : meaning;
}

function unknownWord(known: readonly string[], value: unknown): CommandRejectedError {
  return new CommandRejectedError(`the device knows ${known.join(', ')}; not ${JSON.stringify(value)}`);
}
