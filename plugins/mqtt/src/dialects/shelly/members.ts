import { isObject } from '../../topics/message.ts';
import type { Values } from '../../devices/fragment.ts';

/** Structures of products are flat; what is deeper stays a structure. */
const maxDepth = 4;
/** More than any component of a product says. */
const maxMembers = 200;

/** The single values of a structure by their paths (`aenergy.total`, `thermostats.0.pos`). Lists of plain values are one value. */
export function membersOf(object: Values): Map<string, unknown> {
  const members = new Map<string, unknown>();
  add(members, '', object, 0);
  return members;
}

function add(members: Map<string, unknown>, path: string, value: unknown, depth: number): void {
  if (members.size >= maxMembers) return;
  const isOpen = depth < maxDepth && (isObject(value) || (Array.isArray(value) && value.some(isObject)));
  if (!isOpen) {
    if (path !== '') members.set(path.slice(0, 200), value);
    return;
  }
  for (const [name, member] of Object.entries(value as Values)) add(members, path === '' ? name : `${path}.${name}`, member, depth + 1);
}
