import { plainName } from '../../mapping/plain-name.ts';
import type { HomieNode, HomieProperty } from './description.ts';

/** Ids that say nothing without their node: then the node's type and id name the property. */
const plain = new Set([
  'value',
  'state',
  'status',
  'level',
  'measurement',
  'reading',
  'data',
  'degrees',
  'percent',
  'percentage',
  'current-value',
]);

/** The words of a node's type and id, for what it is: `dimmable-light` is a light. */
export function wordsOf({ type, id }: HomieNode): ReadonlySet<string> {
  return new Set([type, id].flatMap((text) => plainName(text).split('-')).map((word) => word.replace(/\d+$/, '')));
}

/** What a property may be called in the tables, the likeliest first. */
export function namesOf(node: HomieNode, property: HomieProperty): string[] {
  const own = plainName(property.id);
  const bare = own.replace(/-?\d+$/, '');
  const about = plain.has(own) ? [node.type, node.id].map((text) => plainName(text).replace(/-?\d+$/, '')) : [];
  return [...new Set([...about.map((name) => `${name}-${own}`), ...about, own, bare])].filter((name) => name !== '');
}

/** The last words of a property's id: what an `outdoor-temperature` is. */
export function endsOf(property: HomieProperty): string[] {
  const words = plainName(property.id).split('-');
  return words.length < 2 ? [] : [words.slice(-2).join('-'), words.at(-1) ?? ''].filter((name) => name !== plainName(property.id));
}
