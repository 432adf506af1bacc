/**
 * How long a template may run, in milliseconds of this thread's own work: on a busy machine much time passes in which nothing of it was done,
 * and an honest template would be stopped for that. The work is only asked for where as much time has passed.
 */
export class RunClock {
  readonly #limitMs: number;
  #passes = Infinity;
  #work = 0;

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  start(): void {
    this.#passes = performance.now() + this.#limitMs;
    this.#work = workMs();
  }

  /** Nothing is measured until the next start. */
  stop(): void {
    this.#passes = Infinity;
  }

  isOver(): boolean {
    const now = performance.now();
    if (now <= this.#passes) return false;
    const rest = this.#limitMs - (workMs() - this.#work);
    if (rest <= 0) return true;
    this.#passes = now + rest;
    return false;
  }
}

function workMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
