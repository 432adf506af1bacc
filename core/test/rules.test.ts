import { beforeEach, describe, expect, it } from 'vitest';
import type { Hub } from '../src/hub.ts';
import type { RuleInput, Run, TraceStep } from '../src/rules/index.ts';
import { HandClock } from './hand-clock.ts';
import { endedRun, named, say, startHub, temporaryFolder, until } from './harness.ts';

let clock: HandClock;
let hub: Hub;
let one: string;
let two: string;

const temperature = (value: number) =>
  say(hub, { type: 'report', device: 'lamp-1', endpoint: 'main', capability: 'temperatureSensor', values: { temperature: value } });
const unlocked = (user?: string) =>
  say(hub, {
    type: 'event',
    device: 'lamp-1',
    endpoint: 'main',
    capability: 'lock',
    event: 'unlocked',
    payload: user === undefined ? {} : { user },
  });
const isOn = (device: string) => hub.home.device(device).endpoints[0]?.capabilities['switch']?.['on']?.value;
const temperatureOf = (device: string) => hub.home.device(device).endpoints[0]?.capabilities['temperatureSensor']?.['temperature']?.value;
const newest = (id: string) => hub.rules.runs(id, {}).items[0];
const steps = (run: Run) => run.trace.map(({ step, outcome }: TraceStep) => `${step} ${outcome}`);

const switchOn = (device: string, on = true) => ({ type: 'command', device, capability: 'switch', command: 'set', args: { on } }) as const;
const warm = (): RuleInput['triggers'][number] => ({
  type: 'state',
  device: one,
  capability: 'temperatureSensor',
  attribute: 'temperature',
  above: 25,
});
const rule = (part: Partial<RuleInput>): RuleInput => ({ name: 'A rule', triggers: [warm()], actions: [switchOn(two)], ...part });

beforeEach(async () => {
  clock = new HandClock();
  hub = await startHub({ clock });
  one = named(hub, 'Lamp 1').id;
  two = named(hub, 'Lamp 2').id;
});

describe('a state trigger', () => {
  it('fires when a value crosses the threshold, and not again while it stays beyond', async () => {
    const { id } = hub.rules.create(rule({}));
    for (const value of [20, 26, 27, 24, 28]) await temperature(value);
    await until(hub, () => hub.rules.runs(id, {}).items.filter(({ state }) => state === 'done').length === 2);
    expect(isOn(two)).toBe(true);
  });

  it('with `for` fires when the state has held that long, and not when it was left before', async () => {
    const { id } = hub.rules.create(rule({ triggers: [{ ...warm(), for: 'PT3S' } as RuleInput['triggers'][number]] }));
    for (const value of [26, 20, 27]) await temperature(value);
    await until(hub, () => temperatureOf(one) === 27);
    await clock.advance(3000);
    const run = await endedRun(hub, id);
    expect(hub.rules.runs(id, {}).items).toHaveLength(1);
    expect(run.trace[0]?.summary).toBe('Lamp 1: temperature went from 20 °C to 27 °C, for 3 s');
  });
});

describe('an event trigger', () => {
  it('knows the person that the lock names, and uses their preference', async () => {
    hub.home.people.create({ name: 'Ana', preferences: { level: 70 }, links: [{ device: one, user: '3' }] });
    const set = {
      type: 'command',
      device: two,
      capability: 'level',
      command: 'set',
      args: { level: { $: 'person.preferences.level', else: 20 } },
    } as const;
    const { id } = hub.rules.create(
      rule({ triggers: [{ type: 'event', device: one, capability: 'lock', event: 'unlocked' }], actions: [set] }),
    );

    await unlocked('3');
    const known = await endedRun(hub, id);
    expect(known).toMatchObject({ state: 'done', person: { name: 'Ana' } });
    expect(known.trace.map(({ summary }) => summary)).toEqual(['Lamp 1: unlocked (user 3), by Ana', 'Set Lamp 2: level 70 %']);

    await unlocked('9');
    const unknown = await until(hub, () => hub.rules.runs(id, {}).items.find((run) => run.id !== known.id && run.finishedAt !== undefined));
    expect(unknown.person).toBeUndefined();
    expect(unknown.trace[1]?.summary).toBe('Set Lamp 2: level 20 %');
  });

  it('looks at the payload where it names one', async () => {
    const { id } = hub.rules.create(
      rule({ triggers: [{ type: 'event', device: one, capability: 'lock', event: 'unlocked', where: { user: '3' } }] }),
    );
    await unlocked('4');
    await unlocked('3');
    expect((await endedRun(hub, id)).trigger).toMatchObject({ payload: { user: '3' } });
    expect(hub.rules.runs(id, {}).items).toHaveLength(1);
  });
});

describe('conditions', () => {
  const lampIs = (on: boolean) => ({
    all: [{ fact: 'state', params: { device: two, capability: 'switch', attribute: 'on' }, operator: 'equal', value: on }],
  });

  it('keep the actions from running, and the trace says which one and what it saw', async () => {
    const { id } = hub.rules.create(rule({ conditions: lampIs(true) }));
    await say(hub, { type: 'report', device: 'lamp-2', endpoint: 'main', capability: 'switch', values: { on: false } });
    await temperature(26);
    const run = await endedRun(hub, id);
    expect(run.state).toBe('conditionsNotMet');
    expect(run.trace[1]).toMatchObject({
      outcome: 'notMet',
      summary: 'The conditions did not hold: on of Lamp 2 was false, and should be exactly true',
    });
  });

  it('are not met by what is unknown', async () => {
    const { id } = hub.rules.create(
      rule({
        conditions: {
          all: [{ fact: 'state', params: { device: two, capability: 'switch', attribute: 'on' }, operator: 'notEqual', value: true }],
        },
      }),
    );
    await temperature(26);
    expect((await endedRun(hub, id)).state).toBe('conditionsNotMet');
  });

  it('let the actions run when they hold', async () => {
    const { id } = hub.rules.create(rule({ conditions: lampIs(false) }));
    await say(hub, { type: 'report', device: 'lamp-2', endpoint: 'main', capability: 'switch', values: { on: false } });
    await temperature(26);
    expect(steps(await endedRun(hub, id))).toEqual(['trigger met', 'conditions met', 'command done']);
  });
});

