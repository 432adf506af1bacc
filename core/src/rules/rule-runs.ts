import type { ActiveRule } from './active-rule.ts';
import type { Execution } from './execution.ts';
import type { Firing } from './firing.ts';
import type { RuleMode } from './resources.ts';

const longestQueue = 100;
const mostParallel = 100;

export type Admission = 'run' | 'queue' | 'replace' | 'refuse';

// What each mode says of another run while so many run and wait.
const whileRunning: Readonly<Record<RuleMode, (running: number, waiting: number) => Admission>> = {
  single: () => 'refuse',
  restart: () => 'replace',
  queued: (_running, waiting) => (waiting < longestQueue ? 'queue' : 'refuse'),
  parallel: (running) => (running < mostParallel ? 'run' : 'refuse'),
};

/** What is under way of one rule, by whichever version of it that was begun. */
export class RuleRuns {
  readonly running = new Set<Execution>();
  readonly queue: { readonly rule: ActiveRule; readonly firing: Firing }[] = [];

  admit(mode: RuleMode): Admission {
    return this.running.size === 0 ? 'run' : whileRunning[mode](this.running.size, this.queue.length);
  }
}
