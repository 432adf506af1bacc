import { Identifier, AttributeDescriptor, kinds, MappingEntry, type Kind as KindName } from '@concord/sdk';
import { Type, type Static } from 'typebox';
import { Capability } from './capability-view.ts';

const closed = { additionalProperties: false } as const;
export const Id = Type.String({ minLength: 1, maxLength: 64 });
export const Time = Type.String({ format: 'date-time' });
const Name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });

/** How much a value can be believed (capability map, section 1.3). */
export const Quality = Type.Enum(['good', 'uncertain', 'stale', 'bad', 'unknown']);
export type Quality = Static<typeof Quality>;

/** Whether a value of this quality says what is so now. */
export function isBelieved(quality: Quality): boolean {
  return quality === 'good' || quality === 'uncertain';
}

export const Availability = Type.Enum(['online', 'offline', 'unavailable']);
export type Availability = Static<typeof Availability>;

/**
 * How far a wish got: `sent` to the plugin, `accepted` by the device (or `assumed`, where it never says), and how it was given up: the
 * device `rejected` it, did not answer in time (`timedOut`), took it and never came to it (`expired`), or was `offline`. Once a report
 * shows the value, or another command takes its place, the wish is gone.
 */
export const DesiredState = Type.Enum(['sent', 'accepted', 'assumed', 'rejected', 'timedOut', 'expired', 'offline']);
export type DesiredState = Static<typeof DesiredState>;

/** Who or what wanted something: a person by account, an API token, a rule's run, or the hub itself. */
export const Origin = Type.Object(
  { kind: Type.Enum(['user', 'token', 'run', 'hub']), id: Type.String(), name: Type.Optional(Type.String()) },
  closed,
);
export type Origin = Static<typeof Origin>;

export const Desired = Type.Object(
  {
    value: Type.Unknown(),
    state: DesiredState,
    at: Time,
    origin: Origin,
    command: Type.Optional(Id),
    attempts: Type.Optional(Type.Integer({ minimum: 2, description: 'How often it was sent, where that was more than once' })),
  },
  closed,
);
export type Desired = Static<typeof Desired>;

/**
 * What the hub knows of one attribute. `at` is the time the device said, `receivedAt` when the hub heard it, `source` the source that told
 * it.
 */
export const ValueRecord = Type.Object(
  {
    value: Type.Unknown(),
    unit: Type.Optional(Type.String()),
    quality: Quality,
    at: Time,
    receivedAt: Time,
    source: Type.Optional(Id),
    raw: Type.Optional(Type.Unknown()),
    desired: Type.Optional(Desired),
  },
  closed,
);
export type ValueRecord = Static<typeof ValueRecord>;

/** What an endpoint is to a person: the one list of kinds. */
export const Kind = Type.Unsafe<KindName>(Type.Enum(Object.keys(kinds)));

export const Endpoint = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    kind: Kind,
    tags: Type.Array(Type.String()),
    capabilities: Type.Record(Type.String(), Type.Record(Type.String(), ValueRecord)),
  },
  closed,
);
export type Endpoint = Static<typeof Endpoint>;

/** One plugin's view of a device; the first leads where several have the same attribute. */
export const Source = Type.Object(
  {
    id: Id,
    plugin: Type.String(),
    identifiers: Type.Array(Identifier),
    availability: Availability,
    /** It was, or would have been, a device of its own, and can be one again. */
    linked: Type.Boolean(),
    /** The owner chose it to lead. */
    preferred: Type.Boolean(),
    /** The owner said that it is this product. Until then a linked source can't open or move what has a risk. */
    confirmed: Type.Boolean(),
    withdrawn: Type.Optional(
      Type.Literal(true, { description: 'The plugin said that the product is gone; the owner may delete the device, or wait for it' }),
    ),
  },
  closed,
);

export const Device = Type.Object(
  {
    id: Id,
    name: Type.String(),
    room: Type.Union([Id, Type.Null()]),
    maker: Type.Optional(Type.String()),
    model: Type.Optional(Type.String()),
    firmware: Type.Optional(Type.String()),
    sources: Type.Array(Source),
    /** Ids of devices that were found to be this one. They mean this one wherever they are named. */
    former: Type.Array(Id),
    via: Type.Optional(Id),
    availability: Availability,
    sleeping: Type.Boolean(),
    lastSeen: Type.Union([Time, Type.Null()]),
    endpoints: Type.Array(Endpoint),
  },
  closed,
);
export type Device = Static<typeof Device>;

export const DevicePatch = Type.Object(
  { name: Type.Optional(Name), room: Type.Optional(Type.Union([Id, Type.Null()])) },
  { ...closed, minProperties: 1 },
);
export type DevicePatch = Static<typeof DevicePatch>;

/** Which other device is this same product. */
export const LinkInput = Type.Object({ device: Id }, closed);

/** What the owner says of a source: that it is to lead (or that the hub may choose again), or only that it is this product. */
export const SourcePatch = Type.Object(
  { preferred: Type.Optional(Type.Boolean()), confirmed: Type.Optional(Type.Literal(true)) },
  { ...closed, minProperties: 1 },
);
export type SourcePatch = Static<typeof SourcePatch>;

/** Which device takes the place of one that is dead; `anyway` although that is online, or has what the new one lacks. */
export const ReplaceInput = Type.Object({ by: Id, anyway: Type.Optional(Type.Boolean()) }, closed);

