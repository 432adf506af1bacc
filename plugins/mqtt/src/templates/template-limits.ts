/** True if no branch of a JSON value is deeper than `depth`; never recurses deeper itself. */
export function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  for (const part of Object.values(value)) if (!isShallow(part, depth - 1)) return false;
  return true;
}
