import type { CandidateDescriptor, DeviceDescriptor } from '../device/descriptor.ts';
import type { Confirmation, HubMessages, PluginMessages } from '../protocol/messages.ts';

/** A log line for whoever keeps the home (`warn`, `error`) or for a developer (`debug`, `info`). Never a secret. */
export interface Log {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

/** Small state of a plugin that survives a power cut: each value is a JSON document in the plugin's data folder. */
export interface Store {
  get(name: string): Promise<unknown>;
  /** Resolves once the value is on disk. `name` is letters, digits, `-` and `_`. */
  set(name: string, value: unknown): Promise<void>;
  delete(name: string): Promise<void>;
}

/** A report without its envelope. */
export type Report = Omit<PluginMessages['report'], 'type'>;
/** An event without its envelope. */
export type DeviceEvent = Omit<PluginMessages['event'], 'type'>;
/** A diagnostic without its envelope. */
export type Diagnostic = Omit<PluginMessages['diagnostic'], 'type'>;
/** A command as a plugin receives it. */
export type PluginCommand = Omit<HubMessages['command'], 'type' | 'id'>;

/** What the hub hands to a plugin when it starts. All methods return at once; what they say leaves in one batch. */
export interface PluginContext {
  /** The settings, checked against the manifest's schema, defaults filled in. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The only folder the plugin may write to. */
  readonly dataFolder: string;
  /** The network interface for discovery; undefined: all that are up. */
  readonly network: string | undefined;
  /** The devices the hub knows of this plugin from earlier, as last described. */
  readonly knownDevices: readonly DeviceDescriptor[];
  readonly log: Log;
  readonly store: Store;
  /** Aborted when the plugin must stop. */
  readonly signal: AbortSignal;

  /** Adds a device, or says that its shape changed. */
  describe(device: DeviceDescriptor): void;
  /** The device is gone for good. */
  forget(deviceKey: string): void;
  setAvailability(deviceKey: string, state: 'online' | 'offline', options?: { sleeping?: boolean }): void;
  report(report: Report): void;
  emit(event: DeviceEvent): void;
  /** Shows a product that could be adopted, or says that what is known of it changed. */
  offer(candidate: CandidateDescriptor): void;
  withdraw(candidateKey: string): void;
  /** Counts bad input where the owner can see it. Repeats of one code, place and device within a second travel as one. */
  diagnose(diagnostic: Diagnostic): void;
}

/** How far a command got: see `Confirmation`. */
export interface CommandOutcome {
  readonly confirmation: Confirmation;
}

/**
 * A plugin that has started. A command that fails throws `CommandRejectedError`, `DeviceOfflineError` or `CommandTimedOutError`; anything
 * else that is thrown is logged as a bug of the plugin and reaches the owner as "failed".
 */
export interface RunningPlugin {
  /** Addresses that people should know, shown when the hub is ready. */
  readonly endpoints?: Readonly<Record<string, string>>;
  command(command: PluginCommand): Promise<CommandOutcome>;
  /** Takes a candidate into the home. Describe the devices before it resolves. Fails with `AdoptionFailedError` or `InvalidInputError`. */
  adopt?(candidateKey: string, input: Readonly<Record<string, unknown>>): Promise<{ devices: string[] }>;
  /** The owner removed the device. */
  remove?(deviceKey: string): Promise<void>;
  /** The actions that the manifest names; the input has been checked against their schemas. */
  readonly actions?: Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => Promise<unknown>>>;
  /** Closes everything `start` opened. */
  stop(): Promise<void>;
}

/** What a plugin's entry module exports by default. */
export interface PluginDefinition {
  /** Opens what the plugin needs. May describe devices and report at once. Must give up when `context.signal` is aborted. */
  start(context: PluginContext): Promise<RunningPlugin>;
}

/** Marks a plugin's entry: `export default definePlugin({ async start(context) { … } })`. */
export function definePlugin(definition: PluginDefinition): PluginDefinition {
  return Object.freeze(definition);
}
