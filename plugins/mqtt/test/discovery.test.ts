import type { FakeHub } from '@concord/sdk/testing';
import type { MqttClient } from 'mqtt';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { brokerUrl, connect, Inbox, reported, startPlugin } from './plugin-test.ts';

const device = { identifiers: ['box'], name: 'Box' };
const key = 'hass:box';

describe('an announcement that can not be used', () => {
  let hub: FakeHub;
  let client: MqttClient;
  beforeAll(async () => {
    hub = await startPlugin();
    client = await connect(brokerUrl(hub));
  });
  afterAll(async () => {
    await client.endAsync(true);
    await hub.stop();
  });

  it.each([
    ['that is not JSON', 'device/a', 'not json'],
    [
      'of a bundle with a component without a platform',
      'device/b',
      { device, components: { one: { state_topic: 'a' }, two: { p: 'sensor', state_topic: 'b' } } },
    ],
    ['of a bundle without a device', 'device/c', { components: { one: { p: 'sensor', state_topic: 'b' } } }],
    ['of a template light that can not be switched off', 'light/x', { schema: 'template', command_topic: 't', command_on_template: 'on' }],
    ['of an encoding that nobody knows', 'sensor/x', { state_topic: 't', encoding: 'klingon' }],
    ['of a time zone that there is not', 'datetime/x', { command_topic: 't', timezone: 'Mars/Base' }],
    ['of an image with two sources', 'image/x', { image_topic: 'a', url_topic: 'b' }],
    ['of a switch that takes no commands', 'switch/x', { state_topic: 't' }],
    ['of commands to many topics at once', 'climate/x', { mode_command_topic: 'a/+' }],
    ['of a number above all that it may be', 'number/x', { command_topic: 't', min: 50, max: 10 }],
    ['of a fan without a speed', 'fan/x', { command_topic: 't', percentage_command_topic: 'p', speed_range_min: 5, speed_range_max: 5 }],
    ['of a humidity between nothing', 'humidifier/x', { command_topic: 't', target_humidity_command_topic: 'h', min_humidity: 100 }],
    ['of a select without options', 'select/x', { command_topic: 't' }],
    ['of an event without types', 'event/x', { state_topic: 't' }],
    ['of a cover that never says where it is', 'cover/x', { set_position_topic: 't' }],
    ['of a trigger of no device', 'device_automation/x', { automation_type: 'trigger', topic: 't', type: 'a', subtype: 'b' }],
    ['of a device that nothing tells from others', 'sensor/x', { state_topic: 't', device: { name: 'Box' } }],
    ['of infrared without a schema', 'infrared/x', { command_topic: 'a' }],
  ])('%s is refused as a whole', async (_what, topic, config) => {
    client.publish(`homeassistant/${topic}/config`, typeof config === 'string' ? config : JSON.stringify(config));
    const place = `homeassistant/${topic}/config`;
    await hub.waitFor('diagnostic', (diagnostic) => diagnostic.code === 'announcement-refused' && diagnostic.place === place);
    expect(hub.all('device')).toEqual([]);
  });
});

