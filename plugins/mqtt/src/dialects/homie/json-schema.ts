import { featureOf, type Feature } from '../../mapping/feature.ts';
import { isObject } from '../../topics/message.ts';

const maxMembers = 100;
const maxDepth = 4;
type Schema = Readonly<Record<string, unknown>>;

const scalars: Readonly<Record<string, (schema: Schema) => Pick<Feature, 'type'> & Partial<Feature>>> = {
  number: (schema) => ({ type: 'numeric', ...boundsOf(schema) }),
  integer: (schema) => ({ type: 'numeric', ...boundsOf(schema) }),
  boolean: () => ({ type: 'binary', on: true, off: false }),
  string: ({ enum: words }) =>
    Array.isArray(words) && words.every((word) => typeof word === 'string')
      ? { type: 'enum', values: words.slice(0, 1000) }
      : { type: 'text' },
};

/**
 * The members that the JSON Schema of a `json` property names ("Formats"). It serves to show their types; values are not held against it,
 * since the convention leaves open which draft it is written in.
 */
export function featuresOfSchema(format: string): Partial<Feature> {
  const schema = parse(format);
  return schema ? membersOf(schema, maxDepth) : {};
}

function parse(format: string): Schema | undefined {
  if (format === '') return undefined;
  try {
    const schema: unknown = JSON.parse(format);
    return isObject(schema) ? schema : undefined;
  } catch {
    return undefined;
  }
}

function membersOf({ properties, items }: Schema, depth: number): Partial<Feature> {
  const members = isObject(properties) ? Object.entries(properties).slice(0, maxMembers) : [];
  const features = members.flatMap(([name, schema]) => memberOf(name, schema, depth) ?? []);
  const item = isObject(items) ? memberOf('item', items, depth) : undefined;
  return { ...(features.length > 0 && { features }), ...(item && { items: item }) };
}

/** Undefined for what is of no single type: it stays as it comes. */
function memberOf(name: string, schema: unknown, depth: number): Feature | undefined {
  if (!isObject(schema) || depth === 0 || name === '' || name.length > 128) return undefined;
  const { type } = schema;
  if (type === 'object' || type === 'array')
    return featureOf({ type: type === 'object' ? 'composite' : 'list', name, ...membersOf(schema, depth - 1) });
  const scalar = typeof type === 'string' && Object.hasOwn(scalars, type) ? scalars[type] : undefined;
  return scalar && featureOf({ name, ...scalar(schema) });
}

function boundsOf({ minimum, maximum }: Schema): Partial<Feature> {
  return { ...(typeof minimum === 'number' && { minimum }), ...(typeof maximum === 'number' && { maximum }) };
}
