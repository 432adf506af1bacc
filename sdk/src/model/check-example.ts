import type { CapabilityDescriptor } from '../device/descriptor.ts';
import type { Finding } from '../errors.ts';
import type { CapabilityDefinition } from './capability.ts';
import { checkCommand, checkEvent, checkReport } from './checks.ts';
import type { Example } from './example.ts';

/** The descriptor of an endpoint that has all of a capability. */
export function fullDescriptor({ attributes, commands, events }: CapabilityDefinition): CapabilityDescriptor {
  return {
    attributes: Object.fromEntries(Object.keys(attributes).map((name) => [name, {}])),
    commands: Object.keys(commands),
    events: Object.keys(events),
  };
}

/** Checks an example as the hub would check what it shows. */
export function checkExample(definition: CapabilityDefinition, example: Example): readonly Finding[] {
  const descriptor = fullDescriptor(definition);
  if ('values' in example) return checkReport(definition, descriptor, example.values);
  if ('command' in example) return checkCommand(definition, descriptor, example.command, example.args ?? {});
  return checkEvent(definition, descriptor, example.event, example.payload);
}
