import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Reporter } from '../../devices/reporter.ts';
import { place } from '../../devices/placement.ts';
import { capabilities, compile } from '@concord/sdk';
import type { Part } from '../../devices/part.ts';
import { Message } from '../../topics/message.ts';
import { AttributeOutput } from './attribute-output.ts';
import { readBridgeDevice } from './bridge-device.ts';
import { readBridgeEvent } from './bridge-event.ts';
import { readBridgeGroup } from './bridge-group.ts';
import { DeviceOptions, readBridgeInfo } from './bridge-info.ts';
import { bridgeParts } from './bridge-parts.ts';
import { BridgeRequests } from './bridge-requests.ts';
import { readScenes } from './bridge-scene.ts';
import { Definitions } from './definitions.ts';
import { DeviceTools } from './device-tools.ts';
import { readableMembers, readExposes } from './expose.ts';
import { groupParts } from './group-parts.ts';
import { listItems, NotAListError } from './list-items.ts';
import { readNewcomer } from './newcomers.ts';
import { optionParts } from './options.ts';
import { scenePart } from './scenes.ts';
import { updatePart } from './update.ts';

const json = fc.jsonValue();
const ieee = '0x00158d0001000001';
const nothing = () => undefined;
const connection = {
  name: 'nowhere',
  isOnline: false,
  status: { broker: 'nowhere', state: 'connecting' as const, since: new Date(0) },
  bequeath: nothing,
  start: nothing,
  subscribe: nothing,
  unsubscribe: nothing,
  publish: nothing,
  stop: async () => undefined,
};
const requests = new BridgeRequests('z', connection);
const tools = new DeviceTools('z', 'thing', 'zigbee:0x1', { diagnose: nothing });

/** An object with some of the members, each with anything in it. */
function anyOf(...names: string[]) {
  return fc.record(Object.fromEntries(names.map((name) => [name, json])), { requiredKeys: [] });
}

/** What the parts report for a message fits the model. */
function expectFits(parts: readonly Part[], message?: Message): void {
  place('thing', parts);
  const reporter = new Reporter({
    emit: nothing,
    diagnose: nothing,
    report: ({ capability, values }) => {
      for (const [name, value] of Object.entries(values)) {
        const schema = capabilities.get(capability)?.attributes[name]?.schema;
        if (schema && value !== null) expect(compile(schema).accepts(value), `${capability}.${name} ${JSON.stringify(value)}`).toBe(true);
      }
    },
  });
  for (const part of parts) {
    part.known?.(reporter);
    for (const listener of part.listeners) if (message && message.topic === listener.topic) listener.read(message, reporter);
  }
  reporter.flush();
}

const said = (topic: string, value: unknown) => new Message(topic, Buffer.from(JSON.stringify(value)), false);

