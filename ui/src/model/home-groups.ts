import type { Device, Endpoint, Room } from '../api/types.ts';
import { kindRow } from './kinds.ts';

export interface CardItem {
  readonly device: Device;
  readonly endpoint: Endpoint;
}
export interface Group {
  readonly id: string;
  readonly name: string;
  readonly items: readonly CardItem[];
  readonly deviceCount: number;
}

function isBridge({ endpoints }: Device): boolean {
  return endpoints.every(({ kind }) => kindRow(kind).group === 'network');
}

/** Capabilities that say how a device is, not what it does: no card of their own. */
export const background: ReadonlySet<string> = new Set([
  'deviceInfo',
  'availability',
  'network',
  'linkQuality',
  'diagnostics',
  'update',
  'powerSource',
  'battery',
  'health',
  'localSettings',
  'identify',
  'bridge',
  'binding',
]);

/** The endpoints of a device that deserve a card: those that do something, or else the first. */
export function cardEndpoints({ endpoints }: Device): Endpoint[] {
  const telling = endpoints.filter(({ capabilities }) => Object.keys(capabilities).some((id) => !background.has(id)));
  return telling.length > 0 ? telling : endpoints.slice(0, 1);
}

/** Cards by room, in the order of the rooms' names; then what has no room, then the rooms that are empty. */
export function groupByRoom(devices: readonly Device[], rooms: readonly Room[], search: string): Group[] {
  const wanted = search.trim().toLowerCase();
  const known = new Set(rooms.map(({ id }) => id));
  const groupOf = (id: string, name: string, own: readonly Device[]): Group => ({
    id,
    name,
    deviceCount: own.length,
    items: own
      .filter((device) => wanted === '' || isFound(device, name, wanted))
      .toSorted((a, b) => Number(isBridge(a)) - Number(isBridge(b)) || a.name.localeCompare(b.name))
      .flatMap((device) => cardEndpoints(device).map((endpoint) => ({ device, endpoint }))),
  });
  const groups = rooms
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map((room) =>
      groupOf(
        room.id,
        room.name,
        devices.filter((device) => device.room === room.id),
      ),
    );
  const homeless = devices.filter((device) => device.room === null || !known.has(device.room));
  const filled = groups.filter(({ deviceCount }) => deviceCount > 0);
  const empty = groups.filter(({ deviceCount }) => deviceCount === 0);
  const all = [...filled, ...(homeless.length > 0 ? [groupOf('', 'No room yet', homeless)] : []), ...empty];
  return wanted === '' ? all : all.filter(({ items }) => items.length > 0);
}

function isFound(device: Device, room: string, wanted: string): boolean {
  const texts = [
    device.name,
    room,
    device.maker ?? '',
    device.model ?? '',
    ...device.endpoints.flatMap(({ name, kind }) => [name, kindRow(kind).title]),
  ];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}
