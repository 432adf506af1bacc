import type { CapabilityDefinition } from '@concord/sdk';
import type { Change, DeviceModel } from '../home/index.ts';
import type { SeenCondition } from './conditions.ts';

/** Sentences for a run's trace: what a person reads who asks why. */

// Canonical units that people write in another way.
const symbols: Readonly<Record<string, string>> = {
  Cel: '°C',
  'W.h': 'Wh',
  'V.A': 'VA',
  '[ppm]': 'ppm',
  '[pH]': 'pH',
  'ug/m3': 'µg/m³',
  m3: 'm³',
  'm3/h': 'm³/h',
  deg: '°',
  '/min': 'rpm',
};

function shown(value: unknown, unit?: string): string {
  if (value === null || value === undefined) return 'unknown';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return unit === undefined ? text : `${text} ${symbols[unit] ?? unit}`;
}

function definitionOf(device: DeviceModel | undefined, capability: string): CapabilityDefinition | undefined {
  for (const endpoint of device?.endpoints.values() ?? []) {
    const found = endpoint.capabilities.get(capability);
    if (found) return found.definition;
  }
  return undefined;
}

/** `Heating setpoint` for `heatingSetpoint`; the name itself where the model has no title. */
function titleOf(definition: CapabilityDefinition | undefined, attribute: string): string {
  return definition?.attributes[attribute]?.title ?? attribute;
}

const lower = (title: string) => title.charAt(0).toLowerCase() + title.slice(1);

export function describeChange(change: Change, device: DeviceModel | undefined): string {
  const name = device?.name ?? change.device;
  const definition = definitionOf(device, change.capability);
  if (change.type === 'event') {
    const details = Object.entries(change.payload).map(([key, value]) => `${key} ${shown(value)}`);
    const title = definition?.events[change.event]?.title ?? change.event;
    return `${name}: ${lower(title)}${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
  }
  const { unit } = change.record;
  return `${name}: ${lower(titleOf(definition, change.attribute))} went from ${shown(change.previous, unit)} to ${shown(change.record.value, unit)}`;
}

export function describeConditions(
  met: boolean,
  seen: readonly SeenCondition[],
  find: (device: string) => DeviceModel | undefined,
): string {
  if (met) return seen.length === 1 ? 'The condition held' : 'The conditions held';
  const failed = seen.find((condition) => !condition.met);
  if (!failed) return 'The conditions did not hold';
  const wanted = `${relations[failed.operator] ?? failed.operator} ${shown(failed.wanted)}`;
  if (failed.fact !== 'state') return `The conditions did not hold: ${failed.fact} was ${shown(failed.seen)}, and should be ${wanted}`;
  const { device: id, capability, attribute } = failed.params ?? {};
  const device = find(String(id));
  const what = `${lower(titleOf(definitionOf(device, String(capability)), String(attribute)))} of ${device?.name ?? String(id)}`;
  return `The conditions did not hold: ${what} was ${shown(failed.seen)}, and should be ${wanted}`;
}

const relations: Readonly<Record<string, string>> = {
  equal: 'exactly',
  notEqual: 'anything but',
  in: 'one of',
  notIn: 'none of',
  lessThan: 'less than',
  lessThanInclusive: 'at most',
  greaterThan: 'more than',
  greaterThanInclusive: 'at least',
  contains: 'a list with',
  doesNotContain: 'a list without',
};

export function describeCommand(
  device: DeviceModel | undefined,
  id: string,
  capability: string,
  command: string,
  args: Readonly<Record<string, unknown>>,
): string {
  const name = device?.name ?? id;
  const definition = definitionOf(device, capability);
  const given = Object.entries(args).map(([key, value]) => {
    const title = lower(titleOf(definition, key));
    if (typeof value === 'boolean') return value ? title : `not ${title}`;
    return `${title} ${shown(value, definition?.attributes[key]?.unit)}`;
  });
  if (command === 'set') return `Set ${name}: ${given.join(', ')}`;
  const title = definition?.commands[command]?.title ?? command;
  return `${title}: ${name}${given.length > 0 ? ` (${given.join(', ')})` : ''}`;
}
