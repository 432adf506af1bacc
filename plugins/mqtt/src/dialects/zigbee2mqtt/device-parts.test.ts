import { capabilities } from '@concord/sdk';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { place } from '../../devices/placement.ts';
import { Reporter } from '../../devices/reporter.ts';
import { isObject, Message } from '../../topics/message.ts';
import { deviceParts } from './device-parts.ts';
import { DeviceTools } from './device-tools.ts';
import { readExposes } from './expose.ts';
import { namesByTable } from './table/index.ts';

const access = fc.constantFrom(1, 2, 3, 5, 7);
const number = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
const unit = fc.option(fc.constantFrom('°C', '%', 's', 'min', 'W', 'kWh', 'm', 'lqi', 'furlongs', ''), { nil: undefined });
const name = fc.oneof(
  fc.constantFrom(...[...namesByTable().values()].flat(), 'identify', 'action'),
  fc.string({ minLength: 1, maxLength: 40 }),
  fc.constantFrom('power_phase_b', 'countdown_l1', 'x_1', '1_x'),
);
const words = fc.array(fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('on', 'off', 'stop', 'OPEN', '10dbm')), { maxLength: 6 });

const leaf = fc.oneof(
  fc.record(
    { type: fc.constant('numeric'), name, access, unit, value_min: number, value_max: number, value_step: number },
    { requiredKeys: ['type', 'name', 'access'] },
  ),
  fc.record({
    type: fc.constant('binary'),
    name,
    access,
    value_on: fc.constantFrom(true, false, 'ON', 'x'),
    value_off: fc.constantFrom(true, false, 'OFF', 'y'),
  }),
  fc.record({ type: fc.constant('enum'), name, access, values: words }),
  fc.record({ type: fc.constant('text'), name, access }),
);
const structured = fc.oneof(
  fc.record({ type: fc.constant('composite'), name, access, features: fc.array(leaf, { maxLength: 4 }) }),
  fc.record({ type: fc.constant('list'), name, access, item_type: leaf }),
);
const typed = fc.record({
  type: fc.constantFrom('light', 'switch', 'lock', 'cover', 'climate', 'fan'),
  features: fc.array(fc.oneof(leaf, structured), { maxLength: 5 }),
});

/** Members of one device have different names, and the same in its state message. */
const device = fc
  .array(fc.oneof({ weight: 4, arbitrary: leaf }, structured, typed), { maxLength: 12 })
  .map((exposes) => exposes.map((one, at) => withProperties(one, `_${at}`)));

function withProperties(expose: Readonly<Record<string, unknown>>, suffix: string): Record<string, unknown> {
  const { name, features } = expose;
  return {
    ...expose,
    ...(typeof name === 'string' && { property: `${name}${suffix}` }),
    ...(Array.isArray(features) && {
      features: features.map((feature: Readonly<Record<string, unknown>>, at) => withProperties(feature, `${suffix}_${at}`)),
    }),
  };
}

/** A plan is made, or the command is refused; nothing else is thrown. */
function rejects(plan: () => unknown): void {
  try {
    plan();
  } catch (error) {
    expect(error).toMatchObject({ name: 'CommandRejectedError' });
  }
}

function propertiesOf(schema: object | undefined): string[] {
  return schema && 'properties' in schema && isObject(schema.properties) ? Object.keys(schema.properties) : [];
}

const argumentNames = [...capabilities.values()].flatMap(({ commands }) =>
  Object.values(commands).flatMap(({ args }) => propertiesOf(args)),
);

/** Every argument that a command of any capability takes, all with the same value. */
function everyArgument(value: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(argumentNames.map((name) => [name, value]));
}

const tools = new DeviceTools('zigbee2mqtt', 'thing', 'zigbee:0x1', { diagnose: () => undefined });

