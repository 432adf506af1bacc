/** What is counted: samples, the states they say, and the commands they take. */
export interface Counts {
  samples: number;
  recognised: number;
  states: number;
  right: number;
  commands: number;
  commandsRight: number;
}

/** Something that did not come out as the corpus expects it. */
export interface Fault {
  readonly dialect: string;
  readonly component: string;
  readonly sample: string;
  readonly what: string;
}

/** What a check found: `right`, or what was wrong. */
export type Verdict = { readonly isRight: true } | { readonly isRight: false; readonly what: string };

export const right: Verdict = { isRight: true };

export function wrong(what: string): Verdict {
  return { isRight: false, what };
}

/** The counts by dialect and component, and every fault. */
export class Tally {
  readonly faults: Fault[] = [];
  /** What a corpus holds and nobody checks, with how often. */
  readonly unchecked = new Map<string, number>();
  readonly #rows = new Map<string, Counts>();

  sample(dialect: string, component: string, sample: string, verdict: Verdict): void {
    this.#count({ dialect, component, sample }, ['samples', 'recognised'], verdict);
  }

  state(dialect: string, component: string, sample: string, verdict: Verdict): void {
    this.#count({ dialect, component, sample }, ['states', 'right'], verdict);
  }

  command(dialect: string, component: string, sample: string, verdict: Verdict): void {
    this.#count({ dialect, component, sample }, ['commands', 'commandsRight'], verdict);
  }

  skip(what: string): void {
    this.unchecked.set(what, (this.unchecked.get(what) ?? 0) + 1);
  }

  /** `dialect component` → its counts, in order. */
  rows(): [name: string, counts: Counts][] {
    return [...this.#rows].toSorted(([a], [b]) => (a < b ? -1 : 1));
  }

  total(): Counts {
    const total = none();
    for (const counts of this.#rows.values()) for (const name of names) total[name] += counts[name];
    return total;
  }

  #count(place: Omit<Fault, 'what'>, [all, good]: readonly [all: keyof Counts, good: keyof Counts], verdict: Verdict): void {
    const name = `${place.dialect} ${place.component}`;
    let row = this.#rows.get(name);
    if (!row) this.#rows.set(name, (row = none()));
    row[all]++;
    if (verdict.isRight) row[good]++;
    else this.faults.push({ ...place, what: verdict.what });
  }
}

const names = ['samples', 'recognised', 'states', 'right', 'commands', 'commandsRight'] as const;

function none(): Counts {
  return { samples: 0, recognised: 0, states: 0, right: 0, commands: 0, commandsRight: 0 };
}