describe('whatever a bridge says', () => {
  it('about itself is understood or left', () => {
    const info = fc.oneof(
      json,
      fc.record({
        permit_join: fc.oneof(fc.boolean(), json),
        permit_join_end: fc.oneof(fc.integer(), fc.double(), json),
        permit_join_timeout: fc.oneof(fc.integer(), json),
        coordinator: fc.oneof(json, anyOf('type', 'meta', 'ieee_address')),
        network: anyOf('channel'),
        restart_required: fc.oneof(fc.boolean(), json),
        log_level: json,
        config: fc.oneof(json, anyOf('advanced', 'devices', 'groups', 'device_options', 'mqtt')),
      }),
    );
    const parts = bridgeParts({ base: 'z', requests, children: () => [] });
    fc.assert(
      fc.property(info, (value) => {
        const message = said('z/bridge/info', value);
        if (message.object) {
          const { joinUntil } = readBridgeInfo(message.object, Date.now());
          expect(joinUntil === null || Number.isInteger(joinUntil)).toBe(true);
          new DeviceOptions().read(message.object);
        }
        readBridgeEvent(message);
        expectFits(parts, message);
        expectFits(parts, said('z/bridge/health', value));
      }),
    );
  });

  it('in its lists is understood or left', () => {
    const entry = fc.oneof(
      json,
      fc.record({
        ieee_address: fc.constant(ieee),
        friendly_name: fc.oneof(fc.constant('thing'), json),
        id: fc.oneof(fc.integer({ min: 0, max: 70_000 }), json),
        type: fc.constantFrom('Coordinator', 'Router', 'EndDevice'),
        members: fc.oneof(json, fc.array(fc.oneof(json, fc.record({ ieee_address: fc.constant(ieee), endpoint: fc.integer() })))),
        scenes: fc.oneof(json, fc.array(anyOf('id', 'name'))),
        endpoints: fc.oneof(json, fc.dictionary(fc.constantFrom('1', '242', '__proto__', 'x'), anyOf('name', 'scenes', 'clusters'))),
        definition: fc.oneof(json, anyOf('exposes', 'options', 'vendor', 'supports_ota')),
        interview_state: fc.oneof(fc.constantFrom('PENDING', '__proto__'), json),
      }),
    );
    fc.assert(
      fc.property(entry, (value) => {
        readNewcomer(value);
        const device = readBridgeDevice(value, new Definitions(), nothing);
        const group = readBridgeGroup(value, nothing);
        if (group) expectFits(groupParts(group, new Map(device ? [[device.key, device]] : []), tools, true));
      }),
    );
  });

  it('is cut into the items of its list as JSON has them', () => {
    fc.assert(
      fc.property(fc.array(json), fc.constantFrom(undefined, 1, '\t'), (list, space) => {
        const items = [...listItems(Buffer.from(JSON.stringify(list, undefined, space)))];
        expect(items.map((item) => JSON.parse(String(item)) as unknown)).toEqual(JSON.parse(JSON.stringify(list)));
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          for (const item of listItems(Buffer.from(bytes))) expect(item?.length ?? 0).toBeLessThanOrEqual(bytes.length);
        } catch (error) {
          expect(error).toBeInstanceOf(NotAListError);
        }
      }),
    );
  });

  it('about scenes, readable members and single members is understood or left', () => {
    fc.assert(
      fc.property(json, fc.string(), fc.string(), (value, name, text) => {
        expectFits([scenePart(readScenes(value), tools, {})]);
        for (const member of readableMembers(value)) expect(member).not.toBe('');
        new AttributeOutput().members(new Message(`z/thing/${name}`, Buffer.from(text), false));
      }),
    );
  });

  it('about updates is understood or left', () => {
    const update = anyOf('state', 'progress', 'remaining', 'installed_version', 'latest_version', 'latest_source', 'latest_release_notes');
    const part = updatePart(ieee, tools, requests, undefined);
    fc.assert(fc.property(fc.oneof(json, update), (value) => expectFits([part], said('z/thing', { update: value }))));
  });

  it('about options is understood or left', () => {
    const option = fc.record({
      type: fc.constantFrom('numeric', 'binary', 'enum', 'list', 'composite', 'text'),
      name: fc.constantFrom('temperature_calibration', 'transition', 'invert_cover', 'thermostat_unit', 'occupancy_timeout', 'x', 'retain'),
      property: fc.constantFrom(
        'temperature_calibration',
        'transition',
        'invert_cover',
        'thermostat_unit',
        'occupancy_timeout',
        'x',
        'retain',
      ),
      access: fc.constant(2),
      value_on: fc.constantFrom(true, 'a'),
      value_off: fc.constantFrom(false, 'b'),
      values: fc.array(fc.constantFrom('celsius', 'fahrenheit', 'x')),
      features: fc.oneof(fc.constant(undefined), fc.constant([])),
    });
    const exposes = readExposes([{ type: 'numeric', name: 'temperature', property: 'temperature', access: 1, unit: '°C' }], nothing);
    fc.assert(
      fc.property(
        fc.array(option),
        fc.dictionary(fc.constantFrom('temperature_calibration', 'transition', 'x', 'retain'), json),
        (list, set) => {
          const values = new DeviceOptions();
          values.read({ config: { devices: { [ieee]: set } } });
          expectFits(optionParts(readExposes(list, nothing), tools, { ieee, exposes, values, requests }));
        },
      ),
    );
  });
});
