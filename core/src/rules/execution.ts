import { ConcordError, messageOf } from '@concord/sdk';
import { iso, type Timer } from '../clock.ts';
import type { CommandInput, Origin } from '../home/index.ts';
import { durationMs, spoken } from './duration.ts';
import type { RulePorts } from './ports.ts';
import { resolveReferences, type RunScope } from './reference.ts';
import type { Action, CommandAction, Run, RunState, TraceStep } from './resources.ts';
import type { RunStore, StoredRun } from './run-store.ts';
import { placesOf } from './targets.ts';
import { describeCommand } from './trace.ts';

type Step = { -readonly [Member in keyof TraceStep]: TraceStep[Member] };

/** What a run tells the rules it belongs to. */
export interface RunEvents {
  changed(run: Run): void;
  ended(execution: Execution): void;
}

/**
 * One run from its first action to its end. Actions that follow each other without a delay are sent in one turn; a delay waits until
 * they are settled. A run that has a delay is on disk before each step begins, so that a killed hub neither loses nor repeats one.
 */
export class Execution {
  readonly run: Run;
  readonly #actions: readonly Action[];
  readonly #scope: RunScope;
  readonly #ports: RulePorts;
  readonly #store: RunStore;
  readonly #events: RunEvents;
  readonly #isDurable: boolean;
  readonly #origin: Origin;
  #next: number;
  #wakeAt: number | undefined;
  #timer: Timer | undefined;
  #wake: (() => void) | undefined;
  #isOver = false;

  constructor(stored: StoredRun, ports: RulePorts, store: RunStore, events: RunEvents) {
    this.run = stored.run;
    this.#actions = stored.actions;
    this.#scope = stored.scope;
    this.#next = stored.next;
    this.#wakeAt = stored.wakeAt;
    this.#ports = ports;
    this.#store = store;
    this.#events = events;
    this.#isDurable = stored.actions.some(({ type }) => type === 'delay');
    this.#origin = { kind: 'run', id: stored.run.id, name: stored.run.ruleName };
  }

