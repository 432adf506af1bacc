import type { Part } from '../../devices/part.ts';
import { everything, membersOf } from '../../devices/placement.ts';
import { genericPart, namedPart } from '../../mapping/feature-part.ts';
import { isLockMember } from '../../mapping/lock-members.ts';
import type { Row } from '../../mapping/row.ts';
import { actionPart, isActionDetail } from './action.ts';
import { coverPart } from './cover.ts';
import type { DeviceTools } from './device-tools.ts';
import { itemOf } from '../../mapping/feature.ts';
import type { Expose } from './expose.ts';
import { relativeOf } from './families.ts';
import { identifyPart } from './identify.ts';
import { learnedCodePart } from './learned-code.ts';
import { lightPart } from './light.ts';
import { lockPart } from './lock.ts';
import { pinCodePart } from './pin-code.ts';
import { sirenWordsPart } from './siren-words.ts';
import { switchPart } from './switch.ts';
import { featureRows, isNamed, rowsFor } from './table/index.ts';
import { warningPart } from './warning.ts';

type Draft = Pick<Part, 'fragments' | 'listeners'> & Partial<Pick<Part, 'kind' | 'tags' | 'says'>>;
type TypedMapper = (expose: Expose, tools: DeviceTools, around: Surroundings) => Draft | undefined;

/** What else the device exposes. */
interface Surroundings {
  readonly names: ReadonlySet<string>;
  /** A simple expose of this name on the same endpoint. */
  readonly beside: (expose: Expose, ...names: string[]) => Expose | undefined;
  /** Who worked the lock, in exposes of their own. */
  readonly operators: readonly Expose[];
  /** What is told beside an action. */
  readonly details: readonly Expose[];
}

const typed: Readonly<Record<string, TypedMapper>> = {
  light: (expose, tools, { beside }) => lightPart(expose, tools, expose.endpoint, effectOf(beside, expose)),
  switch: (expose, tools) => switchPart(expose, tools, expose.endpoint),
  lock: (expose, tools, { operators }) => lockPart(expose, tools, expose.endpoint, operators),
  cover: (expose, tools, { beside }) => coverPart(expose, tools, expose.endpoint, moverOf(beside, expose)),
};

/** Exposes that are more than one value, by type and name. */
const named: Readonly<Record<string, TypedMapper>> = {
  'enum action': (expose, tools, { details }) => actionPart(expose, tools, details),
  'enum identify': (expose, tools) => identifyPart(expose, tools, expose.endpoint),
  'composite pin_code': (expose, tools) => pinCodePart(expose, tools, expose.endpoint),
  'text learned_ir_code': (expose, tools) => learnedCodePart(expose, tools, expose.endpoint),
  'text last_received_command': (expose, tools) => learnedCodePart(expose, tools, expose.endpoint),
  'composite warning': (expose, tools) => warningPart(expose, tools, expose.endpoint),
  'enum alarm': (expose, tools) => sirenWordsPart(expose, tools, expose.endpoint),
  'enum siren_for_automation_only': (expose, tools) => sirenWordsPart(expose, tools, expose.endpoint),
};

/** Composites whose members are settings of their own, each written by itself. */
const holders = new Set(['level_config', 'color_options']);

/** The effects that a light plays. */
function effectOf(beside: Surroundings['beside'], light: Expose): Expose | undefined {
  const effect = beside(light, 'effect');
  return effect?.type === 'enum' && effect.isWritable && effect.values.length > 0 ? effect : undefined;
}

/** What says in words how a cover moves; a yes or no says not which way. */
function moverOf(beside: Surroundings['beside'], cover: Expose): Expose | undefined {
  const mover = beside(cover, 'motor_state', 'moving');
  return mover?.type === 'enum' ? mover : undefined;
}

/** Where a value stands: its endpoint, and for a member of a composite the member of the state message that holds it. */
interface Spot {
  readonly endpoint: string | undefined;
  readonly holder?: string;
}

/** Typed exposes, and what they are to a person; the features of those without a mapper are values like any other. */
const kinds: Readonly<Record<string, string>> = {
  light: 'light',
  switch: 'switch',
  lock: 'lock',
  cover: 'cover',
  climate: 'thermostat',
  fan: 'fan',
};

const orders = { primary: 1, config: 2, diagnostic: 3 } as const;

/** The parts of a device; nothing that it exposes is left out. */
export function deviceParts(exposes: readonly Expose[], tools: DeviceTools): Part[] {
  const simple = exposes.filter(({ type }) => !Object.hasOwn(kinds, type));
  const hasLock = exposes.some(({ type, features }) => type === 'lock' && features.some(({ name }) => name === 'state'));
  const around: Surroundings = {
    names: new Set(exposes.flatMap(({ name, type, features }) => [name, type, ...features.map((feature) => feature.name)])),
    beside: ({ endpoint }, ...names) => simple.find((other) => names.includes(other.name) && other.endpoint === endpoint),
    operators: hasLock ? simple.filter(({ name }) => isLockMember(name)) : [],
    details: !hasLock && simple.some(({ name, type }) => name === 'action' && type === 'enum') ? simple.filter(isActionDetail) : [],
  };
  const taken = new Set([
    ...around.operators,
    ...around.details,
    ...exposes.flatMap((expose) => [
      ...(expose.type === 'light' ? [effectOf(around.beside, expose)] : []),
      ...(expose.type === 'cover' ? [moverOf(around.beside, expose)] : []),
    ]),
  ]);
  return distinct(exposes.flatMap((expose) => (taken.has(expose) ? [] : partsOf(expose, tools, around))));
}

