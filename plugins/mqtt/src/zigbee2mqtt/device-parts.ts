import type { Part } from '../devices/part.ts';
import { isLockMember } from '../mapping/lock-members.ts';
import { actionPart } from './action.ts';
import { coverPart } from './cover.ts';
import type { DeviceTools } from './device-tools.ts';
import { featureRow, phaseOf, rowsFor } from './expose-table.ts';
import type { Expose } from './expose.ts';
import { identifyPart } from './identify.ts';
import { lightPart } from './light.ts';
import { lockPart } from './lock.ts';
import { simplePart } from './simple-part.ts';
import { switchPart } from './switch.ts';

type Draft = Pick<Part, 'fragments' | 'listeners'> & Partial<Pick<Part, 'kind' | 'tags'>>;
type TypedMapper = (expose: Expose, tools: DeviceTools, around: Surroundings) => Draft | undefined;

/** What else the device exposes. */
interface Surroundings {
  readonly names: ReadonlySet<string>;
  /** A simple expose of this name on the same endpoint. */
  readonly beside: (expose: Expose, ...names: string[]) => Expose | undefined;
}

const typed: Readonly<Record<string, TypedMapper>> = {
  light: (expose, tools, { beside }) => lightPart(expose, tools, expose.endpoint, beside(expose, 'effect')),
  switch: (expose, tools) => switchPart(expose, tools, expose.endpoint),
  lock: (expose, tools) => lockPart(expose, tools, expose.endpoint),
  cover: (expose, tools, { beside }) => coverPart(expose, tools, expose.endpoint, beside(expose, 'motor_state', 'moving')),
};

const named: Readonly<Record<string, TypedMapper>> = {
  action: (expose, tools) => actionPart(expose, tools),
  identify: (expose, tools) => identifyPart(expose, tools, expose.endpoint),
};

/** Typed exposes whose features are values like any other. */
const dissolved: Readonly<Record<string, string>> = { climate: 'thermostat', fan: 'fan' };

const orders = { primary: 1, config: 2, diagnostic: 3 } as const;

/** The parts of a device; nothing that it exposes is left out. */
export function deviceParts(exposes: readonly Expose[], tools: DeviceTools): Part[] {
  const simple = exposes.filter(({ type }) => !Object.hasOwn(typed, type));
  const around: Surroundings = {
    names: new Set(simple.map(({ name }) => name)),
    beside: ({ endpoint }, ...names) => simple.find((other) => names.includes(other.name) && other.endpoint === endpoint),
  };
  const hasLock = exposes.some(({ type }) => type === 'lock');
  const taken = new Set(
    exposes.flatMap((expose) => [
      ...(expose.type === 'light' ? [around.beside(expose, 'effect')] : []),
      ...(expose.type === 'cover' ? [around.beside(expose, 'motor_state', 'moving')] : []),
    ]),
  );
  const parts = exposes.flatMap((expose) => {
    if (taken.has(expose)) return [note(expose, 'said by its light or cover')];
    if (hasLock && isLockMember(expose.name)) return [note(expose, 'said by the events of the lock')];
    return partsOf(expose, tools, around);
  });
  return distinct(parts);
}

/** Some devices list a member twice, once by itself and once in `climate`: the second says nothing more. */
function distinct(parts: readonly Part[]): Part[] {
  const byId = new Map<string, Part>();
  for (const part of parts.toSorted((a, b) => a.order - b.order)) if (!byId.has(part.id)) byId.set(part.id, part);
  return [...byId.values()];
}

function partsOf(expose: Expose, tools: DeviceTools, around: Surroundings): Part[] {
  const { type, name, endpoint } = expose;
  if (Object.hasOwn(dissolved, type))
    return expose.features.map((feature) => ({
      ...part(feature, simplePart(feature, featureRow(type, feature), tools, feature.endpoint ?? endpoint)),
      order: 0,
      kind: dissolved[type],
    }));
  const mapper = Object.hasOwn(typed, type) ? typed[type] : Object.hasOwn(named, name) && type === 'enum' ? named[name] : undefined;
  const draft = mapper?.(expose, tools, around);
  if (draft) return [part(expose, draft, Object.hasOwn(typed, type) ? 0 : undefined)];
  const phased = phaseOf(expose);
  if (phased) {
    const { expose: plain, phase } = phased;
    return [{ ...part(expose, simplePart(plain, rowsFor(plain, around.names), tools, phase)), tags: [`phase=${phase}`] }];
  }
  return [part(expose, simplePart(expose, rowsFor(expose, around.names), tools, endpoint))];
}

function part(expose: Expose, draft: Draft, order: number = orders[expose.category]): Part {
  const { type, property, endpoint, label } = expose;
  return {
    id: property || [type, endpoint].filter(Boolean).join('_'),
    dialect: 'zigbee2mqtt',
    name: label,
    order,
    hasAvailability: true,
    ...draft,
  };
}

function note(expose: Expose, reason: string): Part {
  return { ...part(expose, { fragments: [], listeners: [] }), note: { outcome: 'internal', reason } };
}
