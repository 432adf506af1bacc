import {
  AdoptionFailedError,
  DeviceOfflineError,
  messageOf,
  type CommandOutcome,
  type PluginCommand,
  type PluginContext,
} from '@concord/sdk';
import type { AdoptedRecord, DevicePorts, Driver, Patience } from '../driver.ts';
import type { Address } from '../network/local.ts';
import { PeerError, WrongPasswordError } from '../untrusted/peer-error.ts';
import { Link } from './link.ts';

/** Faults that are ordinary for a device that is switched off; all others are bad input. */
const ordinary: ReadonlySet<string> = new Set(['peer-unreachable', 'peer-silent']);

/** A device of the home: its link, and what the hub hears of it. */
export class AdoptedDevice {
  readonly #context: PluginContext;
  readonly #driver: Driver;
  readonly #link: Link;
  readonly #moved: (record: AdoptedRecord) => void;
  #record: AdoptedRecord;
  /** While it is being adopted, what it says waits here: before its record is written it is no device of the home. */
  #held: (() => void)[] | undefined;

  constructor(context: PluginContext, driver: Driver, record: AdoptedRecord, patience: Patience, moved: (record: AdoptedRecord) => void) {
    this.#context = context;
    this.#driver = driver;
    this.#record = record;
    this.#moved = moved;
    const { key, input } = record;
    this.#link = new Link(record.address, {
      open: (address, signal) => driver.open({ key, address, input, ports: this.#ports, patience, signal }),
      online: (address) => this.#online(address),
      offline: (reason) => this.#offline(reason),
      failed: (error) => this.#failed(error),
    });
  }

  get record(): AdoptedRecord {
    return this.#record;
  }

  /** Takes up the connection of an earlier start; offline until it stands. */
  start(): void {
    this.#context.setAvailability(this.#record.key, 'offline');
    this.#link.start();
  }

  /** Prepares, connects for the first time, saves, and only then lets the hub hear of it. Throws `AdoptionFailedError`. */
  async adopt(steps: { prepare(): Promise<void>; save(): Promise<void> }): Promise<void> {
    const held: (() => void)[] = [];
    this.#held = held;
    try {
      await steps.prepare();
      await this.#link.startNow();
      await steps.save();
      this.#held = undefined;
      for (const say of held) say();
    } catch (error) {
      await this.#link.stop();
      if (error instanceof WrongPasswordError) throw new AdoptionFailedError(error.message, { cause: error });
      if (!(error instanceof PeerError)) throw error;
      if (!ordinary.has(error.fault)) this.#ports.diagnose(error.fault, error.message, placeOf(this.#record.address));
      throw new AdoptionFailedError(`it could not be reached: ${error.message}`, { cause: error });
    }
  }

  announced(address: Address): void {
    this.#link.announced(address);
  }

  async command(command: PluginCommand): Promise<CommandOutcome> {
    const { session } = this.#link;
    if (!session) throw new DeviceOfflineError(`it does not answer at ${placeOf(this.#record.address)}`);
    return session.command(command);
  }

  stop(): Promise<void> {
    return this.#link.stop();
  }

  readonly #ports: DevicePorts = {
    describe: (device) => this.#say(() => this.#context.describe({ key: this.#record.key, ...device })),
    report: (report) => this.#say(() => this.#context.report({ device: this.#record.key, ...report })),
    emit: (event) => this.#say(() => this.#context.emit({ device: this.#record.key, ...event })),
    diagnose: (code, message, place) =>
      this.#context.diagnose({ code, message, place: place ?? placeOf(this.#record.address), device: this.#record.key }),
  };

  #say(say: () => void): void {
    if (this.#held) this.#held.push(say);
    else say();
  }

  #online(address: Address): void {
    this.#say(() => this.#context.setAvailability(this.#record.key, 'online'));
    if (address.host === this.#record.address.host && address.port === this.#record.address.port) return;
    this.#record = { ...this.#record, address };
    this.#moved(this.#record);
  }

  #offline(reason: Error): void {
    this.#say(() => this.#context.setAvailability(this.#record.key, 'offline'));
    if (reason instanceof PeerError && !ordinary.has(reason.fault)) this.#ports.diagnose(reason.fault, reason.message);
    else this.#context.log.info(`${this.#record.key} is offline: ${reason.message}`);
  }

  #failed(error: unknown): void {
    if (error instanceof WrongPasswordError) this.#ports.diagnose(error.code, error.message);
    else if (error instanceof PeerError && ordinary.has(error.fault)) this.#context.log.debug(`${this.#record.key}: ${error.message}`);
    else if (error instanceof PeerError) this.#ports.diagnose(error.fault, error.message);
    else
      this.#context.log.error(`the ${this.#driver.id} driver failed: ${messageOf(error)}`, {
        stack: error instanceof Error ? error.stack : undefined,
      });
  }
}

export function placeOf({ host, port }: Address): string {
  return `${host}:${port}`;
}
