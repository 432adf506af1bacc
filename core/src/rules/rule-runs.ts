import type { ActiveRule } from './active-rule.ts';
import type { Execution } from './execution.ts';
import type { Firing } from './firing.ts';
import type { RuleMode } from './resources.ts';

const longestQueue = 100;
const mostParallel = 100;

/** What becomes of a trigger: a run, one instead of those under way, a place in the queue, or nothing, with the reason for its owner. */
export type Admission = 'run' | 'replace' | 'queue' | { readonly refused: string };

// What each mode says of another run while so many run and wait.
const whileRunning: Readonly<Record<RuleMode, (running: number, waiting: number) => Admission>> = {
  single: () => ({ refused: 'Not run: the rule was still running, and its mode is single' }),
  restart: () => 'replace',
  queued: (_running, waiting) => (waiting < longestQueue ? 'queue' : { refused: 'Not run: too many runs are waiting' }),
  parallel: (running) => (running < mostParallel ? 'run' : { refused: 'Not run: too many runs are under way' }),
};

/** What is under way of one rule, by whichever version of it that was begun. */
export class RuleRuns {
  readonly running = new Set<Execution>();
  readonly queue: { readonly rule: ActiveRule; readonly firing: Firing }[] = [];

  admit(mode: RuleMode): Admission {
    return this.running.size === 0 ? 'run' : whileRunning[mode](this.running.size, this.queue.length);
  }
}
