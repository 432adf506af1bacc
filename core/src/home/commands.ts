import {
  CommandTimedOutError,
  ConcordError,
  DeviceOfflineError,
  isRepeatable,
  messageOf,
  setCommand,
  type CommandOutcome,
  type HubMessage,
} from '@concord/sdk';
import { iso, type Clock, type Timer } from '../clock.ts';
import { newId } from '../ids.ts';
import { targetOf, type CommandTarget } from './command-target.ts';
import { availabilityOf, latest, type CapabilityModel, type DeviceModel, type Slot, type SourceModel } from './device-model.ts';
import { isSame } from './reached.ts';
import { ReportWait } from './report-wait.ts';
import type { CommandInput, CommandResult, DesiredState, Origin } from './resources.ts';
import { arrivalMs, type Twins } from './twins.ts';

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

interface Attempt {
  readonly target: CommandTarget;
  readonly id: string;
  readonly input: CommandInput;
  readonly reports: ReportWait;
  readonly started: number;
  readonly until: number;
}

/** Sends commands to devices, and says how each ended. */
export class Commands {
  readonly #clock: Clock;
  readonly #twins: Twins;
  readonly #request: PluginRequest;
  readonly #arrivals = new Map<Slot, Timer>();

  constructor(clock: Clock, twins: Twins, request: PluginRequest) {
    this.#clock = clock;
    this.#twins = twins;
    this.#request = request;
  }

