import type { DialectName } from '../../devices/dialect-name.ts';
import type { Fragment } from '../../devices/fragment.ts';
import { membersOf } from '../../devices/placement.ts';
import type { Part, PartListener, Saying } from '../../devices/part.ts';
import type { Description } from './description.ts';
import type { DeviceTools } from './device-tools.ts';

/** What a mapping of the product's own set-up works with. */
export interface Setup {
  readonly description: Description;
  readonly tools: DeviceTools;
  /** The dialect's name that its parts carry. */
  readonly dialect: DialectName;
}

/** Something that the product is set up to be: a relay, a light, a button. */
export interface StaticPart {
  readonly part: Part;
  /** Paths of values that it reads, so that they are not told again under their own names. */
  readonly reads: readonly string[];
}

/** Where something of a product stands: `main` where it is the only one of its kind, else a child with the owner's name for it. */
export interface Spot {
  readonly endpoint: string | undefined;
  readonly name: string | undefined;
}

interface Made {
  readonly id: string;
  readonly kind: string | undefined;
  readonly order?: number;
  readonly spot: Spot;
  readonly fragments: readonly Fragment[];
  readonly listeners: readonly PartListener[];
  /** For what is made of several values: which of them says what. */
  readonly says?: readonly Saying[];
  readonly reads: readonly string[];
}

export function staticPart({ dialect }: Setup, { id, kind, order = 0, spot, reads, ...rest }: Made): StaticPart {
  const named = spot.name === undefined ? {} : { name: spot.name, endpointName: spot.name };
  return { part: { id, dialect, order, ...(kind !== undefined && { kind }), ...named, hasAvailability: true, ...rest }, reads };
}

/** The fragment's share of a spot's endpoint. */
export function at({ endpoint }: Spot): { readonly endpoint?: string } {
  return endpoint === undefined ? {} : { endpoint };
}

/** All of a fragment as what one item says. */
export function saidBy(item: string, fragment: Fragment | undefined): Saying[] {
  return fragment ? membersOf(fragment).map((member) => ({ item, fragment, member })) : [];
}
