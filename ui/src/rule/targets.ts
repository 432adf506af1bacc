import type { CapabilityView, Descriptor, Device } from '../api/types.ts';
import { humanize } from '../format.ts';
import { commandsOf, commandTitle } from '../model/commands.ts';
import { findDevice } from '../model/find-device.ts';
import { kindRow } from '../model/kinds.ts';
import { capabilityTitle, definitionOf, shapeOf, type FindCapability } from '../model/shape.ts';

/** A device by its id, or devices by what they are. */
export type Target = string | { readonly room?: string; readonly kind?: string };
export type Purpose = 'state' | 'event' | 'command';

/** Something that a rule can name of its target: an attribute, an event or a command. */
export interface Member {
  readonly endpoint: string | undefined;
  readonly capability: string;
  readonly member: string;
  readonly label: string;
  readonly group: string;
  readonly view: CapabilityView;
}

/** The devices that a target means now. */
export function devicesOf(target: Target, devices: readonly Device[]): Device[] {
  if (typeof target === 'string') {
    const device = findDevice(devices, target);
    return device ? [device] : [];
  }
  return devices.filter(
    ({ room, endpoints }) =>
      (target.room === undefined || room === target.room) &&
      (target.kind === undefined || endpoints.some(({ kind }) => kind === target.kind)),
  );
}

const membersOf: Readonly<Record<Purpose, (view: CapabilityView) => readonly string[]>> = {
  state: (view) => Object.keys(view.attributes),
  event: (view) => view.events,
  command: commandsOf,
};

/** All that a target offers for a purpose, each once. */
export function membersFor(
  purpose: Purpose,
  target: Target,
  devices: readonly Device[],
  descriptors: ReadonlyMap<string, Descriptor>,
  find: FindCapability,
): Member[] {
  const found = new Map<string, Member>();
  for (const device of devicesOf(target, devices)) {
    const endpoints = descriptors.get(device.id)?.endpoints ?? [];
    const all = endpoints.flatMap(({ id, capabilities }) =>
      Object.entries(capabilities).map(([capability, view]) => ({ endpoint: id, capability, view })),
    );
    for (const { endpoint, capability, view } of all) {
      const isAmbiguous = typeof target === 'string' && all.filter((other) => other.capability === capability).length > 1;
      const name = device.endpoints.find(({ id }) => id === endpoint)?.name ?? endpoint;
      const title = capabilityTitle(capability, view, definitionOf(capability, view, find));
      for (const member of membersOf[purpose](view)) {
        const key = JSON.stringify([isAmbiguous ? endpoint : undefined, capability, member]);
        if (found.has(key)) continue;
        found.set(key, {
          endpoint: isAmbiguous ? endpoint : undefined,
          capability,
          member,
          label: labelOf(purpose, member, capability, view, find),
          group: isAmbiguous ? `${name}: ${title}` : title,
          view,
        });
      }
    }
  }
  return [...found.values()];
}

function labelOf(purpose: Purpose, member: string, capability: string, view: CapabilityView, find: FindCapability): string {
  const definition = definitionOf(capability, view, find);
  if (purpose === 'command') return commandTitle(member, definition);
  if (purpose === 'event') return definition?.events[member]?.title ?? humanize(member);
  return shapeOf(member, view.attributes[member], definition).title;
}

/** One text for all that means the same target now. */
export function targetKey(target: Target, devices: readonly Device[]): string {
  if (typeof target === 'string') return findDevice(devices, target)?.id ?? target;
  return JSON.stringify([target.room ?? null, target.kind ?? null]);
}

/** The capability that a part of a rule names, as the first device of its target has it. */
export function viewFor(
  target: Target,
  endpoint: string | undefined,
  capability: string,
  devices: readonly Device[],
  descriptors: ReadonlyMap<string, Descriptor>,
): CapabilityView | undefined {
  for (const { id } of devicesOf(target, devices)) {
    const having = (descriptors.get(id)?.endpoints ?? []).filter(({ capabilities }) => capability in capabilities);
    // What is named by an earlier id is named by the endpoints that it had then, too.
    const isMoved = typeof target === 'string' && target !== id;
    const found = having.find((own) => endpoint === undefined || own.id === endpoint) ?? (isMoved ? having[0] : undefined);
    if (found) return found.capabilities[capability];
  }
  return undefined;
}

/** A target in words. */
export function targetName(target: Target, devices: readonly Device[], rooms: readonly { id: string; name: string }[]): string {
  if (typeof target === 'string') return findDevice(devices, target)?.name ?? 'a device that is gone';
  const room = target.room === undefined ? undefined : (rooms.find(({ id }) => id === target.room)?.name ?? 'a room that is gone');
  const kind = target.kind === undefined ? 'everything' : `every ${kindRow(target.kind).title.toLowerCase()}`;
  return room === undefined ? kind : `${kind} in ${room}`;
}
