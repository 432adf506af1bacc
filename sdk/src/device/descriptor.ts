import { Type, type Static } from 'typebox';
import type { ExtensionAttribute, ExtensionDefinition } from '../extensions/shapes.ts';

const closed = { additionalProperties: false } as const;
const Json = Type.Record(Type.String(), Type.Unknown());
const Name = (title: string) => Type.String({ title, maxLength: 255 });

/** The longest id of an endpoint, a capability, an attribute, a command or an event, in characters. */
export const maxIdLength = 128;

/** A capability or attribute name: bare (core), or `<namespace>:<name>` (capability map, section 1.1). */
export const CapabilityId = Type.String({ minLength: 1, maxLength: maxIdLength, pattern: '^([a-zA-Z0-9_.-]+:)?[^:\\s][^\\s]*$' });

/** One choice of an attribute that a product limits to its own list; `tags` carry the standard meaning (`eco`, `quiet`, `max`…). */
export const ModeOption = Type.Object(
  {
    id: Type.String({ maxLength: 128 }),
    label: Type.Optional(Name('Label')),
    tags: Type.Optional(Type.Array(Type.String({ maxLength: 64 }))),
  },
  closed,
);
export type ModeOption = Static<typeof ModeOption>;

/** The capabilities of section 2.15: the shapes that anything without a named capability takes. */
export const GenericBase = Type.Union([
  Type.Literal('measurement'),
  Type.Literal('genericNumber'),
  Type.Literal('genericBoolean'),
  Type.Literal('genericSelect'),
  Type.Literal('genericText'),
  Type.Literal('genericDateTime'),
  Type.Literal('genericTrigger'),
  Type.Literal('genericObject'),
]);
export type GenericBase = Static<typeof GenericBase>;

/** One member of a structure: the generic capability whose `value` it is like, narrowed as an attribute is. */
export const MemberDescriptor = Type.Object(
  {
    base: GenericBase,
    title: Type.Optional(Name('Title')),
    minimum: Type.Optional(Type.Number()),
    maximum: Type.Optional(Type.Number()),
    step: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    options: Type.Optional(Type.Array(ModeOption, { maxItems: 1000 })),
    unit: Type.Optional(Type.String({ maxLength: 32 })),
    quantity: Type.Optional(Type.String({ maxLength: 32 })),
  },
  closed,
);
export type MemberDescriptor = Static<typeof MemberDescriptor>;

/** How one attribute is narrowed on this device. What is left out is as the capability says. */
export const AttributeDescriptor = Type.Object(
  {
    /**
     * Only for an attribute with a namespace (`<namespace>:<name>`), on any capability: what it is. The hub reads it apart from the rest,
     * by `resolveCapability`, so that one that can't be taken costs this attribute and not the device.
     */
    definition: Type.Optional(Type.Unsafe<ExtensionAttribute>(Json)),
    writable: Type.Optional(Type.Boolean()),
    /** In the canonical unit. */
    minimum: Type.Optional(Type.Number()),
    maximum: Type.Optional(Type.Number()),
    step: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    options: Type.Optional(Type.Array(ModeOption, { maxItems: 1000 })),
    /** Only where the capability leaves the unit open (`measurement`, `genericNumber`, extensions). */
    unit: Type.Optional(Type.String({ maxLength: 32 })),
    quantity: Type.Optional(Type.String({ maxLength: 32 })),
    /**
     * Of a structure (`genericObject`): what its members are, by their path. `a.b` is the member `b` of `a`, and `[]` an item of a list:
     * `[].color` is the member `color` of each item.
     */
    members: Type.Optional(Type.Record(Type.String({ minLength: 1, maxLength: 512 }), MemberDescriptor)),
    title: Type.Optional(Name('Title')),
    category: Type.Optional(Type.Union([Type.Literal('primary'), Type.Literal('config'), Type.Literal('diagnostic')])),
    /** Seconds without a report after which the value is stale. */
    maxSilence: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    /** The protocol's own name for it, kept as provenance. */
    source: Type.Optional(Type.String({ maxLength: 512 })),
  },
  closed,
);
export type AttributeDescriptor = Static<typeof AttributeDescriptor>;

