import type { DatabaseSync } from 'node:sqlite';
import { InvalidInputError } from '@concord/sdk';
import { iso, type Timer } from '../clock.ts';
import { ConflictError, NotFoundError } from '../errors.ts';
import { Feed } from '../feed.ts';
import type { Change, Origin } from '../home/index.ts';
import { newId } from '../ids.ts';
import type { WriteBehind } from '../storage/index.ts';
import { ActiveRule, type Firing } from './active-rule.ts';
import { checkRule } from './check.ts';
import { durationMs, spoken } from './duration.ts';
import { Execution } from './execution.ts';
import { ForTimers } from './for-timers.ts';
import type { RulePorts } from './ports.ts';
import type { RunScope } from './reference.ts';
import type { EventTrigger, Rule, RuleCheck, RuleInput, Run, StateTrigger } from './resources.ts';
import { ruleFrom, RuleStore, type StoredRule, type StoredTimer } from './rule-store.ts';
import { RunStore, type StoredRun } from './run-store.ts';
import { nextOccurrence } from './schedule.ts';
import { crosses, leaves, matches } from './state-match.ts';
import { describeChange, describeConditions } from './trace.ts';
import { TriggerIndex, type ListeningTrigger } from './trigger-index.ts';

export interface RulesOptions extends RulePorts {
  readonly database: DatabaseSync;
  readonly writer: WriteBehind;
}

/** The rules in force: hears changes, starts runs, and keeps both. */
export class Rules {
  /** A run began, went on or ended. */
  readonly changes: Feed<{ id: string; rule: string; state: string }>;
  /** A rule was made, changed or deleted. */
  readonly ruleChanges: Feed<{ id: string }>;
  readonly #ports: RulesOptions;
  readonly #ruleStore: RuleStore;
  readonly #runStore: RunStore;
  readonly #rules = new Map<string, StoredRule>();
  readonly #active = new Map<string, ActiveRule>();
  readonly #index = new TriggerIndex<ActiveRule>();
  readonly #forTimers: ForTimers;
  readonly #schedule = new Map<string, Timer[]>();
  readonly #executions = new Map<string, Execution>();
  readonly #lastRuns = new Map<string, { id: string; at: string; state: string }>();

  constructor(options: RulesOptions) {
    this.#ports = options;
    this.changes = new Feed(options.onError);
    this.ruleChanges = new Feed(options.onError);
    this.#ruleStore = new RuleStore(options.database);
    this.#runStore = new RunStore(options.database, options.writer, options.onError);
    this.#forTimers = new ForTimers(options.clock, this.#ruleStore, (timer) => this.#forIsOver(timer));
  }

