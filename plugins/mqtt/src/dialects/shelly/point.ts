import { membersOf } from '../../devices/placement.ts';
import type { Part, Saying } from '../../devices/part.ts';
import { fragment, type CommandPlan, type Fragment, type Values } from '../../devices/fragment.ts';
import type { Reporter } from '../../devices/reporter.ts';
import { featureOf, type Feature } from '../../mapping/feature.ts';
import { genericPart, namedPart, type FeaturePart, type FeatureTools } from '../../mapping/feature-part.ts';
import { toNumber } from '../../mapping/numbers.ts';
import type { Message } from '../../topics/message.ts';
import { endpointOf, hintOf, type Component } from './component.ts';
import type { Order } from './order.ts';
import type { Spec } from './spec.ts';

/** What the parts of a product need of it. */
export interface ProductTools {
  order(order: Order): CommandPlan;
  /** Something that the product said can't be used. */
  bad(what: string, value: unknown): void;
  /** What people call a component, where the product says so. */
  nameOf(component: Component): string | undefined;
  /** What the product is set to do with a component, as far as it told. */
  configOf(component: Component): Values;
  /** What the mapping report calls a member of a component. */
  itemOf(component: Component, member: string): string;
}

/** A part of the device, and how it takes what the product says. */
export interface Point {
  readonly part: Part;
  take(value: unknown, reporter: Reporter, message: Message): void;
}

const orders = { primary: 1, config: 2, diagnostic: 3 } as const;

/** One value of a product. `item` is what the mapping report calls it. */
export function valuePoint(component: Component, name: string, item: string, spec: Spec, tools: ProductTools): Point {
  const feature = featureOf({
    ...spec.feature,
    name,
    property: item,
    isWritable: spec.write !== undefined,
  });
  if (spec.internal !== undefined) return silentPoint(component, item, spec.internal, tools);
  let take: ((value: unknown, reporter: Reporter, message: Message) => void) | undefined;
  const values: FeatureTools = {
    namespace: 'shelly',
    listen: (_feature, taker) => {
      take = taker;
      return [];
    },
    plan: (_feature, value) => tools.order(spec.write?.(value, component) ?? { topic: item, payload: String(value) }),
    bad: (what, value) => tools.bad(what, value),
  };
  const spot = { endpoint: endpointOf(component) };
  const named = spec.row && namedPart(feature, [spec.row], values, spot);
  const made = withCommands(named ?? genericPart(feature, values, spot), named ? spec.commands : undefined, component, tools);
  return {
    part: partOf(component, item, made, tools, { order: orders[feature.category], kind: spec.kind, name: feature.label }),
    take: (value, reporter, message) => take?.(canonical(value, feature, spec.factor), reporter, message),
  };
}

/** The part of a component, however many of its values it is made of. */
export function partOf(
  component: Component,
  id: string,
  { fragments, listeners }: FeaturePart,
  tools: Pick<ProductTools, 'nameOf'>,
  more: Pick<Part, 'order'> & Partial<Part>,
): Part {
  return {
    id,
    dialect: 'shelly',
    fragments,
    listeners,
    endpointHint: hintOf(component),
    // Asked for when the device is described, since products tell names after values.
    get endpointName() {
      return tools.nameOf(component);
    },
    hasAvailability: false,
    ...more,
  };
}

/** For a part of several members: by attribute, the member that says it; all else is said by the component. */
export function saidBy(
  component: Component,
  fragments: readonly Fragment[],
  members: Readonly<Record<string, string>>,
  tools: Pick<ProductTools, 'itemOf'>,
): Saying[] {
  return fragments.flatMap((fragment) =>
    membersOf(fragment).map((member) => {
      const said = members[`${fragment.capability}.${member}`] ?? '';
      return { item: tools.itemOf(component, said), fragment, member };
    }),
  );
}

/** Something that is in the mapping report and nowhere else. */
function silentPoint(component: Component, item: string, reason: string, tools: ProductTools): Point {
  const part = partOf(component, item, { fragments: [], listeners: [] }, tools, { order: 3, note: { outcome: 'internal', reason } });
  return { part, take: () => undefined };
}

function withCommands(made: FeaturePart, commands: Spec['commands'], component: Component, tools: ProductTools): FeaturePart {
  const [first, ...others] = made.fragments;
  if (!commands || !first) return made;
  const planners = Object.fromEntries(Object.entries(commands).map(([name, order]) => [name, () => tools.order(order(component))]));
  // Reports go to the fragment that the value's part knows, so the commands stand in one beside it.
  const doing = fragment({
    capability: first.capability,
    ...(first.endpoint !== undefined && { endpoint: first.endpoint }),
    attributes: {},
    commands: planners,
  });
  return { ...made, fragments: [first, doing, ...others] };
}

const yes = new Set<unknown>([true, 1, '1', 'on', 'true', 'yes', 'open']);
const no = new Set<unknown>([false, 0, '0', 'off', 'false', 'no', 'close', 'closed']);

/** The first generation writes everything as text, and yes and no in several ways. */
function canonical(value: unknown, { type, on, off }: Feature, factor: number | undefined): unknown {
  if (type === 'binary') return yes.has(value) ? on : no.has(value) ? off : value;
  if (type === 'enum' && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  if (type !== 'numeric' || factor === undefined) return value;
  const number = toNumber(value);
  return typeof number === 'number' ? number * factor : number === null ? null : value;
}
