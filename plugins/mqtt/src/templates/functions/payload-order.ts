import { isObject } from '../../topics/message.ts';

/** The order of the members of the payload's objects, by which members these are. */
type Orders = ReadonlyMap<string, readonly string[]>;

let payload: unknown;
let orders: Orders | undefined;

/** What the template that runs now was given. */
export function lookAt(json: unknown): void {
  payload = json;
  orders = undefined;
}

/** The engine sorts the members of an object; Python prints them as the payload has them. */
export function asInPayload(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asInPayload);
  if (!(value instanceof Map)) return value;
  const names: unknown[] = [...value.keys()];
  const order = names.every((name) => typeof name === 'string') ? ((orders ??= ordersIn(payload)).get(nameOf(names)) ?? names) : names;
  return new Map(order.map((name) => [name, asInPayload(value.get(name))]));
}

function ordersIn(json: unknown, found = new Map<string, readonly string[]>()): Orders {
  if (Array.isArray(json)) for (const item of json) ordersIn(item, found);
  else if (isObject(json)) {
    const names = Object.keys(json);
    const name = nameOf(names);
    if (!found.has(name)) found.set(name, names);
    for (const one of Object.values(json)) ordersIn(one, found);
  }
  return found;
}

function nameOf(names: readonly string[]): string {
  return names.toSorted().join('\0');
}