/**
 * Some devices list a member twice, once by itself and once in `climate` or `cover`: the second says nothing more, if only read. One that can
 * be written is a part of its own, under the same item of the mapping report.
 */
function distinct(parts: readonly Part[]): Part[] {
  const byId = new Map<string, Part>();
  const said = new Set(parts.flatMap(({ says = [] }) => says.map(({ item }) => item)));
  for (const part of parts.toSorted((a, b) => a.order - b.order)) {
    const isWritable = part.fragments.some(({ set, commands }) => set !== undefined || commands !== undefined);
    const isTwice = byId.has(part.id);
    if (!isWritable && part.says === undefined && (isTwice || said.has(part.id))) continue;
    // Two lights without an endpoint are two lights.
    const id = isTwice ? freeId(part, byId) : part.id;
    byId.set(id, { ...part, id, says: part.says ?? (isTwice ? everything(part) : undefined) });
  }
  return [...byId.values()];
}

function freeId({ id, says }: Part, taken: ReadonlyMap<string, Part>): string {
  const named = says?.[0] ? `${id}_${says[0].item}` : `${id}_2`;
  for (let at = 2; ; at++) {
    const free = at === 2 ? named : `${id}_${at}`;
    if (!taken.has(free)) return free;
  }
}

function partsOf(expose: Expose, tools: DeviceTools, around: Surroundings): Part[] {
  const { type, name, endpoint } = expose;
  const own = ownSwitch(expose);
  if (own) return [valuePart(own, rowsFor(own, around.names), tools, around, { endpoint })];
  if (Object.hasOwn(kinds, type)) return typedParts(expose, tools, around);
  const mapper = Object.hasOwn(named, `${type} ${name}`) ? named[`${type} ${name}`] : undefined;
  const draft = mapper?.(expose, tools, around);
  if (draft) return [part(expose, draft)];
  if (holders.has(name) && expose.features.length > 0) return memberParts(expose, tools, around, endpoint);
  return [valuePart(expose, rowsFor(expose, around.names), tools, around, { endpoint })];
}

/** What meters say of a `switch` that sets their counters to zero; only its description tells it from one that switches a load. */
const zeroing = /\bzero the energy\b/i;

/** A `switch` whose state has a name of its own (`window_detection`) is that setting, and switches no load. */
function ownSwitch({ type, features }: Expose): Expose | undefined {
  const [state, ...others] = features;
  if (type === 'switch' && zeroing.test(state?.description ?? '')) return state && { ...state, name: 'energy_reset' };
  if (type !== 'switch' || !state || others.length > 0 || state.property.startsWith('state')) return undefined;
  return { ...state, name: state.property };
}

/** One value: what its name says, what it says without its number or place, or a value of its own name. */
function valuePart(expose: Expose, rows: readonly Row[], tools: DeviceTools, { names }: Surroundings, spot: Spot): Part {
  const values = tools.values(spot.holder);
  const own = namedPart(expose, rows, values, spot);
  if (own) return part(expose, own);
  const relative = isNamed(expose.name) ? undefined : relativeOf(expose);
  const among =
    relative && namedPart(relative.expose, rowsFor(relative.expose, names), values, { endpoint: within(spot.endpoint, relative.endpoint) });
  if (among) return { ...part(expose, among), tags: relative.tags };
  if (rows.length > 0) tools.conflict(`${expose.name} (${expose.type}, "${expose.unit ?? ''}") is not what its name says`);
  return part(expose, genericPart(expose, values, spot));
}

function within(endpoint: string | undefined, place: string): string {
  return endpoint === undefined ? place : `${endpoint}/${place}`;
}

/** A typed expose, and each of its features that its mapper says nothing of. */
function typedParts(expose: Expose, tools: DeviceTools, around: Surroundings): Part[] {
  const { type, endpoint, features } = expose;
  const draft = typed[type]?.(expose, tools, around);
  const said = new Set(draft?.says?.map(({ item }) => item));
  const rest = features.filter((feature) => !said.has(itemOf(feature)));
  return [
    ...(draft ? [part(expose, draft, 0)] : []),
    ...rest.flatMap((feature): Part[] => {
      const spot = { endpoint: feature.endpoint ?? endpoint };
      if (holders.has(feature.name)) return memberParts(feature, tools, around, spot.endpoint);
      const made = valuePart(feature, featureRows(type, feature, around.names), tools, around, spot);
      return [draft ? made : { ...made, order: 0, kind: kinds[type] }];
    }),
  ];
}

/** The members of a composite as values of their own; the composite says what they say. */
function memberParts(holder: Expose, tools: DeviceTools, around: Surroundings, endpoint: string | undefined): Part[] {
  const { property, name, isReported, isWritable, category } = holder;
  return holder.features.map((member) => {
    const feature = { ...member, category, isReported: member.isReported || isReported, isWritable: member.isWritable || isWritable };
    const made = valuePart(feature, featureRows(name, feature, around.names), tools, around, { endpoint, holder: property });
    const says = made.fragments.flatMap((fragment) =>
      membersOf(fragment).map((said) => ({ item: itemOf(holder), fragment, member: said })),
    );
    return { ...made, id: `${itemOf(holder)}.${made.id}`, says };
  });
}

function part(expose: Expose, draft: Draft, order: number = orders[expose.category]): Part {
  return { id: itemOf(expose), dialect: 'zigbee2mqtt', name: expose.label, order, hasAvailability: true, ...draft };
}
