import { listCandidates } from '../api/candidates.ts';
import { getDevice, listDevices } from '../api/devices.ts';
import type { ChangeMessage } from '../api/events.ts';
import { listLinkProposals } from '../api/identity.ts';
import { listPeople } from '../api/people.ts';
import { listPlugins } from '../api/plugins.ts';
import { listRooms } from '../api/rooms.ts';
import { listRules } from '../api/rules.ts';
import { listScenes } from '../api/scenes.ts';
import { findDevice } from '../model/find-device.ts';
import { CatchUp, withChange } from './catch-up.ts';
import { Collection } from './collection.ts';

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, undefined, { numeric: true });

const catchUp = new CatchUp();

/** The home as the hub last told it; each is loaded by the first page that wants it. */
export const devices = new Collection(() => catchUp.readAll(listDevices), byName, findDevice);
export const rooms = new Collection(listRooms);
export const people = new Collection(listPeople);
export const scenes = new Collection(listScenes);
export const candidates = new Collection(listCandidates, byName);
export const linkProposals = new Collection(listLinkProposals);
export const plugins = new Collection(listPlugins);
export const rules = new Collection(listRules, byName);

export const collections = {
  device: devices,
  room: rooms,
  person: people,
  scene: scenes,
  candidate: candidates,
  linkProposal: linkProposals,
  plugin: plugins,
  rule: rules,
} as const;

/** Reads one device again, or all where the list isn't there yet. */
export async function reloadDevice(id: string): Promise<void> {
  try {
    await devices.putRead(() => catchUp.readOne(() => getDevice(id)));
  } catch {
    // It may be gone by now; the whole list tells.
    devices.refresh();
  }
}

let waiting: ChangeMessage[] = [];

/** Takes in what the feed says of values. Messages of one moment become one drawing. */
export function applyChange(message: ChangeMessage): void {
  if (message.kind === 'event') return;
  catchUp.heard(message);
  if (waiting.push(message) === 1) requestAnimationFrameOrSoon(applyWaiting);
}

function applyWaiting(): void {
  const changes = Map.groupBy(waiting, ({ device }) => device);
  waiting = [];
  const { items } = devices.value;
  if (!items) return;
  devices.set({
    items: items.map((device) => {
      const own = changes.get(device.id);
      return own ? own.reduce(withChange, device) : device;
    }),
    error: undefined,
  });
}

// A hidden page gets no animation frames, and its list must not grow for hours.
function requestAnimationFrameOrSoon(work: () => void): void {
  if (document.visibilityState === 'hidden') setTimeout(work, 250);
  else requestAnimationFrame(work);
}
