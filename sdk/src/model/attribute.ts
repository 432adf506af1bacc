import { Type, type Static, type TSchema } from 'typebox';
import { unitOf, type Quantity } from './quantities.ts';

/** What a sequence of reports of an attribute means, and so what history keeps of it (capability map, section 1.4). */
export type Series = 'state' | 'measurement' | 'angle' | 'total' | 'totalIncreasing' | 'setting' | 'static';

/** Who an attribute is for: everyone, the one who sets the product up, or the one who looks for a fault. */
export type Category = 'primary' | 'config' | 'diagnostic';

/** One attribute of a capability. Its value is `Static<Schema>`, or null where the device itself does not know. */
export interface AttributeDefinition<Schema extends TSchema = TSchema> {
  readonly schema: Schema;
  readonly title: string;
  readonly description?: string;
  readonly quantity?: Quantity;
  /** Canonical unit of the quantity, a UCUM code; without a quantity, a unit that is shown and never converted. Absent: it has none. */
  readonly unit?: string;
  readonly series: Series;
  readonly writable: boolean;
  readonly category: Category;
}

/** Whether its values are numbers, which can be compared with more and less. */
export function isNumeric({ schema }: AttributeDefinition): boolean {
  return 'type' in schema && (schema.type === 'number' || schema.type === 'integer');
}

/** The TypeScript type of an attribute's value. */
export type AttributeValue<A extends AttributeDefinition> = Static<A['schema']> | null;

export interface AttributeOptions {
  readonly description?: string;
  readonly writable?: boolean;
  readonly series?: Series;
  readonly category?: Category;
}

export interface NumberOptions extends AttributeOptions {
  readonly minimum?: number;
  readonly maximum?: number;
}

function define<Schema extends TSchema>(
  schema: Schema,
  title: string,
  series: Series,
  options: AttributeOptions,
): AttributeDefinition<Schema> {
  return {
    schema,
    title,
    series: options.series ?? (options.category === 'config' ? 'setting' : series),
    writable: options.writable ?? false,
    category: options.category ?? 'primary',
    ...(options.description !== undefined && { description: options.description }),
  };
}

function bounds({ minimum, maximum }: NumberOptions) {
  return { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
}

/** Yes or no. */
export function flag(title: string, options: AttributeOptions = {}) {
  return define(Type.Boolean(), title, 'state', options);
}

/** A number in the canonical unit of its quantity. */
export function measured<Q extends Quantity>(quantity: Q, title: string, options: NumberOptions = {}) {
  const series = quantity === 'angle' ? 'angle' : 'measurement';
  return { ...define(Type.Number(bounds(options)), title, series, options), quantity, unit: unitOf(quantity) };
}

/** A share of a whole, 0 to 100 %. */
export function percentage(title: string, options: AttributeOptions = {}) {
  return measured('share', title, { ...options, minimum: 0, maximum: 100 });
}

/** A meter: it only rises, and a fall is a reset. */
export function meter<Q extends Quantity>(quantity: Q, title: string, options: AttributeOptions = {}) {
  return measured(quantity, title, { series: 'totalIncreasing', minimum: 0, ...options });
}

/** A whole number of things, from 0. */
export function count(title: string, options: NumberOptions = {}) {
  return define(Type.Integer(bounds({ minimum: 0, ...options })), title, 'measurement', options);
}

/** A whole number of things that happened: it only rises, and a fall is a reset. */
export function counter(title: string, options: AttributeOptions = {}) {
  return count(title, { series: 'totalIncreasing', ...options });
}

/** A number without a unit (an index, a ratio), or one whose unit only the descriptor knows. */
export function plainNumber(title: string, options: NumberOptions = {}) {
  return define(Type.Number(bounds(options)), title, 'measurement', options);
}

/** One of a few named values. What a source says beyond them is reported as `other`, its own word kept in `raw` (section 1.1). */
export function oneOf<const Names extends readonly string[]>(names: Names, title: string, options: AttributeOptions = {}) {
  const members: readonly (Names[number] | 'other')[] = [...names, 'other'];
  return define(Type.Unsafe<Names[number] | 'other'>(Type.Enum([...members])), title, 'state', options);
}

/**
 * One id of a list that each product has its own of (presets, programs, effects); the descriptor's `options` say which. `other` is what
 * a source said beyond them, its own word kept in `raw`.
 */
export function choice(title: string, options: AttributeOptions = {}) {
  return define(Type.String({ maxLength: 128 }), title, 'state', options);
}

/** Text that people read. */
export function text(title: string, options: AttributeOptions & { readonly maxLength?: number } = {}) {
  return define(Type.String({ maxLength: options.maxLength ?? 65_536 }), title, 'state', options);
}

/** A moment, RFC 3339 in UTC. */
export function timestamp(title: string, options: AttributeOptions = {}) {
  return define(Type.String({ format: 'date-time' }), title, 'state', options);
}

/** A list of things of one shape. */
export function listOf<Item extends TSchema>(item: Item, title: string, options: AttributeOptions = {}) {
  return define(Type.Array(item, { maxItems: 10_000 }), title, 'state', options);
}

/** A small object of named members. */
export function record<Shape extends TSchema>(shape: Shape, title: string, options: AttributeOptions = {}) {
  return define(shape, title, 'state', options);
}
