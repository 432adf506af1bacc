/** A timer that has been set; `cancel` on one that fired does nothing. */
export interface Timer {
  cancel(): void;
}

/** Time as the hub knows it, handed in so that tests and simulations can move it. */
export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
  /** Calls once, at `at` (milliseconds since 1970 UTC) or at once if that is past. Follows the wall clock when it is set anew. */
  at(at: number, call: () => void): Timer;
}

// setTimeout counts in 32 bits, and a wall clock can be set while it waits: so the longest single wait is a minute.
const longestWaitMs = 60_000;

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  at(at, call) {
    let handle: NodeJS.Timeout;
    const wait = () => {
      const left = at - Date.now();
      if (left <= 0) return call();
      handle = setTimeout(wait, Math.min(left, longestWaitMs));
    };
    handle = setTimeout(wait, Math.min(Math.max(at - Date.now(), 0), longestWaitMs));
    return { cancel: () => clearTimeout(handle) };
  },
};

/** A clock whose callbacks harm nobody: what one of them throws is handed to `onError`, and the hub goes on. */
export function guardedClock(clock: Clock, onError: (error: unknown) => void): Clock {
  return {
    now: () => clock.now(),
    at: (at, call) =>
      clock.at(at, () => {
        try {
          call();
        } catch (error) {
          onError(error);
        }
      }),
  };
}

/** A time as the API and the database write it: RFC 3339, UTC. */
export function iso(time: number): string {
  return new Date(time).toISOString();
}
