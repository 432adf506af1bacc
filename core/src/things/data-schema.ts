import type { AttributeDefinition, AttributeDescriptor, ModeOption } from '@concord/sdk';
import { exclusive } from './alternatives.ts';

/** The data types of TD 1.1, section 5.3.2.1. */
export type DataType = 'boolean' | 'integer' | 'number' | 'string' | 'object' | 'array' | 'null';

/** A data schema of a Thing Description: the part of JSON Schema that every consumer must know. Terms with a prefix are ours. */
export interface DataSchema {
  readonly type?: DataType;
  readonly title?: string;
  readonly unit?: string;
  readonly oneOf?: readonly DataSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: DataSchema;
  readonly properties?: Readonly<Record<string, DataSchema>>;
  readonly [term: string]: unknown;
}

/** The part of JSON Schema that capabilities are written in. */
interface JsonSchema {
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly 'x-unit'?: string;
  readonly 'x-quantity'?: string;
  readonly [word: string]: unknown;
}

/** What a Thing Description says in the same words. Others, such as `additionalProperties`, are not in its vocabulary. */
const sameWords: ReadonlySet<string> = new Set([
  'type',
  'title',
  'description',
  'const',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'required',
]);

/** The data schema of a schema that a capability is written in (a TypeBox schema is one). It accepts all that the schema does. */
export function dataSchema(schema: object): DataSchema {
  const { anyOf, items, properties, enum: names, ...words } = schema as JsonSchema;
  return {
    ...(anyOf && oneOf(exclusive(anyOf.map(dataSchema)))),
    ...(names && { ...(names.every((name) => typeof name === 'string') && { type: 'string' }), enum: names }),
    ...Object.fromEntries(Object.entries(words).flatMap(([word, value]) => (sameWords.has(word) ? [[word, value]] : []))),
    ...unitOf(words['x-unit'], words['x-quantity']),
    ...(items && { items: dataSchema(items) }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, dataSchema(member)])),
    }),
  };
}

/** The data schema of an attribute as it is read: what this device may report, or null for "not known". */
export function readSchema(definition: AttributeDefinition, narrowed: AttributeDescriptor): DataSchema {
  const reported = narrow(dataSchema(definition.schema), narrowed);
  return { ...oneOf(exclusive([...reported, { type: 'null' }])), ...annotations(definition, narrowed) };
}

/** The data schema of an attribute as an argument. */
export function writeSchema(definition: AttributeDefinition, narrowed: AttributeDescriptor): DataSchema {
  const title = narrowed.title ?? definition.title;
  return { title, ...oneOf(narrow(dataSchema(definition.schema), narrowed)), ...annotations(definition, narrowed) };
}

/** A step is no `multipleOf`: that would be a promise, and a device that was asked for 21.5 may well report 21.47. */
function annotations(definition: AttributeDefinition, narrowed: AttributeDescriptor): DataSchema {
  return {
    ...unitOf(narrowed.unit ?? definition.unit, narrowed.quantity ?? definition.quantity),
    ...(narrowed.step !== undefined && { 'concord:step': narrowed.step }),
  };
}

function unitOf(unit: string | undefined, quantity: string | undefined): DataSchema {
  return { ...(unit !== undefined && { unit }), ...(quantity !== undefined && { 'concord:quantity': quantity }) };
}

/** The alternatives of a value, other than null. */
function narrow(schema: DataSchema, { minimum, maximum, options }: AttributeDescriptor): readonly DataSchema[] {
  switch (schema.type) {
    case undefined:
      return schema.oneOf ?? [schema];
    case 'number':
    case 'integer':
      return [
        { ...schema, ...tighter('minimum', Math.max, schema.minimum, minimum), ...tighter('maximum', Math.min, schema.maximum, maximum) },
      ];
    case 'string':
      return options ? chosen(schema, options) : [schema];
    case 'array':
      return [options && schema.items?.type === 'string' ? { ...schema, items: oneOf(chosen(schema.items, options)) } : schema];
    default:
      return [schema];
  }
}

function tighter(
  term: 'minimum' | 'maximum',
  choose: (a: number, b: number) => number,
  ofCapability: number | undefined,
  ofDevice: number | undefined,
): DataSchema {
  if (ofCapability === undefined) return ofDevice === undefined ? {} : { [term]: ofDevice };
  return { [term]: ofDevice === undefined ? ofCapability : choose(ofCapability, ofDevice) };
}

// What a device says beyond its own list is reported as this.
const unlisted: ModeOption = { id: 'other' };

/** The device's own list, of what the capability allows: a list of names, or where they have labels one alternative each. */
function chosen(schema: DataSchema, options: readonly ModeOption[]): readonly DataSchema[] {
  const byId = new Map([...options, unlisted].map((option) => [option.id, option]));
  const all = [...byId.values()].filter(({ id }) => schema.enum?.includes(id) ?? true);
  if (all.every(({ label }) => label === undefined)) return [{ ...schema, enum: all.map(({ id }) => id) }];
  return all.map(({ id, label }) => ({ type: 'string', const: id, ...(label !== undefined && { title: label }) }));
}

function oneOf(alternatives: readonly DataSchema[]): DataSchema {
  const [only, ...others] = alternatives;
  return only && others.length === 0 ? only : { oneOf: alternatives };
}
