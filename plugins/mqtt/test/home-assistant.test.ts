import { isDeepStrictEqual } from 'node:util';
import type { FakeHub } from '@concord/sdk/testing';
import type { MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { components, type ComponentRow } from './component-rows/index.ts';
import { violations } from './model-check.ts';
import { brokerUrl, connect, Inbox, reported, startPlugin } from './plugin-test.ts';

/** Numbers may differ by what the conversion of units rounds. */
function isLike(said: unknown, expected: unknown): boolean {
  return typeof said === 'number' && typeof expected === 'number' ? Math.abs(said - expected) < 0.05 : isDeepStrictEqual(said, expected);
}

describe("Home Assistant's discovery", () => {
  let hub: FakeHub;
  let client: MqttClient;
  let inbox: Inbox;
  beforeAll(async () => {
    hub = await startPlugin();
    client = await connect(brokerUrl(hub));
    inbox = await Inbox.open(client, 'cmd/#');
  });
  afterAll(async () => {
    expect(violations(hub.messages)).toEqual([]);
    await client.endAsync(true);
    await hub.stop();
  });

  const keyOf = (component: string, id: string) => `hass:homeassistant/${component}/${id}/config`;

  it.each(components.map((row, at): [string, number, ComponentRow] => [`${row.component}: ${row.what}`, at, row]))(
    '%s',
    async (_name, at, row) => {
      const { component, config, says = [], reports = {}, commands = [], refuses = [], events = [], diagnostic } = row;
      const id = `row${at}`;
      const key = keyOf(component, id);
      // `§` stands for the row's own topics.
      const own = (text: string) => text.replaceAll('§', id);
      const ofOwn = (value: unknown): unknown => JSON.parse(own(JSON.stringify(value)));
      const ownArgs = (args: Record<string, unknown>) => JSON.parse(own(JSON.stringify(args))) as Record<string, unknown>;
      client.publish(`homeassistant/${component}/${id}/config`, own(JSON.stringify(config)));
      for (const [topic, payload, retain] of says) client.publish(own(topic), payload, { retain: retain !== undefined });
      await hub.waitFor('device', ({ device }) => device.key === key);
      for (const [address, value] of Object.entries(reports)) await reported(hub, key, own(address), (said) => isLike(said, ofOwn(value)));
      for (const [capability, event, payload] of events)
        expect(
          (
            await hub.waitFor(
              'event',
              (message) => message.device === key && message.capability === own(capability) && message.event === event,
            )
          ).payload,
        ).toEqual(payload);
      for (const [capability, command, args, topic, payload, confirmation = 'sent'] of commands) {
        inbox.messages.length = 0;
        expect(await hub.command(key, 'main', own(capability), command, ownArgs(args))).toEqual({ confirmation });
        expect(await inbox.waitFor(own(topic))).toBe(payload);
      }
      for (const [capability, command, args] of refuses) {
        inbox.messages.length = 0;
        await expect(hub.command(key, 'main', own(capability), command, ownArgs(args))).rejects.toMatchObject({ code: 'command-rejected' });
        expect(inbox.messages).toEqual([]);
      }
      if (diagnostic !== undefined)
        await hub.waitFor('diagnostic', ({ code, place }) => code === diagnostic && place === `homeassistant/${component}/${id}/config`);
    },
  );

  it('makes one device of the entities that name one, each capability once on an endpoint', async () => {
    const device = { ids: 'ems', name: 'Boiler', mf: 'Bosch', mdl: 'GC', sw: '3.7', sn: 'A1B2C3', cns: [['mac', 'AA:BB:CC:00:11:22']] };
    const sensor = (id: string) =>
      client.publish(
        `homeassistant/sensor/ems/${id}/config`,
        JSON.stringify({
          '~': 'ems',
          name: id,
          stat_t: '~/data',
          val_tpl: `{{ value_json.${id} }}`,
          dev_cla: 'temperature',
          unit_of_meas: '°C',
          dev: device,
        }),
      );
    for (const id of ['supply', 'flow', 'room']) sensor(id);
    client.publish(
      'homeassistant/sensor/ems/load/config',
      JSON.stringify({ stat_t: 'ems/data', dev_cla: 'power', unit_of_meas: 'kW', val_tpl: '{{ value_json.load }}', dev: device }),
    );
    client.publish('ems/data', '{"supply": 55.5, "flow": 45, "room": 21, "load": 1.2}');
    expect(await reported(hub, 'hass:ems', 'supply/temperatureSensor.temperature')).toBe(55.5);
    expect(await reported(hub, 'hass:ems', 'room/temperatureSensor.temperature')).toBe(21);
    expect(await reported(hub, 'hass:ems', 'powerMeter.activePower')).toBe(1200);
    const message = hub.all('device').findLast(({ device: { key } }) => key === 'hass:ems');
    expect(message?.device).toMatchObject({
      name: 'Boiler',
      maker: 'Bosch',
      model: 'GC',
      firmware: '3.7',
      identifiers: [
        { type: 'mac', value: 'aabbcc001122' },
        { type: 'serial', value: 'Bosch/A1B2C3' },
        { type: 'own', value: 'ems' },
      ],
    });
    expect(message?.device.endpoints.map(({ id }) => id)).toEqual(['main', 'room', 'supply']);
  });

  it('sends one report a capability for one message', async () => {
    const device = { identifiers: ['meter'] };
    for (const [id, deviceClass, unit] of [
      ['p', 'power', 'W'],
      ['v', 'voltage', 'V'],
      ['c', 'current', 'A'],
    ])
      client.publish(
        `homeassistant/sensor/meter/${id}/config`,
        JSON.stringify({
          state_topic: 'meter',
          value_template: `{{ value_json.${id} }}`,
          device_class: deviceClass,
          unit_of_measurement: unit,
          device,
        }),
      );
    client.publish('meter', '{"p": 100, "v": 230, "c": 0.43}');
    await reported(hub, 'hass:meter', 'powerMeter.voltage');
    const reports = hub.all('report').filter((report) => report.device === 'hass:meter');
    expect(reports).toMatchObject([{ values: { activePower: 100, voltage: 230, current: 0.43 } }]);
  });

  it.each([
    ['all', [['a', 'online']], undefined],
    [
      'all',
      [
        ['a', 'online'],
        ['b', 'online'],
      ],
      'online',
    ],
    [
      'all',
      [
        ['a', 'online'],
        ['b', 'online'],
        ['a', 'offline'],
      ],
      'offline',
    ],
    [
      'any',
      [
        ['a', 'offline'],
        ['b', 'online'],
      ],
      'online',
    ],
    [
      'latest',
      [
        ['a', 'online'],
        ['b', 'offline'],
      ],
      'offline',
    ],
  ])('availability, mode %s: %j is %s', async (mode, says, expected) => {
    const id = `av-${mode}-${says.length}-${expected}`;
    const availability = ['a', 'b'].map((name) => ({ topic: `${id}/${name}`, value_template: '{{ value_json.state }}' }));
    client.publish(
      `homeassistant/switch/${id}/config`,
      JSON.stringify({ state_topic: `${id}/state`, command_topic: 'cmd/x', availability, availability_mode: mode }),
    );
    await hub.waitFor('device', ({ device }) => device.key === keyOf('switch', id));
    for (const [name, state] of says) client.publish(`${id}/${name}`, JSON.stringify({ state }));
    client.publish('ems/data', '{"room": 1}');
    if (expected === undefined) return;
    await hub.waitFor('availability', ({ device, state }) => device === keyOf('switch', id) && state === expected);
  });

  it('says that it is there, so that products announce themselves again', async () => {
    const other = await startPlugin({ config: { broker: 'off', brokers: [brokerUrl(hub)] } });
    const births = await Inbox.open(client, 'homeassistant/status');
    const another = await startPlugin({ config: { broker: 'off', brokers: [brokerUrl(hub)] } });
    expect(await births.waitFor('homeassistant/status')).toBe('online');
    await other.stop();
    await another.stop();
  });

  it('takes an event of a button once, and never again from what the broker kept', async () => {
    const config = {
      automation_type: 'trigger',
      type: 'button_short_press',
      subtype: 'button_1',
      topic: 'remote/action',
      payload: 'press',
      device: { identifiers: ['remote'] },
    };
    client.publish('homeassistant/device_automation/remote/press1/config', JSON.stringify(config));
    client.publish('remote/action', 'press', { retain: true });
    const event = await hub.waitFor('event', ({ device }) => device === 'hass:remote');
    expect(event).toMatchObject({ endpoint: '1', capability: 'button', event: 'pressed', payload: { count: 1 } });
    client.publish('homeassistant/device_automation/remote/press1/config', JSON.stringify({ ...config, name: 'again' }));
    client.publish('meter', '{"p": 5}');
    await reported(hub, 'hass:meter', 'powerMeter.activePower', (power) => power === 5);
    expect(hub.all('event').filter(({ device }) => device === 'hass:remote')).toHaveLength(1);
  });

  it('marks values that fall silent', async () => {
    client.publish(
      'homeassistant/sensor/silent/config',
      JSON.stringify({ state_topic: 'silent', device_class: 'humidity', unit_of_measurement: '%', expire_after: 60 }),
    );
    const { device } = await hub.waitFor('device', (message) => message.device.key === keyOf('sensor', 'silent'));
    expect(device.endpoints[0]?.capabilities['humiditySensor']?.attributes['humidity']).toMatchObject({ maxSilence: 60 });
  });
});
