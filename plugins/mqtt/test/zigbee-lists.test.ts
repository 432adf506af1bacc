import type { FakeHub } from '@concord/sdk/testing';
import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { coordinator, demoDevices, demoGroups } from '../demo/zigbee-home.ts';
import { violations } from './model-check.ts';
import { brokerUrl, connect, Inbox, reported, startPlugin } from './plugin-test.ts';

const [base, ieee] = ['home/zigbee', '0x00158d0001000002'];
const key = `zigbee:${ieee}`;
const lamp = demoDevices.find(({ entry }) => entry['ieee_address'] === ieee)?.entry ?? {};
const plug = {
  ieee_address: '0x00158d00010000aa',
  friendly_name: 'Küche/plug 1',
  type: 'Router',
  definition: {
    vendor: 'X',
    model: 'Y',
    exposes: [
      {
        type: 'switch',
        features: [{ type: 'binary', name: 'state', property: 'state', access: 7, value_on: 'ON', value_off: 'OFF' }],
      },
    ],
  },
  endpoints: { 1: { clusters: { input: ['genScenes'] }, scenes: [] } },
};
const plugKey = `zigbee:${plug.ieee_address}`;
const groupKey = `zigbee2mqtt-group:${coordinator.ieee_address}/1`;
const group = demoGroups[0]?.entry ?? {};
/** As Zigbee2MQTT writes its base topic in what it announces for Home Assistant. */
const encodedBase = Array.from({ length: base.length }, (_, at) => base.charCodeAt(at)).join('');

