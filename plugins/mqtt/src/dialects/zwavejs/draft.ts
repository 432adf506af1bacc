import type { Fragment } from '../../devices/fragment.ts';
import type { Part, PartListener, Saying } from '../../devices/part.ts';
import { membersOf } from '../../devices/placement.ts';
import { itemOf, type NodeValue } from './node-value.ts';

interface Draft {
  readonly id: string;
  readonly kind?: string;
  readonly order?: number;
  readonly name?: string | undefined;
  readonly endpointHint?: string | undefined;
  readonly fragments: readonly Fragment[];
  readonly listeners: readonly PartListener[];
  readonly says: readonly Saying[];
}

export function partOf({ order = 0, ...draft }: Draft): Part {
  return { dialect: 'zwavejs', order, hasAvailability: true, ...draft };
}

/** Everything that the fragments have comes from the value. */
export function saysAll(value: NodeValue, fragments: readonly Fragment[]): Saying[] {
  return fragments.flatMap((fragment) => says(value, fragment, membersOf(fragment)));
}

export function says(value: NodeValue, fragment: Fragment, members: readonly string[]): Saying[] {
  return members.map((member) => ({ item: itemOf(value), fragment, member }));
}
