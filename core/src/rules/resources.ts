import { Type, type Static } from 'typebox';
import { Kind } from '../home/index.ts';

const closed = { additionalProperties: false } as const;
const Id = Type.String({ minLength: 1, maxLength: 64 });
const Time = Type.String({ format: 'date-time' });
const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
/** ISO 8601 duration of fixed length (no years or months): `PT10M`, `P1DT2H`. */
const Duration = Type.String({ pattern: '^P(\\d+W)?(\\d+D)?(T(\\d+H)?(\\d+M)?(\\d+([.,]\\d{1,3})?S)?)?$', maxLength: 40 });

/** Devices by what they are, resolved when the rule acts. */
export const Selector = Type.Object({ room: Type.Optional(Id), kind: Type.Optional(Kind) }, { ...closed, minProperties: 1 });
export type Selector = Static<typeof Selector>;
export const Target = Type.Union([Id, Selector]);
const where = { device: Target, endpoint: Type.Optional(Type.String({ maxLength: 128 })), capability: Type.String({ maxLength: 128 }) };
const Scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]);
const Match = Type.Record(Type.String(), Scalar);

export const StateTrigger = Type.Object(
  {
    type: Type.Literal('state'),
    ...where,
    attribute: Type.String({ maxLength: 128 }),
    from: Type.Optional(Scalar),
    to: Type.Optional(Scalar),
    above: Type.Optional(Type.Number()),
    below: Type.Optional(Type.Number()),
    for: Type.Optional(Duration),
  },
  closed,
);
export const EventTrigger = Type.Object(
  { type: Type.Literal('event'), ...where, event: Type.String({ maxLength: 128 }), where: Type.Optional(Match) },
  closed,
);
export const TimeTrigger = Type.Object(
  {
    type: Type.Literal('time'),
    at: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?$' }),
    days: Type.Optional(Type.Array(Type.Enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']), { minItems: 1, uniqueItems: true })),
  },
  closed,
);
export const Trigger = Type.Union([StateTrigger, EventTrigger, TimeTrigger]);
export type Trigger = Static<typeof Trigger>;
export type StateTrigger = Static<typeof StateTrigger>;
export type EventTrigger = Static<typeof EventTrigger>;
export type TimeTrigger = Static<typeof TimeTrigger>;

/**
 * A json-rules-engine condition tree: `{all: […]}`, `{any: […]}`, `{not: …}` or `{fact, params?, operator, value, path?}`. Depth and
 * leaves are checked by the rules room, since JSON Schema validators recurse.
 */
export const Conditions = Type.Record(Type.String(), Type.Unknown());

export const CommandAction = Type.Object(
  {
    type: Type.Literal('command'),
    ...where,
    command: Type.String({ maxLength: 128 }),
    /** A value may be `{"$": "<path>", "else": <value>}`, read when the action runs. */
    args: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  closed,
);
export const DelayAction = Type.Object({ type: Type.Literal('delay'), for: Duration }, closed);
export const SceneAction = Type.Object({ type: Type.Literal('scene'), scene: Id }, closed);
export const NotifyAction = Type.Object({ type: Type.Literal('notify'), message: Type.String({ minLength: 1, maxLength: 2000 }) }, closed);
export const Action = Type.Union([CommandAction, DelayAction, SceneAction, NotifyAction]);
export type Action = Static<typeof Action>;
export type CommandAction = Static<typeof CommandAction>;
export type SceneAction = Static<typeof SceneAction>;
export type NotifyAction = Static<typeof NotifyAction>;

export const RuleMode = Type.Enum(['single', 'restart', 'queued', 'parallel']);
export type RuleMode = Static<typeof RuleMode>;

export const RuleInput = Type.Object(
  {
    name: Name,
    enabled: Type.Optional(Type.Boolean()),
    mode: Type.Optional(RuleMode),
    triggers: Type.Array(Trigger, { minItems: 1, maxItems: 100 }),
    conditions: Type.Optional(Conditions),
    actions: Type.Array(Action, { minItems: 1, maxItems: 500 }),
  },
  closed,
);
export type RuleInput = Static<typeof RuleInput>;

export const Rule = Type.Object(
  {
    id: Id,
    name: Type.String(),
    enabled: Type.Boolean(),
    mode: RuleMode,
    triggers: Type.Array(Trigger),
    conditions: Type.Optional(Conditions),
    actions: Type.Array(Action),
    createdAt: Time,
    updatedAt: Time,
    /** Places that no longer fit the home: a device that is gone. */
    problems: Type.Array(Type.Object({ path: Type.String(), message: Type.String() }, closed)),
    lastRun: Type.Optional(Type.Object({ id: Id, at: Time, state: Type.String() }, closed)),
  },
  closed,
);
export type Rule = Static<typeof Rule>;

/** What `POST /rules/check` answers. */
export const RuleCheck = Type.Object(
  { ok: Type.Boolean(), findings: Type.Array(Type.Object({ path: Type.String(), message: Type.String() }, closed)) },
  closed,
);
export type RuleCheck = Static<typeof RuleCheck>;

export const RunState = Type.Enum(['running', 'waiting', 'done', 'failed', 'conditionsNotMet', 'stopped', 'interrupted']);
export type RunState = Static<typeof RunState>;

/** One line of a run's trace. */
export const TraceStep = Type.Object(
  {
    at: Time,
    step: Type.Enum(['trigger', 'conditions', 'command', 'delay', 'scene', 'notify', 'stopped', 'resumed', 'interrupted']),
    /** Index of the action in the rule. */
    action: Type.Optional(Type.Integer()),
    outcome: Type.Enum(['met', 'notMet', 'pending', 'done', 'failed', 'waiting']),
    /** One sentence for a person. */
    summary: Type.String(),
    device: Type.Optional(Id),
    /** What was seen or sent, and when the device confirmed. */
    detail: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    finishedAt: Type.Optional(Time),
  },
  closed,
);
export type TraceStep = Static<typeof TraceStep>;

export const Run = Type.Object(
  {
    id: Id,
    rule: Id,
    ruleName: Type.String(),
    state: RunState,
    startedAt: Time,
    finishedAt: Type.Optional(Time),
    trigger: Type.Record(Type.String(), Type.Unknown()),
    person: Type.Optional(Type.Object({ id: Id, name: Type.String() }, closed)),
    trace: Type.Array(TraceStep),
  },
  closed,
);
export type Run = Static<typeof Run>;
