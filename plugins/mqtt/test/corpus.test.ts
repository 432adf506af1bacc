import type { FakeHub } from '@concord/sdk/testing';
import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recorded, written, type Corpus } from './corpus.ts';
import { violations } from './model-check.ts';
import { brokerUrl, connect, reported, startPlugin } from './plugin-test.ts';

interface Expectation {
  readonly corpus: Corpus;
  /** By file, the share of its announcements that must become part of a device. */
  readonly files: readonly (readonly [file: string, floor: number])[];
  /** A lock that says that it is not fully locked. */
  readonly lock: string;
}

const ofDocuments: Expectation = { corpus: written, files: [['documents.jsonl', 1]], lock: 'zigbee:0x00124b0029000003' };

const ofProducts: Expectation = {
  corpus: recorded,
  files: [
    ['docs-tests-issues.jsonl', 0.9],
    ['rtl_433.jsonl', 1],
    ['theengs.jsonl', 1],
    ['valetudo.jsonl', 1],
    ['zigbee2mqtt.jsonl', 1],
    ['zigbee2mqtt-events.jsonl', 1],
    ['zwave-js-ui.jsonl', 1],
  ],
  lock: 'zigbee:0x0017881489bd9f65',
};

describe('the messages written from the documents', () => understood(ofDocuments));
describe.skipIf(!recorded.isHere)('the recorded messages of real products', () => understood(ofProducts));

function understood({ corpus, files, lock }: Expectation): void {
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

  /** Returns when everything published before has been taken in. */
  async function settle(round: string): Promise<void> {
    client.publish(`homeassistant/sensor/marker_${round}/config`, JSON.stringify({ state_topic: `marker/${round}`, unique_id: round }));
    client.publish(`marker/${round}`, 'seen');
    const key = `hass:homeassistant/sensor/marker_${round}/config`;
    await hub.waitFor('report', ({ device }) => device === key);
  }

  function described() {
    return new Map(hub.all('device').map(({ device }) => [device.key, device]));
  }

  it.each(files)('%s: every announcement becomes part of a device, every state keeps to the model', async (file, floor) => {
    const samples = corpus.homeAssistant(file);
    for (const { topic, payload } of samples) client.publish(topic, JSON.stringify(payload), { retain: true });
    await settle('announced');
    for (const { states } of samples) for (const { topic, payload } of states) client.publish(topic, payload);
    await settle('said');
    expect(violations(hub.messages)).toEqual([]);
    const items = new Set([...described().values()].flatMap(({ mapping = [] }) => mapping.map(({ item }) => item.replace(/#.*$/, ''))));
    const missing = samples.filter(({ topic }) => !items.has(topic)).map(({ topic }) => topic);
    expect(missing.length / samples.length, missing.join('\n')).toBeLessThanOrEqual(1 - floor + 1e-9);
  });

  it('zigbee2mqtt/devices.jsonl: nothing that a device exposes is lost, and most of it has a named meaning', async () => {
    const samples = corpus.zigbee();
    client.publish('zigbee2mqtt/bridge/state', '{"state":"online"}', { retain: true });
    client.publish('zigbee2mqtt/bridge/devices', JSON.stringify(samples.map(({ device }) => device)), { retain: true });
    // Such a list is read in slices, and what is said meanwhile overtakes it.
    const last = `zigbee:${String(samples.at(-1)?.device['ieee_address'])}`;
    await hub.waitFor('device', ({ device }) => device.key === last);
    for (const { topic, state, action } of samples) {
      client.publish(topic, JSON.stringify(state));
      if (action !== undefined) client.publish(topic, JSON.stringify({ ...state, action }));
    }
    await settle('said');
    expect(violations(hub.messages)).toEqual([]);
    const devices = [...described().values()].filter(({ key }) => key.startsWith('zigbee:'));
    expect(devices).toHaveLength(samples.length);
    const mapping = devices.flatMap((device) => device.mapping ?? []);
    expect(mapping.filter(({ outcome }) => outcome === 'ignored')).toEqual([]);
    const named = mapping.filter(({ outcome }) => outcome === 'capability').length;
    expect(named / mapping.length).toBeGreaterThan(0.92);
    await reported(hub, lock, 'lock.state', (state) => state === 'notFullyLocked');
  });
}
