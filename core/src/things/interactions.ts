import { isWritable, setCommand } from '@concord/sdk';
import { CommandResult } from '../home/index.ts';
import type { Affordance, PropertyAffordance } from './affordances.ts';
import { dataSchema, readSchema, writeSchema, type DataSchema } from './data-schema.ts';
import { actionForms, eventForms, propertyForms, type Form } from './forms.ts';
import { term } from './vocabulary.ts';

/** What every interaction says: its title, and the place it has in the hub's own model. */
interface Described {
  readonly '@type': readonly string[];
  readonly title: string;
  readonly description?: string;
  readonly [ours: `concord:${string}`]: unknown;
}

interface Interaction extends Described {
  readonly forms: readonly Form[];
}

/** A property affordance (TD 1.1, section 5.3.1.3). */
export type Property = Interaction & DataSchema;

/** An action affordance (TD 1.1, section 5.3.1.4). */
export interface Action extends Interaction {
  readonly input?: DataSchema;
  readonly output: DataSchema;
  readonly safe: boolean;
  readonly idempotent: boolean;
  readonly synchronous: boolean;
}

/** An event affordance (TD 1.1, section 5.3.1.5). */
export interface Event extends Interaction {
  readonly data: DataSchema;
}

export function property(affordance: PropertyAffordance): Property {
  const { name, capability, member, slot, isWritable } = affordance;
  const attribute = capability.definition.attributes[member];
  return {
    ...described(affordance, 'attribute', slot.descriptor.title ?? attribute?.title, attribute?.description),
    ...(attribute && readSchema(attribute, slot.descriptor)),
    ...(!isWritable && { readOnly: true }),
    observable: true,
    forms: propertyForms(name, isWritable),
  };
}

export function action(affordance: Affordance): Action {
  const { name, capability, member } = affordance;
  const command = capability.definition.commands[member];
  const input = member === setCommand ? setInput(affordance) : command?.args && dataSchema(command.args);
  return {
    ...described(affordance, 'command', command?.title ?? 'Set', command?.description),
    ...(input && { input }),
    output: dataSchema(CommandResult),
    safe: false,
    // A command that leads to named values leads to the same ones again.
    idempotent: member === setCommand || command?.expects !== undefined,
    synchronous: true,
    forms: actionForms(name),
  };
}

export function event(affordance: Affordance): Event {
  const { name, capability, member } = affordance;
  const definition = capability.definition.events[member];
  return {
    ...described(affordance, 'event', definition?.title, definition?.description),
    data: definition?.payload ? dataSchema(definition.payload) : { type: 'object' },
    forms: eventForms(name),
  };
}

/** The writable attributes, and what can be said beside them; each may be left out. */
function setInput({ capability: { definition, descriptor, slots } }: Affordance): DataSchema {
  const attributes = Object.entries(definition.attributes).flatMap(([name, attribute]): [string, DataSchema][] => {
    const slot = slots.get(name);
    return slot && isWritable(definition, descriptor, name) ? [[name, writeSchema(attribute, slot.descriptor)]] : [];
  });
  const options = Object.entries(definition.setOptions ?? {}).map(([name, option]): [string, DataSchema] => [
    name,
    writeSchema(option, {}),
  ]);
  return { type: 'object', properties: Object.fromEntries([...attributes, ...options]) };
}

function described(
  { endpoint, capability: { id, definition, descriptor }, member }: Affordance,
  word: 'attribute' | 'command' | 'event',
  title: string | undefined,
  description: string | undefined,
): Described {
  const where = endpoint.id === 'main' ? [] : [endpoint.descriptor.name ?? endpoint.id];
  // An extension is also what it is based on.
  const types = new Set([`${id}.${member}`, `${definition.id}.${member}`].map((place) => term(word, place)));
  return {
    '@type': [...types],
    title: [...where, descriptor.title ?? definition.title, title ?? member].join(' · '),
    ...(description !== undefined && { description }),
    'concord:endpoint': endpoint.id,
    'concord:capability': id,
    [`concord:${word}`]: member,
  };
}
