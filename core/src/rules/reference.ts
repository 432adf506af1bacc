import { ConcordError } from '@concord/sdk';

/** A reference in an action's arguments: `{"$": "<path>", "else": <value>}`. */
export interface Reference {
  readonly $: string;
  readonly else?: unknown;
}

/** What a run's references can read. */
export interface RunScope {
  readonly trigger: Readonly<Record<string, unknown>>;
  readonly person?: { readonly id: string; readonly name: string; readonly preferences: Readonly<Record<string, unknown>> };
  readonly now: string;
}

/** The first words of every path. */
export const scopeRoots = ['trigger', 'person', 'now'] as const;

/** True for an object that is a reference. */
export function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && '$' in value && typeof value.$ === 'string';
}

/** Replaces every reference in a value, however deep, by what it reads. Throws code `reference-unknown` where that is nothing and there is no `else`. */
export function resolveReferences(value: unknown, scope: RunScope): unknown {
  if (isReference(value)) {
    const found = read(scope, value.$);
    if (found !== undefined && found !== null) return found;
    if ('else' in value) return resolveReferences(value.else, scope);
    throw new ConcordError('reference-unknown', `"${value.$}" is not known in this run, and there is no "else"`);
  }
  if (Array.isArray(value)) return value.map((item) => resolveReferences(item, scope));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, resolveReferences(member, scope)]));
  }
  return value;
}

/** The value at a dotted path; undefined where there is none. */
export function read(scope: object, path: string): unknown {
  let at: unknown = scope;
  for (const step of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at;
}
