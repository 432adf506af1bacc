import type { CapabilityDefinition, Risk } from './capability.ts';
import { setCommand } from './checks.ts';

type Known = Pick<CapabilityDefinition, 'risk' | 'isSetRepeatable' | 'commands'>;
type Args = Readonly<Record<string, unknown>>;

/**
 * The risk of one command: that of its capability, and `harm` at least where `set` names an attribute with a namespace, since only its
 * maker knows what that moves.
 */
export function riskOfCommand({ risk }: Pick<Known, 'risk'>, command: string, args: Args): Risk {
  return risk === 'none' && setsUnknown(command, args) ? 'harm' : risk;
}

/** Whether the hub may send a command a second time when nobody confirmed it: what may do harm once may do it twice. */
export function isRepeatable(
  { isSetRepeatable, commands }: Pick<Known, 'isSetRepeatable' | 'commands'>,
  command: string,
  args: Args,
): boolean {
  if (command === setCommand) return isSetRepeatable && !setsUnknown(command, args);
  return Object.hasOwn(commands, command) && commands[command]?.repeatable === true;
}

function setsUnknown(command: string, args: Args): boolean {
  return command === setCommand && Object.keys(args).some((name) => name.includes(':'));
}
