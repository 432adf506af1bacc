import { ConcordError } from '@concord/sdk';
import { iso } from '../clock.ts';
import { Feed } from '../feed.ts';
import type { ActiveRule } from './active-rule.ts';
import { Brake } from './brake.ts';
import { Execution } from './execution.ts';
import type { Firing } from './firing.ts';
import { newRun, refusedRun } from './new-run.ts';
import type { RulePorts } from './ports.ts';
import type { Run, RunState } from './resources.ts';
import { RuleRuns } from './rule-runs.ts';
import { cursorAfter, pageOfRuns, parseCursor } from './run-page.ts';
import type { RunStore, StoredRun } from './run-store.ts';
import { describeConditions } from './trace.ts';

/** The last run of a rule, as its owner sees it in a list. */
export interface LastRun {
  readonly id: string;
  readonly at: string;
  readonly state: RunState;
}

/** The runs of all rules: which may begin, those under way, and those that ended. */
export class Runs {
  /** A run began, went on or ended. */
  readonly changes: Feed<{ id: string; rule: string; state: RunState }>;
  readonly #ports: RulePorts;
  readonly #store: RunStore;
  readonly #executions = new Map<string, Execution>();
  readonly #ofRule = new Map<string, RuleRuns>();
  readonly #lastRuns = new Map<string, LastRun>();
  readonly #brake = new Brake();
  #isStopped = false;

  constructor(ports: RulePorts, store: RunStore) {
    this.#ports = ports;
    this.#store = store;
    this.changes = new Feed(ports.onError);
  }

