import { ConcordError, messageOf } from '@concord/sdk';
import { iso, type Timer } from '../clock.ts';
import { tasksOf, type DeedContext, type Step, type Task } from './action-tasks.ts';
import { durationMs, spoken } from './duration.ts';
import type { RulePorts } from './ports.ts';
import type { RunScope } from './reference.ts';
import type { Action, Run, RunState, TraceStep } from './resources.ts';
import type { RunStore, StoredRun } from './run-store.ts';

/** What a run tells the rules it belongs to. */
export interface RunEvents {
  changed(run: Run): void;
  ended(execution: Execution): void;
}

/**
 * One run from its first action to its end. Actions that follow each other without a delay are sent in one turn; a delay waits until
 * they are settled. A run that has a delay is on disk before each step begins, so that a killed hub neither loses nor repeats one. A
 * disk that takes nothing never keeps a run from ending.
 */
export class Execution {
  readonly run: Run;
  readonly #actions: readonly Action[];
  readonly #scope: RunScope;
  readonly #ports: RulePorts;
  readonly #store: RunStore;
  readonly #events: RunEvents;
  readonly #isDurable: boolean;
  readonly #context: DeedContext;
  readonly #stopping = new AbortController();
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
    this.#context = {
      home: ports.home,
      actions: ports.actions,
      scope: stored.scope,
      origin: { kind: 'run', id: stored.run.id, name: stored.run.ruleName },
      signal: this.#stopping.signal,
      note: (step) => this.note(step),
    };
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
      this.conclude(this.run.trace.some(({ outcome }) => outcome === 'failed') ? 'failed' : 'done');
    } catch (error) {
      this.#ports.onError(error);
      this.#fail(`The run could not go on: ${messageOf(error)}`);
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

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Ends it: nothing is left to do, or its conditions decided so. */
  conclude(state: 'conditionsNotMet' | 'failed' | 'done'): void {
    if (!this.#isOver) this.#end(state);
  }

  /** Ends it before its time: what has not been sent is not sent any more. */
  stop(reason: string): void {
    if (this.#isOver) return;
    this.note({ step: 'stopped', outcome: 'done', summary: reason });
    this.#end('stopped');
    this.#halt();
    this.#wake?.();
  }

  /** The hub stops: what waits stays on disk as it is. */
  suspend(): void {
    this.#isOver = true;
    if (!this.#isDurable) this.#store.saveBehind(this.#stored('interrupted'));
    this.#halt();
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
    // A disk that is full now may have room when the delay is over; what was written last begins the delay anew.
    this.#persist();
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
    const tasks: Task[] = [];
    for (; this.#next < this.#actions.length; this.#next++) {
      const action = this.#actions[this.#next];
      if (!action || action.type === 'delay') break;
      tasks.push(...tasksOf(action, this.#next, this.#context));
    }
    // Before anything leaves: what is on disk as begun is never begun again, so what can't be written is not begun.
    const unwritten = this.#isDurable ? this.#persist() : undefined;
    if (unwritten) {
      for (const { step } of tasks) this.#finish(step, 'failed', { error: 'it was not sent', code: 'not-stored' });
      this.#fail(`Nothing more was sent, since the run could not be written to the disk: ${unwritten.reason}`);
      return;
    }
    this.#events.changed(this.run);
    await Promise.all(tasks.map((task) => this.#attempt(task)));
    // Where it was stopped meanwhile, how its last commands ended is kept all the same.
    if (this.run.state === 'stopped') this.#store.saveBehind(this.#stored());
    this.#events.changed(this.run);
  }

  async #attempt({ step, work }: Task): Promise<void> {
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

  #fail(reason: string): void {
    if (this.#isOver) return;
    this.note({ step: 'stopped', outcome: 'failed', summary: reason });
    this.#end('failed');
  }

  #end(state: RunState): void {
    this.#isOver = true;
    this.run.state = state;
    this.run.finishedAt = iso(this.#ports.clock.now());
    // One that must not come back is tried again with the runs that are written behind.
    if (!this.#isDurable || this.#persist()) this.#store.saveBehind(this.#stored());
    this.#events.changed(this.run);
    this.#events.ended(this);
  }

  #halt(): void {
    this.#timer?.cancel();
    this.#stopping.abort(new ConcordError('run-stopped', 'the run was stopped before this was sent'));
  }

  /** Writes where it stands; answers why it could not, which has been reported. */
  #persist(): { reason: string } | undefined {
    try {
      this.#store.save(this.#stored());
      return undefined;
    } catch (error) {
      this.#ports.onError(error);
      return { reason: messageOf(error) };
    }
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