describe('what a bridge lists', () => {
  let hub: FakeHub;
  let client: MqttClient;
  const say = (topic: string, value: unknown, retain = false) =>
    client.publishAsync(`${base}/${topic}`, typeof value === 'string' ? value : JSON.stringify(value), { retain });
  const list = (...entries: unknown[]) => say('bridge/devices', [coordinator, ...entries], true);
  const info = (more: object) => say('bridge/info', { version: '2.14.1', coordinator, ...more }, true);
  const described = (wanted: string, capability: string) =>
    hub.waitFor('device', ({ device }) => device.key === wanted && device.endpoints.some((one) => capability in one.capabilities));

  beforeEach(async () => {
    hub = await startPlugin({ config: { zigbee2mqttBases: [base], forgetAfter: 0.1 } });
    client = await connect(brokerUrl(hub));
    await say('bridge/state', 'online', true);
  });
  afterEach(async () => {
    expect(violations(hub.messages)).toEqual([]);
    await client.endAsync(true);
    await hub.stop();
  });

  it.each([
    ['being asked', { interview_state: 'IN_PROGRESS' }, /keep it awake/],
    ['silent when asked', { interview_state: 'FAILED' }, /let it join again/],
    ['silent when asked, as earlier versions say', { interviewing: false, interview_completed: false }, /let it join again/],
    ['unknown', { interview_state: 'SUCCESSFUL', model_id: 'TS0001' }, /does not know this product/],
  ])('offers a newcomer that is %s, until it is a device', async (_what, state, summary) => {
    await list({ ieee_address: ieee, friendly_name: ieee, type: 'Router', definition: null, ...state });
    const { candidate } = await hub.waitFor('candidate', (message) => message.candidate.key === key);
    expect(candidate).toMatchObject({ adoptable: false, summary: expect.stringMatching(summary) as unknown });
    await list(lamp);
    await hub.waitFor('candidateRemoved', (message) => message.candidate === key);
    await described(key, 'switch');
  });

  it('tells of a newcomer that did not answer', async () => {
    await say('bridge/event', { type: 'device_interview', data: { ieee_address: ieee, friendly_name: 'New', status: 'failed' } });
    expect((await hub.waitFor('diagnostic', ({ code }) => code === 'interview-failed')).message).toContain('wake it');
  });

  it('makes a group of lamps and plugs a switch, whatever list comes first', async () => {
    const members = [lamp, plug].map(({ ieee_address }) => ({ ieee_address, endpoint: 1 }));
    await say(
      'bridge/groups',
      [
        { id: 1, friendly_name: 'All', members, scenes: [] },
        { id: 901, friendly_name: 'default_bind_group' },
      ],
      true,
    );
    await list(lamp, plug);
    const { device } = await described(groupKey, 'switch');
    expect(Object.keys(device.endpoints[0]?.capabilities ?? {}).toSorted()).toEqual(['scene', 'switch', 'zigbee2mqtt:members']);
    await say('All', { state: 'ON', brightness: 3 });
    expect(await reported(hub, groupKey, 'switch.on')).toBe(true);
    const set = await Inbox.open(client, `${base}/All/set`);
    await hub.command(groupKey, 'main', 'switch', 'set', { on: false });
    expect(await set.waitFor(`${base}/All/set`)).toBe('{"state":"OFF"}');
    expect(hub.all('device').filter(({ device }) => device.key.endsWith('/901'))).toEqual([]);
  });

  it('keeps a group that loses its members or its name, and forgets one that is removed', async () => {
    await list(lamp);
    const members = [{ ieee_address: ieee, endpoint: 1 }];
    await say('bridge/groups', [{ id: 1, friendly_name: 'Lights', members, scenes: [] }], true);
    await described(groupKey, 'level');
    await say('bridge/groups', [{ id: 1, friendly_name: 'Lamps', members: [{ ieee_address: '0xffffffffffffffff', endpoint: 1 }] }], true);
    await hub.waitFor('device', ({ device }) => device.key === groupKey && device.name === 'Lamps');
    await say('bridge/groups', [], true);
    await hub.waitFor('deviceRemoved', ({ device }) => device === groupKey);
  });

  it.each([['natively first'], ['for Home Assistant first']])('has a group once that is announced in both languages, %s', async (order) => {
    const steps = [
      async () => {
        await list(...demoDevices.map(({ entry }) => entry));
        await say('bridge/groups', [group], true);
      },
      () =>
        client.publishAsync(
          `homeassistant/light/${encodedBase}_1/light/config`,
          JSON.stringify({
            schema: 'json',
            state_topic: `${base}/Downstairs`,
            command_topic: `${base}/Downstairs/set`,
            unique_id: `1_light_${base}`,
            device: { identifiers: [`zigbee2mqtt_${encodedBase}_1`], name: 'Downstairs', model: 'Group' },
          }),
          { retain: true },
        ),
    ];
    for (const step of order.startsWith('for') ? steps.toReversed() : steps) await step();
    const { device } = await hub.waitFor(
      'device',
      ({ device: one }) => one.model === 'Group' && 'scene' in (one.endpoints[0]?.capabilities ?? {}),
    );
    expect(new Set(hub.all('device').flatMap(({ device: one }) => (one.model === 'Group' ? [one.key] : [])))).toEqual(
      new Set([device.key]),
    );
  });

  it('understands states that come as one topic for each member', async () => {
    await info({ config: { advanced: { output: 'attribute' } } });
    await list(lamp);
    await described(key, 'color');
    await say('Living room lamp/state', 'ON');
    expect(await reported(hub, key, 'switch.on')).toBe(true);
    await say('Living room lamp/brightness', '254');
    expect(await reported(hub, key, 'level.level')).toBe(100);
    await say('Living room lamp/color-x', '0.7');
    await say('Living room lamp/color-y', '0.3');
    expect(await reported(hub, key, 'color.xy')).toEqual({ x: 0.7, y: 0.3 });
  });

  it('keeps what a device says beyond its list', async () => {
    await list(plug);
    await described(plugKey, 'switch');
    await say('Küche/plug 1', { state: 'ON', fan_rpm: 1200, last_seen: 1, action_rate: 3 });
    expect(await reported(hub, plugKey, 'zigbee2mqtt:fan_rpm.value')).toBe(1200);
    const last = hub.all('device').findLast(({ device }) => device.key === plugKey);
    expect(JSON.stringify(last?.device)).not.toMatch(/last_seen|action_rate/);
  });

  it('has the options of a device from what the bridge says of itself, and the refusal of one', async () => {
    await list(plug);
    await described(plugKey, 'switch');
    await info({
      config: { devices: { [plug.ieee_address]: { retain: true, friendly_name: 'x' } }, advanced: { network_key: [1, 2, 3] } },
    });
    await reported(hub, plugKey, 'zigbee2mqtt:retain.value', (value) => value === true);
    client.on('message', (_topic, payload) => {
      const { transaction, options } = JSON.parse(payload.toString()) as { transaction: string; options: Record<string, unknown> };
      const refusal = { status: 'error', error: 'No way', data: {}, transaction };
      if (options['retain'] === false) void say('bridge/response/device/options', refusal);
    });
    await client.subscribeAsync(`${base}/bridge/request/device/options`);
    await expect(hub.command(plugKey, 'main', 'zigbee2mqtt:retain', 'set', { value: false })).rejects.toMatchObject({
      code: 'command-rejected',
      message: 'No way',
    });
    await expect(hub.command(plugKey, 'main', 'zigbee2mqtt:retain', 'set', { value: true }, 300)).rejects.toMatchObject({
      code: 'command-timed-out',
    });
  });

  it('asks a device once that says nothing by itself', async () => {
    const asked = await Inbox.open(client, `${base}/+/+/get`);
    await list(plug);
    expect(await asked.waitFor(`${base}/Küche/plug 1/get`)).toBe('{"state":""}');
  });

  it('survives lists that are none', async () => {
    for (const broken of ['[{]', '{}', '[1,', '[[[[', '', 'null', `[${'['.repeat(100_000)}${']'.repeat(100_000)}]`]) {
      await say('bridge/devices', broken);
      await say('bridge/groups', broken);
    }
    await list(lamp);
    await described(key, 'switch');
  });
});
