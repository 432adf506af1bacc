import type { FakeHub } from '@concord/sdk/testing';
import type { MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recorded } from './corpus.ts';
import { violations } from './model-check.ts';
import { brokerUrl, connect, Inbox, reported, startPlugin } from './plugin-test.ts';
import { ZwaveGateway } from './zwave-gateway.ts';
import { rows } from './zwavejs-rows.ts';

const at = 1_700_000_000_500;
const timed = (value: unknown) => JSON.stringify({ time: at, value });

describe('Z-Wave JS UI, without a word about its values', () => {
  let hub: FakeHub;
  let client: MqttClient;
  let inbox: Inbox;
  beforeAll(async () => {
    hub = await startPlugin();
    client = await connect(brokerUrl(hub));
    inbox = await Inbox.open(client, 'zwave/+/+/+/+/set');
    await client.subscribeAsync('zwave/+/+/+/+/+/set');
    for (const [node, { says }] of rows.entries()) {
      for (const [topic, value] of says) client.publish(`zwave/Row_${node}/${topic}`, timed(value), { retain: true });
      client.publish(`zwave/Row_${node}/status`, JSON.stringify({ time: at, value: true, status: 'Alive', nodeId: node + 2 }), {
        retain: true,
      });
    }
  });
  afterAll(async () => {
    expect(violations(hub.messages)).toEqual([]);
    await client.endAsync(true);
    await hub.stop();
  });

  it.each(rows.map((row, node): [string, number] => [row.what, node]))('understands %s', async (_what, node) => {
    const { says, reports = {}, commands = [], news = [], events = [] } = rows[node] ?? { says: [] };
    const key = `zwavejs:zwave/Row_${node}`;
    for (const [address, value] of Object.entries(reports)) {
      const [place, attribute] = [address.slice(0, address.lastIndexOf('.')), address.slice(address.lastIndexOf('.') + 1)];
      const like = typeof value === 'number' ? expect.closeTo(value, 5) : value;
      expect(await valueOf(key, place, attribute), address).toEqual(like);
    }
    const mapping = hub.all('device').findLast(({ device }) => device.key === key)?.device.mapping ?? [];
    expect(mapping.filter(({ outcome }) => outcome === 'ignored')).toEqual([]);
    expect(new Set(mapping.map(({ item }) => item)).size).toBeGreaterThanOrEqual(says.length);
    for (const [place, command, args, topic, payload] of commands) {
      inbox.messages.length = 0;
      const [endpoint, capability] = split(place);
      expect(await hub.command(key, endpoint, capability, command, args)).toHaveProperty('confirmation');
      expect(JSON.parse(await inbox.waitFor(`zwave/Row_${node}/${topic}`))).toEqual(payload);
    }
    const since = hub.messages.length;
    for (const [topic, value] of news) client.publish(`zwave/Row_${node}/${topic}`, timed(value));
    for (const [place, event, payload] of events) {
      const [endpoint, capability] = split(place);
      const told = await hub.waitFor(
        'event',
        (message) =>
          message.device === key && message.endpoint === endpoint && message.capability === capability && message.event === event,
        { since },
      );
      expect(told.payload).toEqual(payload);
      expect(told.at).toBe(new Date(at).toISOString());
    }
  });

  function split(place: string): [endpoint: string, capability: string] {
    const slash = place.lastIndexOf('/');
    return slash < 0 ? ['main', place] : [place.slice(0, slash), place.slice(slash + 1)];
  }

  /** Names of values have points in them. */
  async function valueOf(device: string, place: string, attribute: string): Promise<unknown> {
    const [endpoint, capability] = split(place);
    const report = await hub.waitFor(
      'report',
      (message) =>
        message.device === device && message.endpoint === endpoint && message.capability === capability && attribute in message.values,
    );
    return report.values[attribute];
  }

  it('shows no code of a lock', () => {
    expect(JSON.stringify(hub.messages)).not.toContain('12345678');
  });

  it('tells no event that the broker kept', async () => {
    client.publish('zwave/Old/central_scene/endpoint_0/scene/001', timed(0), { retain: true });
    client.publish('zwave/Old/battery/endpoint_0/level', timed(50), { retain: true });
    const other = await startPlugin({ config: { broker: 'off', brokers: [brokerUrl(hub)] } });
    await reported(other, 'zwavejs:zwave/Old', 'battery.level');
    expect(other.all('event')).toEqual([]);
    await other.stop();
  });

  it.each<[string, string, unknown, string]>([
    ['numbers', '12/37/0/currentValue', { time: at, value: true }, 'zwavejs:zwave/12'],
    ['numbers behind a location', 'Attic/13/37/0/currentValue', { time: at, value: true }, 'zwavejs:zwave/Attic/13'],
    ['a number of a node', 'nodeID_14/37/0/currentValue', true, 'zwavejs:zwave/nodeID_14'],
    ['just the value', 'Cellar/Pump/switch_binary/endpoint_0/currentValue', true, 'zwavejs:zwave/Cellar/Pump'],
    [
      'the whole value',
      'Whole/switch_binary/endpoint_0/currentValue',
      {
        id: '9-37-0-currentValue',
        nodeId: 9,
        commandClass: 37,
        endpoint: 0,
        property: 'currentValue',
        type: 'boolean',
        value: true,
        lastUpdate: at,
      },
      'zwavejs:zwave/Whole',
    ],
  ])('understands topics with %s', async (_what, topic, payload, key) => {
    client.publish(`zwave/${topic}`, JSON.stringify(payload));
    expect(await reported(hub, key, 'switch.on')).toBe(true);
  });

  it('understands topics that their owner made up, as soon as it knows the node', async () => {
    client.publish('zwave/Shed/Fan/my/own/topic', timed(5));
    client.publish('zwave/Shed/Fan/status', JSON.stringify({ time: at, value: true, status: 'Alive', nodeId: 40 }));
    const report = await hub.waitFor(
      'report',
      ({ device, capability }) => device === 'zwavejs:zwave/Shed/Fan' && capability.includes('own'),
    );
    expect(report.values['value']).toBe(5);
  });

  it('takes what is dead as offline', async () => {
    client.publish('zwave/Row_0/status', JSON.stringify({ time: at, value: false, status: 'Dead', nodeId: 2 }));
    const { state } = await hub.waitFor(
      'availability',
      (message) => message.device === 'zwavejs:zwave/Row_0' && message.state === 'offline',
    );
    expect(state).toBe('offline');
  });

  it('leaves a product to its announcement for Home Assistant', async () => {
    const state = 'zwave/Den/Lamp/switch_binary/endpoint_0/currentValue';
    const device = { identifiers: ['zwavejs2mqtt_0x1_node50'], name: 'Lamp' };
    client.publish(
      'homeassistant/switch/lamp/config',
      JSON.stringify({
        unique_id: 'lamp',
        command_topic: `${state}/set`,
        state_topic: state,
        value_template: '{{ value_json.value }}',
        payload_on: 'true',
        state_on: 'True',
        device,
      }),
    );
    await hub.waitFor('device', (message) => message.device.key === 'hass:zwavejs2mqtt_0x1_node50');
    client.publish(state, timed(true));
    client.publish('zwave/Den/Lamp/battery/endpoint_0/level', timed(5));
    client.publish('zwave/Marker/battery/endpoint_0/level', timed(5));
    await reported(hub, 'zwavejs:zwave/Marker', 'battery.level');
    expect(hub.all('device').some((message) => message.device.key === 'zwavejs:zwave/Den/Lamp')).toBe(false);
  });

  it('counts what it can not use, and goes on', async () => {
    const topic = 'zwave/Row_1/meter/endpoint_1/value/131073';
    client.publish(topic, timed('much'));
    await hub.waitFor('diagnostic', ({ code, place }) => code === 'bad-value' && place === topic);
    client.publish(topic, timed(3));
    expect(await reported(hub, 'zwavejs:zwave/Row_1', '1/gasMeter.volume', (value) => value === 3)).toBe(3);
  });

  it.skipIf(!recorded.isHere)('loses nothing of what recorded nodes said', async () => {
    const messages = recorded.dialect('zwave-js-ui').flatMap((sample) => sample.messages);
    for (const { topic, payload } of messages) client.publish(topic, payload);
    expect(await reported(hub, 'zwavejs:zwave/Kitchen/Kitchen_plug', 'energyMeter.imported')).toBe(12_340);
    expect(await reported(hub, 'zwavejs:zwave/Hall/Thermostat', 'thermostat.heatingSetpoint')).toBe(20.5);
    client.publish('zwave/Last/battery/endpoint_0/level', timed(5));
    await reported(hub, 'zwavejs:zwave/Last', 'battery.level');
    for (const node of ['Kitchen/Kitchen_plug', 'Hall/Thermostat']) {
      const mapping = hub.all('device').findLast(({ device }) => device.key === `zwavejs:zwave/${node}`)?.device.mapping ?? [];
      const items = new Set(mapping.filter(({ outcome }) => outcome !== 'ignored').map(({ item }) => item));
      const topics = messages.map(({ topic }) => topic).filter((topic) => topic.startsWith(`zwave/${node}/`));
      expect(topics.filter((topic) => !items.has(topic.slice(`zwave/${node}/`.length)))).toEqual([]);
    }
  });
});

