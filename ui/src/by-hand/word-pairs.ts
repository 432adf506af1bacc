import type { Word } from '../api/mappings.ts';

/** How products say yes and no. */
const pairs: readonly (readonly [yes: string, no: string])[] = [
  ['1', '0'],
  ['ON', 'OFF'],
  ['on', 'off'],
  ['On', 'Off'],
  ['true', 'false'],
  ['True', 'False'],
  ['yes', 'no'],
  ['open', 'closed'],
  ['OPEN', 'CLOSED'],
];

/** The two words of a product of which one was heard; none where it is no word of a pair. */
export function wordsLike(heard: string): Word[] {
  const [yes, no] = pairs.find((pair) => pair.includes(heard.trim())) ?? [];
  if (yes === undefined || no === undefined) return [];
  return [
    { word: yes, value: true },
    { word: no, value: false },
  ];
}
