import type { CommandOutcome, DeviceDescriptor, DeviceEvent, Identifier, PluginCommand, Report } from '@concord/sdk';
import type { Service } from './discovery/service.ts';
import type { Address } from './network/local.ts';
import type { JsonObject } from './untrusted/json.ts';

/** A product that a driver can run, as its announcement tells. */
export interface Match {
  /** The key of the candidate and of the device: from what the product calls itself, never from its address. */
  readonly key: string;
  readonly name: string;
  readonly identifiers: readonly Identifier[];
}

/** What adopting needs, as far as the product itself says. */
export interface Inspection {
  /** JSON Schema of the input. */
  readonly form: JsonObject;
  readonly name?: string;
  readonly model?: string;
}

/** How patient a connection is, in milliseconds. */
export interface Patience {
  readonly answerMs: number;
  readonly heartbeatMs: number;
}

/** A device that was taken into the home, with what it takes to reach it again. */
export interface AdoptedRecord {
  readonly key: string;
  readonly driver: string;
  readonly address: Address;
  /** The input it was adopted with: its password, where it has one. */
  readonly input: JsonObject;
}

/** What a connection tells the hub; the device's key is filled in. */
export interface DevicePorts {
  describe(device: Omit<DeviceDescriptor, 'key'>): void;
  report(report: Omit<Report, 'device'>): void;
  emit(event: Omit<DeviceEvent, 'device'>): void;
  diagnose(code: string, message: string, place?: string): void;
}

/** One live connection to a device, from its first description to its end. */
export interface Session {
  /** Throws the SDK's command errors. */
  command(command: PluginCommand): Promise<CommandOutcome>;
  /** Finds out soon whether the device still answers. */
  check(): void;
  close(): void;
  /** Resolves with the reason when the connection is gone. */
  readonly closed: Promise<Error>;
}

/** What a driver gets for opening a session. */
export interface Opening {
  readonly key: string;
  readonly address: Address;
  readonly input: JsonObject;
  readonly ports: DevicePorts;
  readonly patience: Patience;
  readonly signal: AbortSignal;
}

/** Runs the products of one family. */
export interface Driver {
  readonly id: string;
  /** Where products of this family listen. */
  readonly ports: readonly number[];
  /** JSON Schema of the input of a product that was not asked yet: everything that it could need, and nothing required. */
  readonly form: JsonObject;
  /** The product behind an announcement, or undefined if it is none of this family's. */
  recognise(service: Service): Match | undefined;
  /** Asks the product, without credentials, what adopting it needs. Throws `PeerError`. */
  inspect(address: Address, patience: Patience): Promise<Inspection>;
  /** Connects, makes sure that it is this device, describes it and reports its state. Throws `PeerError` or `WrongPasswordError`. */
  open(opening: Opening): Promise<Session>;
}