  /** Goes on with what was under way when the hub ended, of the rules that are still in force. */
  resume(isInForce: (rule: string) => boolean): void {
    for (const run of this.#store.last()) this.#remember(run);
    for (const stored of this.#store.unfinished()) {
      const execution = this.#execution(stored);
      if (isInForce(stored.run.rule)) void execution.resume();
      else execution.stop('The rule is not in force any more');
    }
  }

  /** Nothing begins any more; what is under way is left as it is. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const execution of this.#executions.values()) execution.suspend();
    this.#executions.clear();
    this.#ofRule.clear();
    await this.#store.flush();
  }

  get runningCount(): number {
    return this.#executions.size;
  }

  get waitingWrites(): number {
    return this.#store.waiting;
  }

  lastOf(rule: string): LastRun | undefined {
    return this.#lastRuns.get(rule);
  }

  /** Newest first; `next` is the cursor of the page after. Throws `InvalidInputError` for what is no cursor. */
  list(rule: string | undefined, { limit = 50, cursor }: { limit?: number; cursor?: string }): { items: Run[]; next?: string } {
    const after = parseCursor(cursor);
    const underWay = [...this.#executions.values()].map(({ run }) => run);
    const sorted = pageOfRuns([...this.#store.list(rule, after, limit + 1), ...underWay], rule, after);
    const items = sorted.slice(0, limit);
    const last = items.at(-1);
    return { items, ...(sorted.length > limit && last && { next: cursorAfter(last) }) };
  }

  /** Throws `NotFoundError`. */
  get(id: string): Run {
    return this.#executions.get(id)?.run ?? this.#store.get(id);
  }

  /** Triggers that wait for an earlier run of the rule to end are dropped; they meant the rule as it was. */
  dropQueue(rule: string): void {
    const ofRule = this.#ofRule.get(rule);
    if (ofRule) ofRule.queue.length = 0;
  }

  /** Ends all runs of a rule, also those that were begun before it was edited. */
  stopAll(rule: string, reason: string): void {
    this.dropQueue(rule);
    for (const execution of [...(this.#ofRule.get(rule)?.running ?? [])]) execution.stop(reason);
  }

  /** The rule was deleted, and its runs with it. */
  forget(rule: string): void {
    this.#store.forget(rule);
    this.#ofRule.delete(rule);
    this.#lastRuns.delete(rule);
    this.#brake.forget(rule);
  }

  /** Begins a run where the rule's mode lets it; one without conditions has sent its first commands when this returns. */
  admit(rule: ActiveRule, firing: Firing): void {
    if (this.#isStopped) return;
    const braked = this.#brake.refuses(rule.rule.id, firing.cause, this.#ports.clock.now());
    if (braked) {
      if (braked.isNews) this.#refuse(rule, firing, braked.reason);
      return;
    }
    const ofRule = this.#runsOf(rule.rule.id);
    const admission = ofRule.admit(rule.rule.mode);
    if (typeof admission !== 'string') return this.#refuse(rule, firing, admission.refused);
    if (admission === 'queue') {
      ofRule.queue.push({ rule, firing });
      return;
    }
    if (admission === 'replace') for (const execution of [...ofRule.running]) execution.stop('The rule was triggered again and began anew');
    this.#launch(rule, firing);
  }

  /** Begins a run whatever mode and conditions say: a person wants it. Throws code `storage-closed` when the hub stops. */
  runNow(rule: ActiveRule, firing: Firing): Run {
    if (this.#isStopped) throw new ConcordError('storage-closed', 'the hub is stopping');
    const execution = this.#begin(rule, firing);
    void execution.proceed();
    return structuredClone(execution.run);
  }

  #launch(rule: ActiveRule, firing: Firing): void {
    const execution = this.#begin(rule, firing);
    if (rule.conditions) void this.#judge(rule.conditions, execution);
    else void this.#act(execution);
  }

  #act(execution: Execution): Promise<void> {
    this.#brake.acts(execution.run.rule, this.#ports.clock.now());
    return execution.proceed();
  }

  async #judge(conditions: NonNullable<ActiveRule['conditions']>, execution: Execution): Promise<void> {
    try {
      const { met, seen } = await conditions.evaluate(execution.scope, this.#ports.home.timeZone);
      if (execution.isOver) return;
      execution.note({
        step: 'conditions',
        outcome: met ? 'met' : 'notMet',
        summary: describeConditions(met, seen, (device) => this.#ports.home.find(device)),
        detail: { seen },
      });
      if (met) await this.#act(execution);
      else execution.conclude('conditionsNotMet');
    } catch (error) {
      this.#ports.onError(error);
      execution.note({ step: 'conditions', outcome: 'failed', summary: 'The conditions could not be evaluated' });
      execution.conclude('failed');
    }
  }

  #begin({ rule }: ActiveRule, firing: Firing): Execution {
    const run = newRun(rule, firing);
    this.#brake.began(run.id, firing.cause);
    return this.#execution({ run, actions: rule.actions, scope: firing.scope, next: 0 });
  }

  #execution(stored: StoredRun): Execution {
    const ofRule = this.#runsOf(stored.run.rule);
    const execution = new Execution(stored, this.#ports, this.#store, {
      changed: (run) => {
        if (run.state === 'waiting') this.#brake.waits(run.id);
        // A rule that was deleted has no runs to tell of, however late their commands settle.
        if (this.#ofRule.get(run.rule) === ofRule) this.#announce(run);
      },
      ended: (ended) => {
        this.#executions.delete(ended.run.id);
        ofRule.running.delete(ended);
        const next = ofRule.running.size === 0 && !this.#isStopped ? ofRule.queue.shift() : undefined;
        if (next) this.#launch(next.rule, next.firing);
      },
    });
    this.#executions.set(stored.run.id, execution);
    ofRule.running.add(execution);
    return execution;
  }

  #runsOf(rule: string): RuleRuns {
    let found = this.#ofRule.get(rule);
    if (!found) this.#ofRule.set(rule, (found = new RuleRuns()));
    return found;
  }

  #refuse({ rule }: ActiveRule, firing: Firing, reason: string): void {
    const run = refusedRun(rule, firing, reason, iso(this.#ports.clock.now()));
    this.#store.saveBehind({ run, actions: [], scope: firing.scope, next: 0 });
    this.#announce(run);
  }

  #announce(run: Run): void {
    this.#remember(run);
    this.changes.publish({ id: run.id, rule: run.rule, state: run.state });
  }

  #remember({ id, rule, state, startedAt }: Run): void {
    const known = this.#lastRuns.get(rule);
    if (!known || known.at <= startedAt) this.#lastRuns.set(rule, { id, at: startedAt, state });
  }
}
