import type { DatabaseSync } from 'node:sqlite';
import { iso } from '../clock.ts';
import { inTransaction } from '../storage/index.ts';
import type { Rule, RuleInput } from './resources.ts';

/** A rule as it is kept: without what is known only at the time it is shown. */
export type StoredRule = Omit<Rule, 'problems' | 'lastRun'>;

/** A `for` that is running: the trigger's state holds at `device`/`endpoint`, and at `dueAt` the rule fires. */
export interface StoredTimer {
  readonly rule: string;
  readonly trigger: number;
  readonly device: string;
  readonly endpoint: string;
  readonly dueAt: number;
  readonly scope: Readonly<Record<string, unknown>>;
}

/** Rules and their running `for` timers on disk; each is there when the method returns. */
export class RuleStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  load(): StoredRule[] {
    return this.#database
      .prepare('SELECT id, document, enabled, created_at, updated_at FROM rules ORDER BY created_at, id')
      .all()
      .map((row) => ({
        id: String(row['id']),
        ...(JSON.parse(String(row['document'])) as Pick<StoredRule, 'name' | 'mode' | 'triggers' | 'conditions' | 'actions'>),
        enabled: row['enabled'] === 1,
        createdAt: iso(Number(row['created_at'])),
        updatedAt: iso(Number(row['updated_at'])),
      }));
  }

  save({ id, enabled, createdAt, updatedAt, ...document }: StoredRule): void {
    this.#database
      .prepare(
        `INSERT INTO rules (id, document, enabled, created_at, updated_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET document = excluded.document, enabled = excluded.enabled, updated_at = excluded.updated_at`,
      )
      .run(id, JSON.stringify(document), enabled ? 1 : 0, Date.parse(createdAt), Date.parse(updatedAt));
  }

  /** With its timers and its runs. */
  delete(id: string): void {
    inTransaction(this.#database, () => {
      this.#database.prepare('DELETE FROM rules WHERE id = ?').run(id);
      this.#database.prepare('DELETE FROM rule_timers WHERE rule = ?').run(id);
      this.#database.prepare('DELETE FROM runs WHERE rule = ?').run(id);
    });
  }

  timers(): StoredTimer[] {
    return this.#database
      .prepare('SELECT document FROM rule_timers')
      .all()
      .map(({ document }) => JSON.parse(String(document)));
  }

  saveTimer(timer: StoredTimer): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO rule_timers (rule, trigger, device, due_at, document) VALUES (?, ?, ?, ?, ?)')
      .run(timer.rule, timer.trigger, `${timer.device}/${timer.endpoint}`, timer.dueAt, JSON.stringify(timer));
  }

  deleteTimer({ rule, trigger, device, endpoint }: Omit<StoredTimer, 'dueAt' | 'scope'>): void {
    this.#database
      .prepare('DELETE FROM rule_timers WHERE rule = ? AND trigger = ? AND device = ?')
      .run(rule, trigger, `${device}/${endpoint}`);
  }

  deleteTimersOf(rule: string): void {
    this.#database.prepare('DELETE FROM rule_timers WHERE rule = ?').run(rule);
  }
}

/** What a rule is, with what was left out filled in. */
export function ruleFrom(id: string, input: RuleInput, createdAt: string, updatedAt: string): StoredRule {
  const { name, enabled = true, mode = 'single', triggers, conditions, actions } = input;
  return { id, name, enabled, mode, triggers, ...(conditions && { conditions }), actions, createdAt, updatedAt };
}
