import { isObject, type JsonObject } from '../untrusted/json.ts';
import type { Component } from './component.ts';

/** Where a value stands in its component's status. The names are the device's, so a dot in one means nothing. */
export type Path = readonly string[];

/** A path as a key: two paths are the same where their ids are. */
export function idOf(path: Path): string {
  return JSON.stringify(path);
}

/** Whether the dotted path of a table is this one. */
export function isAt(dotted: string, path: Path): boolean {
  return path.join('.') === dotted && path.length === dotted.split('.').length;
}

/** What a component says: its members, and the members of those that the mapping looks into. */
export function pathsOf(status: JsonObject, component: Component | undefined): Path[] {
  const known = [...(component?.rows ?? []).map(({ path }) => path), ...Object.keys(component?.internal ?? {})];
  return Object.entries(status).flatMap(([name, value]) =>
    isObject(value) && known.some((path) => path.startsWith(`${name}.`)) ? Object.keys(value).map((member) => [name, member]) : [[name]],
  );
}
