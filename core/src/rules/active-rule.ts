import { CompiledConditions } from './conditions.ts';
import type { Execution } from './execution.ts';
import type { HomeView } from './ports.ts';
import type { StoredRule } from './rule-store.ts';
import type { RunScope } from './reference.ts';
import type { ListeningTrigger } from './trigger-index.ts';

const longestQueue = 100;
const mostParallel = 100;

/** What is to be run, once its rule's mode lets it. */
export interface Firing {
  readonly scope: RunScope;
  /** The first line of its trace. */
  readonly summary: string;
}

/** A rule in force: its triggers and conditions ready, and its runs under way. */
export class ActiveRule {
  readonly rule: StoredRule;
  readonly conditions: CompiledConditions | undefined;
  readonly listening: readonly ListeningTrigger<ActiveRule>[];
  readonly running = new Set<Execution>();
  readonly queue: Firing[] = [];

  constructor(rule: StoredRule, home: HomeView) {
    this.rule = rule;
    this.conditions = rule.conditions && new CompiledConditions(rule.conditions, home);
    this.listening = rule.triggers.flatMap((trigger, index) => (trigger.type === 'time' ? [] : [{ rule: this, index, trigger }]));
  }

  /** What the mode says of another run now. */
  admit(firing: Firing): 'run' | 'queued' | 'replace' | 'refused' {
    if (this.running.size === 0) return 'run';
    switch (this.rule.mode) {
      case 'single':
        return 'refused';
      case 'restart':
        return 'replace';
      case 'parallel':
        return this.running.size < mostParallel ? 'run' : 'refused';
      case 'queued':
        if (this.queue.length >= longestQueue) return 'refused';
        this.queue.push(firing);
        return 'queued';
    }
  }
}
