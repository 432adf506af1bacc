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

/** Settings as their owner sent them, with each secret that they only saw hidden put back from `current`. */
export function restoreSecrets(sent: Json, current: Json, schema: Schema): Json {
  if (current !== undefined && typeof current !== 'object' && sent === hideSecrets(current, schema)) return current;
  if (Array.isArray(sent)) {
    // A list may have been put in another order: each item finds its own by what could be seen of it.
    const items = mergedItems(schema);
    const known = Array.isArray(current) ? (current as Json[]) : [];
    return sent.map((item: Json) => {
      const seen = JSON.stringify(item);
      return known.find((one) => JSON.stringify(hideSecrets(one, items)) === seen) ?? item;
    });
  }
  if (typeof sent !== 'object' || sent === null) return sent;
  const properties = propertiesOf(schema);
  const before = (typeof current === 'object' && current !== null ? current : {}) as Record<string, Json>;
  return Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [name, restoreSecrets(value, before[name], properties[name] ?? {})]),
  );
}

function mergedItems({ items }: Schema): Schema {
  return items ?? {};
}

function propertiesOf({ properties, anyOf = [] }: Schema): Readonly<Record<string, Schema>> {
  return Object.assign({}, ...anyOf.map((branch) => propertiesOf(branch)), properties);
}

function hideInUrl(text: string): string {
  return text.replace(/^([a-z][a-z0-9+.-]*:\/\/[^/:@]*):[^/@]*@/i, `$1:${hidden}@`);
}