describe('an announcement', () => {
  let hub: FakeHub;
  let client: MqttClient;
  beforeEach(async () => {
    hub = await startPlugin({ config: { forgetAfter: 0.1 } });
    client = await connect(brokerUrl(hub));
  });
  afterEach(async () => {
    await client.endAsync(true);
    await hub.stop();
  });

  const announce = (topic: string, config: object | '') =>
    client.publish(`homeassistant/${topic}/config`, config === '' ? '' : JSON.stringify(config), { retain: true });
  /** Resolves when a device that was taken back later than everything before is forgotten. */
  const forgottenSince = async (name: string) => {
    announce(`sensor/${name}`, { device: { identifiers: [name], name }, state_topic: `${name}/1` });
    await hub.waitFor('device', ({ device: described }) => described.key === `hass:${name}`);
    announce(`sensor/${name}`, '');
    await hub.waitFor('deviceRemoved', (message) => message.device === `hass:${name}`);
  };
  /** Resolves when all that was published before has been taken in. */
  const settle = async (marker: string) => {
    announce(`sensor/${marker}`, { state_topic: marker });
    client.publish(marker, 'seen');
    await hub.waitFor('report', (report) => report.device === `hass:homeassistant/sensor/${marker}/config`);
  };
  const endpoints = () => hub.all('device').findLast((message) => message.device.key === key)?.device.endpoints ?? [];
  const capabilities = () => endpoints().flatMap((endpoint) => Object.keys(endpoint.capabilities));

  it('is none on another topic', async () => {
    client.publish('homeassistant/binary_sensor/bla/not_config', '{}');
    await settle('marker');
    expect(hub.all('device')).toHaveLength(1);
    expect(hub.all('diagnostic')).toEqual([]);
  });

  it('that comes and goes quickly leaves what it said last', async () => {
    for (const name of ['Beer', '', 'Beer', '', 'Milk'])
      announce('binary_sensor/bla', name === '' ? '' : { name, state_topic: 'test-topic' });
    await settle('marker');
    const described = hub.all('device').filter((message) => message.device.key.includes('/bla/'));
    expect(described.map((message) => message.device.name)).toEqual(['Milk']);
  });

  it('introduces its device with one entity, and only names its ids with the others', async () => {
    const full = { ids: ['box', 'b0x'], name: 'Box', mf: 'Acme', mdl: 'B-1', sw: '1.0', via_device: 'hub' };
    announce('sensor/early', { name: 'Early', dev: { ids: 'box' }, stat_t: 'box/e' });
    announce('sensor/box', { name: 'Power', dev: full, stat_t: 'box/p' });
    announce('sensor/late', { name: 'Late', dev: { ids: ['box'], sw: '1.1' }, stat_t: 'box/l' });
    await settle('marker');
    const { device: described } = await hub.waitFor(
      'device',
      (message) => message.device.key === key && message.device.firmware === '1.1' && message.device.mapping?.length === 3,
    );
    expect(described).toMatchObject({ name: 'Box', maker: 'Acme', model: 'B-1', via: 'hass:hub' });
    expect(described.identifiers.map(({ value }) => value)).toEqual(['box', 'b0x']);
  });

  it('takes one component out of a bundle, and leaves the others', async () => {
    const two = { p: 'sensor', device_class: 'humidity', unit_of_measurement: '%' };
    const one = { p: 'sensor', device_class: 'temperature', unit_of_measurement: '°C' };
    announce('device/box', { dev: { ids: 'box' }, '~': 'home', stat_t: '~/state', cmps: { one: { ...one, stat_t: '~/own' }, two } });
    client.publish('home/own', '20');
    client.publish('home/state', '50');
    expect(await reported(hub, key, 'temperatureSensor.temperature')).toBe(20);
    expect(await reported(hub, key, 'humiditySensor.humidity')).toBe(50);
    announce('device/box', {
      dev: { ids: 'box' },
      '~': 'home',
      stat_t: '~/state',
      cmps: { one: { ...one, stat_t: '~/own' }, two: { p: 'sensor' } },
    });
    await settle('marker');
    await hub.waitFor(
      'device',
      (message) => message.device.key === key && !('humiditySensor' in (message.device.endpoints[0]?.capabilities ?? {})),
    );
    expect(capabilities()).toEqual(['temperatureSensor']);
    expect(hub.all('deviceRemoved')).toEqual([]);
  });

  const single = { device, state_topic: 'box/t', device_class: 'temperature', unit_of_measurement: '°C', unique_id: 't' };
  const bundle = { device, origin: { name: 'box2mqtt' }, components: { t: { platform: 'sensor', ...single, device: undefined } } };
  it.each([
    ['a bundle', ['sensor/box/t', single], ['device/box', bundle]],
    ['its single components again', ['device/box', bundle], ['sensor/box/t', single]],
  ] as const)('moves to %s, and the device stays as it is', async (_what, [from, before], [to, after]) => {
    announce(from, before);
    client.publish('box/t', '20', { retain: true });
    await hub.waitFor('availability', (message) => message.device === key && message.state === 'online');
    announce(from, { migrate_discovery: true });
    await forgottenSince('other');
    client.publish('box/t', '21');
    await reported(hub, key, 'temperatureSensor.temperature', (value) => value === 21);
    announce(to, after);
    announce(from, '');
    await settle('marker');
    client.publish('box/t', '22');
    await reported(hub, key, 'temperatureSensor.temperature', (value) => value === 22);
    expect(hub.all('deviceRemoved').filter((message) => message.device === key)).toEqual([]);
    expect(
      hub
        .all('availability')
        .filter((message) => message.device === key)
        .map(({ state }) => state),
    ).toEqual(['online']);
    expect(endpoints().map(({ id }) => id)).toEqual(['main']);
    announce(to, '');
    await hub.waitFor('deviceRemoved', (message) => message.device === key);
  });

  it('shows what several entities say beside their states as one structure, as long as one of them stands', async () => {
    const both = { device, json_attributes_topic: 'box/a' };
    announce('sensor/one', { ...both, state_topic: 'box/1', unit_of_measurement: 'lx' });
    announce('sensor/two', { ...both, state_topic: 'box/2', unit_of_measurement: 'lx' });
    client.publish('box/a', '{"a": 1, "b": [true]}');
    expect(await reported(hub, key, 'hass:attributes.value')).toEqual({ a: 1, b: [true] });
    expect(capabilities().toSorted()).toEqual(['hass:attributes', 'hass:one', 'hass:two']);
    announce('sensor/one', '');
    await settle('first');
    client.publish('box/a', '{"a": 2}');
    await reported(hub, key, 'hass:attributes.value', (value) => JSON.stringify(value) === '{"a":2}');
    announce('sensor/two', { device, state_topic: 'box/2', unit_of_measurement: 'lx' });
    await hub.waitFor(
      'device',
      (message) => message.device.key === key && !('hass:attributes' in (message.device.endpoints[0]?.capabilities ?? {})),
    );
  });

  it('shows the nameplate that its entities share, also when the device is taken back', async () => {
    const block = { ids: 'box', mf: 'Acme', mdl: 'Box', mdl_id: 'B-1', hw: '2', sn: 'S1', cu: 'http://box.local/' };
    for (const id of ['one', 'two']) announce(`sensor/${id}`, { dev: block, stat_t: `box/${id}`, unit_of_meas: 'lx' });
    const plate = { maker: 'Acme', model: 'Box', modelId: 'B-1', hwVersion: '2', serial: 'S1', url: 'http://box.local/' };
    await settle('marker');
    expect(hub.all('report').find(({ device: told }) => told === key)).toMatchObject({ capability: 'deviceInfo', values: plate });
    expect(endpoints().filter((endpoint) => 'deviceInfo' in endpoint.capabilities)).toHaveLength(1);
    await hub.request('remove', { device: key });
    const since = hub.messages.length;
    await hub.request('adopt', { candidate: key, input: {} });
    expect(await reported(hub, key, 'deviceInfo.serial', () => true, since)).toBe('S1');
  });

  it('refuses attributes without end, and goes on', async () => {
    announce('sensor/one', { device, state_topic: 'box/1', json_attributes_topic: 'box/a' });
    client.publish('box/a', `{"a": ${'['.repeat(50)}${']'.repeat(50)}}`);
    client.publish('box/a', JSON.stringify({ a: 'x'.repeat(20_000) }));
    client.publish('box/a', '{"a": "fine"}');
    expect(await reported(hub, key, 'hass:attributes.value')).toEqual({ a: 'fine' });
    expect(hub.all('diagnostic').filter(({ code }) => code === 'bad-value').length).toBeGreaterThan(0);
  });

  it('may say that an entity is not for everybody: it is among the diagnostics', async () => {
    announce('sensor/one', { device, state_topic: 'box/1', device_class: 'power', unit_of_measurement: 'W', enabled_by_default: false });
    const message = await hub.waitFor('device', (described) => described.device.key === key);
    expect(message.device.endpoints[0]?.capabilities['powerMeter']?.attributes['activePower']).toMatchObject({ category: 'diagnostic' });
  });

  it('that is withdrawn leaves nothing that goes on by itself', async () => {
    announce('binary_sensor/one', { device, state_topic: 'box/1', device_class: 'motion', off_delay: 0.2 });
    client.publish('box/1', 'ON');
    await reported(hub, key, 'motionSensor.motion', (value) => value === true);
    announce('binary_sensor/one', '');
    await hub.waitFor('deviceRemoved');
    const since = hub.messages.length;
    // Another one that came later, and goes off by itself: the first would have before it.
    const other = { identifiers: ['other'], name: 'Other' };
    announce('binary_sensor/other', { device: other, state_topic: 'other/1', device_class: 'motion', off_delay: 0.2 });
    client.publish('other/1', 'ON');
    await reported(hub, 'hass:other', 'motionSensor.motion', (value) => value === false, since);
    expect(hub.messages.slice(since).filter((message) => message.type === 'report' && message.device === key)).toEqual([]);
  });
});

describe('the birth message', () => {
  it.each([
    ['below the prefix', 'ha', { homeAssistantPrefix: 'ha' }, 'ha/status'],
    ['where the owner wants it', 'homeassistant', { homeAssistantStatusTopic: 'hub/here' }, 'hub/here'],
  ])('goes %s, and brings products that announce themselves then', async (_what, prefix, config, topic) => {
    const broker = await startPlugin();
    const client = await connect(brokerUrl(broker));
    const births = await Inbox.open(client, topic);
    client.on('message', (at) => {
      if (at === topic) client.publish(`${prefix}/sensor/late/config`, '{"state_topic":"late"}');
    });
    const hub = await startPlugin({ config: { broker: 'off', brokers: [brokerUrl(broker)], ...config } });
    expect(await births.waitFor(topic)).toBe('online');
    await hub.waitFor('device', ({ device: { key: late } }) => late.includes('/late/'));
    await hub.stop();
    await client.endAsync(true);
    await broker.stop();
  });
});
