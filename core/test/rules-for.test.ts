import { describe, expect, it } from 'vitest';
import type { StateTrigger } from '../src/rules/index.ts';
import { startHome, switchOn, turned, type RulesHome } from './rules-home.ts';

const minuteMs = 60_000;

/** A home that was stopped two minutes after a door was opened, and starts when the five minutes of the rule are over. */
async function restartedHome(
  trigger: (door: string) => StateTrigger = (door) => turned(door, true),
): Promise<{ home: RulesHome; id: string }> {
  const first = startHome();
  const [door, siren] = [first.describe('door'), first.describe('siren')];
  const { id } = first.rules.create({
    name: 'Left open',
    triggers: [{ ...trigger(door), for: 'PT5M' }],
    actions: [switchOn(siren)],
  });
  first.report('door', 'switch', { on: false });
  first.report('door', 'switch', { on: true });
  await first.clock.advance(2 * minuteMs);
  await first.stop();
  const { clock, data } = first;
  clock.set('2026-11-24T12:06:00Z');
  const home = startHome({ clock, data });
  home.describe('siren');
  await clock.advance(0);
  expect(home.runs(id)).toEqual([]);
  return { home, id };
}

describe('a `for` that came due while the hub was off', () => {
  it('fires when the first report says that it is still so', async () => {
    const { home, id } = await restartedHome();
    home.describe('door');
    home.report('door', 'switch', { on: true });
    const [run] = await home.ended(id);
    expect(run?.trace[0]?.summary).toBe('door: on went from false to true, for 5 min');
  });

  it('does not fire when the first report says otherwise', async () => {
    const { home, id } = await restartedHome();
    home.describe('door');
    home.report('door', 'switch', { on: false });
    await home.clock.advance(10 * minuteMs);
    expect(home.runs(id)).toEqual([]);
  });

  it('fires after half a minute of silence, and says that the value is old', async () => {
    const { home, id } = await restartedHome();
    await home.clock.advance(29_000);
    expect(home.runs(id)).toEqual([]);
    await home.clock.advance(1000);
    const [run] = await home.ended(id);
    expect(run?.trace[0]?.summary).toBe(
      'door: on went from false to true, for 5 min, by its last known value: it has not been heard since',
    );
    expect(run?.startedAt).toBe('2026-11-24T12:06:30.000Z');
  });

  it('of any other value does not fire when it is another again', async () => {
    const { home, id } = await restartedHome((device) => ({ type: 'state', device, capability: 'switch', attribute: 'on' }));
    home.describe('door');
    home.report('door', 'switch', { on: false });
    await home.clock.advance(minuteMs);
    expect(home.runs(id)).toEqual([]);
  });

  it('outlives one more start while it waits', async () => {
    const { home, id } = await restartedHome();
    await home.clock.advance(10_000);
    await home.stop();
    const again = startHome({ clock: home.clock, data: home.data });
    again.describe('siren');
    await again.clock.advance(30_000);
    expect(await again.ended(id)).toHaveLength(1);
  });
});

describe('a running `for`', () => {
  it('ends with the state, and begins anew with it', async () => {
    const home = startHome();
    const [door, siren] = [home.describe('door'), home.describe('siren')];
    const { id } = home.rules.create({ name: 'Left on', triggers: [{ ...turned(door, true), for: 'PT5M' }], actions: [switchOn(siren)] });
    home.report('door', 'switch', { on: true });
    await home.clock.advance(4 * minuteMs);
    home.report('door', 'switch', { on: false });
    home.report('door', 'switch', { on: true });
    await home.clock.advance(4 * minuteMs);
    expect(home.runs(id)).toEqual([]);
    await home.clock.advance(minuteMs);
    expect(await home.ended(id)).toHaveLength(1);
    expect(home.database.prepare('SELECT COUNT(*) AS count FROM rule_timers').get()).toEqual({ count: 0 });
  });
});
