import { InvalidInputError } from '@concord/sdk';
import { describe, expect, it } from 'vitest';
import type { Rule, RuleInput } from '../src/rules/index.ts';
import { startHome, switchOn, unlocked, type RulesHome } from './rules-home.ts';

function homeWith(mode: NonNullable<RuleInput['mode']> = 'single'): { home: RulesHome; input: RuleInput; rule: Rule } {
  const home = startHome();
  const [door, lamp] = [home.describe('door'), home.describe('lamp')];
  const input: RuleInput = {
    name: 'Light',
    mode,
    triggers: [unlocked(door)],
    actions: [{ type: 'delay', for: 'PT10S' }, switchOn(lamp)],
  };
  return { home, input, rule: home.rules.create(input) };
}

const states = (home: RulesHome, { id }: Rule) => home.runs(id).map(({ state }) => state);

describe('a run that began before its rule was edited', () => {
  it('goes on', async () => {
    const { home, input, rule } = homeWith();
    home.unlock('door');
    home.rules.replace(rule.id, { ...input, actions: [{ type: 'notify', message: 'Other' }] });
    await home.clock.advance(10_000);
    expect(states(home, rule)).toEqual(['done']);
    expect(home.sent).toHaveLength(1);
  });

  it('is ended when the rule is deleted, and leaves nothing behind', async () => {
    const { home, input, rule } = homeWith();
    home.unlock('door');
    home.rules.replace(rule.id, input);
    home.rules.delete(rule.id);
    await home.clock.advance(10_000);
    expect(home.sent).toEqual([]);
    expect(home.rules.runningCount).toBe(0);
    expect(home.database.prepare('SELECT COUNT(*) AS count FROM runs').get()).toEqual({ count: 0 });
  });

  it('is ended when the rule is switched off', async () => {
    const { home, input, rule } = homeWith();
    home.unlock('door');
    home.rules.replace(rule.id, input);
    home.rules.replace(rule.id, { ...input, enabled: false });
    await home.clock.advance(10_000);
    expect(states(home, rule)).toEqual(['stopped']);
    expect(home.sent).toEqual([]);
  });

  it.each([
    ['single', ['stopped', 'waiting']],
    ['restart', ['stopped', 'waiting']],
    ['queued', ['waiting']],
    ['parallel', ['waiting', 'waiting']],
  ] as const)('counts in the mode %s: then there are %j', async (mode, expected) => {
    const { home, input, rule } = homeWith(mode);
    home.unlock('door');
    home.rules.replace(rule.id, input);
    home.unlock('door');
    expect(states(home, rule).toSorted()).toEqual(expected);
  });
});

describe('the pages of runs', () => {
  it('part those that began in the same millisecond', async () => {
    const { home, rule } = homeWith('parallel');
    for (let run = 0; run < 5; run++) home.unlock('door');
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = home.rules.runs(rule.id, { limit: 2, ...(cursor !== undefined && { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });

  it('are refused for a cursor that is none', () => {
    const { home, rule } = homeWith();
    expect(() => home.rules.runs(rule.id, { cursor: 'abc' })).toThrow(InvalidInputError);
  });
});

describe('rules that have stopped', () => {
  it('begin nothing more, whatever the plugins still say', async () => {
    const { home, rule } = homeWith();
    const stopped = home.rules.stop();
    home.unlock('door');
    await stopped;
    home.unlock('door');
    await home.clock.advance(10_000);
    expect(states(home, rule)).toEqual([]);
    expect(() => home.rules.run(rule.id, { kind: 'user', id: 'ana' })).toThrow('the hub is stopping');
  });
});
