import { CompiledConditions } from './conditions.ts';
import { currentRule } from './current-rule.ts';
import type { HomeView } from './ports.ts';
import type { StoredRule } from './rule-store.ts';
import type { ListeningTrigger } from './trigger-index.ts';

/** A rule in force, its triggers and conditions ready, as it means the home now. Saving the rule makes another. */
export class ActiveRule {
  readonly rule: StoredRule;
  readonly conditions: CompiledConditions | undefined;
  readonly listening: readonly ListeningTrigger<ActiveRule>[];

  constructor(stored: StoredRule, home: HomeView) {
    const rule = currentRule(stored, (address) => home.current(address));
    this.rule = rule;
    this.conditions = rule.conditions && new CompiledConditions(rule.conditions, home);
    this.listening = rule.triggers.flatMap((trigger, index) => (trigger.type === 'time' ? [] : [{ rule: this, index, trigger }]));
  }
}
