import type { PluginContext } from '@concord/sdk';
import type { DeviceRegistry } from '../devices/device-registry.ts';
import type { MappedDevice } from '../devices/mapped-device.ts';
import type { Reporter } from '../devices/reporter.ts';
import type { Dispatcher } from '../dispatcher.ts';
import type { Settings } from '../settings.ts';
import type { TemplateEngine } from '../templates/engine.ts';
import type { Mappings } from './manual/mappings.ts';

/** What a dialect works with: one broker's messages, and the plugin's devices. */
export interface DialectTools {
  readonly dispatcher: Dispatcher;
  readonly registry: DeviceRegistry;
  /** For what is said outside a message: a dialect that says something then has to flush it. */
  readonly reporter: Reporter;
  readonly engine: TemplateEngine;
  readonly context: PluginContext;
  /** What the owner mapped by hand. */
  readonly mappings: Mappings;
  /** The names of all brokers. */
  readonly brokers: readonly string[];
}

/** A language that products speak, on one broker. */
export interface Dialect {
  /** Asks for the messages that it understands. */
  start(): void;
  /** The broker answers (again), and what is subscribed to is heard: the place to say that somebody listens. */
  greet?(): void;
  /** Ends what it still waits for. */
  stop?(): void;
  /** The owner took back a device that they had removed: nothing of what was said meanwhile is known. */
  adopted?(device: MappedDevice): void;
  /**
   * Opens a network for new devices for so many seconds, 0 closes it; `device` names the one through which they join. Undefined where it has
   * no network that answers, or not this device. Rejects with `CommandRejectedError` or `CommandTimedOutError`.
   */
  permitJoin?(seconds: number, device?: string): Promise<JoinOpening> | undefined;
}

/** What became of a request to open a network. */
export interface JoinOpening {
  /** In milliseconds since 1970; undefined: closed. */
  readonly until: number | undefined;
}

/** Makes a dialect's listeners on one broker: one, none where it is off, or one for each place where it is spoken. */
export type OpenDialect = (settings: Settings, tools: DialectTools) => readonly Dialect[];
