import type { Change, DeviceModel } from '../home/index.ts';
import type { SeenCondition } from './conditions.ts';

/** Sentences for a run's trace: what a person reads who asks why. */

function shown(value: unknown): string {
  if (value === null || value === undefined) return 'unknown';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function describeChange(change: Change, device: DeviceModel | undefined): string {
  const name = device?.name ?? change.device;
  if (change.type === 'event') {
    const details = Object.entries(change.payload).map(([key, value]) => `${key} ${shown(value)}`);
    return `${name}: ${change.capability} ${change.event}${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
  }
  return `${name}: ${change.capability} ${change.attribute} went from ${shown(change.previous)} to ${shown(change.record.value)}`;
}

export function describeConditions(met: boolean, seen: readonly SeenCondition[]): string {
  if (met) return seen.length === 1 ? 'The condition held' : 'The conditions held';
  const failed = seen.find((condition) => !condition.met);
  if (!failed) return 'The conditions did not hold';
  const what = failed.fact === 'state' ? `${String(failed.params?.['capability'])} ${String(failed.params?.['attribute'])}` : failed.fact;
  return `The conditions did not hold: ${what} was ${shown(failed.seen)}, which is not ${failed.operator} ${shown(failed.wanted)}`;
}

export function describeCommand(
  device: DeviceModel | undefined,
  id: string,
  command: string,
  args: Readonly<Record<string, unknown>>,
): string {
  const name = device?.name ?? id;
  const given = Object.entries(args).map(([key, value]) => `${key} ${shown(value)}`);
  if (command === 'set') return `Set ${name} to ${given.join(', ')}`;
  return `${name}: ${command}${given.length > 0 ? ` (${given.join(', ')})` : ''}`;
}
