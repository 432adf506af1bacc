import { capabilities, ConcordError, riskOfCommand } from '@concord/sdk';
import { actorOf, ForbiddenError, mayDo, originOf, type Access, type Principal } from '../access/index.ts';
import type { CommandInput, CommandResult, DeviceModel } from '../home/index.ts';
import type { HomePart } from './parts.ts';

/** How requests command devices, whatever their path: one rule of who may, and one audit. */
export interface DeviceCommands {
  /** Throws `ForbiddenError` where the principal may not have the device do this. */
  requireRight(principal: Principal, device: string, input: CommandInput): void;
  /** Resolves once the device has confirmed the command. What carries a risk is noted in the audit, however it ends. */
  send(principal: Principal, device: string, input: CommandInput): Promise<CommandResult>;
}

export function deviceCommands(home: Pick<HomePart, 'command' | 'find'>, { audit }: Pick<Access, 'audit'>): DeviceCommands {
  const requireRight: DeviceCommands['requireRight'] = ({ role }, device, input) => {
    if (isRisky(home.find(device), input) && !mayDo(role, 'command.risky'))
      throw new ForbiddenError(`the role "${role}" may not give "${input.capability}" this command`);
  };
  return {
    requireRight,
    send: async (principal, device, input) => {
      requireRight(principal, device, input);
      if (!isRisky(home.find(device), input)) return home.command(device, input, originOf(principal));
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
function isRisky(device: DeviceModel | undefined, { capability: id, command, args = {} }: CommandInput): boolean {
  const known = capabilities.get(id);
  if (known) return riskOfCommand(known, command, args) !== 'none';
  const found = [...(device?.endpoints.values() ?? [])].flatMap((endpoint) => endpoint.capabilities.get(id) ?? []);
  return found.length === 0 || found.some(({ definition }) => riskOfCommand(definition, command, args) !== 'none');
}
