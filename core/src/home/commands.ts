import {
  checkCommand,
  CommandTimedOutError,
  ConcordError,
  DeviceOfflineError,
  InvalidInputError,
  messageOf,
  setCommand,
  type CommandOutcome,
  type HubMessage,
} from '@concord/sdk';
import { iso, type Clock } from '../clock.ts';
import { ConflictError } from '../errors.ts';
import { newId } from '../ids.ts';
import {
  availabilityOf,
  type CapabilityModel,
  type DeviceModel,
  type EndpointModel,
  type Expectation,
  type Slot,
  type SourceModel,
} from './device-model.ts';
import { isReached } from './reached.ts';
import type { CommandInput, CommandResult, DesiredState, Origin } from './resources.ts';
import type { Twins } from './twins.ts';

const defaultTimeoutMs = 10_000;
// What moves something heavy reports the end of the movement, not its begin.
const slowTimeoutMs: Readonly<Record<string, number>> = { cover: 90_000, closure: 90_000, valve: 60_000 };
// The plugin gives up at the time-out itself; the hub waits a little longer for its word.
const graceMs = 1000;

/** Sends a request to a plugin: the supervisor's. */
export type PluginRequest = (plugin: string, message: (id: number) => HubMessage, timeoutMs: number) => Promise<unknown>;

/** Which states a wish ends in, by the error's code. */
const endStates: Readonly<Record<string, DesiredState>> = {
  'command-timed-out': 'timedOut',
  // Nobody will confirm it, and the device may have done it.
  'plugin-ended': 'timedOut',
  'device-offline': 'offline',
  'plugin-unavailable': 'offline',
};

interface Target {
  readonly device: DeviceModel;
  readonly endpoint: EndpointModel;
  readonly capability: CapabilityModel;
  readonly source: SourceModel;
}

/** Sends commands to devices, and says how each ended. A command is sent once, or not at all. */
export class Commands {
  readonly #clock: Clock;
  readonly #twins: Twins;
  readonly #request: PluginRequest;

  constructor(clock: Clock, twins: Twins, request: PluginRequest) {
    this.#clock = clock;
    this.#twins = twins;
    this.#request = request;
  }

  /**
   * Resolves when the device has confirmed the command, by a report or its protocol's acknowledgement. Throws `InvalidInputError` or
   * `ConflictError` (nothing was sent), `DeviceOfflineError` (not tried), `CommandRejectedError`,
   * `CommandTimedOutError`, or code `plugin-ended` (it may have been done).
   */
  async send(device: DeviceModel, input: CommandInput, origin: Origin): Promise<CommandResult> {
    const started = this.#clock.now();
    const args = input.args ?? {};
    const target = this.#target(device, input);
    const { capability, endpoint, source } = target;
    const findings = checkCommand(capability.definition, capability.descriptor, input.command, args);
    if (findings.length > 0) {
      const reasons = findings.map(({ path, message }) => `${path.slice(1)} ${message}`.trim()).join('; ');
      throw new InvalidInputError(
        `"${input.command}" of "${capability.id}": ${reasons}`,
        findings.map(({ path, message }) => ({ path: `/args${path}`, message })),
        'command-invalid',
      );
    }
    this.#requireOnline(device, source);

    const id = newId();
    const timeoutMs = input.timeoutMs ?? slowTimeoutMs[input.capability] ?? defaultTimeoutMs;
    const wanted = this.#wanted(capability, input.command, args);
    // Before the command leaves, since the report that confirms it may come in the same batch as the plugin's answer.
    const reports = new ReportWait(wanted);
    for (const [slot, value] of wanted) this.#twins.desire(slot, { value, state: 'sent', at: iso(started), origin, command: id });
    try {
      const outcome = await this.#ask(source, endpoint.id, input, args, timeoutMs);
      const confirmation = outcome.confirmation === 'sent' ? await this.#confirmed(reports, started + timeoutMs) : outcome.confirmation;
      this.#settle(wanted, id, confirmation === 'assumed' ? 'assumed' : 'accepted');
      return { id, status: 'done', confirmation, endpoint: endpoint.id, tookMs: this.#clock.now() - started };
    } catch (error) {
      this.#settle(wanted, id, error instanceof ConcordError ? (endStates[error.code] ?? 'rejected') : 'rejected');
      throw this.#offlineOr(error, device);
    } finally {
      reports.end();
    }
  }

  #target(device: DeviceModel, { endpoint: endpointId, capability: capabilityId }: CommandInput): Target {
    const having = [...device.endpoints.values()].filter((endpoint) => endpoint.capabilities.has(capabilityId));
    const [endpoint, ...others] = endpointId === undefined ? having : having.filter(({ id }) => id === endpointId);
    if (!endpoint) {
      const where = endpointId === undefined ? `"${device.name}"` : `the endpoint "${endpointId}" of "${device.name}"`;
      throw new InvalidInputError(
        `${where} has no "${capabilityId}"`,
        [{ path: '/capability', message: `${where} does not have it` }],
        'command-invalid',
      );
    }
    if (others.length > 0) {
      const ids = having.map(({ id }) => id).join(', ');
      throw new ConflictError(`several endpoints of "${device.name}" have "${capabilityId}": say which of ${ids}`, 'endpoint-ambiguous');
    }
    const capability = endpoint.capabilities.get(capabilityId);
    const source = device.sources.find(({ descriptor }) =>
      descriptor.endpoints.some(({ id, capabilities }) => id === endpoint.id && capabilityId in capabilities),
    );
    if (!capability || !source) throw new ConcordError('no-source', `no plugin offers "${capabilityId}" of "${device.name}" now`);
    return { device, endpoint, capability, source };
  }

