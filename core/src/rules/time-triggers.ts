import { iso, type Timer } from '../clock.ts';
import type { ActiveRule } from './active-rule.ts';
import type { RulePorts } from './ports.ts';
import { nextOccurrence } from './schedule.ts';

/** The times of day at which rules are to run; those that pass while the hub is off are not made up for. */
export class TimeTriggers {
  readonly #ports: Pick<RulePorts, 'clock' | 'home'>;
  readonly #due: (rule: ActiveRule, facts: Record<string, unknown>, summary: string) => void;
  readonly #timers = new Map<string, Timer[]>();

  constructor(ports: Pick<RulePorts, 'clock' | 'home'>, due: (rule: ActiveRule, facts: Record<string, unknown>, summary: string) => void) {
    this.#ports = ports;
    this.#due = due;
  }

  add(rule: ActiveRule): void {
    rule.rule.triggers.forEach((_trigger, index) => this.#scheduleNext(rule, index, this.#ports.clock.now()));
  }

  remove(rule: string): void {
    for (const timer of this.#timers.get(rule) ?? []) timer?.cancel();
    this.#timers.delete(rule);
  }

  stop(): void {
    for (const rule of this.#timers.keys()) this.remove(rule);
  }

  #scheduleNext(rule: ActiveRule, index: number, after: number): void {
    const trigger = rule.rule.triggers[index];
    if (trigger?.type !== 'time') return;
    const { clock, home } = this.#ports;
    const at = nextOccurrence(trigger, after, home.timeZone);
    let timers = this.#timers.get(rule.rule.id);
    if (!timers) this.#timers.set(rule.rule.id, (timers = []));
    timers[index] = clock.at(at, () => {
      // From the planned time, not from now: a clock that is set back must not fire it twice.
      this.#scheduleNext(rule, index, Math.max(at, clock.now()));
      this.#due(rule, { type: 'time', at: iso(at) }, `It was ${trigger.at}`);
    });
  }
}
