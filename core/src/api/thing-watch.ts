import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../home/changes.ts';
import { eventsOf, nameOf, propertiesOf } from '../things/index.ts';
import type { HomePart } from './parts.ts';

/** What a consumer listens to: the properties or the events of a device, or only the one of a name. */
export interface Watched {
  readonly device: string;
  readonly word: 'property' | 'event';
  readonly name: string | undefined;
}

type Home = Pick<HomePart, 'find' | 'changes' | 'notices'>;

/**
 * Tells what happens as JSON: of one property or event the bare value, of all of them an object with the one name that it concerns.
 * `gone` is called when the device has it no more. Answers the function that ends the listening.
 */
export function watchThing(home: Home, watched: Watched, tell: (text: string) => void, gone: () => void): () => void {
  const { device, word, name } = watched;
  const leaveChanges = home.changes.listen((change) => {
    if (change.device !== device) return;
    const message = messageOf(change);
    if (message?.word !== word) return;
    if (name === undefined) tell(JSON.stringify({ [message.name]: message.value }));
    else if (message.name === name) tell(JSON.stringify(message.value));
  });
  const leaveNotices = home.notices.listen((notice) => {
    if (notice.type === 'device' && notice.id === device && !isThere(home, watched)) gone();
  });
  return () => {
    leaveChanges();
    leaveNotices();
  };
}

export function isThere(home: Pick<HomePart, 'find'>, { device: id, word, name }: Watched): boolean {
  const device = home.find(id);
  if (!device || name === undefined) return device !== undefined;
  return (word === 'property' ? propertiesOf(device) : eventsOf(device)).some((affordance) => affordance.name === name);
}

function messageOf(change: Change): { word: Watched['word']; name: string; value: unknown } | undefined {
  const { endpoint, capability } = change;
  if (change.type === 'event') return { word: 'event', name: nameOf(endpoint, capability, change.event), value: change.payload };
  const { attribute, record, previous } = change;
  // Only its quality is another: a bare value has none.
  if (isDeepStrictEqual(record.value, previous)) return undefined;
  return { word: 'property', name: nameOf(endpoint, capability, attribute), value: record.value };
}
