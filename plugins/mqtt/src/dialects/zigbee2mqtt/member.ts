import { isObject } from '../../topics/message.ts';

/** A member of a JSON object; undefined where the object has none of its own by that name. */
export function memberOf(holder: unknown, name: string): unknown {
  return isObject(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined;
}
