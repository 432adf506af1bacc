import type { Capability } from '../api/types.ts';
import { humanize } from '../format.ts';
import { shapeOf, type Shape } from '../model/shape.ts';
import type { HandValue } from './mapping.ts';

export const memberTypes = ['attribute', 'event', 'command'] as const;
export type MemberType = (typeof memberTypes)[number];

/** Something of a capability that a topic can be about. */
export interface Member {
  readonly type: MemberType;
  readonly name: string;
  readonly title: string;
}

export const memberTitles: Readonly<Record<MemberType, string>> = { attribute: 'Values', event: 'Events', command: 'Commands' };

/** Capabilities without a meaning of their own: a value of one has a name that its owner gives. */
export function isGeneric(capability: string): boolean {
  return capability === 'measurement' || capability.startsWith('generic');
}

export function membersOf({ attributes, events, commands }: Capability): Member[] {
  const of = (type: MemberType, named: Readonly<Record<string, { readonly title: string }>>): Member[] =>
    Object.entries(named).map(([name, { title }]) => ({ type, name, title }));
  return [...of('attribute', attributes), ...of('event', events), ...of('command', commands)];
}

/** Which member a value is about; undefined: none is chosen yet. */
export function chosenMember(value: HandValue): { readonly type: MemberType; readonly name: string } | undefined {
  const type = memberTypes.find((one) => value[one] !== undefined);
  return type && { type, name: value[type] ?? '' };
}

/** The shape of the attribute that a value is about. */
export function attributeShape({ attribute, title }: HandValue, definition: Capability | undefined): Shape | undefined {
  if (attribute === undefined || !definition?.attributes[attribute]) return undefined;
  const shape = shapeOf(attribute, undefined, definition);
  return title === undefined ? shape : { ...shape, title };
}

/** What is asked most stands first; the rest by what it is about. */
export function groupsOf(all: readonly Capability[]): [group: string, capabilities: Capability[]][] {
  const domainOf = ({ id, tags }: Capability) =>
    isGeneric(id) ? 'None of these' : humanize(tags.find((tag) => tag.startsWith('domain='))?.slice('domain='.length) ?? 'other');
  const groups = [...Map.groupBy(all, domainOf)].toSorted(([a], [b]) =>
    a === 'None of these' ? 1 : b === 'None of these' ? -1 : a.localeCompare(b),
  );
  return groups.map(([group, own]) => [group, own.toSorted((a, b) => a.title.localeCompare(b.title))]);
}

/** Units that products count in, by the canonical one; others can be typed. */
export const usualUnits: Readonly<Record<string, readonly string[]>> = {
  Cel: ['°C', '°F', 'K'],
  W: ['W', 'kW'],
  'W.h': ['Wh', 'kWh', 'MWh', 'J'],
  V: ['V', 'mV'],
  A: ['A', 'mA'],
  Pa: ['hPa', 'mbar', 'bar', 'kPa', 'psi'],
  m: ['m', 'cm', 'mm', 'km', 'ft', 'in'],
  m3: ['m³', 'L', 'gal'],
  'm3/h': ['m³/h', 'L/min', 'L/h'],
  'm/s': ['m/s', 'km/h', 'mph', 'kn'],
  s: ['s', 'min', 'h', 'ms'],
  kg: ['kg', 'g', 'lb'],
  mm: ['mm', 'in'],
  'ug/m3': ['µg/m³', 'mg/m³'],
};
