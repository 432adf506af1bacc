/** Writes a JSON value as Python's `str` does, since templates are written for a Python program: `True`, `None`, `{'a': 1}`. */
export function pythonText(value: unknown): string {
  return typeof value === 'string' ? value : representation(value);
}

const words = new Map<unknown, string>([
  [true, 'True'],
  [false, 'False'],
  [null, 'None'],
  [undefined, ''],
]);

function representation(value: unknown): string {
  const word = words.get(value);
  if (word !== undefined) return word;
  if (typeof value === 'string') return value.includes("'") && !value.includes('"') ? `"${value}"` : `'${value.replaceAll("'", "\\'")}'`;
  if (Array.isArray(value)) return `[${value.map(inside).join(', ')}]`;
  if (value instanceof Map) return members([...value]);
  if (typeof value === 'object' && value !== null) return members(Object.entries(value));
  return String(value);
}

/** `none` is undefined where it comes out of the engine. */
function inside(value: unknown): string {
  return representation(value ?? null);
}

function members(entries: readonly (readonly [unknown, unknown])[]): string {
  return `{${entries.map(([name, value]) => `${representation(name)}: ${inside(value)}`).join(', ')}}`;
}
