import type { AttributeDescriptor } from '@concord/sdk';
import type { Conversion } from './convert.ts';

/** What a mapping may look at: the state of one cluster on one endpoint, as matter.js decoded it. */
export interface ClusterView {
  readonly state: Readonly<Record<string, unknown>>;
  readonly features: Readonly<Record<string, unknown>>;
  /** Matter device types of the endpoint, by name (`ContactSensor`). */
  readonly deviceTypes: ReadonlySet<string>;
  /** The state of another cluster on the endpoint; empty where it has none. */
  readonly beside?: (cluster: string) => Readonly<Record<string, unknown>>;
}

/** One thing to ask of a device: invoke a command of the cluster, or write attributes of it. */
export type Operation =
  | { readonly invoke: string; readonly fields?: Readonly<Record<string, unknown>> }
  | { readonly write: Readonly<Record<string, unknown>> };

/** Options that stand beside the attributes of a `set`. */
export interface SetOptions {
  /** Seconds. */
  readonly transition?: number;
}

/**
 * A part of an endpoint that is an endpoint of its own in the home, since a capability stands at most once on each (capability map,
 * section 1.1): each filter of an air purifier, the air outside that a thermostat measures.
 */
export interface Part {
  /** Beside its endpoint's id: `main/hepaFilter`. */
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly tags?: readonly string[];
}

/** One attribute of a capability, and the Matter attributes it comes from. */
export interface AttributeMapping {
  /** `capability.attribute` */
  readonly to: string;
  /** Matter attributes it is computed from; it is there where the first of them is. */
  readonly from: readonly string[];
  /** Undefined: the device says nothing about it now. */
  readonly read: (view: ClusterView) => unknown;
  /** How `set` changes it; absent: read-only. Throws `CommandRejectedError` for a value that makes no sense here. */
  readonly write?: (value: unknown, view: ClusterView, options: SetOptions) => Operation;
  /** How this device narrows it: ranges in canonical units, options. */
  readonly narrow?: (view: ClusterView) => AttributeDescriptor;
  /** Absent: always. */
  readonly when?: (view: ClusterView) => boolean;
  /** Absent: the endpoint itself. */
  readonly part?: Part;
}

/** A verb of a capability. */
export interface CommandMapping {
  /** `capability.command` */
  readonly to: string;
  readonly run: (args: Readonly<Record<string, unknown>>, view: ClusterView) => Operation;
  /** The Matter command that the device must accept, where the cluster leaves it optional. */
  readonly needs?: string;
  readonly when?: (view: ClusterView) => boolean;
  readonly part?: Part;
}

/** What a Matter event becomes: an event of a capability, and values that it implies. */
export interface Occurrence {
  readonly event: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

export interface EventMapping {
  /** Name of the Matter event. */
  readonly from: string;
  readonly capability: string;
  /** Events of the capability that it can become. */
  readonly events: readonly string[];
  /** What it means to a home: nothing, one thing, or several that came together. `at` is RFC 3339. */
  readonly read: (
    payload: Readonly<Record<string, unknown>>,
    view: ClusterView,
    at: string,
  ) => Occurrence | readonly Occurrence[] | undefined;
  readonly when?: (view: ClusterView) => boolean;
  readonly part?: Part;
}

/** All that a Matter event means to a home. */
export function occurrencesOf({ read }: EventMapping, ...payload: Parameters<EventMapping['read']>): readonly Occurrence[] {
  return [read(...payload) ?? []].flat();
}

/** Everything about one Matter cluster, as data. */
export interface ClusterMapping {
  /** matter.js' id of the cluster: its name with a small first letter. */
  readonly cluster: string;
  readonly attributes: readonly AttributeMapping[];
  readonly commands?: readonly CommandMapping[];
  readonly events?: readonly EventMapping[];
  /** Attributes that steer the protocol and say nothing about the home, with the reason. */
  readonly internal?: Readonly<Record<string, string>>;
  /** Commands and events that no capability takes, with the reason. */
  readonly unused?: Readonly<Record<string, string>>;
  /** Statuses of a response beside 0 that say "it is coming" and not "no". */
  readonly pending?: readonly number[];
  /** Turns the operations of one `set` into fewer, where one command can do what several would, and adds what it must not leave out. */
  readonly merge?: (operations: readonly Operation[], view: ClusterView) => readonly Operation[];
  /** Semantic tags that the cluster gives its endpoint. */
  readonly tags?: (view: ClusterView) => readonly string[];
}

/** A Matter attribute that is an attribute of a capability once it is converted. */
export function attribute(
  from: string,
  to: string,
  conversion: Conversion,
  options: Pick<AttributeMapping, 'narrow' | 'when'> = {},
): AttributeMapping {
  return { to, from: [from], read: ({ state }) => conversion.read(state[from]), ...options };
}

/** The same, and `set` writes the Matter attribute itself. */
export function writable(
  from: string,
  to: string,
  conversion: Conversion,
  options: Pick<AttributeMapping, 'narrow' | 'when'> = {},
): AttributeMapping {
  return {
    ...attribute(from, to, conversion, { ...choices(conversion), ...options }),
    write: (value) => ({ write: { [from]: conversion.write(value) } }),
  };
}

/** The same, and `set` invokes a command. */
export function commanded(
  from: string,
  to: string,
  conversion: Conversion,
  write: (raw: unknown, view: ClusterView, options: SetOptions) => Operation,
  options: Pick<AttributeMapping, 'narrow' | 'when'> = {},
): AttributeMapping {
  return {
    ...attribute(from, to, conversion, { ...choices(conversion), ...options }),
    write: (value, view, setOptions) => write(conversion.write(value), view, setOptions),
  };
}

/** Several calls of one command as one with the fields of all; a later field replaces an earlier one. */
export function asOne(invoke: string, operations: readonly Operation[]): readonly Operation[] {
  const calls = operations.filter((operation) => 'invoke' in operation && operation.invoke === invoke);
  if (calls.length === 0) return operations;
  const fields = Object.assign({}, ...calls.map((call) => ('invoke' in call ? call.fields : {}))) as Readonly<Record<string, unknown>>;
  return [...operations.filter((operation) => !calls.includes(operation)), { invoke, fields }];
}

/** Puts all that a cluster says on a part of its endpoint. */
export function onPart(part: Part, mapping: ClusterMapping): ClusterMapping {
  const { attributes, commands = [], events = [] } = mapping;
  return {
    ...mapping,
    attributes: attributes.map((one) => ({ ...one, part })),
    commands: commands.map((one) => ({ ...one, part })),
    events: events.map((one) => ({ ...one, part })),
  };
}

/** The same reason for each of several names. */
export function because(reason: string, ...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, reason]));
}

/** A verb without arguments that invokes the Matter command. */
export function verb(to: string, invoke: string, options: Pick<CommandMapping, 'when'> = {}): CommandMapping {
  return { to, needs: invoke, run: () => ({ invoke }), ...options };
}

/** Only what can be set needs its choices told. */
function choices({ options }: Conversion): Pick<AttributeMapping, 'narrow'> {
  return options ? { narrow: () => ({ options: options.map((id) => ({ id })) }) } : {};
}

/** A test for one feature of the cluster. */
export function feature(name: string): (view: ClusterView) => boolean {
  return ({ features }) => features[name] === true;
}

/** A test for one of several device types of the endpoint. */
export function deviceType(...names: readonly string[]): (view: ClusterView) => boolean {
  return ({ deviceTypes }) => names.some((name) => deviceTypes.has(name));
}
