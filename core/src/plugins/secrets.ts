import { InvalidInputError } from '@concord/sdk';

/** What stands for a secret in an answer; a setting that comes back with it is left as it was. */
const hidden = '••••••';

type Json = unknown;
type Schema = {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly writeOnly?: boolean;
};

/**
 * Settings as they may leave the hub: without what their schema marks `writeOnly` (JSON Schema, section 9.4 of the validation
 * vocabulary), and without passwords in URLs.
 */
export function hideSecrets(settings: Json, schema: Schema): Json {
  if (schema.writeOnly && settings !== undefined && settings !== '') return hidden;
  if (typeof settings === 'string') return hideInUrl(settings);
  if (Array.isArray(settings)) return settings.map((item: Json) => hideSecrets(item, mergedItems(schema)));
  if (typeof settings !== 'object' || settings === null) return settings;
  const properties = propertiesOf(schema);
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, hideSecrets(value, properties[name] ?? {})]));
}

/**
 * Settings as their owner sent them, with each secret that they only saw hidden put back from `current`. Throws `InvalidInputError` at
 * what came back hidden and can't be known: an address was changed around its password.
 */
export function restoreSecrets(sent: Json, current: Json, schema: Schema): Json {
  const restored = restore(sent, current, schema);
  const findings = placesOfHidden(restored).map((path) => ({ path, message: 'has a hidden part: write the secret again' }));
  if (findings.length > 0) throw new InvalidInputError('a secret came back hidden: write it again', findings);
  return restored;
}

function restore(sent: Json, current: Json, schema: Schema): Json {
  if (current !== undefined && typeof current !== 'object' && sent === hideSecrets(current, schema)) return current;
  if (Array.isArray(sent)) {
    return restoreList(sent, Array.isArray(current) ? current : [], mergedItems(schema));
  }
  if (typeof sent !== 'object' || sent === null) return sent;
  const properties = propertiesOf(schema);
  const before = (typeof current === 'object' && current !== null ? current : {}) as Record<string, Json>;
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, restore(value, before[name], properties[name] ?? {})]));
}

// A list may have been put in another order, and two items may look the same: each takes the one at its place if that looks like it, or
// else another that does, once. One that looks like none was changed, and has its secrets from its place.
function restoreList(sent: readonly Json[], current: readonly Json[], items: Schema): Json[] {
  const shown = current.map((item) => JSON.stringify(hideSecrets(item, items)));
  const taken = new Set<number>();
  const find = (look: string, at: number): number => {
    const isFree = (index: number) => shown[index] === look && !taken.has(index);
    return isFree(at) ? at : shown.findIndex((_, index) => isFree(index));
  };
  const places = sent.map((item, at) => {
    const found = find(JSON.stringify(item), at);
    if (found >= 0) taken.add(found);
    return found;
  });
  return sent.map((item, at) => {
    const found = places[at] ?? -1;
    if (found >= 0) return current[found];
    return restore(item, taken.has(at) ? undefined : current[at], items);
  });
}

function placesOfHidden(value: Json, path = ''): string[] {
  if (typeof value === 'string') return value.includes(hidden) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => placesOfHidden(member, `${path}/${name}`));
}

function mergedItems({ items }: Schema): Schema {
  return items ?? {};
}

function propertiesOf({ properties, anyOf = [] }: Schema): Readonly<Record<string, Schema>> {
  return Object.assign({}, ...anyOf.map((branch) => propertiesOf(branch)), properties);
}

// Up to the last @, since people write a password as it is, with `@` and `/` in it.
function hideInUrl(text: string): string {
  return text.replace(/^([a-z][a-z0-9+.-]*:\/\/[^/:@]*):.*@/is, `$1:${hidden}@`);
}
