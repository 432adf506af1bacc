import { removeDevice, updateDevice } from '../api/devices.ts';
import {
  answerLinkProposal,
  confirmSource,
  linkDevice,
  preferSource,
  replaceDevice,
  takeBackDevice,
  unlinkSource,
} from '../api/identity.ts';
import type { Device, Source } from '../api/types.ts';
import { confirm } from '../elements/confirm.ts';
import { nameIn } from '../model/named.ts';
import type { Question } from '../model/proposals.ts';
import { attempt } from '../state/attempt.ts';
import { devices, linkProposals, plugins } from '../state/home.ts';
import { toast } from '../state/toasts.ts';

/** What the owner says about which products there are. Each is told as a toast, with its way back where there is one. */

/** Two devices are one product: `other` becomes part of `device`. */
export function join(device: Device, other: Device, how: () => Promise<unknown> = () => linkDevice(device.id, other.id)): Promise<boolean> {
  const work = async () => {
    await how();
    devices.remove(other.id);
    devices.refresh();
  };
  return attempt(work, `One device now: ${device.name}`, {
    text: 'Undo',
    run: () => void attempt(() => part(device, other), `Two devices again: ${device.name} and ${other.name}`),
  });
}

/** Undoes `join`, with both as they were before it. */
async function part(device: Device, other: Device): Promise<void> {
  // What had been joined to it earlier goes with what it was made of.
  const own = other.sources.find(({ linked }) => !linked) ?? other.sources[0];
  if (own) await unlinkSource(device.id, own.id);
  if (device.room === null && other.room !== null) await updateDevice(device.id, { room: null });
  devices.refresh();
}

/** What the owner answers to "one product, or two?". */
export async function answer({ id, older, newer }: Question, is: 'same' | 'distinct'): Promise<void> {
  const how = () => answerLinkProposal(id, is);
  if (is === 'same') await join(older, newer, how);
  else await attempt(how, `${older.name} and ${newer.name} stay two. You can still say otherwise on their pages.`);
  linkProposals.refresh();
}

/** A source is another product than the device that it is part of. */
export async function separate(device: Device, source: Source): Promise<void> {
  const plugin = pluginName(source);
  const isSure = await confirm({
    heading: 'Another product?',
    text:
      `What ${plugin} tells becomes a device of its own again, with the name, the room and the rules that it had before. ` +
      `${device.name} keeps everything else. The two are not taken for one again unless you say so.`,
    yes: 'They are two',
  });
  if (!isSure) return;
  let parted: Device | undefined;
  await attempt(
    async () => {
      parted = await unlinkSource(device.id, source.id);
      devices.put(parted);
      devices.refresh();
    },
    `Two devices now: ${device.name}, and what ${plugin} tells`,
    { text: 'Undo', run: () => void (parted && rejoin(device, parted, source)) },
  );
}

async function rejoin(device: Device, parted: Device, source: Source): Promise<void> {
  if ((await join(device, parted)) && source.preferred) devices.put(await preferSource(device.id, source.id));
}

/** Where several sources tell the same, this one is believed. */
export async function lead(device: Device, source: Source): Promise<void> {
  const before = device.sources.find(({ preferred }) => preferred);
  const undo = () => (before ? preferSource(device.id, before.id) : preferSource(device.id, source.id, false));
  await attempt(async () => devices.put(await preferSource(device.id, source.id)), `${pluginName(source)} leads now`, {
    text: 'Undo',
    run: () => void attempt(async () => devices.put(await undo()), `${device.name} is told as before`),
  });
}

/** What the hub took for this product is this product. */
export async function approve(device: Device, source: Source): Promise<void> {
  await attempt(
    async () => devices.put(await confirmSource(device.id, source.id)),
    `${device.name} may be worked by ${pluginName(source)} as well`,
  );
}

/** `by` takes the place of `device`, which is dead. Throws what the hub refuses it with. */
export async function replace(device: Device, by: Device, anyway: boolean): Promise<void> {
  const { retired } = await replaceDevice(device.id, by.id, anyway);
  devices.remove(by.id);
  devices.refresh();
  toast(
    `${by.name} has taken the place of ${device.name}`,
    'good',
    { text: 'Undo', run: () => void takeBack(device) },
    { text: 'Delete the old one', run: () => void discard(retired) },
  );
}

async function takeBack(device: Device): Promise<void> {
  await attempt(async () => {
    const { by } = await takeBackDevice(device.id);
    devices.put(by);
    devices.refresh();
  }, `${device.name} is as it was`);
}

async function discard({ id, name }: Device): Promise<void> {
  const text = 'It left your home for good. What it recorded stays with the device that took its place.';
  if (!(await confirm({ heading: `Delete ${name}?`, text, yes: 'Delete', isDangerous: true }))) return;
  if (await attempt(() => removeDevice(id), `${name} was deleted`)) devices.remove(id);
}

function pluginName({ plugin }: Source): string {
  return nameIn(plugins.items, plugin) ?? plugin;
}
