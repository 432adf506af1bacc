import type { AttributeDescriptor, CapabilityDescriptor } from '../device/descriptor.ts';
import { InvalidInputError, type Finding } from '../errors.ts';
import type { AttributeDefinition } from '../model/attribute.ts';
import type { CapabilityDefinition, CommandDefinition, EventDefinition, Risk } from '../model/capability.ts';
import { fullDescriptor } from '../model/check-example.ts';
import type { ExampleOf } from '../model/example.ts';
import type { Tag } from '../model/tags.ts';
import { readAttribute, readExtension, riskOf } from './definition.ts';
import type { ExtensionAttribute, ExtensionDefinition } from './shapes.ts';

interface Draft {
  /** `<namespace>:<name>`; the namespace is yours, for instance your domain backwards. */
  readonly id: `${string}:${string}`;
  readonly title: string;
  readonly description?: string;
  readonly version?: number;
  readonly tags?: readonly (Tag | `${string}:${string}=${string}`)[];
  /** Default: `harm` where anything can be set or commanded, otherwise `none`. */
  readonly risk?: Risk;
  /** Default: whether the risk is `none`, which it has to be. */
  readonly isSetRepeatable?: boolean;
  readonly attributes?: Readonly<Record<string, AttributeDefinition>>;
  readonly commands?: Readonly<Record<string, CommandDefinition>>;
  readonly events?: Readonly<Record<string, EventDefinition>>;
}

/** A capability that no other maker has, with the types of its values: `ValuesOf<typeof toaster>`. */
type Extension<D extends Draft> = D &
  Pick<CapabilityDefinition, 'version' | 'description' | 'tags' | 'risk' | 'isSetRepeatable' | 'examples'> & {
    readonly attributes: D extends { attributes: infer Attributes } ? Attributes : Record<string, never>;
    readonly commands: D extends { commands: infer Commands } ? Commands : Record<string, never>;
    readonly events: D extends { events: infer Events } ? Events : Record<string, never>;
  };

/**
 * Writes a capability of your own down, by the builders that the core ones are written by. Throws `InvalidInputError` where the hub would
 * refuse a part of it.
 */
export function defineExtension<const D extends Draft>(draft: D & { readonly examples?: readonly ExampleOf<D>[] }): Extension<D>;
export function defineExtension(draft: Draft): CapabilityDefinition {
  const { attributes = {}, commands = {}, risk = riskOf(attributes, commands) } = draft;
  const isSetRepeatable = risk === 'none';
  const defaults = { version: 1, description: '', tags: [], risk, isSetRepeatable, attributes, commands, events: {}, examples: [] };
  const whole = { ...defaults, ...draft };
  const findings: Finding[] = [];
  readExtension(draft.id, wholeAsData(whole), (finding) => findings.push(finding));
  accept(`the extension "${draft.id}"`, findings);
  return Object.freeze(whole);
}

/** An extension as one endpoint has it: with all its attributes, commands and events, unless `narrowed` lists fewer. */
export function describeExtension(
  extension: CapabilityDefinition,
  narrowed: Partial<Omit<CapabilityDescriptor, 'base' | 'definition'>> = {},
): CapabilityDescriptor {
  return { ...fullDescriptor(extension), ...narrowed, definition: wholeAsData(extension) };
}

/**
 * One attribute of your own beside those of a core capability, to stand under a name with a namespace:
 * `attributes: {temperature: {}, 'com.acme:probe': describeAttribute(flag('Probe plugged in'))}`.
 */
export function describeAttribute(
  attribute: AttributeDefinition,
  narrowed: Omit<AttributeDescriptor, 'definition'> = {},
): AttributeDescriptor {
  const definition = asData<ExtensionAttribute>(attribute);
  const findings: Finding[] = [];
  readAttribute(definition, '', (finding) => findings.push(finding));
  accept(`the attribute "${attribute.title}"`, findings);
  return { ...narrowed, definition };
}

function accept(what: string, findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  throw new InvalidInputError(`${what} is not valid: ${findings.map(({ path, message }) => `${path} ${message}`).join('; ')}`, findings);
}

function wholeAsData({ id: _key, ...definition }: CapabilityDefinition): ExtensionDefinition {
  return asData(definition);
}

// What is described is JSON: the marks that TypeBox keeps on its schemas stay behind.
function asData<T>(value: unknown): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
