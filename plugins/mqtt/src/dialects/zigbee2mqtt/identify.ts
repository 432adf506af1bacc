import { fragment, type Values } from '../../devices/fragment.ts';
import type { DeviceTools, TypedPart } from './device-tools.ts';
import type { Expose } from './expose.ts';

/** `identify`: the product shows which one it is. It is only ever written; where its words are seconds, by the nearest to what is asked. */
export function identifyPart({ property, values }: Expose, tools: DeviceTools, endpoint: string | undefined): TypedPart {
  const target = fragment({
    capability: 'identify',
    ...(endpoint !== undefined && { endpoint }),
    attributes: {},
    commands: { identify: (args) => tools.plan({ [property]: wordFor(values, args) }, false, {}) },
  });
  return { kind: 'node', fragments: [target], listeners: [] };
}

function wordFor(values: readonly string[], { duration, effect }: Values): string {
  if (typeof effect === 'string' && values.includes(effect)) return effect;
  // 0 seconds is the end of it.
  const times = values.filter((value) => Number(value) > 0);
  if (typeof duration !== 'number') return times[0] ?? values[0] ?? 'identify';
  const [nearest = values[0] ?? 'identify'] = times.toSorted((a, b) => Math.abs(Number(a) - duration) - Math.abs(Number(b) - duration));
  return nearest;
}
