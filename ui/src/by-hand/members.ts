import type { Capability } from '../api/types.ts';
import { humanize } from '../format.ts';
import { shapeOf, type Shape } from '../model/shape.ts';

export const memberTypes = ['attribute', 'event', 'command'] as const;
export type MemberType = (typeof memberTypes)[number];

/** What a value is about: something of a capability. */
export interface Member {
  readonly type: MemberType;
  readonly name: string;
}

export const memberTitles: Readonly<Record<MemberType, string>> = { attribute: 'Values', event: 'Events', command: 'Commands' };

/** Capabilities without a meaning of their own: a value of one has a name that its owner gives. */
export function isGeneric(capability: string): boolean {
  return capability === 'measurement' || capability.startsWith('generic');
}

export function membersOf({ attributes, events, commands }: Capability): (Member & { readonly title: string })[] {
  const of = (type: MemberType, named: Readonly<Record<string, { readonly title: string }>>) =>
    Object.entries(named).map(([name, { title }]) => ({ type, name, title }));
  return [...of('attribute', attributes), ...of('event', events), ...of('command', commands)];
}

/** The shape of the attribute that a value is about; undefined: it is about no attribute that is known. */
export function attributeShape(
  { member, title }: { readonly member: Member | undefined; readonly title: string },
  definition: Capability | undefined,
): Shape | undefined {
  if (member?.type !== 'attribute' || !definition?.attributes[member.name]) return undefined;
  const shape = shapeOf(member.name, undefined, definition);
  return title === '' ? shape : { ...shape, title };
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
