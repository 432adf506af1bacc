import { expect, describe, it } from 'vitest';
import { startHome, switchOn, unlocked } from './rules-home.ts';

describe('a mode', () => {
  it.each([
    ['single', ['done', 'stopped', 'stopped'], 1],
    ['restart', ['done', 'stopped', 'stopped'], 1],
    ['queued', ['done', 'done', 'done'], 3],
    ['parallel', ['done', 'done', 'done'], 3],
  ] as const)('%s ends three triggers as %j', async (mode, expected, sent) => {
    const home = startHome();
    const [door, lamp] = [home.describe('door'), home.describe('lamp')];
    const { id } = home.rules.create({
      name: 'Slow',
      mode,
      triggers: [unlocked(door)],
      actions: [{ type: 'delay', for: 'PT4S' }, switchOn(lamp)],
    });
    for (let trigger = 0; trigger < 3; trigger++) home.unlock('door');
    await home.clock.advance(12_000);
    expect(
      home
        .runs(id)
        .map(({ state }) => state)
        .toSorted(),
    ).toEqual(expected);
    expect(home.sent).toHaveLength(sent);
  });
});
