/** A template that only names a place in the payload: `{{ value }}`, `{{ value_json.a['b'][0] }}`, `… | is_defined`. */
export interface PlainAccess {
  readonly root: 'value' | 'value_json';
  readonly path: readonly (string | number)[];
  /** The place has to be there (Home Assistant's filter `is_defined`). */
  readonly mustExist: boolean;
}

const shape =
  /^\s*\{\{-?\s*(?<root>value|value_json)(?<path>(?:\.[A-Za-z_]\w*|\[\s*(?:'[^'\\]*'|"[^"\\]*"|\d{1,6})\s*\])*)\s*(?<filter>\|\s*is_defined\s*)?-?\}\}\s*$/;
const step = /\.(?<name>[A-Za-z_]\w*)|\[\s*(?:'(?<single>[^'\\]*)'|"(?<double>[^"\\]*)"|(?<index>\d+))\s*\]/g;
/** What Python's dictionaries and strings answer themselves, whatever the payload holds. */
const methods = new Set(['items', 'keys', 'values', 'get', 'update', 'pop', 'copy', 'clear']);

/** Reads a template as a plain access, or answers undefined where it is more than that. */
export function plainAccess(template: string): PlainAccess | undefined {
  const groups = shape.exec(template)?.groups;
  if (!groups) return undefined;
  const path = [...(groups['path'] ?? '').matchAll(step)].map(({ groups: found = {} }) => {
    const { name, single, double, index } = found;
    return index === undefined ? (name ?? single ?? double ?? '') : Number(index);
  });
  const root = groups['root'] === 'value' ? 'value' : 'value_json';
  if (root === 'value' && path.length > 0) return undefined;
  if (path.some((at) => typeof at === 'string' && methods.has(at))) return undefined;
  return { root, path, mustExist: groups['filter'] !== undefined };
}

/**
 * Answers what is at the path; `''` where only the last step is missing, as Jinja prints what is undefined; undefined where an earlier
 * step is missing, which Jinja calls an error.
 */
export function follow(root: unknown, { path, mustExist }: PlainAccess): unknown {
  let at = root;
  for (const [depth, name] of path.entries()) {
    const next = member(at, name);
    if (next === undefined) return depth === path.length - 1 && !mustExist && at !== undefined ? '' : undefined;
    at = next;
  }
  return at;
}

function member(of: unknown, name: string | number): unknown {
  if (typeof of !== 'object' || of === null) return undefined;
  if (Array.isArray(of)) return typeof name === 'number' ? of[name] : undefined;
  return Object.hasOwn(of, name) ? (of as Record<string, unknown>)[String(name)] : undefined;
}
