import type { Fragment } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import { genericPart, namedPart } from '../../mapping/feature-part.ts';
import { partOf, saysAll } from './draft.ts';
import { itemOf, type NodeValue } from './node-value.ts';
import { knownOf } from './table/index.ts';
import { valueFeature } from './value-feature.ts';
import type { ValueTools } from './value-tools.ts';

const orders = { primary: 1, config: 2, diagnostic: 3 } as const;

/** One value by itself: where a capability names it, else under its own name. */
export function singlePart(value: NodeValue, tools: ValueTools): Part {
  const known = knownOf(value.id);
  const id = itemOf(value);
  if (known?.internal !== undefined) return notePart(id, known.internal);
  const described = valueFeature(value, known);
  if (!described) return notePart(id, 'the gateway has no value for it');
  const { feature } = described;
  const spot = { endpoint: feature.endpoint };
  const fragments: Fragment[] = [];
  const travel = tools.values(value, described, () => fragments);
  const made = namedPart(feature, known?.rows ?? [], travel, spot) ?? genericPart(feature, travel, spot);
  fragments.push(...made.fragments);
  return partOf({
    id,
    order: known?.kind === undefined ? orders[feature.category] : 0,
    ...(known?.kind !== undefined && { kind: known.kind }),
    name: feature.label,
    endpointHint: value.id.property,
    ...made,
    says: saysAll(value, made.fragments),
  });
}

/** A value that is not shown, and why. */
export function notePart(id: string, reason: string): Part {
  return { ...partOf({ id, order: 3, fragments: [], listeners: [], says: [] }), note: { outcome: 'internal', reason } };
}
