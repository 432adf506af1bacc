import type { FakeHub } from '@concord/sdk/testing';
import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recorded } from './corpus.ts';
import { violations } from './model-check.ts';
import { brokerUrl, connect, startPlugin } from './plugin-test.ts';

/** By dialect: what the keys of its devices begin with, and how many there are in its recorded messages. */
const dialects = [
  ['rtl_433', 'rtl_433:', 12],
  ['theengs', 'theengs:', 16],
  ['wled', 'wled:', 1],
] as const;

describe.skipIf(!recorded.isHere)('the recorded messages of radios and lamps', () => {
  let hub: FakeHub;
  let client: MqttClient;
  beforeEach(async () => {
    hub = await startPlugin({ patienceMs: 60_000 });
    client = await connect(brokerUrl(hub));
  });
  afterEach(async () => {
    await client.endAsync(true);
    await hub.stop();
  });

  it.each(dialects)('%s: every value has its place, and every value keeps to the model', async (name, prefix, count) => {
    const messages = recorded.dialect(name).flatMap((sample) => sample.messages);
    for (const { topic, payload, retain } of messages) client.publish(topic, payload, { retain });
    client.publish('rtl_433/end/events', JSON.stringify({ model: 'End', reading: 1 }));
    await hub.waitFor('report', ({ device }) => device === 'rtl_433:End');
    expect(violations(hub.messages)).toEqual([]);
    const devices = new Map(hub.all('device').map(({ device }) => [device.key, device]));
    devices.delete('rtl_433:End');
    expect([...devices.keys()].filter((key) => key.startsWith(prefix))).toHaveLength(count);
    const items = new Set([...devices.values()].flatMap(({ mapping = [] }) => mapping.map(({ item }) => item)));
    const said = messages.flatMap(({ payload }) => (payload.startsWith('{') ? Object.keys(JSON.parse(payload) as object) : []));
    expect(said.filter((member) => !items.has(member))).toEqual([]);
    expect([...devices.values()].flatMap(({ mapping = [] }) => mapping).filter(({ outcome }) => outcome === 'ignored')).toEqual([]);
  });
});
