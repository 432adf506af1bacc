import type { Clock } from '../clock.ts';
import type { Address, CommandInput, CommandResult, DeviceModel, Origin, Person } from '../home/index.ts';

/** So long after the start, in milliseconds, rules wait for devices that have not been heard yet. */
export const startPatienceMs = 30_000;

/** What rules may know of the home. */
export interface HomeView {
  find(device: string): DeviceModel | undefined;
  models(): Iterable<DeviceModel>;
  /** Where an address leads now: its device may have been linked to another. */
  readonly current: (address: Address) => Address;
  /** The person that a device calls `user`. */
  personOf(device: string, user: unknown): Person | undefined;
  hasScene(id: string): boolean;
  hasRoom(id: string): boolean;
  readonly timeZone: string;
}

/** What rules may do. `signal` is aborted when the run has ended before its time: what has not been sent by then must not be. */
export interface HomeActions {
  command(device: string, input: CommandInput, origin: Origin, signal: AbortSignal): Promise<CommandResult>;
  activateScene(
    id: string,
    origin: Origin,
    signal: AbortSignal,
  ): Promise<{ done: number; failed: { device: string; code: string; message: string }[] }>;
  notify(message: string, origin: Origin): void;
}

export interface RulePorts {
  readonly clock: Clock;
  readonly home: HomeView;
  readonly actions: HomeActions;
  readonly onError: (error: unknown) => void;
}
