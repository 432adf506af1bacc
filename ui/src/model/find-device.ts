import type { Device } from '../api/types.ts';

type Identified = Pick<Device, 'id' | 'former'>;

/** Whether an id means this device: its own, or that of a device which was found to be this one. */
export function isMeantBy({ id, former }: Identified, named: string): boolean {
  return id === named || former.includes(named);
}

/** The device that an id means. Rules, scenes, people and bookmarks go on naming a device by the id that it had. */
export function findDevice<T extends Identified>(devices: readonly T[], named: string): T | undefined {
  return devices.find(({ id }) => id === named) ?? devices.find((device) => isMeantBy(device, named));
}
