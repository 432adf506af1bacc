import { capabilities, CommandRejectedError } from '@concord/sdk';
import type { CommandPlan, Values } from './fragment.ts';
import type { Slot } from './slot.ts';

/** What a command comes to: one plan for each part that has a share in it. Throws `CommandRejectedError` where no part knows it. */
export function planCommand(slot: Slot, command: string, args: Values): CommandPlan[] {
  if (command === 'set') return planSet(slot, args);
  const planner = slot.commands.get(command);
  if (!planner) throw new CommandRejectedError(`this ${slot.capability} has no command "${command}"`);
  return [planner(args)];
}

/** One plan for each part that has some of the attributes. */
function planSet(slot: Slot, args: Values): CommandPlan[] {
  const byFragment = new Map<ReturnType<typeof slot.setters.get>, Record<string, unknown>>();
  const options: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(args)) {
    if (capabilities.get(slot.capability)?.setOptions?.[name]) {
      options[name] = value;
      continue;
    }
    const fragment = slot.setters.get(name);
    if (!fragment?.set) throw new CommandRejectedError(`${slot.capability}.${name} can't be set on this device`);
    const values = byFragment.get(fragment);
    if (values) values[name] = value;
    else byFragment.set(fragment, { [name]: value });
  }
  if (byFragment.size === 0) throw new CommandRejectedError('nothing to set');
  return [...byFragment].flatMap(([fragment, values]) => (fragment?.set ? [fragment.set({ ...values, ...options })] : []));
}