/** A capability as one endpoint has it. An attribute, command or event that is not listed is not supported. */
export const CapabilityDescriptor = Type.Object(
  {
    /** For an extension (`<namespace>:<name>`): the generic capability whose attributes, commands and events it has. */
    base: Type.Optional(GenericBase),
    /** For an extension, instead of `base`: the whole capability. Read apart from the rest, as an attribute's is. */
    definition: Type.Optional(Type.Unsafe<ExtensionDefinition>(Json)),
    title: Type.Optional(Name('Title')),
    attributes: Type.Record(Type.String({ minLength: 1, maxLength: maxIdLength }), AttributeDescriptor),
    commands: Type.Optional(Type.Array(Type.String({ maxLength: maxIdLength }))),
    events: Type.Optional(Type.Array(Type.String({ maxLength: maxIdLength }))),
  },
  closed,
);
export type CapabilityDescriptor = Static<typeof CapabilityDescriptor>;

/** An independently usable part of a device. The id is stable over restarts; `main` is the device itself. */
export const EndpointDescriptor = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: maxIdLength }),
    name: Type.Optional(Name('Name')),
    /** What it is to a person (light, outlet, lock, sensor, cover, thermostat…); derived from the capabilities where left out. */
    kind: Type.Optional(Type.String({ maxLength: 64 })),
    /** Semantic tags, `axis=value` (section 1.8). */
    tags: Type.Optional(Type.Array(Type.String({ maxLength: 128 }))),
    capabilities: Type.Record(CapabilityId, CapabilityDescriptor),
  },
  closed,
);
export type EndpointDescriptor = Static<typeof EndpointDescriptor>;

/** Something that tells a physical product from every other (section 1.7). */
export const Identifier = Type.Object(
  {
    /** `mac` and `eui64` are lower-case hexadecimal without separators; `serial` is prefixed with the maker: `Signify/A1B2`. */
    type: Type.Union([
      Type.Literal('mac'),
      Type.Literal('eui64'),
      Type.Literal('serial'),
      Type.Literal('matter'),
      Type.Literal('hap'),
      Type.Literal('own'),
    ]),
    value: Type.String({ minLength: 1, maxLength: 255 }),
  },
  closed,
);
export type Identifier = Static<typeof Identifier>;

/** What became of one thing that the product offers: the mapping report (section 4). */
export const MappingEntry = Type.Object(
  {
    item: Type.String({ maxLength: 512 }),
    outcome: Type.Union([Type.Literal('capability'), Type.Literal('generic'), Type.Literal('internal'), Type.Literal('ignored')]),
    /** `endpoint/capability.attribute` for what was mapped. */
    target: Type.Optional(Type.String({ maxLength: 512 })),
    reason: Type.Optional(Type.String({ maxLength: 512 })),
  },
  closed,
);
export type MappingEntry = Static<typeof MappingEntry>;

/** One plugin's view of a device: everything but its values. */
export const DeviceDescriptor = Type.Object(
  {
    /** The plugin's own name for the device; never changes, never shown. */
    key: Type.String({ minLength: 1, maxLength: 255 }),
    /** A name to start with; the owner may change it in the home. */
    name: Name('Name'),
    maker: Type.Optional(Name('Maker')),
    model: Type.Optional(Name('Model')),
    firmware: Type.Optional(Name('Firmware')),
    identifiers: Type.Array(Identifier, { maxItems: 32 }),
    /** The key of the bridge it is reached through. */
    via: Type.Optional(Type.String({ maxLength: 255 })),
    /** How its values come: the product says them by itself (the default), is asked for them, or its maker's cloud knows them. */
    reach: Type.Optional(Type.Union([Type.Literal('push'), Type.Literal('poll'), Type.Literal('cloud')])),
    /** Silent by design between its reports (battery sensors). */
    sleeping: Type.Optional(Type.Boolean()),
    endpoints: Type.Array(EndpointDescriptor, { minItems: 1, maxItems: 512 }),
    mapping: Type.Optional(Type.Array(MappingEntry, { maxItems: 5000 })),
  },
  closed,
);
export type DeviceDescriptor = Static<typeof DeviceDescriptor>;

/** A product that was discovered and isn't part of the home yet. */
export const CandidateDescriptor = Type.Object(
  {
    key: Type.String({ minLength: 1, maxLength: 255 }),
    name: Name('Name'),
    maker: Type.Optional(Name('Maker')),
    model: Type.Optional(Name('Model')),
    /** What kind of product it seems to be, in a few words for a person. */
    summary: Type.Optional(Type.String({ maxLength: 500 })),
    identifiers: Type.Array(Identifier, { maxItems: 32 }),
    /** False: it was recognised but this hub has no driver for it; it can only be shown. */
    adoptable: Type.Boolean(),
    /** JSON Schema of what adopting needs; the page makes a form of it. */
    form: Type.Record(Type.String(), Type.Unknown()),
  },
  closed,
);
export type CandidateDescriptor = Static<typeof CandidateDescriptor>;
