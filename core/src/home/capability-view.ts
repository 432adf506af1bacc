import type { AttributeDefinition, CapabilityDefinition } from '@concord/sdk';
import { Type, type Static } from 'typebox';

const closed = { additionalProperties: false } as const;
const JsonSchema = Type.Record(Type.String(), Type.Unknown());

const CapabilityAttribute = Type.Object(
  {
    title: Type.String(),
    description: Type.Optional(Type.String()),
    schema: JsonSchema,
    quantity: Type.Optional(Type.String()),
    unit: Type.Optional(Type.String()),
    series: Type.Enum(['state', 'measurement', 'angle', 'total', 'totalIncreasing', 'setting', 'static']),
    writable: Type.Boolean(),
    category: Type.Enum(['primary', 'config', 'diagnostic']),
  },
  closed,
);
const described = { title: Type.String(), description: Type.Optional(Type.String()) };
const title = Type.String();
const Values = Type.Record(Type.String(), Type.Unknown());
const CapabilityExample = Type.Union([
  Type.Object({ title, values: Values }, closed),
  Type.Object({ title, command: Type.String(), args: Type.Optional(Values) }, closed),
  Type.Object({ title, event: Type.String(), payload: Type.Optional(Values) }, closed),
]);
/** One contract of the model. */
export const Capability = Type.Object(
  {
    id: Type.String(),
    version: Type.Integer(),
    title: Type.String(),
    description: Type.String(),
    tags: Type.Array(Type.String(), { description: '`axis=value`: what it is about and what it is for.' }),
    risk: Type.Enum(['none', 'security', 'harm', 'billing']),
    isSetRepeatable: Type.Boolean({ description: 'Whether the hub may send `set` again when nobody confirmed it.' }),
    attributes: Type.Record(Type.String(), CapabilityAttribute),
    setOptions: Type.Optional(
      Type.Record(Type.String(), CapabilityAttribute, { description: 'What may stand beside the attributes in the arguments of `set`.' }),
    ),
    commands: Type.Record(
      Type.String(),
      Type.Object(
        {
          ...described,
          args: Type.Optional(JsonSchema),
          expects: Type.Optional(
            Type.Record(Type.String(), Type.Unknown(), { description: 'The attribute values that a report shows once it is done.' }),
          ),
          repeatable: Type.Optional(
            Type.Literal(true, { description: 'The hub may send it again when nobody confirmed it: twice is as once.' }),
          ),
        },
        closed,
      ),
    ),
    events: Type.Record(Type.String(), Type.Object({ ...described, payload: Type.Optional(JsonSchema) }, closed)),
    examples: Type.Array(CapabilityExample, { description: 'A report, a command or an event, as a device with it would have them.' }),
  },
  closed,
);
export type Capability = Static<typeof Capability>;

/** A definition as the API shows it: what is left of it in JSON. */
export function capabilityView(definition: CapabilityDefinition): Capability {
  const { id, version, title, description, tags, risk, isSetRepeatable, attributes, setOptions, commands, events, examples } = definition;
  return {
    id,
    version,
    title,
    description,
    tags: [...tags],
    risk,
    isSetRepeatable,
    attributes: mapValues(attributes, attributeView),
    ...(setOptions && { setOptions: mapValues(setOptions, attributeView) }),
    commands: mapValues(commands, ({ args, expects, ...command }) => ({
      ...command,
      ...(args && { args: plain(args) }),
      ...(expects && { expects: { ...expects } }),
    })),
    events: mapValues(events, ({ payload, ...event }) => ({ ...event, ...(payload && { payload: plain(payload) }) })),
    examples: examples.map((example) => ({ ...example })),
  };
}

function attributeView({ schema, ...attribute }: AttributeDefinition): Static<typeof CapabilityAttribute> {
  return { ...attribute, schema: plain(schema) };
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

// TypeBox keeps marks of its own on its objects; what is left in JSON is the schema.
function plain(schema: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(schema)) as Record<string, unknown>;
}
