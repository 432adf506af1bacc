import { fragment } from '../devices/fragment.ts';
import type { DeviceTools, TypedPart } from './device-tools.ts';
import type { Expose } from './expose.ts';

/** `identify`: the product shows which one it is. It is only ever written. */
export function identifyPart({ property, values }: Expose, tools: DeviceTools, endpoint: string | undefined): TypedPart {
  const target = fragment({
    capability: 'identify',
    ...(endpoint !== undefined && { endpoint }),
    attributes: {},
    commands: { identify: () => tools.plan({ [property]: values[0] ?? 'identify' }, false, {}) },
  });
  return { kind: 'node', fragments: [target], listeners: [] };
}
