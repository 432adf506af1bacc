import type { CapabilityDescriptor } from '../device/descriptor.ts';
import { DefinitionBudget } from '../extensions/budget.ts';
import { maxDefinitionLength, readAttribute, readExtension, type Refuse } from '../extensions/definition.ts';
import { Readings } from '../extensions/readings.ts';
import { pointer } from '../errors.ts';
import type { AttributeDefinition } from '../model/attribute.ts';
import type { CapabilityDefinition } from '../model/capability.ts';
import { capabilities } from './index.ts';

const extensions = new Readings<CapabilityDefinition>();
const ownAttributes = new Readings<AttributeDefinition>();

/**
 * The definition that applies to what an endpoint calls `id`: the core capability, or for an extension (`<namespace>:<name>`) the one that
 * its descriptor brings as `definition`, or the generic one that it names as `base`. Attributes with a namespace, which bring their own
 * definition, are part of it. Undefined: the endpoint can't have this.
 *
 * `refuse` hears of each part that can't be taken, its path a JSON pointer within the descriptor; the rest stands. To be called once for
 * each description, since reading a definition costs more than a report may. `budget` is what all definitions of one device share;
 * without it this capability has the whole of one.
 */
export function resolveCapability(
  id: string,
  descriptor: CapabilityDescriptor,
  refuse: Refuse = () => undefined,
  budget: DefinitionBudget = new DefinitionBudget(),
): CapabilityDefinition | undefined {
  const whole = id.includes(':') ? extension(id, descriptor, refuse, budget) : core(id, descriptor, refuse);
  return whole && withOwnAttributes(whole, descriptor, refuse, budget);
}

function core(id: string, { base, definition }: CapabilityDescriptor, refuse: Refuse): CapabilityDefinition | undefined {
  const known = capabilities.get(id);
  if (!known) refuse({ path: '', message: 'is no capability of the model, and an extension has a namespace: <namespace>:<name>' });
  else if (base !== undefined) refuse({ path: '/base', message: 'is for extensions: what the model defines is as it is' });
  else if (definition !== undefined) refuse({ path: '/definition', message: 'is for extensions: the model can not be redefined' });
  else return known;
  return undefined;
}

function extension(
  id: string,
  { base, definition }: CapabilityDescriptor,
  refuse: Refuse,
  budget: DefinitionBudget,
): CapabilityDefinition | undefined {
  if ((base === undefined) === (definition === undefined)) {
    refuse({ path: '', message: 'an extension has either a `definition` or a `base` that says what it is like' });
    return undefined;
  }
  if (definition === undefined) return base && capabilities.get(base);
  const text = JSON.stringify(definition);
  const reason = budget.take(text);
  if (reason === undefined) return extensions.read(`${id}\n${text}`, ['definition'], refuse, (told) => readExtension(id, definition, told));
  refuse({ path: '/definition', message: reason });
  return undefined;
}

/** The definition with the attributes that the descriptor adds to it. */
function withOwnAttributes(
  definition: CapabilityDefinition,
  { attributes }: CapabilityDescriptor,
  refuse: Refuse,
  budget: DefinitionBudget,
): CapabilityDefinition {
  const added = Object.entries(attributes).filter(([, described]) => described.definition !== undefined);
  if (added.length === 0) return definition;
  const merged: Record<string, AttributeDefinition> = { ...definition.attributes };
  let left = maxDefinitionLength;
  for (const [name, described] of added) {
    const place = ['attributes', name, 'definition'];
    const text = JSON.stringify(described.definition);
    left -= text.length;
    const reason = !name.includes(':')
      ? 'is for attributes with a namespace: what is defined already can not be redefined'
      : left < 0
        ? `must not be longer than ${maxDefinitionLength} characters with the others of this capability`
        : budget.take(text);
    if (reason !== undefined) refuse({ path: pointer(...place), message: reason });
    const attribute =
      reason === undefined ? ownAttributes.read(text, place, refuse, (told) => readAttribute(described.definition, '', told)) : undefined;
    if (attribute) merged[name] = attribute;
    // Its values would be told in another meaning than the one they are read in.
    else delete merged[name];
  }
  return Object.freeze({ ...definition, attributes: Object.freeze(merged) });
}
