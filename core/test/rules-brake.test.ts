import { describe, expect, it } from 'vitest';
import type { RuleInput } from '../src/rules/index.ts';
import { startHome, switchOn, turned, unlocked, type RulesHome } from './rules-home.ts';

const minuteMs = 60_000;
const refusals = (home: RulesHome, id: string) =>
  home
    .runs(id)
    .filter(({ state }) => state === 'stopped')
    .map(({ trace }) => trace.at(-1)?.summary);

/** A lamp that says what it does a turn after it has acknowledged it, as devices do. */
function homeWithLamp(): { home: RulesHome; lamp: string } {
  const home = startHome();
  const lamp = home.describe('lamp');
  home.answer = ({ device, endpoint, capability, args }) => {
    const report = () => home.home.receive('lamps', { type: 'report', device, endpoint, capability, values: args });
    home.clock.at(home.clock.now() + 5000, report);
    return 'acknowledged';
  };
  return { home, lamp };
}

const rule = (name: string, trigger: RuleInput['triggers'][number], ...actions: RuleInput['actions']): RuleInput => ({
  name,
  triggers: [trigger],
  actions,
});

describe('rules that trigger each other', () => {
  it('are stopped after 20 links, and say why', async () => {
    const { home, lamp } = homeWithLamp();
    const off = home.rules.create(rule('Off', turned(lamp, true), switchOn(lamp, false)));
    const on = home.rules.create(rule('On', turned(lamp, false), switchOn(lamp)));
    home.report('lamp', 'switch', { on: true });
    await home.clock.advance(10 * minuteMs);
    expect(home.sent).toHaveLength(21);
    expect([...refusals(home, off.id), ...refusals(home, on.id)]).toEqual(['Not run: rules trigger each other, 20 times in a row so far']);

    // What a person does begins anew.
    home.report('lamp', 'switch', { on: false });
    home.report('lamp', 'switch', { on: true });
    await home.clock.advance(0);
    expect(home.sent.length).toBeGreaterThan(21);
  });

  it('go on at a pace that a delay gives them', async () => {
    const { home, lamp } = homeWithLamp();
    const delay = { type: 'delay', for: 'PT1M' } as const;
    const off = home.rules.create(rule('Off', turned(lamp, true), delay, switchOn(lamp, false)));
    home.rules.create(rule('On', turned(lamp, false), delay, switchOn(lamp)));
    home.report('lamp', 'switch', { on: true });
    await home.clock.advance(60 * minuteMs);
    expect(refusals(home, off.id)).toEqual([]);
    expect(home.sent.length).toBeGreaterThan(50);
  });
});

describe('a rule that is triggered without end', () => {
  it('runs 600 times a minute, says so once a minute, and runs again later', async () => {
    const { home, lamp } = homeWithLamp();
    const { id } = home.rules.create({ ...rule('Bell', unlocked(lamp), switchOn(lamp)), mode: 'parallel' });
    for (let second = 0; second < 14; second++) {
      for (let time = 0; time < 50; time++) home.unlock('lamp');
      await home.clock.advance(1000);
    }
    expect(home.sent).toHaveLength(600);
    expect(refusals(home, id)).toEqual(['Not run: the rule has run 600 times within a minute']);

    await home.clock.advance(minuteMs);
    home.unlock('lamp');
    await home.clock.advance(0);
    expect(home.sent).toHaveLength(601);
  });

  it('may ask its conditions more often than that', async () => {
    const { home, lamp } = homeWithLamp();
    const { id } = home.rules.create({
      ...rule('Warm', { type: 'state', device: lamp, capability: 'temperatureSensor', attribute: 'temperature' }, switchOn(lamp)),
      mode: 'parallel',
      conditions: { fact: 'trigger', params: { path: 'value' }, operator: 'greaterThan', value: 99 },
    });
    for (let value = 1; value <= 100; value++) home.report('lamp', 'temperatureSensor', { temperature: value });
    const runs = await home.ended(id, 100);
    expect(runs.filter(({ state }) => state === 'conditionsNotMet')).toHaveLength(99);
    expect(refusals(home, id)).toEqual([]);
    expect(home.sent).toHaveLength(1);
  });
});
