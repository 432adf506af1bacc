import { capabilities, ConcordError } from '@concord/sdk';
import { actorOf, ForbiddenError, mayDo, originOf, type Access, type Principal } from '../access/index.ts';
import type { CommandInput, CommandResult, DeviceModel } from '../home/index.ts';
import type { HomePart } from './parts.ts';

/** How requests command devices, whatever their path: one rule of who may, and one audit. */
export interface DeviceCommands {
  /** Throws `ForbiddenError` where the principal may not command the capability of the device. */
  requireRight(principal: Principal, device: string, capability: string): void;
  /** Resolves once the device has confirmed the command. What carries a risk is noted in the audit, however it ends. */
  send(principal: Principal, device: string, input: CommandInput): Promise<CommandResult>;
}

export function deviceCommands(home: Pick<HomePart, 'command' | 'find'>, { audit }: Pick<Access, 'audit'>): DeviceCommands {
  const requireRight: DeviceCommands['requireRight'] = ({ role }, device, capability) => {
    if (isRisky(home.find(device), capability) && !mayDo(role, 'command.risky'))
      throw new ForbiddenError(`the role "${role}" may not command "${capability}"`);
  };
  return {
    requireRight,
    send: async (principal, device, input) => {
      requireRight(principal, device, input.capability);
      if (!isRisky(home.find(device), input.capability)) return home.command(device, input, originOf(principal));
      const note = (outcome: Record<string, unknown>) => {
        const { endpoint, capability, command } = input;
        audit.record(actorOf(principal), 'risky-command', device, { endpoint, capability, command, ...outcome });
      };
      try {
        const result = await home.command(device, input, originOf(principal));
        note({ outcome: 'done', commandId: result.id });
        return result;
      } catch (error) {
        note({ outcome: error instanceof ConcordError ? error.code : 'failed' });
        throw error;
      }
    },
  };
}

/** By the model, or for an extension by what its plugin says of it. What is not known counts as risky. */
function isRisky(device: DeviceModel | undefined, id: string): boolean {
  const known = capabilities.get(id);
  if (known) return known.risk !== 'none';
  const found = [...(device?.endpoints.values() ?? [])].flatMap((endpoint) => endpoint.capabilities.get(id) ?? []);
  return found.length === 0 || found.some(({ definition }) => definition.risk !== 'none');
}
