import { capabilities, CommandRejectedError, type CommandOutcome, type Confirmation } from '@concord/sdk';
import type { Connection } from '../connection/connection.ts';
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
    if (Object.hasOwn(capabilities.get(slot.capability)?.setOptions ?? {}, name)) {
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

interface Hands {
  readonly connection: Pick<Connection, 'publish'>;
  /** Takes values for granted that the product never reports. */
  readonly assume: (values: Values) => void;
}

/** Sends what was planned, and waits for the products that answer. */
export async function carryOut(plans: readonly CommandPlan[], timeoutMs: number, { connection, assume }: Hands): Promise<CommandOutcome> {
  const assumed: Values[] = [];
  for (const { sendings, assumed: values } of plans) {
    for (const { topic, payload, ...options } of sendings) connection.publish(topic, payload, options);
    if (values) assumed.push(values);
  }
  const answers = await Promise.all(plans.flatMap(({ ask }) => (ask ? [ask(timeoutMs)] : [])));
  if (assumed.length > 0 && plans.every(({ assumed: values, ask }) => values || ask)) {
    assume(Object.assign({}, ...assumed));
    return { confirmation: 'assumed' };
  }
  return { confirmation: answers.length === plans.length ? weakest(answers) : 'sent' };
}

/** The command of several parts is as sure as the least sure of them. */
function weakest(answers: readonly Confirmation[]): Confirmation {
  return answers.every((answer) => answer === 'acknowledged') ? 'acknowledged' : 'sent';
}