describe('a run', () => {
  it('goes on after a command that failed, and says so', async () => {
    await hub.home.command(two, { capability: 'level', command: 'set', args: { level: 3 } }, { kind: 'hub', id: 'test' });
    const { id } = hub.rules.create(rule({ actions: [switchOn(two), switchOn(one)] }));
    await temperature(26);
    const run = await endedRun(hub, id);
    expect(run.state).toBe('failed');
    expect(run.trace[1]?.detail).toMatchObject({ error: 'the lamp is too hot', code: 'command-rejected' });
    expect(isOn(one)).toBe(true);
  });

  it('waits out a delay between its actions', async () => {
    const { id } = hub.rules.create(rule({ actions: [switchOn(two), { type: 'delay', for: 'PT2S' }, switchOn(two, false)] }));
    await temperature(26);
    await until(hub, () => newest(id)?.state === 'waiting');
    expect(isOn(two)).toBe(true);
    await clock.advance(2000);
    const run = await endedRun(hub, id);
    expect(steps(run)).toEqual(['trigger met', 'command done', 'delay done', 'command done']);
    expect(isOn(two)).toBe(false);
  });

  it('that is stopped while its command waits for a device to come online does not send it', async () => {
    const input = rule({});
    const { id } = hub.rules.create(input);
    await say(hub, { type: 'availability', device: 'lamp-2', state: 'offline' });
    await temperature(26);
    const { id: run } = await until(hub, () => newest(id));
    hub.rules.replace(id, { ...input, enabled: false });
    await say(hub, { type: 'availability', device: 'lamp-2', state: 'online' });
    await until(hub, () => hub.rules.getRun(run).trace.some(({ outcome }) => outcome === 'failed'));
    expect(hub.rules.getRun(run).trace[1]?.detail).toMatchObject({ code: 'run-stopped' });
    // Commands of one plugin arrive in order, so one that was sent would be done before this one.
    await hub.home.command(two, { capability: 'level', command: 'set', args: { level: 50 } }, { kind: 'hub', id: 'test' });
    expect(isOn(two)).toBe(null);
  });

  it('reaches all that a selector means, and tells its people', async () => {
    const told: string[] = [];
    hub.notifications.listen(({ message }) => told.push(message));
    const room = hub.home.rooms.create({ name: 'Hall' });
    for (const id of [one, two]) hub.home.updateDevice(id, { room: room.id });
    const { id } = hub.rules.create(
      rule({
        actions: [
          { type: 'command', device: { room: room.id }, capability: 'switch', command: 'set', args: { on: true } },
          { type: 'notify', message: 'It is warm' },
        ],
      }),
    );
    await temperature(26);
    expect((await endedRun(hub, id)).trace).toHaveLength(4);
    expect([isOn(one), isOn(two)]).toEqual([true, true]);
    expect(told).toEqual(['It is warm']);
  });
});

describe('after a start of the hub', () => {
  const home = () => {
    const data = temporaryFolder();
    return { start: () => startHub({ data, clock }) };
  };

  it('a run that waited goes on, and does nothing twice', async () => {
    const { start } = home();
    hub = await start();
    [one, two] = [named(hub, 'Lamp 1').id, named(hub, 'Lamp 2').id];
    const { id } = hub.rules.create(rule({ actions: [switchOn(two), { type: 'delay', for: 'PT1S' }, switchOn(one)] }));
    await temperature(26);
    await until(hub, () => newest(id)?.state === 'waiting');
    await hub.stop();

    hub = await start();
    await clock.advance(1000);
    const run = await endedRun(hub, id);
    expect(run.state).toBe('done');
    expect(steps(run)).toEqual(['trigger met', 'command done', 'delay done', 'resumed done', 'command done']);
    expect(hub.rules.runs(id, {}).items).toHaveLength(1);
  });

  it('a `for` that was running goes on', async () => {
    const { start } = home();
    hub = await start();
    [one, two] = [named(hub, 'Lamp 1').id, named(hub, 'Lamp 2').id];
    const { id } = hub.rules.create(rule({ triggers: [{ ...warm(), for: 'PT1S' } as RuleInput['triggers'][number]] }));
    await temperature(26);
    await until(hub, () => temperatureOf(one) === 26);
    await hub.stop();

    hub = await start();
    await clock.advance(1000);
    await temperature(26);
    expect((await endedRun(hub, id)).state).toBe('done');
  });
});

describe('a device that is removed', () => {
  it('is shown as a problem of the rules that name it, and harms no other rule', async () => {
    const { id } = hub.rules.create(rule({}));
    const other = hub.rules.create(rule({ actions: [switchOn(one)] }));
    await hub.home.removeDevice(two);
    expect(hub.rules.get(id).problems).toEqual([{ path: '/actions/0/device', message: `there is no device "${two}"` }]);
    await temperature(26);
    expect((await endedRun(hub, other.id)).state).toBe('done');
    expect((await endedRun(hub, id)).state).toBe('failed');
  });
});
