import { isWritable, type Finding } from '@concord/sdk';
import type { CapabilityModel, DeviceModel, Slot } from '../device-model.ts';
import { isGeneral, placeOf, type Places } from './placement.ts';

/**
 * What `device` has that `other`, its capabilities at `places`, could not stand in for: primary attributes, commands and events that rules
 * and people use. What every product says of itself (battery, link) and settings may differ.
 */
export function missingIn(device: DeviceModel, other: DeviceModel, places: Places): Finding[] {
  const there = new Map<string, CapabilityModel>();
  for (const endpoint of other.endpoints.values())
    for (const capability of endpoint.capabilities.values())
      there.set(`${placeOf(places, endpoint.id, capability.id)}/${capability.id}`, capability);
  return [...device.endpoints.values()].flatMap((endpoint) =>
    [...endpoint.capabilities.values()]
      .filter(({ id }) => !isGeneral(id))
      .flatMap((capability) => {
        const path = `/${endpoint.id}/${capability.id}`;
        const standIn = there.get(path.slice(1));
        if (standIn) return lacking(capability, standIn, path);
        return isForEveryDay(capability) ? [{ path, message: 'it has nothing of the kind' }] : [];
      }),
  );
}

/** A capability of nothing but settings and diagnostics may be missing. */
function isForEveryDay({ definition, descriptor: { commands = [], events = [] }, slots }: CapabilityModel): boolean {
  return commands.length + events.length > 0 || [...slots.values()].some((slot) => isPrimary(definition, slot));
}

function isPrimary({ attributes }: CapabilityModel['definition'], { attribute, descriptor: { category } }: Slot): boolean {
  return (category ?? attributes[attribute]?.category) === 'primary';
}

function lacking({ definition, descriptor, slots }: CapabilityModel, standIn: CapabilityModel, path: string): Finding[] {
  const attributes = [...slots.values()]
    .filter((slot) => isPrimary(definition, slot))
    .flatMap(({ attribute }) => {
      const at = `${path}.${attribute}`;
      if (!standIn.slots.has(attribute)) return [{ path: at, message: 'it does not have this attribute' }];
      const isLost = isWritable(definition, descriptor, attribute) && !isWritable(standIn.definition, standIn.descriptor, attribute);
      return isLost ? [{ path: at, message: 'it can only be read there' }] : [];
    });
  const without = (word: 'commands' | 'events', singular: string) =>
    (descriptor[word] ?? [])
      .filter((name) => !standIn.descriptor[word]?.includes(name))
      .map((name) => ({ path: `${path}.${name}`, message: `it does not have this ${singular}` }));
  return [...attributes, ...without('commands', 'command'), ...without('events', 'event')];
}
