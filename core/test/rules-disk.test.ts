import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RuleInput } from '../src/rules/index.ts';
import { startHome, switchOn, turned, unlocked, type RulesHome } from './rules-home.ts';

/** Another program holds the database; answers the function that lets it go. */
function occupy({ data }: RulesHome): () => void {
  const other = new DatabaseSync(join(data, 'home.db'), { timeout: 0 });
  other.exec('BEGIN IMMEDIATE');
  const release = () => {
    if (other.isOpen) other.close();
  };
  onTestFinished(release);
  return release;
}

/** The file may not grow any more. */
function fill({ database }: RulesHome): void {
  const { page_count: pages } = database.prepare('PRAGMA page_count').get() ?? {};
  database.exec(`PRAGMA max_page_count = ${String(pages)}`);
}

function homeWith(part: Partial<RuleInput> = {}): { home: RulesHome; lamp: string; id: string } {
  const home = startHome();
  const [door, lamp] = [home.describe('door'), home.describe('lamp')];
  const { id } = home.rules.create({
    name: 'Light',
    triggers: [unlocked(door)],
    actions: [switchOn(lamp), { type: 'delay', for: 'PT10S' }, switchOn(lamp, false)],
    ...part,
  });
  return { home, lamp, id };
}

const states = (home: RulesHome, id: string) => home.runs(id).map(({ state }) => state);

describe('a run that can not be written', () => {
  it('sends nothing, ends as failed and says why, and the next one runs', async () => {
    const { home, id } = homeWith();
    const release = occupy(home);
    home.unlock('door');
    const [run] = await home.ended(id);
    expect(run?.state).toBe('failed');
    expect(run?.trace.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual(['trigger met', 'command failed', 'stopped failed']);
    expect(run?.trace.at(-1)?.summary).toBe('Nothing more was sent, since the run could not be written to the disk: database is locked');
    expect(home.sent).toEqual([]);
    expect(home.rules.runningCount).toBe(0);
    expect(home.errors).not.toEqual([]);

    release();
    home.unlock('door');
    await home.clock.advance(10_000);
    expect(states(home, id).toSorted()).toEqual(['done', 'failed']);
    expect(home.sent.map(({ args }) => args['on'])).toEqual([true, false]);
  });

  it('sends nothing while the disk is full', async () => {
    const messages = Array.from({ length: 30 }, () => ({ type: 'notify', message: 'x'.repeat(2000) }) as const);
    const { home, id } = homeWith();
    const rule = home.rules.get(id);
    const { actions } = rule;
    home.rules.replace(id, { name: rule.name, triggers: rule.triggers, actions: [...actions, ...messages] });
    fill(home);
    home.unlock('door');
    const [run] = await home.ended(id);
    expect(run?.trace.at(-1)?.summary).toContain('database or disk is full');
    expect(home.sent).toEqual([]);
  });

  it('goes on after a delay that could not be written, if there is room by then', async () => {
    const { home, id } = homeWith();
    const release = { now: () => {} };
    home.answer = () => {
      release.now = occupy(home);
      return 'assumed';
    };
    home.unlock('door');
    await home.clock.advance(0);
    expect(states(home, id)).toEqual(['waiting']);
    release.now();
    home.answer = () => 'assumed';
    await home.clock.advance(10_000);
    expect(states(home, id)).toEqual(['done']);
  });

  it('ends all the same when its end can not be written, and ends on disk later', async () => {
    const { home, lamp, id } = homeWith();
    home.unlock('door');
    await home.clock.advance(0);
    let release = () => {};
    home.answer = () => {
      release = occupy(home);
      return 'assumed';
    };
    await home.clock.advance(10_000);
    expect(states(home, id)).toEqual(['done']);
    expect(home.rules.runningCount).toBe(0);
    release();
    await home.stop();
    const again = startHome({ data: home.data, clock: home.clock });
    expect(again.home.find(lamp)).toBeDefined();
    expect(states(again, id)).toEqual(['done']);
    expect(again.rules.runningCount).toBe(0);
  });

  it('is replaced in the mode restart, whose next run waits in memory', async () => {
    const { home, id } = homeWith({ mode: 'restart' });
    home.unlock('door');
    await home.clock.advance(5000);
    const release = occupy(home);
    home.unlock('door');
    await home.clock.advance(0);
    release();
    expect(states(home, id).toSorted()).toEqual(['failed', 'stopped']);
    await home.clock.advance(20_000);
    expect(home.sent.map(({ args }) => args['on'])).toEqual([true]);
  });
});

describe('a timer on a disk that takes nothing', () => {
  it('fires for a state that has held long enough', async () => {
    const home = startHome();
    const [door, lamp] = [home.describe('door'), home.describe('lamp')];
    const { id } = home.rules.create({
      name: 'Left on',
      triggers: [{ ...turned(door, true), for: 'PT5M' }],
      actions: [switchOn(lamp, false)],
    });
    await home.clock.advance(0);
    const release = occupy(home);
    home.report('door', 'switch', { on: true });
    await home.clock.advance(300_000);
    expect(states(home, id)).toEqual(['done']);
    expect(home.errors).toHaveLength(2);
    release();
  });

  it('does not fire once more after the next start', async () => {
    const home = startHome();
    const [door, lamp] = [home.describe('door'), home.describe('lamp')];
    const { id } = home.rules.create({
      name: 'Left on',
      triggers: [{ ...turned(door, true), for: 'PT5M' }],
      actions: [switchOn(lamp, false)],
    });
    home.report('door', 'switch', { on: true });
    await home.clock.advance(0);
    const release = occupy(home);
    await home.clock.advance(300_000);
    release();
    await home.stop();
    const again = startHome({ data: home.data, clock: home.clock });
    await again.clock.advance(60_000);
    expect(states(again, id)).toEqual(['done']);
  });

  it('fires at a time of day', async () => {
    const { home, id } = homeWith({ triggers: [{ type: 'time', at: '13:30' }] });
    const release = occupy(home);
    await home.clock.advance(24 * 3_600_000);
    expect(states(home, id)).toEqual(['failed']);
    release();
    await home.clock.advance(24 * 3_600_000);
    expect(states(home, id).toSorted()).toEqual(['done', 'failed']);
  });
});

describe('a rule whose runs have a delay', () => {
  it('keeps 200 of them', async () => {
    const { home, id } = homeWith();
    const insert = home.database.prepare("INSERT INTO runs (id, rule, state, started_at, document) VALUES (?, ?, 'done', ?, '{}')");
    home.database.exec('BEGIN');
    for (let run = 0; run < 500; run++) insert.run(`old${run}`, id, run);
    home.database.exec('COMMIT');
    home.unlock('door');
    await home.clock.advance(10_000);
    expect(home.database.prepare('SELECT COUNT(*) AS count FROM runs').get()).toEqual({ count: 200 });
  });
});