  stop(): void {
    for (const timer of this.#arrivals.values()) timer.cancel();
    this.#arrivals.clear();
  }

  /**
   * Resolves when the device has confirmed the command, by a report or its protocol's acknowledgement. A command is sent once; one that its
   * capability calls repeatable is sent a second time where half of its time has passed without a word of the device.
   *
   * Throws `InvalidInputError` or `ConflictError` (nothing was sent), `DeviceOfflineError` (not tried), `CommandRejectedError`,
   * `CommandTimedOutError`, code `command-superseded` (another command wanted something else before this one was confirmed), or code
   * `plugin-ended` (it may have been done).
   */
  async send(device: DeviceModel, input: CommandInput, origin: Origin): Promise<CommandResult> {
    const started = this.#clock.now();
    const target = targetOf(device, input);
    this.#requireOnline(target);

    const id = newId();
    const timeoutMs = input.timeoutMs ?? slowTimeoutMs[input.capability] ?? defaultTimeoutMs;
    const wanted = wantedBy(target.capability, input);
    for (const [slot, value] of wanted) for (const earlier of slot.expectations) earlier.superseded(value);
    // Before the command leaves, since the report that confirms it may come in the same batch as the plugin's answer.
    const reports = new ReportWait(wanted);
    for (const [slot, value] of wanted) this.#twins.desire(slot, { value, state: 'sent', at: iso(started), origin, command: id });
    const attempt: Attempt = { target, id, input, reports, started, until: started + timeoutMs };
    try {
      const { confirmation, attempts } = await this.#attempt(attempt, wanted);
      this.#settle(wanted, id, confirmation === 'assumed' ? 'assumed' : 'accepted');
      return {
        id,
        status: 'done',
        confirmation,
        endpoint: target.endpoint.id,
        tookMs: this.#clock.now() - started,
        ...(attempts > 1 && { attempts }),
      };
    } catch (error) {
      this.#settle(wanted, id, error instanceof ConcordError ? (endStates[error.code] ?? 'rejected') : 'rejected');
      throw this.#offlineOr(error, device);
    } finally {
      reports.end();
    }
  }

  async #attempt(
    attempt: Attempt,
    wanted: readonly [Slot, unknown][],
  ): Promise<{ confirmation: CommandResult['confirmation']; attempts: number }> {
    const { target, id, input, reports, started, until } = attempt;
    let attempts = 1;
    if (isRepeatable(target.capability.definition, input.command, input.args ?? {}) && !reports.isEmpty) {
      try {
        return { confirmation: await this.#once(attempt, started + (until - started) / 2), attempts };
      } catch (error) {
        if (!(error instanceof CommandTimedOutError) || this.#clock.now() >= until) throw error;
      }
      // Only silence is answered by asking again. What says something else may be on its way, or somebody's wish by now.
      const isSilent = wanted.every(([slot]) => latest(slot).heardAt < started) && target.offer.source.availability === 'online';
      if (!isSilent) return { confirmation: await this.#confirmed(attempt, until), attempts };
      attempts++;
      for (const [one] of wanted) {
        const slot = latest(one);
        const { desired } = slot.record;
        if (desired?.command === id) this.#twins.desire(slot, { ...desired, attempts });
      }
    }
    return { confirmation: await this.#once(attempt, until), attempts };
  }

  async #once(attempt: Attempt, until: number): Promise<CommandResult['confirmation']> {
    const { target, input } = attempt;
    const timeoutMs = Math.max(1, Math.round(until - this.#clock.now()));
    const outcome = await this.#ask(target, input, timeoutMs);
    return outcome.confirmation === 'sent' ? this.#confirmed(attempt, until) : outcome.confirmation;
  }

  #requireOnline({ device, offer: { source } }: CommandTarget): void {
    if (source.availability === 'online') return;
    throw new DeviceOfflineError(`"${device.name}" is ${availabilityOf(device)}: ${whyAway(source)}`);
  }

  async #ask({ offer: { source, endpoint } }: CommandTarget, input: CommandInput, timeoutMs: number): Promise<CommandOutcome> {
    const { capability, command, args = {} } = input;
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

  async #confirmed({ reports, started }: Attempt, until: number): Promise<'reported' | 'assumed'> {
    // Nothing that a report could show: the device's silence is all the confirmation there is.
    if (reports.isEmpty) return 'assumed';
    const late = Promise.withResolvers<never>();
    const waitedMs = until - started;
    const timer = this.#clock.at(until, () =>
      late.reject(new CommandTimedOutError(`the device did not report it within ${Math.ceil(waitedMs / 1000)} s`, waitedMs)),
    );
    try {
      await Promise.race([reports.done, late.promise]);
    } catch (error) {
      // A device may keep silent about a value that it has already.
      if (!(error instanceof CommandTimedOutError) || !reports.isAlreadySo) throw error;
    } finally {
      timer.cancel();
    }
    return 'reported';
  }

  // Only the wish of this very command: a later one may have taken its place. One that the device has fulfilled, or had already, is gone.
  #settle(wanted: readonly [Slot, unknown][], command: string, state: DesiredState): void {
    for (const [one, value] of wanted) {
      const slot = latest(one);
      const { desired, quality } = slot.record;
      if (desired?.command !== command) continue;
      const isSo = state === 'accepted' && quality === 'good' && isSame(slot, value, slot.record.value);
      this.#twins.desire(slot, isSo ? undefined : { ...desired, state });
      if (!isSo && state === 'accepted') this.#watch(slot, command);
    }
  }

  /** The device took it: whether it comes to it is seen by its reports, and when none shows it in time, that is said. */
  #watch(slot: Slot, command: string): void {
    this.#arrivals.get(slot)?.cancel();
    const timer = this.#clock.at(this.#clock.now() + arrivalMs, () => {
      this.#arrivals.delete(slot);
      const { desired } = latest(slot).record;
      const isGone = latest(slot).device.sources.length === 0;
      if (!isGone && desired?.command === command && desired.state === 'accepted')
        this.#twins.desire(latest(slot), { ...desired, state: 'expired' });
    });
    this.#arrivals.set(slot, timer);
  }

  #offlineOr(error: unknown, device: DeviceModel): unknown {
    if (error instanceof ConcordError && error.code === 'plugin-unavailable') {
      return new DeviceOfflineError(`"${device.name}" can't be reached: ${messageOf(error)}`, { cause: error });
    }
    return error;
  }
}

function whyAway({ plugin, availability, withdrawn }: SourceModel): string {
  if (withdrawn) return `the plugin "${plugin}" said that it is gone; delete the device, or add it there again`;
  return availability === 'offline'
    ? 'it does not answer'
    : `its plugin "${plugin}" is not running or has not heard of it since it started`;
}

function wantedBy(capability: CapabilityModel, { command, args = {} }: CommandInput): [Slot, unknown][] {
  const values = command === setCommand ? args : (capability.definition.commands[command]?.expects ?? {});
  return Object.entries(values).flatMap(([attribute, value]): [Slot, unknown][] => {
    const slot = capability.slots.get(attribute);
    return slot ? [[slot, value]] : [];
  });
}
