import type { DeviceRegistry } from '../../devices/device-registry.ts';
import type { Dispatcher } from '../../dispatcher.ts';
import type { Writable } from './session/writable.ts';

/** What the edge nodes of one broker share. */
export interface SparkplugTools {
  readonly dispatcher: Dispatcher;
  readonly registry: DeviceRegistry;
  readonly writable: Writable;
  /** How long a message that others overtook may be late. */
  readonly reorderMs: number;
  /** Sends on what was gathered outside a message. */
  readonly flush: () => void;
  readonly bad: (code: string, place: string, message: string, device?: string) => void;
}
