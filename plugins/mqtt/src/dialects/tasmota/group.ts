import { featureOf } from '../../mapping/feature.ts';
import { genericPart, namedPart, type FeaturePart } from '../../mapping/feature-part.ts';
import type { Row } from '../../mapping/row.ts';
import { slug } from '../../devices/slug.ts';
import { membersOf } from '../../devices/placement.ts';
import type { Part, PartListener, Saying } from '../../devices/part.ts';
import type { DialectName } from '../../devices/dialect-name.ts';
import type { DeviceTools } from './device-tools.ts';
import type { Leaf } from './leaf.ts';
import { meaningOf, wordOf } from './meanings.ts';
import { heardOf } from './said.ts';
import type { Meaning, OwnUnit } from './table/meaning.ts';

/** Values that belong together, as those of one sensor do: they stand on one endpoint. */
export interface Group {
  readonly id: string;
  /** Where it stands in any case; left out: on `main`, or on a child called as the group where `main` has such values already. */
  readonly endpoint: string | undefined;
  /** How many names of a path are the group's own. */
  readonly depth: number;
}

export type Units = Readonly<Record<OwnUnit, string | undefined>>;

export interface GroupTools {
  readonly tools: DeviceTools;
  readonly dialect: DialectName;
  readonly units: Units;
  /** The product's words for off and on. */
  readonly words: readonly [off: string, on: string, ...others: string[]];
}

/** The part of a group: what the product is set up to be may have the same name. */
export function partOf(group: string): string {
  return `said ${group}`;
}

/** A part of all values of a group: what has a named meaning by the tables, and the rest typed under its own name. */
export function groupPart(group: Group, leaves: readonly Leaf[], tools: GroupTools): Part {
  const names = new Set(leaves.map(({ path }) => wordOf(path)));
  const taken = new Set<string>();
  const said = leaves
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map((leaf): [Leaf, FeaturePart] => [leaf, leafPart(leaf, group, names, taken, tools)]);
  const isPrimary = leaves.some(({ isSensor }) => isSensor);
  return {
    id: partOf(group.id),
    dialect: tools.dialect,
    order: isPrimary ? 1 : 3,
    endpointHint: group.id,
    hasAvailability: true,
    name: group.id,
    fragments: said.flatMap(([, { fragments }]) => fragments),
    listeners: together(
      leaves[0]?.path[0] ?? '',
      said.flatMap(([, { listeners }]) => listeners),
    ),
    says: said.flatMap(([{ key }, { fragments }]) =>
      fragments.flatMap((fragment) => membersOf(fragment).map((member): Saying => ({ item: key, fragment, member }))),
    ),
  };
}

/** One listener for all, of what is about them alone: what comes while the device is being described is kept, once for each listener. */
function together(root: string, listeners: readonly PartListener[]): PartListener[] {
  return [{ topic: heardOf(root), read: (message, reporter) => listeners.forEach((listener) => listener.read(message, reporter)) }];
}

function leafPart(leaf: Leaf, group: Group, names: ReadonlySet<string>, taken: Set<string>, tools: GroupTools): FeaturePart {
  const meaning = meaningOf(leaf);
  const measured = { unit: unitOf(meaning, tools.units), quantity: meaning.quantity };
  const feature = featureOf({
    ...typeOf(leaf, meaning, tools.words),
    name: nameOf(leaf, group),
    property: leaf.key,
    label: leaf.path.slice(-1)[0],
    category: meaning.category ?? (leaf.isSensor ? 'primary' : 'diagnostic'),
    ...measured,
    ...(leaf.type === 'list' && measured.unit !== undefined && { items: featureOf({ type: 'numeric', name: '', ...measured }) }),
  });
  const values = tools.tools.valueAt(leaf.path);
  const spot = { endpoint: group.endpoint };
  for (const row of meaning.to ?? []) {
    if (!isMeant(row, leaf, names)) continue;
    const part = namedPart(feature, [row], values, spot);
    const ids = part?.fragments.flatMap(({ endpoint = '', capability, attributes }) =>
      Object.keys(attributes).map((name) => `${endpoint}/${capability}.${name}`),
    );
    if (!part || !ids || ids.some((id) => taken.has(id))) continue;
    for (const id of ids) taken.add(id);
    return part;
  }
  return genericPart({ ...feature, name: freeName(feature.name, taken) }, values, spot);
}

/** An id is cut at 80 characters; a number may come behind the name. */
const maxName = 70;

/** A dot would look like the end of a name, and where meters have endpoints of their own, their numbers say nothing more. */
function nameOf({ path, key }: Leaf, { endpoint, depth }: Group): string {
  const names = endpoint === undefined ? path : path.slice(depth).filter((name) => !/^\d+$/.test(name));
  return (names.join('_') || key).replaceAll('.', '_').slice(0, maxName);
}

/** Two names may differ only in letters that an id can't have. */
function freeName(name: string, taken: Set<string>): string {
  for (let at = 1; ; at++) {
    const free = at === 1 ? name : `${name}_${at}`;
    const id = slug(free);
    if (taken.has(id)) continue;
    taken.add(id);
    return free;
  }
}

function isMeant({ beside, without }: Row, { path }: Leaf, names: ReadonlySet<string>): boolean {
  const own = wordOf(path);
  return (beside?.some((other) => other !== own && names.has(other)) ?? true) && !without?.some((other) => names.has(other));
}

function unitOf({ unit, ownUnit }: Meaning, units: Units): string | undefined {
  return ownUnit === undefined ? unit : units[ownUnit];
}

function typeOf({ type }: Leaf, { isFlag }: Meaning, [off, on]: GroupTools['words']) {
  if (type === 'number') return isFlag ? { type: 'binary', on: 1, off: 0 } : { type: 'numeric' };
  if (type === 'word') return { type: 'binary', on, off };
  if (type === 'boolean') return { type: 'binary' };
  return { type: type === 'list' ? 'list' : type === 'structure' ? 'composite' : 'text' };
}
