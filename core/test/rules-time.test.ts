import { describe, expect, it } from 'vitest';
import { startHome, switchOn, type RulesHome } from './rules-home.ts';

const hourMs = 3_600_000;

/** It is 13:00 of a Tuesday at home. */
function homeAt(at: string): { home: RulesHome; id: string; lamp: string } {
  const home = startHome();
  const lamp = home.describe('lamp');
  const { id } = home.rules.create({ name: 'Clock', triggers: [{ type: 'time', at }], actions: [switchOn(lamp)] });
  return { home, id, lamp };
}

const times = (home: RulesHome, id: string) => home.runs(id).map(({ startedAt }) => startedAt);

describe('a time trigger', () => {
  it('fires at its time, and again the next day', async () => {
    const { home, id } = homeAt('13:30');
    await home.clock.advance(29 * 60_000);
    expect(home.sent).toEqual([]);
    await home.clock.advance(48 * hourMs);
    expect(times(home, id)).toEqual(['2026-11-24T12:30:00.000Z', '2026-11-25T12:30:00.000Z']);
    expect(home.runs(id)[0]?.trace[0]?.summary).toBe('It was 13:30');
  });

  it('does not fire twice when the clock is set back behind its time', async () => {
    const { home, id } = homeAt('13:30');
    await home.clock.advance(hourMs);
    home.clock.set('2026-11-24T12:00:00Z');
    await home.clock.advance(hourMs);
    expect(times(home, id)).toHaveLength(1);
    await home.clock.advance(24 * hourMs);
    expect(times(home, id)).toHaveLength(2);
  });

  it('fires once when the clock is set forward over several days', async () => {
    const { home, id } = homeAt('13:30');
    home.clock.set('2026-11-27T12:00:00Z');
    await home.clock.advance(0);
    expect(times(home, id)).toHaveLength(1);
    await home.clock.advance(hourMs);
    expect(times(home, id)).toHaveLength(2);
  });

  it.each([
    ['switched off', (home: RulesHome, id: string) => void home.rules.replace(id, { ...inputOf(home, id), enabled: false })],
    ['deleted', (home: RulesHome, id: string) => home.rules.delete(id)],
    [
      'given another time',
      (home: RulesHome, id: string) => void home.rules.replace(id, { ...inputOf(home, id), triggers: [{ type: 'time', at: '20:00' }] }),
    ],
  ])('does not fire when its rule was %s', async (_name, change) => {
    const { home, id } = homeAt('13:30');
    change(home, id);
    await home.clock.advance(hourMs);
    expect(home.sent).toEqual([]);
  });
});

function inputOf(home: RulesHome, id: string) {
  const { name, triggers, actions } = home.rules.get(id);
  return { name, triggers, actions };
}