  /** Loads the rules and goes on with what was under way. */
  start(): void {
    for (const rule of this.#ruleStore.load()) {
      this.#rules.set(rule.id, rule);
      this.#activate(rule);
    }
    for (const run of this.#runStore.list(undefined, Infinity, this.#rules.size * 5)) this.#remember(run);
    this.#forTimers.restore();
    for (const stored of this.#runStore.unfinished()) void this.#execution(stored, this.#active.get(stored.run.rule)).resume();
  }

  async stop(): Promise<void> {
    this.#forTimers.stop();
    for (const timers of this.#schedule.values()) for (const timer of timers) timer.cancel();
    for (const execution of this.#executions.values()) execution.suspend();
    this.#executions.clear();
    this.#active.clear();
    await this.#runStore.flush();
  }

  get runningCount(): number {
    return this.#executions.size;
  }

  get waitingWrites(): number {
    return this.#runStore.waiting;
  }

  list(): Rule[] {
    return [...this.#rules.values()].map((rule) => this.#view(rule));
  }

  get(id: string): Rule {
    return this.#view(this.#stored(id));
  }

  create(input: RuleInput): Rule {
    this.#require(input);
    const now = iso(this.#ports.clock.now());
    return this.#save(ruleFrom(newId(), input, now, now));
  }

  replace(id: string, input: RuleInput): Rule {
    const { createdAt } = this.#stored(id);
    this.#require(input);
    return this.#save(ruleFrom(id, input, createdAt, iso(this.#ports.clock.now())));
  }

  delete(id: string): void {
    this.#stored(id);
    this.#deactivate(id, 'The rule was deleted');
    this.#ruleStore.delete(id);
    this.#runStore.forget(id);
    this.#rules.delete(id);
    this.#lastRuns.delete(id);
    this.ruleChanges.publish({ id });
  }

  check(input: unknown): RuleCheck {
    const { findings } = checkRule(input, this.#ports.home);
    return { ok: findings.length === 0, findings };
  }

  /** Runs it now, without asking its conditions. */
  run(id: string, origin: Origin): Run {
    const rule = this.#active.get(id);
    if (!rule) throw new ConflictError(`"${this.#stored(id).name}" is switched off`, 'rule-disabled');
    const firing: Firing = {
      scope: this.#scope({ type: 'manual', by: origin.name ?? origin.id }),
      summary: `Started by hand by ${origin.name ?? origin.kind}`,
    };
    const execution = this.#begin(rule, firing);
    void execution.proceed();
    return structuredClone(execution.run);
  }

  runs(rule: string | undefined, { limit = 50, cursor }: { limit?: number; cursor?: string }): { items: Run[]; next?: string } {
    if (rule !== undefined) this.#stored(rule);
    const before = cursor === undefined ? Infinity : Number(cursor);
    const underWay = [...this.#executions.values()]
      .map(({ run }) => run)
      .filter((run) => (rule === undefined || run.rule === rule) && Date.parse(run.startedAt) < before);
    const byId = new Map([...this.#runStore.list(rule, before, limit + 1), ...underWay].map((run) => [run.id, run]));
    const sorted = [...byId.values()].toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
    const items = sorted.slice(0, limit);
    const last = items.at(-1);
    return { items, ...(sorted.length > limit && last && { next: String(Date.parse(last.startedAt)) }) };
  }

  getRun(id: string): Run {
    return this.#executions.get(id)?.run ?? this.#runStore.get(id);
  }

  /** Hears a change of the home. Runs that it starts send their first commands before this returns, where no condition must be asked. */
  onChange(change: Change): void {
    this.#index.visit(
      change,
      (device) => this.#ports.home.find(device),
      (listening) => {
        if (change.type === 'event') {
          if (listening.trigger.type === 'event' && matches(listening.trigger, change))
            this.#fire(listening.rule, change, listening.trigger);
        } else if (listening.trigger.type === 'state') {
          this.#onState(listening, listening.trigger, change);
        }
      },
    );
  }

  #onState({ rule, index }: ListeningTrigger<ActiveRule>, trigger: StateTrigger, change: Change & { type: 'attribute' }): void {
    if (trigger.for === undefined) {
      if (crosses(trigger, change)) this.#fire(rule, change, trigger);
      return;
    }
    const timer = { rule: rule.rule.id, trigger: index, device: change.device, endpoint: change.endpoint };
    if (crosses(trigger, change)) {
      const dueAt = this.#ports.clock.now() + durationMs(trigger.for);
      this.#forTimers.start({
        ...timer,
        dueAt,
        scope: { ...this.#describeTrigger(change), summary: describeChange(change, this.#ports.home.find(change.device)) },
      });
    } else if (leaves(trigger, change)) this.#forTimers.cancel(timer);
  }

  #forIsOver({ rule: id, trigger: index, device, endpoint, scope }: StoredTimer): void {
    const rule = this.#active.get(id);
    const trigger = rule?.rule.triggers[index];
    if (!rule || trigger?.type !== 'state') return;
    const slot = this.#ports.home.find(device)?.endpoints.get(endpoint)?.capabilities.get(trigger.capability)?.slots.get(trigger.attribute);
    if (!slot || slot.record.quality === 'bad') return;
    const { summary, ...described } = scope;
    this.#admit(rule, { scope: this.#scope(described), summary: `${String(summary)}, for ${spoken(trigger.for ?? 'PT0S')}` });
  }

  #fire(rule: ActiveRule, change: Change, trigger: StateTrigger | EventTrigger): void {
    const person = change.type === 'event' ? this.#ports.home.personOf(change.device, change.payload['user']) : undefined;
    const scope = this.#scope({ ...this.#describeTrigger(change), type: trigger.type });
    this.#admit(rule, {
      scope: person ? { ...scope, person: { id: person.id, name: person.name, preferences: person.preferences } } : scope,
      summary: describeChange(change, this.#ports.home.find(change.device)),
    });
  }

  #describeTrigger(change: Change): Record<string, unknown> {
    const { device, endpoint, capability } = change;
    return change.type === 'attribute'
      ? {
          type: 'state',
          device,
          endpoint,
          capability,
          attribute: change.attribute,
          value: change.record.value,
          previous: change.previous,
          at: change.record.at,
        }
      : { type: 'event', device, endpoint, capability, event: change.event, payload: change.payload, at: change.at };
  }

  #scope(trigger: Record<string, unknown>): RunScope {
    return { trigger, now: iso(this.#ports.clock.now()) };
  }

  #admit(rule: ActiveRule, firing: Firing): void {
    const admitted = rule.admit(firing);
    if (admitted === 'queued') return;
    if (admitted === 'refused') return this.#refuse(rule, firing);
    if (admitted === 'replace') for (const execution of [...rule.running]) execution.stop('The rule was triggered again and began anew');
    this.#launch(rule, firing);
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
    const execution = new Execution(stored, this.#ports, this.#runStore, {
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
    const at = scope.now;
    const run: Run = {
      id: newId(),
      rule: rule.rule.id,
      ruleName: rule.rule.name,
      state: 'stopped',
      startedAt: at,
      finishedAt: at,
      trigger: scope.trigger,
      trace: [
        { at, step: 'trigger', outcome: 'met', summary },
        { at, step: 'stopped', outcome: 'done', summary: reason },
      ],
    };
    this.#runStore.saveBehind({ run, actions: [], scope, next: 0 });
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

  #save(rule: StoredRule): Rule {
    this.#ruleStore.save(rule);
    this.#deactivate(rule.id, rule.enabled ? undefined : 'The rule was switched off');
    this.#rules.set(rule.id, rule);
    this.#activate(rule);
    this.ruleChanges.publish({ id: rule.id });
    return this.#view(rule);
  }

  #activate(rule: StoredRule): void {
    if (!rule.enabled) return;
    const active = new ActiveRule(rule, this.#ports.home);
    this.#active.set(rule.id, active);
    for (const listening of active.listening) this.#index.add(listening);
    rule.triggers.forEach((trigger, index) => {
      if (trigger.type === 'time') this.#scheduleNext(active, index, this.#ports.clock.now());
    });
  }

  // Without a reason to stop them, runs that have begun go on as they began: what they were to do is theirs.
  #deactivate(id: string, stopRuns: string | undefined): void {
    const active = this.#active.get(id);
    if (!active) return;
    this.#index.remove(active, active.listening);
    this.#forTimers.cancelRule(id);
    for (const timer of this.#schedule.get(id) ?? []) timer.cancel();
    this.#schedule.delete(id);
    active.queue.length = 0;
    if (stopRuns !== undefined) for (const execution of [...active.running]) execution.stop(stopRuns);
    this.#active.delete(id);
  }

  #scheduleNext(active: ActiveRule, index: number, after: number): void {
    const trigger = active.rule.triggers[index];
    if (trigger?.type !== 'time') return;
    const { id } = active.rule;
    const at = nextOccurrence(trigger, after, this.#ports.home.timeZone);
    const timers = this.#schedule.get(id) ?? [];
    timers[index] = this.#ports.clock.at(at, () => {
      // From the planned time, not from now: a clock that is set back must not fire it twice.
      this.#scheduleNext(active, index, Math.max(at, this.#ports.clock.now()));
      this.#admit(active, { scope: this.#scope({ type: 'time', at: iso(at) }), summary: `It was ${trigger.at}` });
    });
    this.#schedule.set(id, timers);
  }

  #require(input: RuleInput): void {
    const { findings } = checkRule(input, this.#ports.home);
    if (findings.length > 0)
      throw new InvalidInputError(
        `The rule can't be saved: ${findings.map(({ path, message }) => `${path} ${message}`).join('; ')}`,
        findings,
        'rule-invalid',
      );
  }

  #stored(id: string): StoredRule {
    const rule = this.#rules.get(id);
    if (!rule) throw new NotFoundError('rule', id);
    return rule;
  }

  #view(rule: StoredRule): Rule {
    const lastRun = this.#lastRuns.get(rule.id);
    const { id: _id, createdAt: _createdAt, updatedAt: _updatedAt, ...input } = rule;
    return { ...rule, problems: checkRule(input, this.#ports.home).findings, ...(lastRun && { lastRun }) };
  }
}
