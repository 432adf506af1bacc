import { messageOf } from '../api/client.ts';
import { sendCommand } from '../api/devices.ts';
import type { CommandInput } from '../api/types.ts';
import { devices } from './home.ts';
import { Store } from './store.ts';
import { toast } from './toasts.ts';

export interface CommandState {
  readonly state: 'pending' | 'failed';
  readonly message?: string;
}

/** Commands that this page sent and that are not confirmed, or failed; by `commandKey`. */
export const commandStates = new Store<ReadonlyMap<string, CommandState>>(new Map());

export function commandKey(device: string, endpoint: string, capability: string): string {
  return `${device}/${endpoint}/${capability}`;
}

let last = 0;
const newest = new Map<string, number>();

/** Sends a command; how far it got is in `commandStates`, and a failure is told as a toast as well. */
export async function command(device: string, input: CommandInput & { readonly endpoint: string }): Promise<boolean> {
  const key = commandKey(device, input.endpoint, input.capability);
  const number = ++last;
  newest.set(key, number);
  put(key, { state: 'pending' });
  const isNewest = () => newest.get(key) === number;
  try {
    await sendCommand(device, input);
    if (isNewest()) put(key, undefined);
    return true;
  } catch (error) {
    const message = messageOf(error);
    if (isNewest()) put(key, { state: 'failed', message });
    toast(`${devices.find(device)?.name ?? 'The device'}: ${message}`, 'bad');
    return false;
  }
}

/** The device said something of the capability since: what failed before is no news any more. */
export function commandsHeard(device: string, endpoint: string, capability: string): void {
  const key = commandKey(device, endpoint, capability);
  if (commandStates.value.get(key)?.state === 'failed') put(key, undefined);
}

function put(key: string, state: CommandState | undefined): void {
  const states = new Map(commandStates.value);
  if (state) states.set(key, state);
  else states.delete(key);
  commandStates.set(states);
}
