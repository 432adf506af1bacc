import { isWritable, maxIdLength, setCommand } from '@concord/sdk';
import type { CapabilityModel, DeviceModel, EndpointModel, Slot } from '../home/index.ts';

/** One thing that can be read, done or heard of a device, under the name that it has in the Thing Description. */
export interface Affordance {
  readonly name: string;
  readonly endpoint: EndpointModel;
  readonly capability: CapabilityModel;
  /** The attribute, command or event. */
  readonly member: string;
}

export interface PropertyAffordance extends Affordance {
  readonly slot: Slot;
  readonly isWritable: boolean;
}

/** The attributes of a device. */
export function propertiesOf(device: DeviceModel): PropertyAffordance[] {
  return placesOf(device).flatMap(({ endpoint, capability }) =>
    [...capability.slots].map(([member, slot]) => ({
      ...affordance(endpoint, capability, member),
      slot,
      isWritable: isWritable(capability.definition, capability.descriptor, member),
    })),
  );
}

/**
 * The commands of a device, and `set` where it takes more than the values: what can be said beside them (how long a light takes) has no
 * place in writing a property.
 */
export function actionsOf(device: DeviceModel): Affordance[] {
  return placesOf(device).flatMap(({ endpoint, capability }) => {
    const { definition, descriptor, slots } = capability;
    const hasSet = definition.setOptions && [...slots.keys()].some((name) => isWritable(definition, descriptor, name));
    const commands = known(descriptor.commands, definition.commands);
    return [...(hasSet ? [setCommand] : []), ...commands].map((member) => affordance(endpoint, capability, member));
  });
}

/** The events of a device. */
export function eventsOf(device: DeviceModel): Affordance[] {
  return placesOf(device).flatMap(({ endpoint, capability }) =>
    known(capability.descriptor.events, capability.definition.events).map((member) => affordance(endpoint, capability, member)),
  );
}

function placesOf({ endpoints }: DeviceModel): { endpoint: EndpointModel; capability: CapabilityModel }[] {
  return [...endpoints.values()].flatMap((endpoint) => [...endpoint.capabilities.values()].map((capability) => ({ endpoint, capability })));
}

/** Those of a device's list that its capability has, each once: the list is the plugin's word. */
function known(listed: readonly string[] | undefined, declared: Readonly<Record<string, unknown>>): string[] {
  return [...new Set(listed)].filter((name) => Object.hasOwn(declared, name));
}

function affordance(endpoint: EndpointModel, capability: CapabilityModel, member: string): Affordance {
  return { name: nameOf(endpoint.id, capability.id, member), endpoint, capability, member };
}

/**
 * `<endpoint>.<capability>.<member>`, as in `main.thermostat.heatingSetpoint`. The dots of an endpoint and of a member (in its namespace)
 * are escaped, so that no two places have one name; those of a capability can stand, as it begins at the first and ends at the last. A
 * text that is not Unicode (half a surrogate pair) could not stand in an address.
 */
export function nameOf(endpoint: string, capability: string, member: string): string {
  return `${withoutDots(endpoint)}.${capability}.${withoutDots(member)}`.toWellFormed();
}

function withoutDots(id: string): string {
  return id.replaceAll('%', '%25').replaceAll('.', '%2E');
}

/** The longest that `nameOf` can answer: of each character of an id an escape is made, or it is a surrogate pair, which is shorter. */
export const longestName = 3 * '%25'.length * maxIdLength + '..'.length;
