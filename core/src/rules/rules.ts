import type { DatabaseSync } from 'node:sqlite';
import { InvalidInputError, type Finding } from '@concord/sdk';
import { guardedClock, iso } from '../clock.ts';
import { ConflictError, NotFoundError } from '../errors.ts';
import { Feed } from '../feed.ts';
import type { Change, HomeNotice, Move, Origin } from '../home/index.ts';
import { newId } from '../ids.ts';
import type { WriteBehind } from '../storage/index.ts';
import { ActiveRule } from './active-rule.ts';
import { checkRule } from './check.ts';
import { devicesOf } from './current-rule.ts';
import { triggerFacts } from './firing.ts';
import { ForTriggers } from './for-triggers.ts';
import type { RulePorts } from './ports.ts';
import type { RunScope } from './reference.ts';
import { renamedRule } from './renamed-rule.ts';
import type { Rule, RuleCheck, RuleInput, Run } from './resources.ts';
import { ruleFrom, RuleStore, type StoredRule } from './rule-store.ts';
import { RunStore } from './run-store.ts';
import { Runs } from './runs.ts';
import { crosses, matches } from './state-match.ts';
import { TimeTriggers } from './time-triggers.ts';
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
  readonly #ports: RulePorts;
  readonly #ruleStore: RuleStore;
  readonly #runs: Runs;
  readonly #rules = new Map<string, StoredRule>();
  readonly #active = new Map<string, ActiveRule>();
  readonly #index = new TriggerIndex<ActiveRule>();
  readonly #forTriggers: ForTriggers;
  readonly #timeTriggers: TimeTriggers;
  #isStopped = false;

  constructor({ clock, home, actions, onError, database, writer }: RulesOptions) {
    this.#ports = { clock: guardedClock(clock, onError), home, actions, onError };
    this.changes = new Feed(onError);
    this.#ruleStore = new RuleStore(database);
    this.#runs = new Runs(this.#ports, new RunStore(database, writer, onError));
    const fire = (rule: ActiveRule, facts: Record<string, unknown>, summary: string) =>
      this.#runs.admit(rule, { scope: this.#scope(facts), summary });
    this.#forTriggers = new ForTriggers(this.#ports, this.#ruleStore, { find: (id) => this.#active.get(id), fire });
    this.#timeTriggers = new TimeTriggers(this.#ports, fire);
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
    this.#forTriggers.start();
    this.#runs.resume((id) => this.#active.has(id));
  }

  /** Hears nothing any more, and leaves what is under way to the next start. Everything is on disk when it resolves. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#forTriggers.stop();
    this.#timeTriggers.stop();
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
    this.#ruleStore.delete(id);
    this.#deactivate(id);
    this.#runs.stopAll(id, 'The rule was deleted');
    this.#runs.forget(id);
    this.#rules.delete(id);
    this.changes.publish({ id, action: 'removed' });
  }

  check(input: unknown): RuleCheck {
    const findings = this.#findings(input);
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
    // Plugins report until they have left.
    if (this.#isStopped) return;
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

  #hear({ rule, index, trigger }: ListeningTrigger<ActiveRule>, change: Change): void {
    if (change.type === 'event') {
      if (trigger.type === 'event' && matches(trigger, change)) this.#fire(rule, change);
    } else if (trigger.type === 'state') {
      if (trigger.for !== undefined) this.#forTriggers.onChange(rule, index, trigger, trigger.for, change);
      else if (crosses(trigger, change)) this.#fire(rule, change);
    }
  }

  #fire(rule: ActiveRule, change: Change): void {
    const person = change.type === 'event' ? this.#ports.home.personOf(change.device, change.payload['user']) : undefined;
    const scope = this.#scope(triggerFacts(change));
    this.#runs.admit(rule, {
      scope: person ? { ...scope, person: { id: person.id, name: person.name, preferences: person.preferences } } : scope,
      summary: describeChange(change, this.#ports.home.find(change.device)),
      cause: change.cause,
    });
  }

  #scope(trigger: Record<string, unknown>): RunScope {
    return { trigger, now: iso(this.#ports.clock.now()) };
  }

  // Runs that have begun go on as they began, unless the rule is switched off: what they were to do is theirs.
  #save(rule: StoredRule, action: RuleChange['action']): Rule {
    this.#ruleStore.save(rule);
    this.#deactivate(rule.id);
    if (!rule.enabled) this.#runs.stopAll(rule.id, 'The rule was switched off');
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
    this.#timeTriggers.add(active);
  }

  #deactivate(id: string): void {
    const active = this.#active.get(id);
    if (!active) return;
    this.#index.remove(active, active.listening);
    this.#forTriggers.remove(id);
    this.#timeTriggers.remove(id);
    this.#runs.dropQueue(id);
    this.#active.delete(id);
  }

  /**
   * Where devices were linked or parted, rules that name them listen where those are now. Runs that have begun and `for` durations that run
   * go on.
   */
  onNotice(notice: HomeNotice): void {
    if (notice.type !== 'device') return;
    if (notice.action === 'linked') this.#rewire([notice.id, notice.into], []);
    if (notice.action === 'unlinked') {
      this.#rename(notice.moved);
      this.#rewire([notice.id, notice.from], notice.moved);
    }
    if (notice.action === 'renamed') this.#rename(notice.moved);
  }

  /** A newer plugin tells of the same thing elsewhere: the rules that name it are saved anew. */
  #rename(moved: readonly Move[]): void {
    for (const rule of this.#rules.values()) {
      // One that the disk refuses must not keep the others from following.
      try {
        const renamed = renamedRule(rule, moved, this.#ports.home);
        if (renamed) this.#save(renamed, 'updated');
      } catch (error) {
        this.#ports.onError(error);
      }
    }
  }

  #rewire(devices: readonly string[], moved: readonly Move[]): void {
    for (const before of [...this.#active.values()]) {
      const { id } = before.rule;
      const rule = this.#stored(id);
      const named = devicesOf(rule);
      if (devices.some((device) => named.has(device))) {
        const active = new ActiveRule(rule, this.#ports.home);
        this.#index.remove(before, before.listening);
        for (const listening of active.listening) this.#index.add(listening);
        this.#timeTriggers.remove(id);
        this.#timeTriggers.add(active);
        this.#active.set(id, active);
      }
      // Those of a selector name no device, and may run on one of these.
      this.#forTriggers.move(this.#active.get(id) ?? before, moved);
    }
  }

  #require(input: RuleInput): void {
    const findings = this.#findings(input);
    if (findings.length > 0)
      throw new InvalidInputError(
        `The rule can't be saved: ${findings.map(({ path, message }) => `${path} ${message}`).join('; ')}`,
        findings,
        'rule-invalid',
      );
  }

  #findings(input: unknown): Finding[] {
    return checkRule(input, this.#ports.home).findings;
  }

  #stored(id: string): StoredRule {
    const rule = this.#rules.get(id);
    if (!rule) throw new NotFoundError('rule', id);
    return rule;
  }

  #view(rule: StoredRule): Rule {
    const lastRun = this.#runs.lastOf(rule.id);
    const { id: _id, createdAt: _createdAt, updatedAt: _updatedAt, ...input } = rule;
    return { ...rule, problems: this.#findings(input), ...(lastRun && { lastRun }) };
  }
}
