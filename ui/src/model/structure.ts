import type { AttributeView, JsonSchema } from '../api/types.ts';
import { formatValue, humanize } from '../format.ts';
import { optionsOf, shapeOfSchema, type Shape } from './shape.ts';

/** A member of a structure by its path: `a.b` is the member `b` of `a`, and `[].a` the member `a` of each item of a list. */
export interface Member {
  readonly path: string;
  readonly shape: Shape;
  /** How a value of it is written for people. */
  readonly text: (value: unknown) => string;
}

/** A structure laid out for people: one thing with its members, many things in a table, or a list of plain values. */
export type Layout =
  | { readonly form: 'fields'; readonly members: readonly Member[]; readonly values: readonly unknown[] }
  | { readonly form: 'table'; readonly members: readonly Member[]; readonly rows: readonly (readonly unknown[])[] }
  | { readonly form: 'list'; readonly items: readonly string[] };

/** Lays out a value. What its members are is told by the descriptor or the schema; what neither tells is shown as it is. */
export function layoutOf(value: unknown, view: AttributeView | undefined, schema: JsonSchema): Layout {
  const member = (path: string) => memberAt(path, view, schema);
  if (isRecord(value)) {
    const flat = flatten(value);
    const paths = [...new Set([...flat.keys(), ...knownPaths(view, schema)])];
    return { form: 'fields', members: paths.map(member), values: paths.map((path) => flat.get(path)) };
  }
  const items: readonly unknown[] = Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
  if (items.length > 0 && items.every(isRecord)) {
    const flat = items.map((item) => flatten(item));
    const paths = [...new Set(flat.flatMap((row) => [...row.keys()]))];
    return {
      form: 'table',
      members: paths.map((path) => member(`[].${path}`)),
      rows: flat.map((row) => paths.map((path) => row.get(path))),
    };
  }
  return { form: 'list', items: items.map(member('[]').text) };
}

/** The members that can be entered one by one; undefined where the structure is a list, or has a member that no input fits. */
export function editableMembers(layout: Layout): readonly Member[] | undefined {
  if (layout.form !== 'fields' || layout.members.length === 0) return undefined;
  return layout.members.every(({ shape, path }) => shape.type !== 'structure' && !path.includes(dotted)) ? layout.members : undefined;
}

/** The structure with some members changed, by their paths. */
export function withMembers(value: unknown, changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.entries(changes).reduce<Record<string, unknown>>(
    (whole, [path, member]) => withMember(whole, path.split('.'), member),
    isRecord(value) ? { ...value } : {},
  );
}

function withMember(
  whole: Readonly<Record<string, unknown>>,
  [name = '', ...rest]: readonly string[],
  member: unknown,
): Record<string, unknown> {
  const inner = whole[name];
  return { ...whole, [name]: rest.length === 0 ? member : withMember(isRecord(inner) ? inner : {}, rest, member) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Stands for the dot in a name that has one, which would be read as two members. */
const dotted = '\u2024';

function flatten(value: Readonly<Record<string, unknown>>, before = ''): Map<string, unknown> {
  return new Map(
    Object.entries(value).flatMap(([name, member]): (readonly [string, unknown])[] => {
      const path = before + name.replaceAll('.', dotted);
      return isRecord(member) && Object.keys(member).length > 0 ? [...flatten(member, `${path}.`)] : [[path, member]];
    }),
  );
}

function knownPaths(view: AttributeView | undefined, schema: JsonSchema): string[] {
  const named = Object.keys(view?.members ?? {});
  // `a` is shown by its own members where they are known.
  const plain = named.filter((path) => !path.includes('[]') && !named.some((other) => other.startsWith(`${path}.`)));
  return named.length > 0
    ? plain
    : Object.keys(schema.properties ?? {}).filter((name) => schema.properties?.[name]?.properties === undefined);
}

type Base = NonNullable<AttributeView['members']>[string]['base'];

const baseSchemas: Readonly<Record<Base, JsonSchema>> = {
  measurement: { type: 'number' },
  genericNumber: { type: 'number' },
  genericBoolean: { type: 'boolean' },
  genericSelect: { type: 'string' },
  genericText: { type: 'string' },
  genericDateTime: { type: 'string' },
  genericTrigger: {},
  genericObject: {},
};

function memberAt(path: string, view: AttributeView | undefined, schema: JsonSchema): Member {
  const named = view?.members?.[path];
  const told = schemaAt(schema, path);
  // Only its source knows what a member is that nobody told of.
  const plain = shapeOfSchema(titleOf(path), named ? baseSchemas[named.base] : (told ?? {}));
  const options = named ? optionsOf(named, {}) : plain.options;
  const shape: Shape = {
    ...plain,
    title: named?.title ?? told?.title ?? titleOf(path),
    unit: named?.unit ?? plain.unit,
    minimum: named?.minimum ?? plain.minimum,
    maximum: named?.maximum ?? plain.maximum,
    step: named?.step ?? plain.step,
    options,
    type: options.length > 0 ? 'choice' : plain.type,
  };
  const text = (value: unknown) => options.find(({ id }) => id === value)?.label ?? formatValue(value, shape.unit);
  return { path, shape, text };
}

/** `[].limits.low` → `Limits: low`. */
function titleOf(path: string): string {
  const [first = '', ...rest] = path
    .split('.')
    .filter((part) => part !== '[]')
    .map(humanize);
  return [first, ...rest.map((part) => part.toLowerCase())].join(': ');
}

function schemaAt(schema: JsonSchema, path: string): JsonSchema | undefined {
  return path.split('.').reduce<JsonSchema | undefined>((at, name) => (name === '[]' ? at?.items : at?.properties?.[name]), schema);
}
