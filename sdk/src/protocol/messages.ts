import { Type, type Static } from 'typebox';
import { CandidateDescriptor, DeviceDescriptor } from '../device/descriptor.ts';

/**
 * The hub-plugin protocol. Each message is one line of JSON on a duplex stream that the hub hands to the plugin as file descriptor 3.
 * Order: `hello` (plugin) → `welcome` or `goodbye` (hub) → `ready` (plugin) → anything. Requests carry an `id`, and are answered once by
 * a `result` with it.
 */
export const protocolVersion = 1;

/** The longest line either side accepts, in bytes. A longer one ends the conversation, since what follows can't be trusted. */
export const maxLineBytes = 8 * 1024 * 1024;

/** So many places of one input are told; nobody reads more. */
export const maxFindings = 500;

const closed = { additionalProperties: false } as const;
const Key = Type.String({ minLength: 1, maxLength: 255 });
const Time = Type.String({ format: 'date-time' });
const Place = Type.String({ maxLength: 128 });
const Json = Type.Unknown();
const JsonObject = Type.Record(Type.String(), Type.Unknown());
const RequestId = Type.Integer({ minimum: 0 });

/** Why a request was refused; `findings` are the places of its input that do not fit. */
const RequestError = Type.Object(
  {
    code: Place,
    message: Type.String({ maxLength: 4000 }),
    findings: Type.Optional(
      Type.Array(Type.Object({ path: Type.String({ maxLength: 1000 }), message: Type.String({ maxLength: 1000 }) }, closed), {
        maxItems: maxFindings,
      }),
    ),
  },
  closed,
);

/** How sure a plugin is that a command was done: the device said so, it was only sent, or the device never says (section 1.3). */
export const Confirmation = Type.Union([Type.Literal('acknowledged'), Type.Literal('sent'), Type.Literal('assumed')]);
export type Confirmation = Static<typeof Confirmation>;

export const LogLevel = Type.Union([Type.Literal('debug'), Type.Literal('info'), Type.Literal('warn'), Type.Literal('error')]);
export type LogLevel = Static<typeof LogLevel>;

/** What a plugin says. */
export const pluginMessages = {
  /** First line: who speaks, and which versions of the protocol it can. */
  hello: Type.Object(
    { type: Type.Literal('hello'), protocol: Type.Array(Type.Integer({ minimum: 1 })), sdk: Place, plugin: Place, version: Place },
    closed,
  ),
  /** It has started; `endpoints` are addresses it opened that people should know (`{"mqtt": "mqtt://0.0.0.0:1883"}`). */
  ready: Type.Object({ type: Type.Literal('ready'), endpoints: Type.Optional(Type.Record(Type.String(), Type.String())) }, closed),
  /** A device as the plugin sees it: new, or changed in shape. */
  device: Type.Object({ type: Type.Literal('device'), device: DeviceDescriptor }, closed),
  /** The device is gone for good (left the network, withdrew itself). */
  deviceRemoved: Type.Object({ type: Type.Literal('deviceRemoved'), device: Key }, closed),
  availability: Type.Object(
    {
      type: Type.Literal('availability'),
      device: Key,
      state: Type.Union([Type.Literal('online'), Type.Literal('offline')]),
      sleeping: Type.Optional(Type.Boolean()),
    },
    closed,
  ),
  /** Values of attributes of one capability of one endpoint; null is "the device does not know". */
  report: Type.Object(
    {
      type: Type.Literal('report'),
      device: Key,
      endpoint: Place,
      capability: Place,
      values: JsonObject,
      /** When the device measured it, where it says so. */
      at: Type.Optional(Time),
      quality: Type.Optional(Type.Union([Type.Literal('good'), Type.Literal('uncertain'), Type.Literal('stale'), Type.Literal('bad')])),
      /** Attribute → the source's own word, where it was not one of ours. */
      raw: Type.Optional(JsonObject),
    },
    closed,
  ),
  event: Type.Object(
    {
      type: Type.Literal('event'),
      device: Key,
      endpoint: Place,
      capability: Place,
      event: Place,
      payload: Type.Optional(JsonObject),
      at: Type.Optional(Time),
    },
    closed,
  ),
  candidate: Type.Object({ type: Type.Literal('candidate'), candidate: CandidateDescriptor }, closed),
  candidateRemoved: Type.Object({ type: Type.Literal('candidateRemoved'), candidate: Key }, closed),
  /** Bad input that was refused and counted: where it came from, why, and for which device if that is known. */
  diagnostic: Type.Object(
    {
      type: Type.Literal('diagnostic'),
      code: Place,
      message: Type.String({ maxLength: 2000 }),
      place: Type.Optional(Type.String({ maxLength: 1000 })),
      device: Type.Optional(Key),
      count: Type.Optional(Type.Integer({ minimum: 1 })),
    },
    closed,
  ),
  log: Type.Object(
    { type: Type.Literal('log'), level: LogLevel, message: Type.String({ maxLength: 20_000 }), fields: Type.Optional(JsonObject) },
    closed,
  ),
  /** The answer to a request. */
  result: Type.Object(
    {
      type: Type.Literal('result'),
      id: RequestId,
      value: Type.Optional(Json),
      error: Type.Optional(RequestError),
    },
    closed,
  ),
  pong: Type.Object({ type: Type.Literal('pong'), id: RequestId }, closed),
} as const;

/** What the hub says. */
export const hubMessages = {
  welcome: Type.Object(
    {
      type: Type.Literal('welcome'),
      protocol: Type.Integer({ minimum: 1 }),
      /** Checked against the manifest's `config` schema. */
      config: JsonObject,
      dataFolder: Type.String(),
      /** The interface for discovery; absent: all that are up. */
      network: Type.Optional(Type.String()),
      /** The devices that the hub knows of this plugin, as last described. */
      devices: Type.Array(DeviceDescriptor),
    },
    closed,
  ),
  /** The hub ends the conversation: no common version, or it shuts down. The plugin has six seconds to leave. */
  goodbye: Type.Object({ type: Type.Literal('goodbye'), reason: Type.String() }, closed),
  ping: Type.Object({ type: Type.Literal('ping'), id: RequestId }, closed),
  /** Result value: `{confirmation}`. */
  command: Type.Object(
    {
      type: Type.Literal('command'),
      id: RequestId,
      device: Key,
      endpoint: Place,
      capability: Place,
      command: Place,
      args: JsonObject,
      timeoutMs: Type.Integer({ minimum: 1 }),
    },
    closed,
  ),
  /** Result value: `{devices: [key…]}`, each described by a `device` message before the result. */
  adopt: Type.Object({ type: Type.Literal('adopt'), id: RequestId, candidate: Key, input: JsonObject }, closed),
  /** The owner removed the device from the home: let go of it (a Matter node is decommissioned). */
  remove: Type.Object({ type: Type.Literal('remove'), id: RequestId, device: Key }, closed),
  /** One of the manifest's `actions`. */
  action: Type.Object({ type: Type.Literal('action'), id: RequestId, action: Place, input: JsonObject }, closed),
} as const;

export type PluginMessages = { [Name in keyof typeof pluginMessages]: Static<(typeof pluginMessages)[Name]> };
export type HubMessages = { [Name in keyof typeof hubMessages]: Static<(typeof hubMessages)[Name]> };
export type PluginMessage = PluginMessages[keyof PluginMessages];
export type HubMessage = HubMessages[keyof HubMessages];

/** The hub's messages that are answered by a `result`, with the type of the value. */
export interface RequestResults {
  command: { confirmation: Confirmation };
  adopt: { devices: string[] };
  remove: Record<string, never>;
  action: unknown;
}