  /** Does what is left to do. Never rejects: what fails is in the trace. */
  async proceed(): Promise<void> {
    try {
      if (this.#wakeAt !== undefined) await this.#sleep(this.#wakeAt);
      while (!this.#isOver && this.#next < this.#actions.length) {
        const action = this.#actions[this.#next];
        if (action?.type === 'delay') await this.#delay(action);
        else await this.#group();
      }
      if (!this.#isOver) this.#end(this.run.trace.some(({ outcome }) => outcome === 'failed') ? 'failed' : 'done');
    } catch (error) {
      this.#ports.onError(error);
      this.note({ step: 'stopped', outcome: 'failed', summary: `The run could not go on: ${messageOf(error)}` });
      if (!this.#isOver) this.#end('failed');
    }
  }

  /** Goes on after a start of the hub: what was under way then can't be known, and is not done again. */
  resume(): Promise<void> {
    const interrupted = this.run.trace.filter(({ outcome }) => outcome === 'pending') as Step[];
    for (const step of interrupted)
      this.#finish(step, 'failed', { error: 'the hub stopped before it was confirmed; it is not sent again' });
    this.note({ step: 'resumed', outcome: 'done', summary: 'The hub was started again, and the run goes on' });
    return this.proceed();
  }

  get scope(): RunScope {
    return this.#scope;
  }

  /** Ends it before any action: its conditions decided so. */
  conclude(state: 'conditionsNotMet' | 'failed'): void {
    if (!this.#isOver) this.#end(state);
  }

  /** Ends it before its time. */
  stop(reason: string): void {
    if (this.#isOver) return;
    this.note({ step: 'stopped', outcome: 'done', summary: reason });
    this.#end('stopped');
    this.#timer?.cancel();
    this.#wake?.();
  }

  /** The hub stops: what waits stays on disk as it is. */
  suspend(): void {
    this.#isOver = true;
    this.#timer?.cancel();
    if (!this.#isDurable) this.#store.saveBehind(this.#stored('interrupted'));
  }

  /** Adds a line to the trace. */
  note(step: Omit<Step, 'at'>): Step {
    const noted: Step = { at: iso(this.#ports.clock.now()), ...step };
    this.run.trace.push(noted);
    return noted;
  }

  async #delay(action: Action & { type: 'delay' }): Promise<void> {
    const wakeAt = this.#ports.clock.now() + durationMs(action.for);
    this.note({
      step: 'delay',
      action: this.#next,
      outcome: 'waiting',
      summary: `Wait ${spoken(action.for)}`,
      detail: { until: iso(wakeAt) },
    });
    this.#next++;
    this.#wakeAt = wakeAt;
    this.run.state = 'waiting';
    this.#store.save(this.#stored());
    this.#events.changed(this.run);
    await this.#sleep(wakeAt);
  }

  async #sleep(wakeAt: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      this.#timer = this.#ports.clock.at(wakeAt, resolve);
    });
    if (this.#isOver) return;
    this.#wakeAt = undefined;
    this.run.state = 'running';
    const waiting = this.run.trace.findLast(({ outcome }) => outcome === 'waiting');
    if (waiting) this.#finish(waiting, 'done');
  }

  async #group(): Promise<void> {
    const tasks: (() => Promise<void>)[] = [];
    for (; this.#next < this.#actions.length; this.#next++) {
      const action = this.#actions[this.#next];
      if (!action || action.type === 'delay') break;
      tasks.push(...this.#prepare(action, this.#next));
    }
    // Before anything leaves: what is on disk as begun is never begun again.
    if (this.#isDurable) this.#store.save(this.#stored());
    this.#events.changed(this.run);
    await Promise.all(tasks.map((task) => task()));
    if (!this.#isOver) this.#events.changed(this.run);
  }

  #prepare(action: Exclude<Action, { type: 'delay' }>, index: number): (() => Promise<void>)[] {
    switch (action.type) {
      case 'command':
        return this.#prepareCommands(action, index);
      case 'scene': {
        const step = this.note({
          step: 'scene',
          action: index,
          outcome: 'pending',
          summary: 'Activate a scene',
          detail: { scene: action.scene },
        });
        return [
          () =>
            this.#attempt(step, async () => {
              const { done, failed } = await this.#ports.actions.activateScene(action.scene, this.#origin);
              if (failed.length > 0)
                throw new ConcordError(
                  'scene-incomplete',
                  `${failed.length} of ${done + failed.length} could not be set: ${failed.map(({ message }) => message).join('; ')}`,
                );
              return { set: done };
            }),
        ];
      }
      case 'notify': {
        const step = this.note({ step: 'notify', action: index, outcome: 'pending', summary: `Tell: ${action.message}` });
        return [
          () =>
            this.#attempt(step, async () => {
              this.#ports.actions.notify(action.message, this.#origin);
              return undefined;
            }),
        ];
      }
    }
  }

  #prepareCommands(action: CommandAction, index: number): (() => Promise<void>)[] {
    const { home } = this.#ports;
    let args: Record<string, unknown>;
    try {
      args = resolveReferences(action.args ?? {}, this.#scope) as Record<string, unknown>;
    } catch (error) {
      this.note({
        step: 'command',
        action: index,
        outcome: 'failed',
        summary: `${action.capability} ${action.command} could not be sent`,
        detail: { error: messageOf(error) },
      });
      return [];
    }
    const { device: target, capability, command } = action;
    // A device that is named is asked for as it was named, so that the trace says what is wrong where it doesn't fit any more.
    const places =
      typeof target === 'string'
        ? [{ device: target, endpoint: action.endpoint }]
        : placesOf(action, home).map(({ device, endpoint }) => ({ device: device.id, endpoint: endpoint.id }));
    if (places.length === 0)
      this.note({ step: 'command', action: index, outcome: 'done', summary: 'No device is selected now, so nothing was sent' });
    return places.map(({ device, endpoint }) => {
      const summary = describeCommand(home.find(device), device, capability, command, args);
      const step = this.note({
        step: 'command',
        action: index,
        outcome: 'pending',
        summary,
        device,
        detail: { capability, command, args },
      });
      const input: CommandInput = { capability, command, args, ...(endpoint !== undefined && { endpoint }) };
      return () =>
        this.#attempt(step, async () => {
          const { confirmation, tookMs, id } = await this.#ports.actions.command(device, input, this.#origin);
          return { confirmation, tookMs, commandId: id };
        });
    });
  }

  async #attempt(step: Step, work: () => Promise<Record<string, unknown> | undefined>): Promise<void> {
    try {
      this.#finish(step, 'done', await work());
    } catch (error) {
      if (!(error instanceof ConcordError)) this.#ports.onError(error);
      this.#finish(step, 'failed', { error: messageOf(error), code: error instanceof ConcordError ? error.code : 'internal' });
    }
  }

  #finish(step: Step, outcome: TraceStep['outcome'], detail?: Record<string, unknown>): void {
    step.outcome = outcome;
    step.finishedAt = iso(this.#ports.clock.now());
    if (detail) step.detail = { ...step.detail, ...detail };
  }

  #end(state: RunState): void {
    this.#isOver = true;
    this.run.state = state;
    this.run.finishedAt = iso(this.#ports.clock.now());
    if (this.#isDurable) this.#store.save(this.#stored());
    else this.#store.saveBehind(this.#stored());
    this.#events.changed(this.run);
    this.#events.ended(this);
  }

  #stored(state: RunState = this.run.state): StoredRun {
    return {
      run: state === this.run.state ? this.run : { ...this.run, state },
      actions: this.#actions,
      scope: this.#scope,
      next: this.#next,
      ...(this.#wakeAt !== undefined && { wakeAt: this.#wakeAt }),
    };
  }
}
