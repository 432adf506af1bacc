import { PeerError } from './peer-error.ts';

/** No answer of a home product is longer; a longer one is not read to its end. */
export const maxAnswerBytes = 1024 * 1024;
const maxDepth = 32;

export type JsonObject = Readonly<Record<string, unknown>>;

/** Parses what a product sent. Throws `PeerError` for what is too long, too deep or no JSON. */
export function parseAnswer(text: string): unknown {
  if (text.length > maxAnswerBytes) throw new PeerError('answer-too-long', `an answer of more than ${maxAnswerBytes} bytes`);
  // Checked before parsing: what walks the value later may be recursive, the parser is not.
  if (depthOf(text) > maxDepth) throw new PeerError('answer-too-deep', `an answer nested deeper than ${maxDepth} levels`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PeerError('answer-not-json', `an answer that is not JSON: ${excerpt(text)}`, { cause: error });
  }
}

/** The same, for answers that have to be an object. */
export function parseObject(text: string): JsonObject {
  const value = parseAnswer(text);
  if (!isObject(value)) throw new PeerError('answer-wrong-shape', `an answer that is no object: ${excerpt(text)}`);
  return value;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own member at a dotted path of ours, or undefined where the path leads nowhere. */
export function memberAt(value: unknown, path: string): unknown {
  return valueAt(value, path.split('.'));
}

/** The same for names that a product chose, which may have dots of their own. */
export function valueAt(value: unknown, names: readonly string[]): unknown {
  let at = value;
  for (const name of names) {
    if (!isObject(at) || !Object.hasOwn(at, name)) return undefined;
    at = at[name];
  }
  return at;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A short piece of untrusted text for a message, quoted. */
function excerpt(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 0x5c) at++;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth--;
  }
  return deepest;
}
