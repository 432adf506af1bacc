import { anything, assert, constantFrom, dictionary, double, integer, json, oneof, property, string, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { components as mapped } from '../src/dialects/homeassistant/components/index.ts';
import { components as rows } from './component-rows/index.ts';
import { EntityDevice } from './entity-device.ts';
import { violations } from './model-check.ts';

/** What products say, and what they had better not. */
const payload = oneof(
  constantFrom(
    'ON',
    'OFF',
    'None',
    '',
    'null',
    '{}',
    '[]',
    '0',
    '-1',
    '1e999',
    'NaN',
    'open',
    'closed',
    'stopped',
    'home',
    '{"__proto__":1}',
  ),
  string(),
  integer().map(String),
  double().map(String),
  json({ maxDepth: 4 }),
  dictionary(
    constantFrom('state', 'position', 'fan_speed', 'segments', 'brightness', 'color', 'color_temp', 'event_type', 'timings', 'tone'),
    anything({ maxDepth: 2 }),
  ).map((members) => JSON.stringify(members) ?? ''),
).map((text) => Buffer.from(text));

const own = rows.map((row) => [`${row.component}: ${row.what}`, row] as const);

describe('whatever a product says', () => {
  it.each(own)('%s tells only what its capability can hold', (_name, { component, config }) => {
    assert(
      property(
        oneof(
          payload,
          uint8Array().map((bytes) => Buffer.from(bytes)),
        ),
        (said) => {
          const device = new EntityDevice(component, { ...config });
          device.say(said);
          device.say(said, true);
          expect(violations(device.told)).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('whatever somebody wants', () => {
  const value = oneof(anything({ maxDepth: 2 }), constantFrom('x', 50, true, '2026-01-01', ['1'], '1234'));
  const names = ['value', 'on', 'level', 'position', 'mode', 'code', 'tone', 'duration', 'id', 'timings', 'message', 'selected', 'active'];
  it.each(own)('%s takes it or refuses it', (_name, { component, config }) => {
    const device = new EntityDevice(component, { ...config });
    assert(
      property(dictionary(constantFrom(...names), value), (args) => {
        for (const outcome of device.commandAll(args)) {
          if (outcome instanceof Error) expect(outcome.name).toBe('CommandRejectedError');
          else
            for (const { topic, payload: sent } of outcome.flatMap(({ sendings }) => sendings))
              expect([typeof topic, typeof sent]).toEqual(['string', 'string']);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('whatever is announced', () => {
  const keys = [...new Set(rows.flatMap(({ config }) => Object.keys(config)))];
  const value = oneof(
    anything({ maxDepth: 2 }),
    constantFrom('a/b', '{{ value }}', '{{ x', 5, 0, -1, true, null, 'json', 'template', ['a', 1]),
  );
  it.each(Object.keys(mapped))('%s is taken, or refused with a reason', (component) => {
    assert(
      property(dictionary(constantFrom(...keys), value), (config) => {
        try {
          const device = new EntityDevice(component, config);
          device.say(Buffer.from('{"a":1}'));
          expect(violations(device.told)).toEqual([]);
        } catch (error) {
          expect(error).toMatchObject({ name: 'AnnouncementError' });
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('a secret', () => {
  it.each([
    [
      'of an alarm panel',
      'alarm_control_panel',
      { state_topic: 's', command_topic: 'c', command_template: '{{ code | int }}' },
      { code: 'geheim', mode: 'armedAway' },
    ],
    ['of a text', 'text', { command_topic: 'c', mode: 'password', command_template: '{{ value | int }}' }, { value: 'geheim' }],
  ])('%s is in no error', (_what, component, config, args) => {
    const outcomes = new EntityDevice(component, config).commandAll(args);
    const errors = outcomes.filter((outcome) => outcome instanceof Error);
    expect(errors.some(({ message }) => message.includes('template'))).toBe(true);
    for (const { message, cause } of errors) expect(`${message} ${String(cause)}`).not.toContain('geheim');
  });
});
