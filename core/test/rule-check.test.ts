import { type ConcordError, InvalidInputError } from '@concord/sdk';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RuleInput } from '../src/rules/index.ts';
import { named, sharedHub } from './harness.ts';

const shared = sharedHub();
let one: string;
let two: string;

beforeAll(() => {
  one = named(shared.hub, 'Lamp 1').id;
  two = named(shared.hub, 'Lamp 2').id;
});

const switchOn = (device: string) => ({ type: 'command', device, capability: 'switch', command: 'set', args: { on: true } }) as const;
const warm = (): RuleInput['triggers'][number] => ({
  type: 'state',
  device: one,
  capability: 'temperatureSensor',
  attribute: 'temperature',
  above: 25,
});
const rule = (part: Partial<RuleInput>): RuleInput => ({ name: 'A rule', triggers: [warm()], actions: [switchOn(two)], ...part });

describe('a rule that does not fit the home', () => {
  it.each<[string, (valid: RuleInput) => unknown, string]>([
    ['a missing device', (valid) => ({ ...valid, actions: [switchOn('nobody')] }), '/actions/0/device'],
    ['an unknown attribute', (valid) => ({ ...valid, triggers: [{ ...warm(), attribute: 'delta' }] }), '/triggers/0/attribute'],
    [
      'a bound on something that is no number',
      (valid) => ({ ...valid, triggers: [{ type: 'state', device: one, capability: 'switch', attribute: 'on', above: 1 }] }),
      '/triggers/0/above',
    ],
    ['bounds that nothing is between', (valid) => ({ ...valid, triggers: [{ ...warm(), below: 20 }] }), '/triggers/0/below'],
    [
      'a value out of range',
      (valid) => ({ ...valid, actions: [{ type: 'command', device: two, capability: 'level', command: 'set', args: { level: 101 } }] }),
      '/actions/0/args/level',
    ],
    [
      'an unknown command',
      (valid) => ({ ...valid, actions: [{ type: 'command', device: two, capability: 'switch', command: 'dance' }] }),
      '/actions/0/command',
    ],
    [
      'an `else` out of range',
      (valid) => ({
        ...valid,
        actions: [
          {
            type: 'command',
            device: two,
            capability: 'level',
            command: 'set',
            args: { level: { $: 'person.preferences.level', else: 300 } },
          },
        ],
      }),
      '/actions/0/args/level',
    ],
    [
      'a reference to nowhere',
      (valid) => ({
        ...valid,
        actions: [{ type: 'command', device: two, capability: 'level', command: 'set', args: { level: { $: 'weather.level', else: 30 } } }],
      }),
      '/actions/0/args/level/$',
    ],
    ['an unknown scene', (valid) => ({ ...valid, actions: [{ type: 'scene', scene: 'evening' }] }), '/actions/0/scene'],
    [
      'an unknown operator',
      (valid) => ({ ...valid, conditions: { all: [{ fact: 'day', operator: 'is', value: 'mon' }] } }),
      '/conditions/all/0/operator',
    ],
    [
      'a condition on a missing device',
      (valid) => ({
        ...valid,
        conditions: { fact: 'state', params: { device: 'x', capability: 'switch', attribute: 'on' }, operator: 'equal', value: true },
      }),
      '/conditions/params/device',
    ],
    [
      'conditions 10,000 levels deep',
      (valid) => ({
        ...valid,
        conditions: Array.from({ length: 10_000 }).reduce<object>((inner) => ({ not: inner }), {
          fact: 'day',
          operator: 'equal',
          value: 'mon',
        }),
      }),
      `/conditions${'/not'.repeat(33)}`,
    ],
    [
      'a field that a delay does not have',
      (valid) => ({ ...valid, actions: [{ type: 'delay', for: 'PT1S', until: 'noon' }] }),
      '/actions/0',
    ],
    ['a trigger of an unknown type', (valid) => ({ ...valid, triggers: [{ type: 'moon' }] }), '/triggers/0/type'],
    ['a duration that is none', (valid) => ({ ...valid, actions: [switchOn(two), { type: 'delay', for: 'soon' }] }), '/actions/1/for'],
    ['a duration without a unit', (valid) => ({ ...valid, triggers: [{ ...warm(), for: 'P' }] }), '/triggers/0/for'],
    ['a duration that no calendar has', (valid) => ({ ...valid, triggers: [{ ...warm(), for: 'P99999999999D' }] }), '/triggers/0/for'],
    ['a duration of more than a year', (valid) => ({ ...valid, actions: [{ type: 'delay', for: 'P367D' }] }), '/actions/0/for'],
    ['a duration of nothing', (valid) => ({ ...valid, actions: [switchOn(two), { type: 'delay', for: 'PT0S' }] }), '/actions/1/for'],
    [
      'an unknown command whose arguments are all read in the run',
      (valid) => ({
        ...valid,
        actions: [{ type: 'command', device: two, capability: 'level', command: 'dance', args: { level: { $: 'trigger.value' } } }],
      }),
      '/actions/0/command',
    ],
    [
      'a command that the device does not offer',
      (valid) => ({
        ...valid,
        actions: [{ type: 'command', device: two, capability: 'level', command: 'move', args: { direction: { $: 'trigger.value' } } }],
      }),
      '/actions/0/command',
    ],
    [
      'an event that the device does not tell of',
      (valid) => ({ ...valid, triggers: [{ type: 'event', device: one, capability: 'lock', event: 'alarm' }] }),
      '/triggers/0/event',
    ],
    ['an unknown field', (valid) => ({ ...valid, colour: 'red' }), ''],
    ['no actions', (valid) => ({ ...valid, actions: [] }), '/actions'],
  ])('is refused for %s, naming the place', (_name, spoil, path) => {
    const input = spoil(rule({}));
    const { hub } = shared;
    const check = hub.rules.check(input);
    expect(check.findings.map((finding) => finding.path)).toContain(path);
    expect(hub.rules.list()).toEqual([]);
  });

  it('may set what only the run knows', () => {
    const set = { type: 'command', device: two, capability: 'level', command: 'set', args: { level: { $: 'trigger.value' } } } as const;
    expect(shared.hub.rules.check(rule({ actions: [set, { type: 'delay', for: 'P366D' }] })).findings).toEqual([]);
  });

  it('may leave a required argument of a command to the run', () => {
    const step = (args: Record<string, unknown>) =>
      shared.hub.rules.check(rule({ actions: [{ type: 'command', device: two, capability: 'level', command: 'step', args }] })).findings;
    expect(step({}).map(({ path }) => path)).toEqual(['/actions/0/command']);
    expect(step({ by: { $: 'trigger.value' } })).toEqual([]);
  });

  it('is told of every place at once', () => {
    const { findings } = shared.hub.rules.check({ name: '', triggers: [{ type: 'time', at: '25:00' }], actions: [{ type: 'delay' }] });
    expect(findings.map(({ path }) => path)).toEqual(expect.arrayContaining(['/name', '/triggers/0/at', '/actions/0']));
  });

  it('is refused at save with the same findings', () => {
    const thrown = (() => {
      try {
        shared.hub.rules.create(rule({ actions: [switchOn('nobody')] }));
      } catch (error) {
        return error;
      }
      return undefined;
    })();
    expect(thrown).toBeInstanceOf(InvalidInputError);
    expect((thrown as ConcordError).code).toBe('rule-invalid');
  });
});
