import { isDeepStrictEqual } from 'node:util';
import type { DataSchema } from './data-schema.ts';

type Kind = 'boolean' | 'number' | 'string' | 'object' | 'array' | 'null';

/**
 * Alternatives of which a value fits at most one, as `oneOf` asks, and that accept all that the given ones do. Where a value could fit
 * two (3 is an integer and a number), these become one that says what both say.
 */
export function exclusive(alternatives: readonly DataSchema[]): readonly DataSchema[] {
  return alternatives.reduce<readonly DataSchema[]>((apart, next) => {
    const common = apart.filter((other) => overlap(other, next));
    if (common.length === 0) return [...apart, next];
    const rest = apart.filter((other) => !common.includes(other));
    // What says less may overlap with others by now.
    return exclusive([...rest, common.reduce(shared, next)]);
  }, []);
}

function overlap(one: DataSchema, other: DataSchema): boolean {
  const [first, second] = [valuesOf(one), valuesOf(other)];
  if (first && second) return first.some((value) => second.some((another) => isDeepStrictEqual(value, another)));
  const [kinds, others] = [kindsOf(one), kindsOf(other)];
  return !kinds || !others || kinds.some((kind) => others.includes(kind));
}

/** All that it accepts, where it lists that. */
function valuesOf(schema: DataSchema): readonly unknown[] | undefined {
  return schema.enum ?? ('const' in schema ? [schema.const] : undefined);
}

/** The kinds of value that it may accept; undefined: any. */
function kindsOf(schema: DataSchema): readonly Kind[] | undefined {
  const values = valuesOf(schema);
  if (values) return values.map(kindOf);
  return schema.type && [schema.type === 'integer' ? 'number' : schema.type];
}

function kindOf(value: unknown): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'boolean' || type === 'number' || type === 'string' ? type : 'object';
}

function shared(one: DataSchema, other: DataSchema): DataSchema {
  const [first, second] = [valuesOf(one), valuesOf(other)];
  const types = new Set([typeOf(one), typeOf(other)]);
  const type =
    types.size === 1 ? [...types][0] : [...types].every((name) => name === 'integer' || name === 'number') ? 'number' : undefined;
  const same = Object.entries(one).filter(([word, value]) => word !== 'type' && isDeepStrictEqual(value, other[word]));
  return {
    ...Object.fromEntries(same),
    ...(type !== undefined && { type }),
    ...(first && second && { enum: [...new Set([...first, ...second])] }),
    ...wider('minimum', Math.min, one.minimum, other.minimum),
    ...wider('maximum', Math.max, one.maximum, other.maximum),
  };
}

function typeOf(schema: DataSchema): DataSchema['type'] {
  if (schema.type) return schema.type;
  const [kind, ...others] = new Set(kindsOf(schema));
  return others.length === 0 ? kind : undefined;
}

function wider(
  term: 'minimum' | 'maximum',
  choose: (a: number, b: number) => number,
  one: number | undefined,
  other: number | undefined,
): DataSchema {
  return one === undefined || other === undefined ? {} : { [term]: choose(one, other) };
}