function items(exposes: readonly Readonly<Record<string, unknown>>[]): unknown[] {
  return exposes.flatMap((expose) =>
    expose['property'] !== undefined
      ? [expose['property']]
      : (expose['features'] as Readonly<Record<string, unknown>>[]).map(({ property }) => property),
  );
}

describe('whatever a device exposes', () => {
  it('is in its mapping report, with an endpoint', () => {
    fc.assert(
      fc.property(device, (exposes) => {
        const { mapping } = place(
          'thing',
          deviceParts(
            readExposes(exposes, () => undefined),
            tools,
          ),
        );
        const reported = new Set(mapping.map(({ item }) => item));
        expect(items(exposes).filter((item) => !reported.has(String(item)))).toEqual([]);
        expect(mapping.filter(({ outcome }) => outcome === 'ignored' || outcome === 'internal')).toEqual([]);
      }),
      { numRuns: 300, examples: [[[{ type: 'enum', name: 'action', property: 'action', access: 1, values: [] }]]] },
    );
  });

  it('may say anything, and be told anything', () => {
    fc.assert(
      fc.property(device, fc.anything(), fc.anything(), (exposes, said, told) => {
        const parts = deviceParts(
          readExposes(exposes, () => undefined),
          tools,
        );
        place('thing', parts);
        const reporter = new Reporter({ report: () => undefined, emit: () => undefined, diagnose: () => undefined });
        const state = JSON.stringify(Object.fromEntries(items(exposes).map((item) => [item, said])));
        for (const { listeners } of parts)
          for (const listener of listeners) listener.read(new Message('zigbee2mqtt/thing', Buffer.from(state), false), reporter);
        reporter.flush();
        for (const { set, attributes, commands = {} } of parts.flatMap(({ fragments }) => fragments)) {
          for (const attribute of Object.keys(attributes)) rejects(() => set?.({ [attribute]: told }));
          for (const planner of Object.values(commands)) rejects(() => planner(everyArgument(told)));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a device that lists strange things', () => {
  function mapped(exposes: readonly unknown[]) {
    const parts = deviceParts(
      readExposes(exposes, () => undefined),
      tools,
    );
    return { parts, ...place('thing', parts) };
  }

  it('has both of two exposes with one member, where the second can be written', () => {
    const expose = { type: 'numeric', name: 'thing', property: 'thing' };
    const { mapping } = mapped([
      { ...expose, access: 1 },
      { ...expose, access: 7 },
      { ...expose, access: 3 },
    ]);
    expect(mapping).toMatchObject([
      { item: 'thing', target: 'main/zigbee2mqtt:thing.value' },
      { item: 'thing', target: 'thing_2/zigbee2mqtt:thing.value' },
      { item: 'thing', target: 'thing_3/zigbee2mqtt:thing.value' },
    ]);
  });

  it.each(['__proto__', 'constructor', 'toString'])('is told nothing by a state without its member %s', (property) => {
    const { parts } = mapped([{ type: 'text', name: property, property, access: 1 }]);
    const reports: unknown[] = [];
    const reporter = new Reporter({ report: (report) => reports.push(report), emit: () => undefined, diagnose: () => undefined });
    const say = (state: string) => {
      const message = new Message('zigbee2mqtt/thing', Buffer.from(state), false);
      for (const { listeners } of parts) for (const listener of listeners) listener.read(message, reporter);
      reporter.flush();
    };
    say('{}');
    expect(reports).toEqual([]);
    say(`{"${property}":"x"}`);
    expect(reports).toMatchObject([{ values: { value: 'x' } }]);
  });

  it('has endpoints whose ids are not too long for the hub', () => {
    const long = 'x'.repeat(300);
    const expose = { type: 'numeric', unit: '°C', name: 'high_temperature', access: 7, endpoint: long };
    const { endpoints } = mapped(['a', 'b', 'c'].map((property) => ({ ...expose, property: `${property}${long}` })));
    expect(endpoints.length).toBe(3);
    for (const { id } of endpoints) expect(id.length).toBeLessThanOrEqual(128);
  });
});
