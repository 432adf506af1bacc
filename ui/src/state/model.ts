import { listCapabilities } from '../api/capabilities.ts';
import { getDescriptor } from '../api/devices.ts';
import type { Descriptor } from '../api/types.ts';
import { Collection } from './collection.ts';
import { Store } from './store.ts';

/** The vocabulary: the same for every home. */
export const capabilities = new Collection(listCapabilities);

/** What each device's capabilities allow; by device id. */
export const descriptors = new Store<ReadonlyMap<string, Descriptor>>(new Map());
let asked = new Set<string>();

/** Has a device's descriptor loaded unless that was done. */
export function wantDescriptor(device: string): void {
  if (asked.has(device)) return;
  asked.add(device);
  void loadDescriptor(device);
}

export async function loadDescriptor(device: string): Promise<void> {
  const askedNow = asked;
  try {
    const descriptor = await getDescriptor(device);
    // Forgotten meanwhile: whoever is here now may not see it.
    if (askedNow !== asked) return;
    // It may have been asked for by an id that the device had earlier.
    askedNow.add(descriptor.device);
    descriptors.set(new Map([...descriptors.value, [descriptor.device, descriptor]]));
  } catch {
    // Without it values are shown and controls are not; the next change of the device asks again.
    askedNow.delete(device);
  }
}

export function descriptorChanged(device: string): void {
  if (asked.has(device)) void loadDescriptor(device);
}

export function forgetDescriptors(): void {
  asked = new Set();
  descriptors.set(new Map());
}
