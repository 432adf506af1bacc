import type { DatabaseSync } from 'node:sqlite';
import { InvalidInputError } from '@concord/sdk';
import { iso, type Timer } from '../clock.ts';
import { ConflictError, NotFoundError } from '../errors.ts';
import { Feed } from '../feed.ts';
import type { Change, Origin } from '../home/index.ts';
import { newId } from '../ids.ts';
import type { WriteBehind } from '../storage/index.ts';
import { ActiveRule } from './active-rule.ts';
import { checkRule } from './check.ts';
import { durationMs, spoken } from './duration.ts';
import { ForTimers } from './for-timers.ts';
import type { RulePorts } from './ports.ts';
import type { RunScope } from './reference.ts';
import type { EventTrigger, Rule, RuleCheck, RuleInput, Run, StateTrigger } from './resources.ts';
import { ruleFrom, RuleStore, type StoredRule, type StoredTimer } from './rule-store.ts';
import { RunStore } from './run-store.ts';
import { Runs } from './runs.ts';
import { nextOccurrence } from './schedule.ts';
import { crosses, leaves, matches } from './state-match.ts';
import { describeChange } from './trace.ts';
import { TriggerIndex, type ListeningTrigger } from './trigger-index.ts';

export interface RulesOptions extends RulePorts {
  readonly database: DatabaseSync;
  readonly writer: WriteBehind;
}

/** A rule was made, changed or deleted. */
export interface RuleChange {
  readonly id: string;
  readonly action: 'added' | 'updated' | 'removed';
}

/** The rules in force: hears changes and times, and starts the runs they call for. */
export class Rules {
  readonly changes: Feed<RuleChange>;
  readonly #ports: RulesOptions;
  readonly #ruleStore: RuleStore;
  readonly #runs: Runs;
  readonly #rules = new Map<string, StoredRule>();
  readonly #active = new Map<string, ActiveRule>();
  readonly #index = new TriggerIndex<ActiveRule>();
  readonly #forTimers: ForTimers;
  readonly #schedule = new Map<string, Timer[]>();

  constructor(options: RulesOptions) {
    this.#ports = options;
    this.changes = new Feed(options.onError);
    this.#ruleStore = new RuleStore(options.database);
    this.#runs = new Runs(options, new RunStore(options.database, options.writer, options.onError));
    this.#forTimers = new ForTimers(options.clock, this.#ruleStore, (timer) => this.#forIsOver(timer));
  }

  /** Loads the rules and goes on with what was under way. */
  start(): void {
    for (const rule of this.#ruleStore.load()) {
      this.#rules.set(rule.id, rule);
      try {
        this.#activate(rule);
      } catch (error) {
        this.#ports.onError(error);
      }
    }
    this.#forTimers.restore();
    this.#runs.resume((id) => this.#active.get(id));
  }

  async stop(): Promise<void> {
    this.#forTimers.stop();
    for (const timers of this.#schedule.values()) for (const timer of timers) timer.cancel();
    this.#active.clear();
    await this.#runs.stop();
  }

  /** A run began, went on or ended. */
  get runChanges(): Runs['changes'] {
    return this.#runs.changes;
  }

  get runningCount(): number {
    return this.#runs.runningCount;
  }

  get waitingWrites(): number {
    return this.#runs.waitingWrites;
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
    return this.#save(ruleFrom(newId(), input, now, now), 'added');
  }

  replace(id: string, input: RuleInput): Rule {
    const { createdAt } = this.#stored(id);
    this.#require(input);
    return this.#save(ruleFrom(id, input, createdAt, iso(this.#ports.clock.now())), 'updated');
  }

  delete(id: string): void {
    this.#stored(id);
    this.#deactivate(id, 'The rule was deleted');
    this.#ruleStore.delete(id);
    this.#runs.forget(id);
    this.#rules.delete(id);
    this.changes.publish({ id, action: 'removed' });
  }

  check(input: unknown): RuleCheck {
    const { findings } = checkRule(input, this.#ports.home);
    return { ok: findings.length === 0, findings };
  }

  /** Runs it now, without asking its conditions. */
  run(id: string, origin: Origin): Run {
    const rule = this.#active.get(id);
    if (!rule) throw new ConflictError(`"${this.#stored(id).name}" is switched off`, 'rule-disabled');
    return this.#runs.runNow(rule, {
      scope: this.#scope({ type: 'manual', by: origin.name ?? origin.id }),
      summary: `Started by hand by ${origin.name ?? origin.kind}`,
    });
  }

  runs(rule: string | undefined, page: { limit?: number; cursor?: string }): { items: Run[]; next?: string } {
    if (rule !== undefined) this.#stored(rule);
    return this.#runs.list(rule, page);
  }

  getRun(id: string): Run {
    return this.#runs.get(id);
  }

  /** Hears a change of the home. Runs that it starts send their first commands before this returns, where no condition must be asked. */
  onChange(change: Change): void {
    this.#index.visit(
      change,
      (device) => this.#ports.home.find(device),
      (listening) => {
        // One rule that fails must not keep the others from hearing.
        try {
          this.#hear(listening, change);
        } catch (error) {
          this.#ports.onError(error);
        }
      },
    );
  }

  #hear(listening: ListeningTrigger<ActiveRule>, change: Change): void {
    const { rule, trigger } = listening;
    if (change.type === 'attribute' && trigger.type === 'state') this.#onState(listening, trigger, change);
    if (change.type === 'event' && trigger.type === 'event' && matches(trigger, change)) this.#fire(rule, change, trigger);
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
    this.#runs.admit(rule, { scope: this.#scope(described), summary: `${String(summary)}, for ${spoken(trigger.for ?? 'PT0S')}` });
  }

  #fire(rule: ActiveRule, change: Change, trigger: StateTrigger | EventTrigger): void {
    const person = change.type === 'event' ? this.#ports.home.personOf(change.device, change.payload['user']) : undefined;
    const scope = this.#scope({ ...this.#describeTrigger(change), type: trigger.type });
    this.#runs.admit(rule, {
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

  #save(rule: StoredRule, action: RuleChange['action']): Rule {
    this.#ruleStore.save(rule);
    this.#deactivate(rule.id, rule.enabled ? undefined : 'The rule was switched off');
    this.#rules.set(rule.id, rule);
    this.#activate(rule);
    this.changes.publish({ id: rule.id, action });
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
      this.#runs.admit(active, { scope: this.#scope({ type: 'time', at: iso(at) }), summary: `It was ${trigger.at}` });
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
    const lastRun = this.#runs.lastOf(rule.id);
    const { id: _id, createdAt: _createdAt, updatedAt: _updatedAt, ...input } = rule;
    return { ...rule, problems: checkRule(input, this.#ports.home).findings, ...(lastRun && { lastRun }) };
  }
}
