import { isObject, type JsonObject } from '../untrusted/json.ts';

/** Members of a message that say how to change, not what. */
const manner: ReadonlySet<string> = new Set(['v', 'tt', 'id']);

/** Whether a state shows what a message asked for: how a WLED, which answers with its state, confirms a command. */
export function shows(state: JsonObject, asked: JsonObject): boolean {
  return Object.entries(asked).every(([name, wanted]) => {
    if (manner.has(name) || wanted === undefined) return true;
    const value = state[name];
    if (name === 'seg' && isObject(wanted)) {
      const segments: unknown[] = Array.isArray(value) ? value : [];
      const segment = segments.find((segment, at) => isObject(segment) && (segment['id'] ?? at) === wanted['id']);
      return isObject(segment) && shows(segment, wanted);
    }
    return isLike(value, wanted);
  });
}

/** Lists may go on further than what was asked: a segment has three colours, and one was set. */
function isLike(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) return Array.isArray(value) && wanted.every((part, at) => isLike(value[at], part));
  if (isObject(wanted)) return isObject(value) && Object.entries(wanted).every(([name, part]) => isLike(value[name], part));
  return value === wanted;
}
