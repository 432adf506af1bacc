import { fragment } from '../../../devices/fragment.ts';
import { describeFeature } from '../../../mapping/feature-part.ts';
import { LockOperations } from '../../../mapping/lock-operation.ts';
import type { HomieNode, HomieProperty } from '../description.ts';
import type { HomieTools } from '../device-tools.ts';
import { plainName } from '../../../mapping/plain-name.ts';
import { wordsOf } from '../names.ts';
import { featureOfProperty } from '../property-feature.ts';
import type { Draft } from './draft.ts';
import { spokenWord, wordFor } from './words.ts';

const called = new Set(['lock', 'doorlock', 'smartlock']);
const names = new Set(['lock', 'locked', 'state', 'lock-state', 'action', 'command', 'lock-action', 'status']);
const lockWords = ['lock', 'locked'];
const unlockWords = ['unlock', 'unlocked'];
const states: Readonly<Record<string, string>> = {
  lock: 'locked',
  locked: 'locked',
  unlock: 'unlocked',
  unlocked: 'unlocked',
  locking: 'locking',
  unlocking: 'unlocking',
  unlatched: 'unlatched',
  jammed: 'jammed',
};

/** A lock: what says `locked` and `unlocked`, and what may be told so. A boolean must name its values, or be called `locked`. */
export function lockPart(node: HomieNode, tools: HomieTools): Draft | undefined {
  if (![...wordsOf(node)].some((word) => called.has(word))) return undefined;
  const candidates = node.properties.filter(({ id }) => names.has(plainName(id))).map(named);
  const speaks = candidates.filter((property) => wordFor(property, lockWords, tools.version) !== undefined);
  const driven = speaks.find((property) => property.isSettable && wordFor(property, unlockWords, tools.version) !== undefined);
  const state = speaks.find(({ isSettable }) => !isSettable) ?? driven;
  if (!state) return undefined;
  const turn = (property: HomieProperty, words: readonly string[]) => () => ({
    sendings: [tools.send(node, property, wordFor(property, words, tools.version))],
  });
  const describe = () => describeFeature(featureOfProperty(node, state, tools.version));
  const target = fragment({
    ...tools.place,
    capability: 'lock',
    attributes: { state: describe(), lastOperation: describe() },
    ...(driven && { commands: { lock: turn(driven, lockWords), unlock: turn(driven, unlockWords) } }),
    events: ['locked', 'unlocked'],
  });
  const operations = new LockOperations(target);
  const listener = tools.listen(node, state, (value, reporter, message) => {
    const word = spokenWord(state, value);
    const read = value === null ? null : Object.hasOwn(states, word) ? (states[word] ?? 'other') : 'other';
    operations.take(message, read, reporter);
    reporter.set(target, 'state', read, read === 'other' ? value : undefined);
  });
  const itemOf = ({ id }: HomieProperty) => `${node.id}/${id}`;
  return {
    kind: 'lock',
    fragments: [target],
    listeners: [listener],
    taken: node.properties.filter(({ id }) => id === state.id || id === driven?.id),
    says: [
      ...['state', 'lastOperation', 'locked', 'unlocked'].map((member) => ({ item: itemOf(state), fragment: target, member })),
      ...(driven ? ['lock()', 'unlock()'].map((member) => ({ item: itemOf(driven), fragment: target, member })) : []),
    ],
  };
}

/** A boolean called `locked` names its values by that. */
function named(property: HomieProperty): HomieProperty {
  const isPlain = property.datatype === 'boolean' && plainName(property.id) === 'locked' && property.format === '';
  return isPlain ? { ...property, format: 'unlocked,locked' } : property;
}
