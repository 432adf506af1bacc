import { Type, type Static } from 'typebox';
import { CapabilityId } from './device/descriptor.ts';

const closed = { additionalProperties: false } as const;
const JsonSchemaDocument = Type.Record(Type.String(), Type.Unknown());

/** What a plugin may do beyond computing and using its own data folder. Nothing is granted that is not asked for here. */
export const Permissions = Type.Object(
  {
    /** Sockets: MQTT, HTTP, mDNS, Matter. */
    network: Type.Optional(Type.Boolean()),
    /** Files it may read beside its own folders, absolute. */
    read: Type.Optional(Type.Array(Type.String())),
    childProcesses: Type.Optional(Type.Boolean()),
    workers: Type.Optional(Type.Boolean()),
    addons: Type.Optional(Type.Boolean()),
    /** WebAssembly needs no right of its own; listed so that a reviewer sees it. */
    webAssembly: Type.Optional(Type.Boolean()),
  },
  closed,
);

/** A start option of the hub that belongs to a plugin: `--<name>` and `variable` set `config.<config>`. */
export const HubOption = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
    variable: Type.String({ pattern: '^CONCORD_[A-Z0-9_]+$' }),
    config: Type.String(),
    repeatable: Type.Optional(Type.Boolean()),
    description: Type.String(),
  },
  closed,
);

/** Something a plugin can do beyond devices: `POST /plugins/{id}/actions/{name}`; `cli` makes it a subcommand of `concord`. */
export const PluginAction = Type.Object(
  {
    title: Type.String(),
    description: Type.Optional(Type.String()),
    input: JsonSchemaDocument,
    /** It only answers, and changes nothing: the audit does not note it. */
    asks: Type.Optional(Type.Boolean()),
    /** `{"command": "broker-user add", "positional": ["name"]}` */
    cli: Type.Optional(Type.Object({ command: Type.String(), positional: Type.Array(Type.String()) }, closed)),
  },
  closed,
);

/** `concord.json`, which stands in a plugin's folder. */
export const Manifest = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9.-]{0,63}$' }),
    name: Type.String({ minLength: 1, maxLength: 100 }),
    description: Type.Optional(Type.String({ maxLength: 1000 })),
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+' }),
    maker: Type.String({ maxLength: 100 }),
    /** The SDK it was written for, as a version. */
    sdk: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+' }),
    /** The module whose default export is `definePlugin({…})`, relative to the manifest. */
    entry: Type.String({ pattern: '^\\./' }),
    permissions: Permissions,
    /** Limits in MiB: of the JavaScript heap, and of the resident set (buffers and WebAssembly count only there). */
    memory: Type.Optional(Type.Object({ heap: Type.Integer({ minimum: 16 }), resident: Type.Integer({ minimum: 64 }) }, closed)),
    /** JSON Schema of its settings, with defaults. */
    config: JsonSchemaDocument,
    options: Type.Optional(Type.Array(HubOption)),
    actions: Type.Optional(Type.Record(Type.String({ pattern: '^[a-zA-Z][a-zA-Z0-9]*$' }), PluginAction)),
    capabilities: Type.Array(CapabilityId),
    /** How it finds products, in a few words for the owner: `_shelly._tcp`, `homeassistant/+/+/config`. */
    discovery: Type.Optional(Type.Array(Type.String())),
    /** Programs that play products of this protocol for `--demo`, relative to the manifest. */
    demo: Type.Optional(Type.Array(Type.String({ pattern: '^\\./' }))),
  },
  closed,
);
export type Manifest = Static<typeof Manifest>;
export type Permissions = Static<typeof Permissions>;
export type HubOption = Static<typeof HubOption>;
export type PluginAction = Static<typeof PluginAction>;
