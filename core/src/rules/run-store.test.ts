import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { homeMigrations, openDatabase, WriteBehind } from '../storage/index.ts';
import type { RunState } from './resources.ts';
import { ruleFrom, RuleStore } from './rule-store.ts';
import { RunStore, type StoredRun } from './run-store.ts';

const at = '2026-11-24T12:00:00.000Z';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'concord-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The stores of a home with one rule, and a writer that has not been started: it refuses until it is. */
function openStores() {
  const file = join(temporaryFolder(), 'home.db');
  const database = openDatabase(file, homeMigrations, { durability: 'full', isChecked: true });
  const writer = new WriteBehind({ home: file });
  const errors: unknown[] = [];
  const rules = new RuleStore(database);
  rules.save(ruleFrom('rule', { name: 'A rule', triggers: [], actions: [] }, at, at));
  onTestFinished(async () => {
    await writer.stop();
    database.close();
  });
  const count = () => database.prepare('SELECT COUNT(*) AS count FROM runs').get()?.['count'];
  return { database, writer, errors, rules, runs: new RunStore(database, writer, (error) => errors.push(error)), count };
}

function stored(id: string, state: RunState = 'done'): StoredRun {
  const run = { id, rule: 'rule', ruleName: 'A rule', state, startedAt: at, finishedAt: at, trigger: {}, trace: [] };
  return { run, actions: [], scope: { trigger: {}, now: at }, next: 0 };
}

describe('runs on a disk that takes nothing', () => {
  it('wait up to a bound, and it is said once that it refuses and once how many are lost', async () => {
    const { writer, errors, runs, count } = openStores();
    for (let run = 0; run < 1500; run++) runs.saveBehind(stored(`run${run}`));
    await runs.flush();
    await runs.flush();
    expect(runs.waiting).toBe(1000);
    expect(errors).toEqual([expect.objectContaining({ code: 'storage-closed' })]);

    writer.start();
    await runs.flush();
    expect(errors.slice(1)).toEqual([expect.objectContaining({ code: 'runs-lost', message: expect.stringContaining('500 runs') })]);
    expect(runs.waiting).toBe(0);
    expect(count()).toBeLessThan(250);
  });
});

describe('runs of a rule that was deleted', () => {
  it('are not written by a batch that was on its way', async () => {
    const { writer, rules, runs, count } = openStores();
    writer.start();
    runs.saveBehind(stored('run1'));
    const written = runs.flush();
    rules.delete('rule');
    runs.forget('rule');
    await written;
    expect(count()).toBe(0);
  });

  it('are not kept when they end late', async () => {
    const { rules, runs, count } = openStores();
    rules.delete('rule');
    runs.forget('rule');
    runs.save(stored('run1'));
    runs.saveBehind(stored('run2'));
    expect(runs.waiting).toBe(0);
    expect(count()).toBe(0);
  });
});

describe('the list of runs', () => {
  it.each([
    ['of all rules', 'SELECT document FROM runs WHERE (started_at, id) < (1, 1) ORDER BY started_at DESC, id DESC LIMIT 1'],
    ['of a rule', "SELECT document FROM runs WHERE rule = 'rule' AND (started_at, id) < (1, 1) ORDER BY started_at DESC, id DESC LIMIT 1"],
  ])('%s is read along an index', (_name, sql) => {
    const { database } = openStores();
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
    expect(plan.map(({ detail }) => detail)).toEqual([expect.stringMatching(/^SEARCH runs USING INDEX/)]);
  });

  it('is kept when a home of the first version is opened', () => {
    const file = join(temporaryFolder(), 'home.db');
    const old = openDatabase(file, homeMigrations.slice(0, 1), { durability: 'full', isChecked: true });
    new RuleStore(old).save(ruleFrom('rule', { name: 'A rule', triggers: [], actions: [] }, at, at));
    const { run } = stored('run1');
    old
      .prepare('INSERT INTO runs (id, rule, state, started_at, document) VALUES (?, ?, ?, ?, ?)')
      .run(run.id, run.rule, run.state, Date.parse(at), JSON.stringify(stored('run1')));
    old.close();
    const database = openDatabase(file, homeMigrations, { durability: 'full', isChecked: true });
    const runs = new RunStore(database, new WriteBehind({}), () => {});
    expect(runs.list(undefined, { at: Number.MAX_SAFE_INTEGER, id: '' }, 10)).toEqual([run]);
    database.close();
  });
});