  #requireOnline(device: DeviceModel, source: SourceModel): void {
    if (source.availability === 'online') return;
    const why =
      source.availability === 'offline'
        ? 'it does not answer'
        : `its plugin "${source.plugin}" is not running or has not heard of it since it started`;
    throw new DeviceOfflineError(`"${device.name}" is ${availabilityOf(device)}: ${why}`);
  }

  #wanted(capability: CapabilityModel, command: string, args: Readonly<Record<string, unknown>>): [Slot, unknown][] {
    const values = command === setCommand ? args : (capability.definition.commands[command]?.expects ?? {});
    return Object.entries(values).flatMap(([attribute, value]): [Slot, unknown][] => {
      const slot = capability.slots.get(attribute);
      return slot ? [[slot, value]] : [];
    });
  }

  async #ask(
    source: SourceModel,
    endpoint: string,
    input: CommandInput,
    args: Record<string, unknown>,
    timeoutMs: number,
  ): Promise<CommandOutcome> {
    const { capability, command } = input;
    const answer = await this.#request(
      source.plugin,
      (id) => ({ type: 'command', id, device: source.key, endpoint, capability, command, args, timeoutMs }),
      timeoutMs + graceMs,
    );
    if (typeof answer === 'object' && answer !== null && 'confirmation' in answer) {
      const { confirmation } = answer;
      if (confirmation === 'acknowledged' || confirmation === 'sent' || confirmation === 'assumed') return { confirmation };
    }
    throw new ConcordError('plugin-failed', `the plugin "${source.plugin}" answered a command with something else than a confirmation`);
  }

  async #confirmed(reports: ReportWait, until: number): Promise<'reported' | 'assumed'> {
    // Nothing that a report could show: the device's silence is all the confirmation there is.
    if (reports.isEmpty) return 'assumed';
    const late = Promise.withResolvers<never>();
    const waitedMs = Math.max(0, until - this.#clock.now());
    const timer = this.#clock.at(until, () =>
      late.reject(new CommandTimedOutError(`the device did not report it within ${Math.ceil(waitedMs / 1000)} s`, waitedMs)),
    );
    try {
      await Promise.race([reports.done, late.promise]);
    } catch (error) {
      // A device may keep silent about a value that it has already.
      if (!reports.isAlreadySo) throw error;
    } finally {
      timer.cancel();
    }
    return 'reported';
  }

  // Only the wish of this very command: a later one may have taken its place. One that the device has fulfilled, or had already, is gone.
  #settle(wanted: readonly [Slot, unknown][], command: string, state: DesiredState): void {
    for (const [slot, value] of wanted) {
      const { desired, quality } = slot.record;
      if (desired?.command !== command) continue;
      const isSo = state === 'accepted' && quality === 'good' && isReached(slot, value, slot.record.value);
      this.#twins.desire(slot, isSo ? undefined : { ...desired, state });
    }
  }

  #offlineOr(error: unknown, device: DeviceModel): unknown {
    if (error instanceof ConcordError && error.code === 'plugin-unavailable') {
      return new DeviceOfflineError(`"${device.name}" can't be reached: ${messageOf(error)}`, { cause: error });
    }
    return error;
  }
}

/** Waits until each wanted value has been reported. */
class ReportWait {
  readonly #wanted: readonly (readonly [Slot, unknown, Expectation])[];
  readonly #done = Promise.withResolvers<void>();
  #missing: number;

  constructor(wanted: readonly [Slot, unknown][]) {
    this.#missing = wanted.length;
    this.#wanted = wanted.map(([slot, value]) => {
      const expectation: Expectation = {
        seen: (reported) => {
          if (!isReached(slot, value, reported)) return false;
          if (--this.#missing === 0) this.#done.resolve();
          return true;
        },
      };
      slot.expectations.push(expectation);
      return [slot, value, expectation];
    });
  }

  get isEmpty(): boolean {
    return this.#wanted.length === 0;
  }

  get done(): Promise<void> {
    return this.#done.promise;
  }

  get isAlreadySo(): boolean {
    return this.#wanted.every(([slot, value]) => slot.record.quality === 'good' && isReached(slot, value, slot.record.value));
  }

  end(): void {
    for (const [slot, , expectation] of this.#wanted) slot.expectations = slot.expectations.filter((other) => other !== expectation);
  }
}