/** A device (`id`) that could take the place of another, and what it would lack. */
export const Replacement = Type.Object(
  { id: Id, fits: Type.Boolean(), missing: Type.Array(Type.Object({ path: Type.String(), message: Type.String() }, closed)) },
  closed,
);
export type Replacement = Static<typeof Replacement>;

/** What became of it: the device in its new place, and the one that the dead product is now. */
export const Replaced = Type.Object({ device: Device, retired: Device }, closed);

/** What became of it: the device as it was, and the one that had taken its place. */
export const TakenBack = Type.Object({ device: Device, by: Device }, closed);

/** Two devices that may be one product, and what speaks for it (and, with a score below zero, against). */
export const LinkProposal = Type.Object(
  {
    id: Id,
    /** The older first: its name and id would stay. */
    devices: Type.Array(Id),
    score: Type.Number(),
    evidence: Type.Array(Type.Object({ kind: Type.String(), score: Type.Number(), detail: Type.String() }, closed)),
  },
  closed,
);
export type LinkProposal = Static<typeof LinkProposal>;
export const LinkAnswer = Type.Object({ answer: Type.Enum(['same', 'distinct']) }, closed);

/** What a capability allows on this endpoint, with what the device narrows. */
export const CapabilityView = Type.Object(
  {
    title: Type.String(),
    base: Type.Optional(Type.String()),
    /** Of an extension that its plugin defines: what it is, since the model does not say. */
    definition: Type.Optional(Capability),
    attributes: Type.Record(Type.String(), AttributeDescriptor),
    commands: Type.Array(Type.String()),
    events: Type.Array(Type.String()),
  },
  closed,
);
export const DescriptorView = Type.Object(
  {
    device: Id,
    endpoints: Type.Array(Type.Object({ id: Type.String(), kind: Kind, capabilities: Type.Record(Type.String(), CapabilityView) }, closed)),
  },
  closed,
);
export type DescriptorView = Static<typeof DescriptorView>;

export const MappingView = Type.Object(
  { device: Id, plugins: Type.Array(Type.Object({ plugin: Type.String(), entries: Type.Array(MappingEntry) }, closed)) },
  closed,
);
export type MappingView = Static<typeof MappingView>;

export const Candidate = Type.Object(
  {
    id: Id,
    plugin: Type.String(),
    name: Type.String(),
    maker: Type.Optional(Type.String()),
    model: Type.Optional(Type.String()),
    summary: Type.Optional(Type.String()),
    identifiers: Type.Array(Identifier),
    /** The device of the home that this product is already, by its hardware identifiers. */
    device: Type.Optional(Id),
    adoptable: Type.Boolean(),
    form: Type.Record(Type.String(), Type.Unknown()),
    firstSeen: Time,
  },
  closed,
);
export type Candidate = Static<typeof Candidate>;

export const RoomInput = Type.Object({ name: Name }, closed);
export const Room = Type.Object({ id: Id, name: Type.String() }, closed);
export type Room = Static<typeof Room>;

/** `user` is what the lock itself calls them: the slot number or name in its events. */
export const PersonLink = Type.Object({ device: Id, user: Type.String({ minLength: 1, maxLength: 100 }) }, closed);
export const PersonInput = Type.Object(
  {
    name: Name,
    preferences: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-zA-Z][a-zA-Z0-9]{0,63}$' }),
        Type.Union([Type.Number(), Type.String({ maxLength: 1000 }), Type.Boolean()]),
      ),
    ),
    links: Type.Optional(Type.Array(PersonLink, { maxItems: 100 })),
  },
  closed,
);
export type PersonInput = Static<typeof PersonInput>;
export const Person = Type.Object(
  {
    id: Id,
    name: Type.String(),
    preferences: Type.Record(Type.String(), Type.Union([Type.Number(), Type.String(), Type.Boolean()])),
    links: Type.Array(PersonLink),
  },
  closed,
);
export type Person = Static<typeof Person>;

export const SceneAction = Type.Object(
  { device: Id, endpoint: Type.Optional(Type.String()), capability: Type.String(), args: Type.Record(Type.String(), Type.Unknown()) },
  closed,
);
export const SceneInput = Type.Object({ name: Name, actions: Type.Array(SceneAction, { maxItems: 500 }) }, closed);
export type SceneInput = Static<typeof SceneInput>;
export const Scene = Type.Object({ id: Id, name: Type.String(), actions: Type.Array(SceneAction) }, closed);
export type Scene = Static<typeof Scene>;

/** Where a command goes and what it says; `endpoint` may be left out where only one has the capability. */
export const CommandInput = Type.Object(
  {
    endpoint: Type.Optional(Type.String({ maxLength: 128 })),
    capability: Type.String({ maxLength: 128 }),
    command: Type.String({ maxLength: 128 }),
    args: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    /** How long to wait for the device, in milliseconds. */
    timeoutMs: Type.Optional(Type.Integer({ minimum: 100, maximum: 120_000 })),
  },
  closed,
);
export type CommandInput = Static<typeof CommandInput>;
export const CommandResult = Type.Object(
  {
    id: Id,
    status: Type.Literal('done'),
    confirmation: Type.Enum(['reported', 'acknowledged', 'assumed']),
    endpoint: Type.String(),
    tookMs: Type.Number(),
    attempts: Type.Optional(Type.Integer({ minimum: 2, description: 'How often it was sent, where that was more than once' })),
  },
  closed,
);
export type CommandResult = Static<typeof CommandResult>;
