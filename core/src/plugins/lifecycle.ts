import type { PluginState } from './resources.ts';

/** When a plugin that ended is started again, and when its owner must look at it first. */
export interface RestartPolicy {
  readonly firstDelayMs: number;
  /** So many crashes within `windowMs` put it in quarantine. */
  readonly crashLimit: number;
  readonly windowMs: number;
}

export const restartPolicy: RestartPolicy = { firstDelayMs: 500, crashLimit: 5, windowMs: 10 * 60_000 };

/** Where a plugin is in its life: plain data, moved by `advance`. */
export interface Lifecycle {
  readonly state: PluginState;
  readonly since: number;
  readonly reason?: string;
  /** Times of crashes within the window. */
  readonly crashes: readonly number[];
  readonly restarts: number;
  /** While backing off: when it is started again. */
  readonly restartAt?: number;
}

export type LifecycleInput =
  | { readonly type: 'start' }
  | { readonly type: 'ready' }
  | { readonly type: 'stop' }
  | { readonly type: 'disable' }
  | { readonly type: 'exited'; readonly reason: string }
  /** It can't even be tried: its settings do not fit. */
  | { readonly type: 'refused'; readonly reason: string }
  | { readonly type: 'retry' };

export const newLifecycle = (now: number): Lifecycle => ({ state: 'stopped', since: now, crashes: [], restarts: 0 });

type Move = (life: Lifecycle, now: number, input: LifecycleInput, policy: RestartPolicy) => Lifecycle;

const to =
  (state: PluginState): Move =>
  ({ crashes, restarts }, now) => ({ state, since: now, crashes, restarts });

const startAfresh: Move = (_life, now) => ({ state: 'starting', since: now, crashes: [], restarts: 0 });

const crash: Move = (life, now, input, policy) => {
  const reason = input.type === 'exited' ? input.reason : '';
  const crashes = [...life.crashes.filter((at) => at > now - policy.windowMs), now];
  if (crashes.length >= policy.crashLimit) {
    const minutes = Math.round(policy.windowMs / 60_000);
    return {
      state: 'quarantined',
      since: now,
      crashes,
      restarts: life.restarts,
      reason: `It ended ${crashes.length} times within ${minutes} minutes, last: ${reason}`,
    };
  }
  const delay = policy.firstDelayMs * 2 ** (crashes.length - 1);
  return { state: 'backingOff', since: now, crashes, restarts: life.restarts, reason, restartAt: now + delay };
};

const refuse: Move = (life, now, input) => ({
  state: 'quarantined',
  since: now,
  crashes: life.crashes,
  restarts: life.restarts,
  ...(input.type === 'refused' && { reason: input.reason }),
});

const retry: Move = (life, now) => ({
  state: 'starting',
  since: now,
  crashes: life.crashes,
  restarts: life.restarts + 1,
  ...(life.reason !== undefined && { reason: life.reason }),
});

/** Every legal move; what has no line changes nothing. */
const moves: { readonly [State in PluginState]: { readonly [Input in LifecycleInput['type']]?: Move } } = {
  stopped: { start: startAfresh, disable: to('disabled') },
  disabled: { start: startAfresh },
  starting: { ready: to('running'), stop: to('stopping'), disable: to('stopping'), exited: crash, refused: refuse },
  running: { stop: to('stopping'), disable: to('stopping'), exited: crash },
  backingOff: { retry, start: startAfresh, stop: to('stopped'), disable: to('disabled') },
  quarantined: { start: startAfresh, stop: to('stopped'), disable: to('disabled') },
  stopping: { exited: to('stopped') },
};

/** The state after an input: pure, so that every path of a plugin's life can be tested without a process. */
export function advance(life: Lifecycle, input: LifecycleInput, now: number, policy: RestartPolicy = restartPolicy): Lifecycle {
  return moves[life.state][input.type]?.(life, now, input, policy) ?? life;
}
