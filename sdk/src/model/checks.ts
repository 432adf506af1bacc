import type { TSchema } from 'typebox';
import type { AttributeDescriptor, CapabilityDescriptor } from '../device/descriptor.ts';
import { pointer, type Finding } from '../errors.ts';
import type { AttributeDefinition } from './attribute.ts';
import type { CapabilityDefinition } from './capability.ts';
import { validatorOf } from './validation.ts';

/** The built-in command that writes attributes; its arguments are the attributes. */
export const setCommand = 'set';

type Values = Readonly<Record<string, unknown>>;

const none: readonly Finding[] = Object.freeze([]);

/**
 * Checks what a device reports of one capability. Answers one finding for each attribute that must be refused, its path beginning with
 * `/<attribute>`; the others are good. Null is always allowed: the device doesn't know.
 */
export function checkReport(definition: CapabilityDefinition, descriptor: CapabilityDescriptor, values: Values): readonly Finding[] {
  let findings = none;
  for (const name of Object.keys(values)) {
    const finding = checkAttribute(definition, descriptor, name, values[name]);
    if (finding) findings = [...findings, finding];
  }
  return findings;
}

/** Checks one reported value, as `checkReport` does. */
export function checkAttribute(
  definition: CapabilityDefinition,
  descriptor: CapabilityDescriptor,
  name: string,
  value: unknown,
): Finding | undefined {
  const attribute = own(definition.attributes, name);
  if (!attribute) return at(name, `is no attribute of "${definition.id}"`);
  const narrowed = own(descriptor.attributes, name);
  if (!narrowed) return at(name, 'is not in the descriptor of the device');
  if (value === null) return undefined;
  return misfit(attribute, name, value) ?? outside(narrowed, name, value, unlisted);
}

/**
 * Checks a command before it is sent. `set` takes writable attributes, at least one, and what the capability names in `setOptions`; any
 * other command must be declared by the capability and be in the descriptor's list.
 */
export function checkCommand(
  definition: CapabilityDefinition,
  descriptor: CapabilityDescriptor,
  command: string,
  args: Values,
): readonly Finding[] {
  if (command === setCommand) return checkSet(definition, descriptor, args);
  const unknown = unknownCommand(definition, descriptor, command);
  if (unknown !== undefined) return [{ path: '', message: unknown }];
  const declared = own(definition.commands, command);
  return declared ? fit(declared.args, args) : none;
}

/** Checks an event and its payload; an event must be declared, and be in the descriptor's list. */
export function checkEvent(
  definition: CapabilityDefinition,
  descriptor: CapabilityDescriptor,
  event: string,
  payload: Values = {},
): readonly Finding[] {
  const unknown = unknownEvent(definition, descriptor, event);
  if (unknown !== undefined) return [{ path: '', message: unknown }];
  const declared = own(definition.events, event);
  return declared ? fit(declared.payload, payload) : none;
}

/** Why a device can't be given a command, whatever its arguments; undefined where it can. */
export function unknownCommand(definition: CapabilityDefinition, descriptor: CapabilityDescriptor, command: string): string | undefined {
  if (command === setCommand) return undefined;
  if (!own(definition.commands, command)) return `"${definition.id}" has no command ${JSON.stringify(command)}`;
  return descriptor.commands?.includes(command) ? undefined : `the device does not offer the command "${command}"`;
}

/** Why a device never tells of an event; undefined where it does. */
export function unknownEvent(definition: CapabilityDefinition, descriptor: CapabilityDescriptor, event: string): string | undefined {
  if (!own(definition.events, event)) return `"${definition.id}" has no event ${JSON.stringify(event)}`;
  return descriptor.events?.includes(event) ? undefined : `the event "${event}" is not in the descriptor of the device`;
}

/** Whether `set` may name the attribute: as the descriptor says, or else as the capability says. */
export function isWritable(definition: CapabilityDefinition, descriptor: CapabilityDescriptor, name: string): boolean {
  const narrowed = own(descriptor.attributes, name);
  return narrowed !== undefined && (narrowed.writable ?? own(definition.attributes, name)?.writable ?? false);
}

function checkSet(definition: CapabilityDefinition, descriptor: CapabilityDescriptor, args: Values): readonly Finding[] {
  let findings = none;
  let attributes = 0;
  for (const name of Object.keys(args)) {
    const option = definition.setOptions && own(definition.setOptions, name);
    if (!option) attributes++;
    const finding = option ? misfit(option, name, args[name]) : checkWrite(definition, descriptor, name, args[name]);
    if (finding) findings = [...findings, finding];
  }
  return findings.length === 0 && attributes === 0 ? [{ path: '', message: 'must name at least one attribute' }] : findings;
}

function checkWrite(definition: CapabilityDefinition, descriptor: CapabilityDescriptor, name: string, value: unknown): Finding | undefined {
  const attribute = own(definition.attributes, name);
  if (!attribute) return at(name, `is no attribute of "${definition.id}"`);
  const narrowed = own(descriptor.attributes, name);
  if (!narrowed) return at(name, 'is not supported by the device');
  if (!(narrowed.writable ?? attribute.writable)) return at(name, 'can only be read');
  const finding = misfit(attribute, name, value) ?? outside(narrowed, name, value);
  if (finding) return finding;
  // `other` is for what a source says beyond the list: nothing that anyone could ask for.
  return value === unlisted && 'enum' in attribute.schema && !narrowed.options ? at(name, 'must be a named value') : undefined;
}

const unlisted = 'other';

/** The descriptor's narrowing. `also` is allowed beside the options. */
function outside(narrowed: AttributeDescriptor, name: string, value: unknown, also?: string): Finding | undefined {
  if (typeof value === 'number') {
    if (narrowed.minimum !== undefined && value < narrowed.minimum) return at(name, `must be ${narrowed.minimum} or more`);
    if (narrowed.maximum !== undefined && value > narrowed.maximum) return at(name, `must be ${narrowed.maximum} or less`);
    return undefined;
  }
  const { options } = narrowed;
  if (!options) return undefined;
  const listed = (member: unknown) => typeof member !== 'string' || member === also || options.some(({ id }) => id === member);
  if (Array.isArray(value) ? value.every(listed) : listed(value)) return undefined;
  return at(name, `must be one of ${JSON.stringify(options.map(({ id }) => id))}`);
}

function misfit(attribute: AttributeDefinition, name: string, value: unknown): Finding | undefined {
  const validator = validatorOf(attribute.schema);
  if (validator.accepts(value)) return undefined;
  const [finding] = validator.findings();
  return at(name, finding?.message ?? 'does not fit', finding?.path);
}

function fit(schema: TSchema | undefined, value: Values): readonly Finding[] {
  if (!schema) return Object.keys(value).map((name) => at(name, 'is not expected here'));
  const validator = validatorOf(schema);
  return validator.accepts(value) ? none : validator.findings();
}

// The names come from outside: `constructor` is no attribute.
function own<T>(members: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

function at(name: string, message: string, deeper = ''): Finding {
  return { path: pointer(name) + deeper, message };
}
