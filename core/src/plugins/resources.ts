import { Type, type Static } from 'typebox';

const closed = { additionalProperties: false } as const;
const Time = Type.String({ format: 'date-time' });

/** `backingOff`: it ended and will be started again; `quarantined`: it ended too often, and waits for its owner. */
export const PluginState = Type.Enum(['disabled', 'starting', 'running', 'backingOff', 'quarantined', 'stopping', 'stopped']);
export type PluginState = Static<typeof PluginState>;

export const PluginDiagnostic = Type.Object(
  {
    code: Type.String(),
    message: Type.String(),
    place: Type.Optional(Type.String()),
    device: Type.Optional(Type.String()),
    count: Type.Integer(),
    firstAt: Time,
    lastAt: Time,
  },
  closed,
);
export type PluginDiagnostic = Static<typeof PluginDiagnostic>;

export const PluginLogLine = Type.Object(
  {
    at: Time,
    level: Type.Enum(['debug', 'info', 'warn', 'error']),
    message: Type.String(),
    fields: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  closed,
);
export type PluginLogLine = Static<typeof PluginLogLine>;

export const PluginView = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    description: Type.Optional(Type.String()),
    version: Type.String(),
    maker: Type.String(),
    enabled: Type.Boolean(),
    state: PluginState,
    /** Why it is in this state, for a person: the last error, or what it waits for. */
    reason: Type.Optional(Type.String()),
    since: Time,
    pid: Type.Optional(Type.Integer()),
    restarts: Type.Integer(),
    residentBytes: Type.Optional(Type.Integer()),
    endpoints: Type.Record(Type.String(), Type.String()),
    config: Type.Record(Type.String(), Type.Unknown()),
    startOptions: Type.Array(Type.String(), { description: 'Settings that the options of this start override' }),
    /** JSON Schemas, to make forms of. */
    configSchema: Type.Record(Type.String(), Type.Unknown()),
    actions: Type.Record(
      Type.String(),
      Type.Object(
        { title: Type.String(), description: Type.Optional(Type.String()), input: Type.Record(Type.String(), Type.Unknown()) },
        closed,
      ),
    ),
    permissions: Type.Array(Type.String()),
    devices: Type.Integer(),
    diagnostics: Type.Array(PluginDiagnostic),
  },
  closed,
);
export type PluginView = Static<typeof PluginView>;

export const PluginPatch = Type.Object(
  {
    enabled: Type.Optional(Type.Boolean()),
    config: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'All settings: what is left out has its default again. The plugin is started again with them.',
      }),
    ),
  },
  { ...closed, minProperties: 1 },
);
export type PluginPatch = Static<typeof PluginPatch>;
