import type { Finding } from '../api/client.ts';

/** The findings at a place and below it, told from there: `/a/0/b` seen from `/a/0` is `/b`. */
export function below(findings: readonly Finding[], place: string): Finding[] {
  return findings.flatMap(({ path, message }) =>
    path === place ? [{ path: '', message }] : path.startsWith(`${place}/`) ? [{ path: path.slice(place.length), message }] : [],
  );
}

/** The message at exactly a place, or that of several joined. */
export function at(findings: readonly Finding[], ...places: readonly string[]): string | undefined {
  const messages = findings.filter(({ path }) => places.includes(path)).map(({ message }) => sentence(message));
  return messages.length > 0 ? [...new Set(messages)].join(' ') : undefined;
}

/** The messages that no field of `places` shows, so that none is lost. */
export function elsewhere(findings: readonly Finding[], places: readonly string[]): Finding[] {
  return findings.filter(({ path }) => !places.some((place) => path === place || path.startsWith(`${place}/`)));
}

/** Parts the findings that are about something not filled in yet from those about something wrong. `root` is what was checked. */
export function partMissing(findings: readonly Finding[], root: unknown): { readonly findings: Finding[]; readonly missing: Finding[] } {
  const { missing = [], wrong = [] } = Object.groupBy(findings, ({ path }) => (isEmpty(valueAt(root, path)) ? 'missing' : 'wrong'));
  return { findings: wrong, missing };
}

function valueAt(root: unknown, path: string): unknown {
  const steps = path.split('/').slice(1);
  return steps.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Readonly<Record<string, unknown>>)[step]
        : undefined,
    root,
  );
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** What a validator says, and what a person wants to hear. */
const plainer: readonly (readonly [pattern: RegExp, text: string])[] = [
  [/^must not have fewer than 1 (characters|items)$/i, 'Is needed'],
  [/^must not have fewer than (\d+) characters$/i, 'Must have $1 characters or more'],
  [/^must not have more than (\d+) characters$/i, 'Must have $1 characters or fewer'],
  [/^needs the member "(.*)"$/i, 'Needs $1'],
];

/** Findings of the hub are parts of sentences: "must be string". */
export function sentence(text: string): string {
  const [pattern, plain] = plainer.find(([known]) => known.test(text)) ?? [];
  const said = pattern && plain !== undefined ? text.replace(pattern, plain) : text;
  const first = said.charAt(0).toUpperCase() + said.slice(1);
  return /[.!?…]$/.test(first) ? first : `${first}.`;
}
