import { capabilities, ConcordError } from '@concord/sdk';
import { actorOf, ForbiddenError, mayDo, originOf, type Access, type Principal } from '../access/index.ts';
import type { CommandInput, CommandResult } from '../home/resources.ts';
import type { HomePart } from './parts.ts';

/** How requests command devices, whatever their path: one rule of who may, and one audit. */
export interface DeviceCommands {
  /** Throws `ForbiddenError` where the principal may not command the capability. */
  requireRight(principal: Principal, capability: string): void;
  /** Resolves once the device has confirmed the command. What carries a risk is noted in the audit, however it ends. */
  send(principal: Principal, device: string, input: CommandInput): Promise<CommandResult>;
}

export function deviceCommands(home: Pick<HomePart, 'command'>, { audit }: Pick<Access, 'audit'>): DeviceCommands {
  return {
    requireRight,
    send: async (principal, device, input) => {
      requireRight(principal, input.capability);
      if (!isRisky(input.capability)) return home.command(device, input, originOf(principal));
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

function requireRight({ role }: Principal, capability: string): void {
  if (isRisky(capability) && !mayDo(role, 'command.risky')) throw new ForbiddenError(`the role "${role}" may not command "${capability}"`);
}

/** What a capability outside the model does is not known, so it counts as risky. */
function isRisky(capability: string): boolean {
  return capabilities.get(capability)?.risk !== 'none';
}