describe('Z-Wave JS UI, which describes its nodes when it is asked', () => {
  let hub: FakeHub;
  let client: MqttClient;
  let gateway: ZwaveGateway;
  const key = 'zwavejs:site/zwave/Hall/Dial';
  beforeAll(async () => {
    hub = await startPlugin({ config: { zwaveJsPrefixes: ['site/zwave'] } });
    client = await connect(brokerUrl(hub));
    gateway = new ZwaveGateway(
      client,
      [
        {
          id: 7,
          name: 'Dial',
          loc: 'Hall',
          manufacturer: 'Example',
          productLabel: 'ED-1',
          productDescription: 'Dial',
          firmwareVersion: '2.1',
          deviceClass: { basic: 4, generic: 17, specific: 6 },
          isListening: false,
          isFrequentListening: false,
          values: [
            { commandClass: 38, property: 'currentValue', value: 50, type: 'number', min: 0, max: 99 },
            { commandClass: 38, property: 'targetValue', value: 50, type: 'number', min: 0, max: 99, writeable: true },
            { commandClass: 49, property: 'Air temperature', value: 70, type: 'number', unit: '°F' },
            {
              commandClass: 112,
              property: 3,
              propertyName: 'LED',
              value: 1,
              type: 'number',
              label: 'LED',
              writeable: true,
              states: [
                { text: 'Dark', value: 0 },
                { text: 'Bright', value: 1 },
              ],
            },
            {
              commandClass: 112,
              property: 4,
              propertyName: 'Delay',
              value: 30,
              type: 'number',
              unit: 'seconds',
              min: 0,
              max: 100,
              label: 'Delay',
              writeable: true,
            },
          ],
        },
      ],
      0xc0ffee,
    );
    await gateway.start('site/zwave');
    await hub.waitFor('device', ({ device }) => device.key === key && device.maker === 'Example');
  });
  afterAll(async () => {
    expect(violations(hub.messages)).toEqual([]);
    await client.endAsync(true);
    await hub.stop();
  });

  it('says who the node is, as it is known to Home Assistant', () => {
    const device = hub.all('device').findLast((message) => message.device.key === key)?.device;
    expect(device).toMatchObject({
      name: 'Dial',
      maker: 'Example',
      model: 'Dial (ED-1)',
      firmware: '2.1',
      sleeping: true,
      identifiers: [{ type: 'own', value: 'zwavejs2mqtt_0xc0ffee_node7' }],
    });
    expect(gateway.calls.toSorted()).toEqual(['getInfo', 'getNodes']);
  });

  it.each([
    ['cover.position', 50.51],
    ['temperatureSensor.temperature', 21.111],
  ])('believes it about %s', async (address, value) => {
    expect(await reported(hub, key, address)).toBeCloseTo(value, 2);
  });

  it('has settings with their words, units and ranges', async () => {
    const report = await hub.waitFor('report', ({ capability }) => capability === 'zwavejs:configuration.LED');
    expect(report.values).toEqual({ value: 'Bright' });
    const capabilities = hub.all('device').findLast((message) => message.device.key === key)?.device.endpoints[0]?.capabilities;
    expect(capabilities?.['zwavejs:configuration.LED']?.attributes['value']?.options).toEqual([{ id: 'Dark' }, { id: 'Bright' }]);
    expect(capabilities?.['zwavejs:configuration.Delay']?.attributes['value']).toMatchObject({ unit: 's', minimum: 0, maximum: 100 });
  });

  it('obeys, and says what it did', async () => {
    const since = hub.messages.length;
    expect(await hub.command(key, 'main', 'cover', 'set', { position: 100 })).toEqual({ confirmation: 'sent' });
    expect(await reported(hub, key, 'cover.position', (value) => value === 100, since)).toBe(100);
    expect(await hub.command(key, 'main', 'zwavejs:configuration.LED', 'set', { value: 'Dark' })).toEqual({ confirmation: 'sent' });
    await hub.waitFor('report', ({ capability, values }) => capability === 'zwavejs:configuration.LED' && values['value'] === 'Dark', {
      since,
    });
  });

  it('shows the gateway itself', async () => {
    client.publish('site/zwave/_CLIENTS/ZWAVE_GATEWAY-test/version', JSON.stringify({ value: '11.22.2', time: at }));
    client.publish('site/zwave/driver/status', 'true');
    const own = 'zwavejs:site/zwave/_CLIENTS/ZWAVE_GATEWAY-test';
    expect(await reported(hub, own, 'deviceInfo.swVersion')).toBe('11.22.2');
    expect(await reported(hub, own, 'network.connected')).toBe(true);
  });

  it('is the same device when its owner calls it otherwise', async () => {
    const since = hub.messages.length;
    gateway.rename('site/zwave', 7, 'Knob');
    await hub.waitFor('device', ({ device }) => device.key === key && device.name === 'Knob', { since });
    client.publish(
      'site/zwave/Hall/Knob/switch_multilevel/endpoint_0/currentValue',
      JSON.stringify({ time: 1_700_000_002_000, value: 99 }),
    );
    expect(await reported(hub, key, 'cover.position', (position) => position === 100, since)).toBe(100);
    expect(hub.all('device').some(({ device }) => device.key.endsWith('/Knob'))).toBe(false);
    const before = hub.messages.length;
    gateway.rename('site/zwave', 7, 'Dial');
    await hub.waitFor('device', ({ device }) => device.key === key && device.name === 'Dial', { since: before });
  });

  it('takes all nodes as offline when the gateway is gone', async () => {
    client.publish('site/zwave/_CLIENTS/ZWAVE_GATEWAY-test/status', JSON.stringify({ value: false }));
    await hub.waitFor('availability', (message) => message.device === key && message.state === 'offline');
  });

  it('is one device with its announcement for Home Assistant, which is believed first', async () => {
    const since = hub.messages.length;
    const announced = { unique_id: 'dial', state_topic: 'dial/temperature', device_class: 'temperature', unit_of_measurement: '°C' };
    const device = { identifiers: ['zwavejs2mqtt_0xc0ffee_node7'], name: 'Announced' };
    client.publish('homeassistant/sensor/dial/config', JSON.stringify({ ...announced, device }));
    const { device: told } = await hub.waitFor('device', (message) => message.device.name === 'Announced', { since });
    expect(told.key).toBe(key);
    expect(told.endpoints.flatMap(({ capabilities }) => Object.keys(capabilities))).toEqual(['temperatureSensor']);
  });
});
