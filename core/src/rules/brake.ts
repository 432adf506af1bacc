import type { Cause } from '../home/index.ts';

const longestChain = 20;
// A dial sends twenty a second while it is turned; no home needs ten a second for a minute.
const mostPerMinute = 600;
const minuteMs = 60_000;
const remembered = 1000;

/** Why a run may not begin, and whether its owner has to be told: it is said once a minute. */
export interface Refusal {
  readonly reason: string;
  readonly isNews: boolean;
}

/**
 * Keeps rules that trigger each other, and a rule that is triggered without end, from moving the home's devices for ever. A chain is
 * runs of which each was started by a command of the one before; a delay or a `for` ends it, since that is a pace its owner chose.
 */
export class Brake {
  /** Run → how many runs in a row led to it, of the newest runs that are part of a chain. */
  readonly #links = new Map<string, number>();
  /** Rule → when its last runs began to act, in milliseconds. */
  readonly #acted = new Map<string, number[]>();
  readonly #said = new Map<string, number>();

  /** Asked before a run begins; `cause` is that of the change that triggers it. */
  refuses(rule: string, cause: Cause | undefined, now: number): Refusal | undefined {
    const acted = this.#acted.get(rule) ?? [];
    const reason =
      this.#linksTo(cause) > longestChain
        ? `Not run: rules trigger each other, ${longestChain} times in a row so far`
        : acted.length >= mostPerMinute && isWithinMinute(acted[0], now)
          ? `Not run: the rule has run ${mostPerMinute} times within a minute`
          : undefined;
    if (reason === undefined) return undefined;
    const isNews = !isWithinMinute(this.#said.get(rule), now);
    if (isNews) this.#said.set(rule, now);
    return { reason, isNews };
  }

  began(run: string, cause: Cause | undefined): void {
    this.#links.set(run, this.#linksTo(cause));
    if (this.#links.size <= remembered) return;
    for (const oldest of this.#links.keys()) {
      this.#links.delete(oldest);
      return;
    }
  }

  /** A run of the rule sends its first commands: those whose conditions didn't hold move nothing. */
  acts(rule: string, now: number): void {
    let acted = this.#acted.get(rule);
    if (!acted) this.#acted.set(rule, (acted = []));
    acted.push(now);
    if (acted.length > mostPerMinute) acted.shift();
  }

  /** The run waits: what it does afterwards begins a chain of its own. */
  waits(run: string): void {
    this.#links.delete(run);
  }

  forget(rule: string): void {
    this.#acted.delete(rule);
    this.#said.delete(rule);
  }

  #linksTo(cause: Cause | undefined): number {
    const before = cause?.kind === 'command' && cause.origin.kind === 'run' ? this.#links.get(cause.origin.id) : undefined;
    return before === undefined ? 0 : before + 1;
  }
}

// A time that is ahead was noted before the clock was set back, and says nothing.
function isWithinMinute(at: number | undefined, now: number): boolean {
  return at !== undefined && now >= at && now - at < minuteMs;
}
