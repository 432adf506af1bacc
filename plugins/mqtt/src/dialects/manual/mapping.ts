import { Type, type Static } from 'typebox';

const closed = { additionalProperties: false } as const;
const optional = Type.Optional;
const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const Topic = Text(1024);
const Template = Text(4096);
const Payload = Type.String({ maxLength: 4096 });

/** The most that one device may have, and the plugin; a home has some dozens. */
export const maxValues = 200;
export const maxMappings = 500;
/** Of all mappings together, as JSON: what one answer to the hub can hold with room to spare. */
export const maxBytes = 4 * 1024 * 1024;

/** A word of the product, and what it means. A list and no object: a word may be anything, `__proto__` too. */
const Word = Type.Object({ word: Type.String({ maxLength: 256 }), value: Type.Unknown() }, closed);
const Words = Type.Array(Word, { maxItems: 200 });
export type Words = Static<typeof Words>;

/** One thing of a mapped device: an attribute, an event or a command of a capability, and the topics that it travels by. */
export const MappedValue = Type.Object(
  {
    /** Of the model. One of the generic capabilities gets the id `manual:<title>`, so that a device may have several. */
    capability: Text(128),
    /** Exactly one of the three. */
    attribute: optional(Text(128)),
    event: optional(Text(128)),
    command: optional(Text(128)),
    /** Left out: `main`. */
    endpoint: optional(Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$' })),
    /** The name of a value that no capability names. */
    title: optional(Text(80)),
    /** Where the product says it: a topic or a filter. The template makes the value of the payload; left out, it is the payload itself. */
    state: optional(Type.Object({ topic: Topic, template: optional(Template) }, closed)),
    /** The unit that the product counts in; left out: the capability's own. */
    unit: optional(Text(32)),
    /** What the product's words mean: values of the attribute, or payloads of the event. */
    words: optional(Words),
    /** In the product's unit: what may be set. */
    minimum: optional(Type.Number()),
    maximum: optional(Type.Number()),
    step: optional(Type.Number({ exclusiveMinimum: 0 })),
    /** How it is commanded. Without `words` those of the value serve; `payload` is what a command sends that needs no template. */
    send: optional(
      Type.Object(
        {
          topic: Topic,
          template: optional(Template),
          payload: optional(Payload),
          words: optional(Words),
          qos: optional(Type.Integer({ minimum: 0, maximum: 2 })),
          retain: optional(Type.Boolean()),
        },
        closed,
      ),
    ),
    /** True: what was sent is taken for done. Left out: what the state topic says confirms it, where there is one. */
    optimistic: optional(Type.Boolean()),
    /** Seconds of silence after which the value is stale; left out: as the device says. */
    expireAfter: optional(Type.Number({ exclusiveMinimum: 0, maximum: 31_536_000 })),
  },
  closed,
);
export type MappedValue = Static<typeof MappedValue>;

/** A device that announces nothing, as its owner described it. */
export const Mapping = Type.Object(
  {
    /** The device's key, which rules and history hang on. The plugin makes it when the mapping is first saved. */
    key: optional(Type.String({ pattern: '^manual:[A-Za-z0-9_-]{1,64}$' })),
    name: Text(100),
    maker: optional(Text(100)),
    model: optional(Text(100)),
    /** What it is to a person; left out: what its capabilities make of it. */
    kind: optional(Text(64)),
    /** The name of a broker; left out: the one on which the device is heard first. */
    broker: optional(Text(1024)),
    availability: optional(
      Type.Object(
        { topic: Topic, template: optional(Template), available: optional(Text(256)), notAvailable: optional(Text(256)) },
        closed,
      ),
    ),
    expireAfter: optional(Type.Number({ exclusiveMinimum: 0, maximum: 31_536_000 })),
    values: Type.Array(MappedValue, { minItems: 1, maxItems: maxValues }),
  },
  closed,
);
export type Mapping = Static<typeof Mapping>;

/** A mapping that has been saved. */
export type SavedMapping = Mapping & { readonly key: string };

/** The frame of a mapping, its values apart: one that is broken says nothing of the others. */
export const MappingFrame = Type.Object(
  { ...Mapping.properties, values: Type.Array(Type.Unknown(), { minItems: 1, maxItems: maxValues }) },
  closed,
);
