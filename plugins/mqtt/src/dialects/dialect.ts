import type { PluginContext } from '@concord/sdk';
import type { DeviceRegistry } from '../devices/device-registry.ts';
import type { Dispatcher } from '../dispatcher.ts';
import type { Settings } from '../settings.ts';
import type { TemplateEngine } from '../templates/engine.ts';
import type { Mappings } from './manual/mappings.ts';

/** What a dialect works with: one broker's messages, and the plugin's devices. */
export interface DialectTools {
  readonly dispatcher: Dispatcher;
  readonly registry: DeviceRegistry;
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
  /** The broker answers (again), and what is subscribed to has been asked for: the place to say that somebody listens. */
  greet?(): void;
  /** Ends what it still waits for. */
  stop?(): void;
  /** Opens a network for new devices for so many seconds, 0 closes it; false where it has none that answers. */
  permitJoin?(seconds: number): boolean;
}

/** Makes a dialect's listeners on one broker: one, none where it is off, or one for each place where it is spoken. */
export type OpenDialect = (settings: Settings, tools: DialectTools) => readonly Dialect[];
