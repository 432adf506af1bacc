import type { Part } from '../devices/part.ts';
import { isLockMember } from '../mapping/lock-members.ts';
import { actionPart } from './action.ts';
import { coverPart } from './cover.ts';
import type { DeviceTools } from './device-tools.ts';
import { featureRows, phaseOf, rowsFor } from './expose-table.ts';
import { itemOf, type Expose } from './expose.ts';
import { identifyPart } from './identify.ts';
import { lightPart } from './light.ts';
import { lockPart } from './lock.ts';
import { simplePart } from './simple-part.ts';
import { switchPart } from './switch.ts';

type Draft = Pick<Part, 'fragments' | 'listeners'> & Partial<Pick<Part, 'kind' | 'tags' | 'says'>>;
type TypedMapper = (expose: Expose, tools: DeviceTools, around: Surroundings) => Draft | undefined;

/** What else the device exposes. */
interface Surroundings {
  readonly names: ReadonlySet<string>;
  /** A simple expose of this name on the same endpoint. */
  readonly beside: (expose: Expose, ...names: string[]) => Expose | undefined;
  /** Who worked the lock, in exposes of their own. */
  readonly operators: readonly Expose[];
}

const typed: Readonly<Record<string, TypedMapper>> = {
  light: (expose, tools, { beside }) => lightPart(expose, tools, expose.endpoint, beside(expose, 'effect')),
  switch: (expose, tools) => switchPart(expose, tools, expose.endpoint),
  lock: (expose, tools, { operators }) => lockPart(expose, tools, expose.endpoint, operators),
  cover: (expose, tools, { beside }) => coverPart(expose, tools, expose.endpoint, beside(expose, 'motor_state', 'moving')),
};

const named: Readonly<Record<string, TypedMapper>> = {
  action: (expose, tools) => actionPart(expose, tools),
  identify: (expose, tools) => identifyPart(expose, tools, expose.endpoint),
};

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
  const hasLock = exposes.some(({ type }) => type === 'lock');
  const around: Surroundings = {
    names: new Set(exposes.flatMap(({ name, type, features }) => [name, type, ...features.map((feature) => feature.name)])),
    beside: ({ endpoint }, ...names) => simple.find((other) => names.includes(other.name) && other.endpoint === endpoint),
    operators: hasLock ? simple.filter(({ name }) => isLockMember(name)) : [],
  };
  const taken = new Set([
    ...around.operators,
    ...exposes.flatMap((expose) => [
      ...(expose.type === 'light' ? [around.beside(expose, 'effect')] : []),
      ...(expose.type === 'cover' ? [around.beside(expose, 'motor_state', 'moving')] : []),
    ]),
  ]);
  return distinct(exposes.flatMap((expose) => (taken.has(expose) ? [] : partsOf(expose, tools, around))));
}

/** Some devices list a member twice, once by itself and once in `climate`: the second says nothing more. */
function distinct(parts: readonly Part[]): Part[] {
  const byId = new Map<string, Part>();
  for (const part of parts.toSorted((a, b) => a.order - b.order)) if (!byId.has(part.id)) byId.set(part.id, part);
  return [...byId.values()];
}

function partsOf(expose: Expose, tools: DeviceTools, around: Surroundings): Part[] {
  const { type, name, endpoint } = expose;
  if (Object.hasOwn(kinds, type)) return typedParts(expose, tools, around);
  const mapper = Object.hasOwn(named, name) && type === 'enum' ? named[name] : undefined;
  const draft = mapper?.(expose, tools, around);
  if (draft) return [part(expose, draft)];
  const phased = phaseOf(expose);
  if (phased) {
    const { expose: plain, phase } = phased;
    return [{ ...part(expose, simplePart(plain, rowsFor(plain, around.names), tools, phase)), tags: [`phase=${phase}`] }];
  }
  return [part(expose, simplePart(expose, rowsFor(expose, around.names), tools, endpoint))];
}

/** A typed expose, and each of its features that its mapper says nothing of. */
function typedParts(expose: Expose, tools: DeviceTools, around: Surroundings): Part[] {
  const { type, endpoint, features } = expose;
  const draft = typed[type]?.(expose, tools, around);
  const said = new Set(draft?.says?.map(({ item }) => item));
  const rest = features.filter((feature) => !said.has(itemOf(feature)));
  return [
    ...(draft ? [part(expose, draft, 0)] : []),
    ...rest.map((feature) => ({
      ...part(
        feature,
        simplePart(feature, featureRows(type, feature, around.names), tools, feature.endpoint ?? endpoint),
        draft ? undefined : 0,
      ),
      ...(!draft && { kind: kinds[type] }),
    })),
  ];
}

function part(expose: Expose, draft: Draft, order: number = orders[expose.category]): Part {
  return { id: itemOf(expose), dialect: 'zigbee2mqtt', name: expose.label, order, hasAvailability: true, ...draft };
}
