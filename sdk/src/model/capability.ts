import type { Static, TSchema } from 'typebox';
import type { AttributeDefinition, AttributeValue } from './attribute.ts';
import type { Example, ExampleOf } from './example.ts';
import type { Tag } from './tags.ts';

/** What goes wrong when a capability is used by the wrong person or at the wrong time (capability map, section 2). */
export type Risk = 'none' | 'security' | 'harm' | 'billing';

/** A verb with the shape of its arguments. */
export interface CommandDefinition<Args extends TSchema = TSchema> {
  readonly title: string;
  readonly description?: string;
  /** Absent: the command takes no arguments. */
  readonly args?: Args;
  /** Attribute values that a report shows once the device has done it: how a device without acknowledgements confirms the command. */
  readonly expects?: Readonly<Record<string, unknown>>;
  /**
   * The hub may send it again when nobody confirmed it: doing it twice is as doing it once (stop, use this schedule; never toggle, step,
   * play a sound). Nothing of a capability with a risk is.
   */
  readonly repeatable?: true;
}

/** A named fact with the shape of its payload. */
export interface EventDefinition<Payload extends TSchema = TSchema> {
  readonly title: string;
  readonly description?: string;
  /** Absent: the event says nothing beyond that it happened. */
  readonly payload?: Payload;
}

/** A named, versioned set of attributes, commands and events with one meaning. */
export interface CapabilityDefinition {
  readonly id: string;
  /** Counts up when a meaning, unit or type changes; optional additions leave it as it is. */
  readonly version: number;
  readonly title: string;
  readonly description: string;
  /** What it is about, `axis=value`: those of `tagAxes`, or a maker's own. */
  readonly tags: readonly string[];
  readonly risk: Risk;
  /** The hub may send `set` again when nobody confirmed it, as it may a command that is `repeatable`. Never with a risk. */
  readonly isSetRepeatable: boolean;
  readonly attributes: Readonly<Record<string, AttributeDefinition>>;
  /** What may stand beside the attributes in the arguments of the built-in command `set` (how long a light takes to change). */
  readonly setOptions?: Readonly<Record<string, AttributeDefinition>>;
  readonly commands: Readonly<Record<string, CommandDefinition>>;
  readonly events: Readonly<Record<string, EventDefinition>>;
  /** What devices and people say in its words. */
  readonly examples: readonly Example[];
}

/** The values of a capability's attributes, by name: what a plugin reports. */
export type ValuesOf<C extends CapabilityDefinition> = { [Name in keyof C['attributes']]?: AttributeValue<C['attributes'][Name]> };

/** The arguments of one command of a capability. */
export type ArgsOf<C extends CapabilityDefinition, Name extends keyof C['commands']> =
  C['commands'][Name] extends CommandDefinition<infer Args> ? Static<Args> : never;

type Draft = Omit<CapabilityDefinition, 'version' | 'tags' | 'risk' | 'isSetRepeatable' | 'commands' | 'events'> &
  Partial<CapabilityDefinition> & { readonly tags: readonly Tag[] };

/**
 * Writes a capability down, with version 1, no risk, no commands and no events unless it says otherwise. Where there is no risk, `set` is
 * repeatable unless it says otherwise.
 */
export function defineCapability<const D extends Draft>(
  draft: D & { readonly examples: readonly ExampleOf<D>[] },
): D &
  Pick<CapabilityDefinition, 'version' | 'risk' | 'isSetRepeatable'> & {
    readonly commands: D extends { commands: infer Commands } ? Commands : Record<string, never>;
    readonly events: D extends { events: infer Events } ? Events : Record<string, never>;
  };
export function defineCapability(draft: Draft): CapabilityDefinition {
  const { risk = 'none' } = draft;
  return Object.freeze({ version: 1, risk, isSetRepeatable: risk === 'none', commands: {}, events: {}, ...draft });
}
