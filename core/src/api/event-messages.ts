import { Type, type Static } from 'typebox';
import type { Right } from '../access/index.ts';
import { Id, Origin, Time, ValueRecord } from '../home/index.ts';

const closed = { additionalProperties: false } as const;
const place = { device: Id, endpoint: Type.String(), capability: Type.String() };

/** Why a change happened. */
export const ChangeCause = Type.Union([
  Type.Object({ kind: Type.Literal('report'), plugin: Type.String() }, closed),
  Type.Object({ kind: Type.Literal('command'), command: Type.String(), origin: Origin }, closed),
]);

/** An attribute has another value or quality. */
export const AttributeChangeMessage = Type.Object(
  {
    type: Type.Literal('change'),
    kind: Type.Literal('attribute'),
    ...place,
    attribute: Type.String(),
    record: ValueRecord,
    previous: Type.Unknown(),
    cause: ChangeCause,
  },
  closed,
);

/** What was wished of an attribute changed, or how far the wish got. */
export const DesiredChangeMessage = Type.Object(
  { type: Type.Literal('change'), kind: Type.Literal('desired'), ...place, attribute: Type.String(), record: ValueRecord },
  closed,
);

/** A device said that something happened. */
export const EventMessage = Type.Object(
  {
    type: Type.Literal('change'),
    kind: Type.Literal('event'),
    ...place,
    event: Type.String(),
    payload: Type.Record(Type.String(), Type.Unknown()),
    at: Time,
    receivedAt: Time,
    cause: ChangeCause,
  },
  closed,
);

/** A resource was made, changed or removed: read it again. */
export const ResourceMessage = Type.Object(
  {
    type: Type.Enum(['device', 'candidate', 'linkProposal', 'room', 'person', 'scene', 'rule', 'plugin']),
    action: Type.Enum(['added', 'updated', 'removed']),
    id: Id,
  },
  closed,
);

/** A run began, waits, or ended. */
export const RunMessage = Type.Object(
  { type: Type.Literal('run'), action: Type.Literal('updated'), id: Id, rule: Id, state: Type.String() },
  closed,
);

/** A rule has something to tell. */
export const NotificationMessage = Type.Object({ type: Type.Literal('notification'), message: Type.String(), origin: Origin }, closed);

/** The client was too slow: so many messages were dropped for it. What it shows must be read again. */
export const MissedMessage = Type.Object({ type: Type.Literal('missed'), count: Type.Integer() }, closed);

/** Everything that `/events` sends. */
export const StreamMessage = Type.Union([
  AttributeChangeMessage,
  DesiredChangeMessage,
  EventMessage,
  ResourceMessage,
  RunMessage,
  NotificationMessage,
  MissedMessage,
]);
export type StreamMessage = Static<typeof StreamMessage>;

/** The types that `?types=` may name, each with the right that it needs. Clients are always told what they missed. */
export const messageRights = {
  change: 'home.read',
  device: 'home.read',
  room: 'home.read',
  scene: 'home.read',
  candidate: 'home.manage',
  linkProposal: 'home.manage',
  person: 'people.read',
  rule: 'rules.read',
  run: 'rules.read',
  notification: 'home.read',
  plugin: 'plugins.read',
} as const satisfies Record<string, Right>;
export type MessageType = keyof typeof messageRights;
