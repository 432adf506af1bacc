import { describe, expect, it } from 'vitest';
import { startHome, type RulesHome } from './rules-home.ts';
import { temporaryFolder } from './harness.ts';

const origin = { kind: 'hub', id: 'test' } as const;
const lamp = [
  {
    id: 'main',
    capabilities: {
      level: { attributes: { level: {} } },
      lock: { attributes: { state: {} }, commands: ['lock', 'unlock'] },
    },
  },
];

function withLamp(home = startHome()): { home: RulesHome; id: string } {
  home.answer = () => 'sent';
  return { home, id: home.describe('lamp', lamp) };
}

const dim = (home: RulesHome, id: string, level: number) =>
  home.home.command(id, { capability: 'level', command: 'set', args: { level } }, origin);
const levelOf = (home: RulesHome, id: string) => home.home.device(id).endpoints[0]?.capabilities['level']?.['level'];
/** What became of a promise, once it has settled. */
const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

describe('a wish', () => {
  it('that is repeatable is sent again after half of its time without a word, and then given up visibly', async () => {
    const { home, id } = withLamp();
    const ended = outcome(dim(home, id, 40));
    await home.clock.advance(4999);
    expect(home.sent).toHaveLength(1);
    await home.clock.advance(1);
    expect(home.sent).toHaveLength(2);
    expect(levelOf(home, id)?.desired).toMatchObject({ value: 40, state: 'sent', attempts: 2 });
    await home.clock.advance(5000);
    expect(await ended).toBe('command-timed-out');
    expect(home.sent).toHaveLength(2);
    expect(levelOf(home, id)?.desired).toMatchObject({ value: 40, state: 'timedOut', attempts: 2 });
  });

  it('that is fulfilled by the second sending says so', async () => {
    const { home, id } = withLamp();
    const sent = dim(home, id, 40);
    await home.clock.advance(5000);
    home.report('lamp', 'level', { level: 40 });
    expect(await sent).toMatchObject({ confirmation: 'reported', attempts: 2 });
    expect(levelOf(home, id)?.desired).toBeUndefined();
  });

  it('is not sent again where the device said something else meanwhile', async () => {
    const { home, id } = withLamp();
    const ended = outcome(dim(home, id, 40));
    await home.clock.advance(1000);
    home.report('lamp', 'level', { level: 80 });
    await home.clock.advance(9000);
    expect(await ended).toBe('command-timed-out');
    expect(home.sent).toHaveLength(1);
  });

  it('of the next step is not fulfilled by a device that stays where it was', async () => {
    const home = startHome();
    home.answer = () => 'sent';
    const id = home.describe('lamp', [{ id: 'main', capabilities: { thermostat: { attributes: { heatingSetpoint: { step: 0.5 } } } } }]);
    home.report('lamp', 'thermostat', { heatingSetpoint: 20 });
    const set = (heatingSetpoint: number) =>
      home.home.command(id, { capability: 'thermostat', command: 'set', args: { heatingSetpoint } }, origin);
    const ended = outcome(set(20.5));
    home.report('lamp', 'thermostat', { heatingSetpoint: 20 });
    await home.clock.advance(10_000);
    expect(await ended).toBe('command-timed-out');
    const rounded = set(20.6);
    home.report('lamp', 'thermostat', { heatingSetpoint: 20.5 });
    expect(await rounded).toMatchObject({ confirmation: 'reported' });
  });

  it('with a risk is never sent twice', async () => {
    const { home, id } = withLamp();
    const ended = outcome(home.home.command(id, { capability: 'lock', command: 'unlock' }, origin));
    await home.clock.advance(10_000);
    expect(await ended).toBe('command-timed-out');
    expect(home.sent).toHaveLength(1);
  });

  it('that another overtakes ends at once, and the later one stands', async () => {
    const { home, id } = withLamp();
    const first = outcome(dim(home, id, 40));
    const second = dim(home, id, 60);
    expect(await first).toBe('command-superseded');
    home.report('lamp', 'level', { level: 60 });
    expect(await second).toMatchObject({ confirmation: 'reported' });
  });

  it('is not overtaken by the same wish', async () => {
    const { home, id } = withLamp();
    const both = [dim(home, id, 40), dim(home, id, 40)];
    home.report('lamp', 'level', { level: 40 });
    expect(await Promise.all(both)).toMatchObject([{ status: 'done' }, { status: 'done' }]);
  });

  it('that the device took and never came to is expired after two minutes', async () => {
    const { home, id } = withLamp();
    home.answer = () => 'acknowledged';
    await dim(home, id, 40);
    expect(levelOf(home, id)?.desired).toMatchObject({ value: 40, state: 'accepted' });
    await home.clock.advance(119_999);
    expect(levelOf(home, id)?.desired?.state).toBe('accepted');
    await home.clock.advance(1);
    expect(levelOf(home, id)?.desired).toMatchObject({ value: 40, state: 'expired' });
    home.report('lamp', 'level', { level: 10 });
    expect(levelOf(home, id)?.desired).toBeUndefined();
  });

  it('that was under way when the hub ended is not sent again, and is expired', async () => {
    const data = temporaryFolder();
    const { home, id } = withLamp(startHome({ data }));
    home.answer = () => 'acknowledged';
    await dim(home, id, 40);
    await home.stop();
    const second = startHome({ data });
    expect(levelOf(second, id)?.desired).toMatchObject({ value: 40, state: 'expired' });
    expect(second.sent).toEqual([]);
  });
});
