import type { Finding } from '../api/client.ts';
import type { JsonSchema } from '../api/types.ts';
import { humanize } from '../format.ts';

/** How a property of a JSON Schema is asked for. */
export type InputKind = 'text' | 'password' | 'long' | 'number' | 'boolean' | 'choice' | 'list' | 'json';

/** The one place that decides which input a schema gets. What no input fits is written as JSON. */
export function inputKind(schema: JsonSchema): InputKind {
  if (choicesOf(schema).length > 0) return 'choice';
  switch (schema.type) {
    case 'boolean':
      return 'boolean';
    case 'number':
    case 'integer':
      return 'number';
    case 'string':
      if (schema.format === 'password' || schema.writeOnly === true) return 'password';
      return (schema.maxLength ?? 0) > 1000 || schema.format === 'pem' ? 'long' : 'text';
    case 'array':
      return schema.items?.type === 'string' && !schema.items.enum ? 'list' : 'json';
    default:
      return 'json';
  }
}

export interface Choice {
  readonly value: unknown;
  readonly label: string;
}

/** The members of an `enum`, or of an `anyOf`/`oneOf` of constants with titles. */
export function choicesOf(schema: JsonSchema): Choice[] {
  if (schema.enum) return schema.enum.map((value) => ({ value, label: typeof value === 'string' ? humanize(value) : String(value) }));
  const branches = schema.oneOf ?? schema.anyOf ?? [];
  if (branches.length === 0 || !branches.every((branch) => 'const' in branch)) return [];
  return branches.map((branch) => ({ value: branch.const, label: branch.title ?? String(branch.const) }));
}

/** What a form begins with: what is given, and the defaults of what is not. */
export function withDefaults(schema: JsonSchema, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const defaults = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    'default' in property ? [[name, property.default]] : [],
  );
  return { ...(Object.fromEntries(defaults) as Record<string, unknown>), ...given };
}

/** What a form sends: without the fields that were left empty. */
export function withoutEmpty(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== undefined));
}

type Check = (value: unknown, schema: JsonSchema) => string | undefined;

const checks: readonly Check[] = [
  (value, { type }) =>
    (type === 'number' || type === 'integer') && (typeof value !== 'number' || !Number.isFinite(value)) ? 'Must be a number' : undefined,
  (value, { type }) => (type === 'integer' && !Number.isInteger(value) ? 'Must be a whole number' : undefined),
  (value, { minimum }) =>
    typeof value === 'number' && minimum !== undefined && value < minimum ? `Must be ${minimum} or more` : undefined,
  (value, { exclusiveMinimum }) =>
    typeof value === 'number' && exclusiveMinimum !== undefined && value <= exclusiveMinimum
      ? `Must be more than ${exclusiveMinimum}`
      : undefined,
  (value, { maximum }) =>
    typeof value === 'number' && maximum !== undefined && value > maximum ? `Must be ${maximum} or less` : undefined,
  (value, { minLength }) =>
    typeof value === 'string' && minLength !== undefined && value.length < minLength
      ? `Must have ${minLength} characters or more`
      : undefined,
  (value, { maxLength }) =>
    typeof value === 'string' && maxLength !== undefined && value.length > maxLength
      ? `Must have ${maxLength} characters or fewer`
      : undefined,
  (value, { pattern, description }) =>
    typeof value === 'string' && pattern !== undefined && !fits(value, pattern) ? patternMessage(pattern, description) : undefined,
  (value, schema) => {
    const choices = choicesOf(schema);
    return choices.length > 0 && !choices.some((choice) => choice.value === value) ? 'Choose one of the list' : undefined;
  },
];

// A pattern of another dialect than the browser's is the hub's to check.
function fits(value: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    return true;
  }
}

/** Patterns whose meaning is plainer than their text. */
const patterns: readonly (readonly [pattern: RegExp, message: string])[] = [
  [/^\^\\d\{(\d+)\}\$$|^\^\[0-9\]\{(\d+)\}\$$/, 'Must be digits, exactly as many as the product shows'],
  [/^\^\\S/, 'Must not begin or end with a space'],
  [/^\^\(mqtt/, 'Must be an address that begins with mqtt:// or mqtts://'],
  [/^\^\\d\{3\}-\\d\{2\}-\\d\{3\}\$$/, 'Must be eight digits, like 123-45-678'],
];

// Where neither is known, the help above the field says what is asked for; a pattern's text would only frighten.
function patternMessage(pattern: string, description: string | undefined): string {
  return patterns.find(([known]) => known.test(pattern))?.[1] ?? description ?? 'Does not have the form that is asked for';
}

/** What is wrong with an object by its schema, as JSON pointers; empty where all fits. The hub checks again. */
export function validate(schema: JsonSchema, values: Readonly<Record<string, unknown>>): Finding[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const value = values[name];
    const path = `/${escapePointer(name)}`;
    if (value === undefined || value === '') return required.has(name) ? [{ path, message: 'Is needed' }] : [];
    const message = checkValue(value, property);
    return message === undefined ? [] : [{ path, message }];
  });
}

/** The first thing that is wrong with one value. */
export function checkValue(value: unknown, schema: JsonSchema): string | undefined {
  for (const check of checks) {
    const message = check(value, schema);
    if (message !== undefined) return message;
  }
  return undefined;
}

export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
