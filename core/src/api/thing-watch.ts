import { isDeepStrictEqual } from 'node:util';
import { ConcordError } from '@concord/sdk';
import type { Change } from '../home/index.ts';
import { eventsOf, nameOf, propertiesOf } from '../things/index.ts';
import type { HomePart } from './parts.ts';

/** What a consumer listens to: the properties or the events of a device, or only the one of a name. */
export interface Watched {
  /** What the consumer calls the device: its id, or one that it had before it was linked to another. */
  readonly called: string;
  /** The id of the device that this meant when the listening began. */
  readonly device: string;
  readonly word: 'property' | 'event';
  readonly name: string | undefined;
}

type Home = Pick<HomePart, 'find' | 'changes' | 'notices'>;

/**
 * Tells what happens as JSON: of one property or event the bare value, of all of them an object with the one name that it concerns.
 * `gone` is called when the device has it no more, or the consumer's id means another device from now on. Answers the function that ends the listening.
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
    if (notice.type !== 'device') return;
    const isConcerned = notice.id === device || (notice.action === 'unlinked' && notice.from === device);
    if (isConcerned && !isThere(home, watched)) gone();
  });
  return () => {
    leaveChanges();
    leaveNotices();
  };
}

/**
 * As `watchThing`, but goes on with what `find` answers by then, where the consumer's id means another device; `fail` hears what `find`
 * throws where there is nothing to wait for any more.
 */
export function followThing(
  home: Home,
  find: () => Watched,
  tell: (text: string) => void,
  fail: (error: ConcordError) => void,
): () => void {
  let leave = () => {};
  const begin = () => {
    leave();
    try {
      leave = watchThing(home, find(), tell, begin);
    } catch (error) {
      if (!(error instanceof ConcordError)) throw error;
      fail(error);
    }
  };
  begin();
  return () => leave();
}

/** Whether what the consumer names is still what was listened to. */
export function isThere(home: Pick<HomePart, 'find'>, { called, device: id, word, name }: Watched): boolean {
  const device = home.find(called);
  if (device?.id !== id) return false;
  if (name === undefined) return true;
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
