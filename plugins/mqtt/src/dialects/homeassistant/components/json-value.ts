import { isObject } from '../../../topics/message.ts';

export type Members = Readonly<Record<string, unknown>>;

/** What a template answered as a JSON object: it may be one, or its text. Undefined for anything else. */
export function asObject(value: unknown): Members | undefined {
  if (isObject(value)) return value;
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** A member of an object that came from outside. */
export function member(object: Members, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** A short text as members of JSON are written: numbers are texts, too. Undefined for what is none or is empty. */
export function shortText(value: unknown, longest = 255): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' && text !== 'None' && text.length <= longest ? text : undefined;
}
