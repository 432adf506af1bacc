import type { Clock } from '../clock.ts';
import type { CommandInput, CommandResult, DeviceModel, Origin, Person } from '../home/index.ts';

/** What rules may know of the home. */
export interface HomeView {
  find(device: string): DeviceModel | undefined;
  models(): Iterable<DeviceModel>;
  /** The person that a device calls `user`. */
  personOf(device: string, user: unknown): Person | undefined;
  hasScene(id: string): boolean;
  hasRoom(id: string): boolean;
  readonly timeZone: string;
}

/** What rules may do. */
export interface HomeActions {
  command(device: string, input: CommandInput, origin: Origin): Promise<CommandResult>;
  activateScene(id: string, origin: Origin): Promise<{ done: number; failed: { device: string; code: string; message: string }[] }>;
  notify(message: string, origin: Origin): void;
}

export interface RulePorts {
  readonly clock: Clock;
  readonly home: HomeView;
  readonly actions: HomeActions;
  readonly onError: (error: unknown) => void;
}
