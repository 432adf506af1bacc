import type { Capability, CapabilityView, Device, Endpoint } from '../api/types.ts';
import type { ControlContext } from '../controls/control.ts';
import { commandKey, type CommandState } from '../state/commands.ts';

/** What the control of one capability needs, put together. */
export function contextOf(
  device: Device,
  endpoint: Endpoint,
  capability: string,
  view: CapabilityView,
  definition: Capability | undefined,
  states: ReadonlyMap<string, CommandState>,
  isAllowed: boolean,
): ControlContext {
  return {
    device: device.id,
    deviceName: endpoint.id === 'main' || device.endpoints.length === 1 ? device.name : `${device.name} ${endpoint.name}`,
    endpoint: endpoint.id,
    capability,
    values: endpoint.capabilities[capability] ?? {},
    view,
    definition,
    isPending: states.get(commandKey(device.id, endpoint.id, capability))?.state === 'pending',
    isDisabled: device.availability !== 'online' || !isAllowed,
  };
}
