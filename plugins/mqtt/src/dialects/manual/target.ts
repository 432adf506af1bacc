import {
  capabilities,
  didYouMean,
  type AttributeDescriptor,
  type CapabilityDefinition,
  type Finding,
  type GenericBase,
} from '@concord/sdk';
import { slug } from '../../devices/slug.ts';
import type { MappedValue } from './mapping.ts';

type AttributeDefinition = CapabilityDefinition['attributes'][string];

/** What a mapped value is in the model. */
export interface Target {
  readonly definition: CapabilityDefinition;
  /** The capability's id on the device, and its base where it is an extension. */
  readonly id: string;
  readonly base: GenericBase | undefined;
  readonly endpoint: string;
  readonly member: { readonly type: MemberType; readonly name: string };
  /** Of an attribute. */
  readonly attribute: AttributeDefinition | undefined;
}

export type MemberType = 'attribute' | 'event' | 'command';

const memberTypes: readonly MemberType[] = ['attribute', 'event', 'command'];

/** Capabilities without a meaning of their own; a device may have many of them, each by its own name. */
const bases = new Set<string>([
  'measurement',
  'genericNumber',
  'genericBoolean',
  'genericSelect',
  'genericText',
  'genericDateTime',
  'genericTrigger',
  'genericObject',
] satisfies GenericBase[]);

/** Finds what a value names in the model; what it does not find is told to `refuse`. */
export function targetOf(value: MappedValue, refuse: (finding: Finding) => void): Target | undefined {
  const definition = capabilities.get(value.capability);
  if (!definition) {
    refuse({ path: '/capability', message: `is no capability of the model${didYouMean(value.capability, capabilities.keys())}` });
    return undefined;
  }
  const [type, ...others] = memberTypes.filter((one) => value[one] !== undefined);
  if (type === undefined || others.length > 0) {
    refuse({ path: type ? `/${others[0]}` : '/attribute', message: 'must be one of an attribute, an event or a command' });
    return undefined;
  }
  const name = value[type] ?? '';
  const members: Readonly<Record<string, unknown>> = definition[`${type}s`];
  // The name comes from outside: `constructor` is no attribute.
  if (!Object.hasOwn(members, name)) {
    refuse({ path: `/${type}`, message: `is no ${type} of ${definition.title}${didYouMean(name, Object.keys(members))}` });
    return undefined;
  }
  const isGeneric = bases.has(value.capability);
  if (isGeneric && value.title === undefined) {
    refuse({ path: '/title', message: 'is needed: what no capability names has a name of its own' });
    return undefined;
  }
  return {
    definition,
    id: isGeneric ? `manual:${slug(value.title ?? '')}` : value.capability,
    base: isGeneric ? (value.capability as GenericBase) : undefined,
    endpoint: value.endpoint ?? 'main',
    member: { type, name },
    attribute: type === 'attribute' ? definition.attributes[name] : undefined,
  };
}

/** One place of a device: no two values may stand there. */
export function placeOf({ endpoint, id, member }: Target): string {
  return JSON.stringify([endpoint, id, member.type, member.name]);
}

/** As the mapping report and the hub's diagnostics write it. */
export function addressOf({ endpoint, id, member }: Target): string {
  return `${endpoint}/${id}.${member.name}`;
}

/** The schema's type, and what it names; the part of a JSON Schema that values are read by. */
export interface AttributeSchema {
  readonly type?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: unknown;
}

export function schemaOf({ attribute }: Target): AttributeSchema {
  return attribute?.schema ?? {};
}

/** What the descriptor says of an attribute beside its range and unit. */
export function describeValue(value: MappedValue, silence: number | undefined): AttributeDescriptor {
  const expireAfter = value.expireAfter ?? silence;
  return {
    ...(expireAfter !== undefined && { maxSilence: expireAfter }),
    ...(value.state && { source: value.state.topic.slice(0, 512) }),
  };
}
