import type { DeviceDescriptor, PluginMessage } from '@concord/sdk';
import type { PluginLogLine, PluginState } from './resources.ts';

/** What plugins tell the rest of the hub. */
export interface PluginEvents {
  /** Everything about devices and candidates, checked against the protocol. */
  message(plugin: string, message: PluginMessage): void;
  /** Its process is gone: nothing of its devices is known any more. */
  gone(plugin: string): void;
  knownDevices(plugin: string): DeviceDescriptor[];
  stateChanged(plugin: string, state: PluginState, reason: string | undefined): void;
  logged(plugin: string, line: PluginLogLine): void;
}
