import type { AttributeView, Capability, CapabilityAttribute, CapabilityView, JsonSchema } from '../api/types.ts';
import { humanize, memberTitle } from '../format.ts';

export type ShapeType = 'boolean' | 'number' | 'choice' | 'text' | 'time' | 'structure';

export interface Option {
  readonly id: string;
  readonly label: string;
}

/** Everything that showing and entering a value of one attribute needs. */
export interface Shape {
  readonly type: ShapeType;
  readonly title: string;
  readonly unit: string | undefined;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly step: number | undefined;
  readonly options: readonly Option[];
  readonly writable: boolean;
  readonly category: 'primary' | 'config' | 'diagnostic';
  readonly schema: JsonSchema;
}

/** Finds the definition of a capability of the model. */
export type FindCapability = (id: string) => Capability | undefined;

/** What a capability is: an extension brings its definition along, or has that of its generic base. */
export function definitionOf(id: string, view: Pick<CapabilityView, 'base' | 'definition'>, find: FindCapability): Capability | undefined {
  return view.definition ?? find(view.base ?? id);
}

/** The name of a capability for people. An extension without a title of its own says what its id says. */
export function capabilityTitle(id: string, view: Pick<CapabilityView, 'title' | 'base'>, definition: Capability | undefined): string {
  return view.base !== undefined && view.title === definition?.title ? humanize(id.split('.').at(-1) ?? id) : view.title;
}

/** The shape of an attribute on this device: what the model says, narrowed by the descriptor. */
export function shapeOf(name: string, view: AttributeView | undefined, definition: Capability | undefined): Shape {
  // A maker's own attribute on a capability of the model brings its definition along.
  const attribute = definition?.attributes[name] ?? (view?.definition as Partial<CapabilityAttribute> | undefined);
  const schema = (attribute?.schema ?? {}) as JsonSchema;
  const options = optionsOf(view, schema);
  return {
    type: typeOf(schema, options),
    title: view?.title ?? attribute?.title ?? humanize(name),
    unit: view?.unit ?? attribute?.unit,
    minimum: view?.minimum ?? schema.minimum,
    maximum: view?.maximum ?? schema.maximum,
    step: view?.step ?? stepOf(schema),
    options,
    writable: view?.writable ?? attribute?.writable ?? false,
    category: view?.category ?? attribute?.category ?? 'primary',
    schema,
  };
}

/** What may be chosen: by the descriptor, or else by the schema. */
export function optionsOf(view: Pick<AttributeView, 'options'> | undefined, schema: JsonSchema): Option[] {
  if (view?.options && view.options.length > 0) return view.options.map(({ id, label }) => ({ id, label: label ?? memberTitle(id) }));
  // `other` is what a source says beyond the list: it is seen, never chosen.
  return (schema.enum ?? [])
    .filter((member) => typeof member === 'string' && member !== 'other')
    .map((member) => ({ id: String(member), label: memberTitle(String(member)) }));
}

function typeOf(schema: JsonSchema, options: readonly Option[]): ShapeType {
  if (options.length > 0) return 'choice';
  const type = schema.type ?? typeof schema.enum?.[0];
  if (type === 'boolean') return 'boolean';
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'string') return schema.format === 'date-time' ? 'time' : 'text';
  return 'structure';
}

function stepOf({ type, multipleOf }: JsonSchema): number | undefined {
  return multipleOf ?? (type === 'integer' ? 1 : undefined);
}

/** The shape of a command's argument, so that the same inputs serve it. */
export function shapeOfSchema(name: string, schema: JsonSchema): Shape {
  const options = optionsOf(undefined, schema);
  return {
    type: typeOf(schema, options),
    title: schema.title ?? humanize(name),
    unit: schema['x-unit'],
    minimum: schema.minimum,
    maximum: schema.maximum,
    step: stepOf(schema),
    options,
    writable: true,
    category: 'primary',
    schema,
  };
}

/** What a value is to begin with, where nobody has said one yet. */
export function firstValue(shape: Shape): unknown {
  switch (shape.type) {
    case 'boolean':
      return true;
    case 'number':
      return Math.min(Math.max(20, shape.minimum ?? -Infinity), shape.maximum ?? Infinity);
    case 'choice':
      return shape.options[0]?.id ?? '';
    case 'structure':
      return {};
    default:
      return '';
  }
}
