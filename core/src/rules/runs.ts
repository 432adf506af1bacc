import { iso } from '../clock.ts';
import { Feed } from '../feed.ts';
import { newId } from '../ids.ts';
import type { ActiveRule, Firing } from './active-rule.ts';
import { Execution } from './execution.ts';
import type { RulePorts } from './ports.ts';
import type { Run, RunState } from './resources.ts';
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
  readonly #lastRuns = new Map<string, LastRun>();

  constructor(ports: RulePorts, store: RunStore) {
    this.#ports = ports;
    this.#store = store;
    this.changes = new Feed(ports.onError);
  }

  /** Goes on with what was under way when the hub ended. `ruleOf` finds the rules that are still in force. */
  resume(ruleOf: (id: string) => ActiveRule | undefined): void {
    for (const run of this.#store.last()) this.#remember(run);
    for (const stored of this.#store.unfinished()) void this.#execution(stored, ruleOf(stored.run.rule)).resume();
  }

  async stop(): Promise<void> {
    for (const execution of this.#executions.values()) execution.suspend();
    this.#executions.clear();
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

  /** Newest first; `next` is the cursor of the page after. */
  list(rule: string | undefined, { limit = 50, cursor }: { limit?: number; cursor?: string }): { items: Run[]; next?: string } {
    const before = cursor === undefined ? Infinity : Number(cursor);
    const underWay = [...this.#executions.values()]
      .map(({ run }) => run)
      .filter((run) => (rule === undefined || run.rule === rule) && Date.parse(run.startedAt) < before);
    const byId = new Map([...this.#store.list(rule, before, limit + 1), ...underWay].map((run) => [run.id, run]));
    const sorted = [...byId.values()].toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
    const items = sorted.slice(0, limit);
    const last = items.at(-1);
    return { items, ...(sorted.length > limit && last && { next: String(Date.parse(last.startedAt)) }) };
  }

  /** Throws `NotFoundError`. */
  get(id: string): Run {
    return this.#executions.get(id)?.run ?? this.#store.get(id);
  }

  /** The rule is gone, and its runs with it. */
  forget(rule: string): void {
    this.#store.forget(rule);
    this.#lastRuns.delete(rule);
  }

  /** Begins a run where the rule's mode lets it; one without conditions has sent its first commands when this returns. */
  admit(rule: ActiveRule, firing: Firing): void {
    const admitted = rule.admit(firing);
    if (admitted === 'queued') return;
    if (admitted === 'refused') return this.#refuse(rule, firing);
    if (admitted === 'replace') for (const execution of [...rule.running]) execution.stop('The rule was triggered again and began anew');
    this.#launch(rule, firing);
  }

  /** Begins a run whatever mode and conditions say: a person wants it. */
  runNow(rule: ActiveRule, firing: Firing): Run {
    const execution = this.#begin(rule, firing);
    void execution.proceed();
    return structuredClone(execution.run);
  }

  #launch(rule: ActiveRule, firing: Firing): void {
    const execution = this.#begin(rule, firing);
    if (rule.conditions) void this.#judge(rule.conditions, execution);
    else void execution.proceed();
  }

  async #judge(conditions: NonNullable<ActiveRule['conditions']>, execution: Execution): Promise<void> {
    const { run } = execution;
    try {
      const { met, seen } = await conditions.evaluate(execution.scope, this.#ports.home.timeZone);
      execution.note({
        step: 'conditions',
        outcome: met ? 'met' : 'notMet',
        summary: describeConditions(met, seen, (device) => this.#ports.home.find(device)),
        detail: { seen },
      });
      if (met) await execution.proceed();
      else execution.conclude('conditionsNotMet');
    } catch (error) {
      this.#ports.onError(error);
      execution.note({ step: 'conditions', outcome: 'failed', summary: 'The conditions could not be evaluated' });
      if (run.finishedAt === undefined) execution.conclude('failed');
    }
  }

  #begin(rule: ActiveRule, { scope, summary }: Firing): Execution {
    const { id, name, actions } = rule.rule;
    const { person } = scope;
    const run: Run = {
      id: newId(),
      rule: id,
      ruleName: name,
      state: 'running',
      startedAt: scope.now,
      trigger: scope.trigger,
      ...(person && { person: { id: person.id, name: person.name } }),
      trace: [],
    };
    const execution = this.#execution({ run, actions, scope, next: 0 }, rule);
    execution.note({
      step: 'trigger',
      outcome: 'met',
      summary: person ? `${summary}, by ${person.name}` : summary,
      detail: { ...scope.trigger },
    });
    return execution;
  }

  #execution(stored: StoredRun, rule: ActiveRule | undefined): Execution {
    const execution = new Execution(stored, this.#ports, this.#store, {
      changed: (run) => this.#announce(run),
      ended: (ended) => {
        this.#executions.delete(ended.run.id);
        rule?.running.delete(ended);
        const next = rule?.running.size === 0 ? rule.queue.shift() : undefined;
        if (rule && next) this.#launch(rule, next);
      },
    });
    this.#executions.set(stored.run.id, execution);
    rule?.running.add(execution);
    return execution;
  }

  // A trigger that the mode did not let through is a run that did nothing, so that its owner can see it.
  #refuse(rule: ActiveRule, { scope, summary }: Firing): void {
    const reason =
      rule.rule.mode === 'single' ? 'Not run: the rule was still running, and its mode is single' : 'Not run: too many runs are waiting';
    const at = iso(this.#ports.clock.now());
    const run: Run = {
      id: newId(),
      rule: rule.rule.id,
      ruleName: rule.rule.name,
      state: 'stopped',
      startedAt: scope.now,
      finishedAt: at,
      trigger: scope.trigger,
      trace: [
        { at: scope.now, step: 'trigger', outcome: 'met', summary },
        { at, step: 'stopped', outcome: 'done', summary: reason },
      ],
    };
    this.#store.saveBehind({ run, actions: [], scope, next: 0 });
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
