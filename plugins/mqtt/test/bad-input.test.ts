import type { FakeHub } from '@concord/sdk/testing';
import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { violations } from './model-check.ts';
import { brokerUrl, connect, reported, startPlugin } from './plugin-test.ts';

describe('bad input', () => {
  let hub: FakeHub;
  let client: MqttClient;
  const announce = (component: string, id: string, config: object) =>
    client.publish(`homeassistant/${component}/${id}/config`, JSON.stringify(config), { retain: true });
  const keyOf = (component: string, id: string) => `hass:homeassistant/${component}/${id}/config`;

  beforeEach(async () => {
    hub = await startPlugin({ config: { forgetAfter: 0.1 } });
    client = await connect(brokerUrl(hub));
    announce('sensor', 'good', {
      state_topic: 'good',
      unit_of_measurement: 'W',
      device_class: 'power',
      value_template: '{{ value_json.power }}',
    });
  });
  afterEach(async () => {
    // Whatever came: the good device still works, and nothing bad got through.
    client.publish('good', '{"power": 7}');
    expect(await reported(hub, keyOf('sensor', 'good'), 'powerMeter.activePower', (value) => value === 7)).toBe(7);
    expect(violations(hub.messages)).toEqual([]);
    expect(hub.output).toBe('');
    await client.endAsync(true);
    await hub.stop();
  });

  it.each([
    ['JSON that is none', '{"state_topic": '],
    ['a list', '[1, 2]'],
    ['no topic', '{"name": "x"}'],
    ['a topic of the wrong type', '{"state_topic": {"a": 1}}'],
    ['a topic that can be none', '{"state_topic": "a/#/b"}'],
    [
      'a device of the wrong type, and everything else too',
      '{"state_topic": 1, "device": "x", "availability": "y", "options": 3, "expire_after": "soon"}',
    ],
  ])('refuses an announcement with %s', async (_what, payload) => {
    client.publish('homeassistant/sensor/bad/config', payload);
    await hub.waitFor('diagnostic', ({ code, place }) => code === 'announcement-refused' && place === 'homeassistant/sensor/bad/config');
  });

  it('refuses the broken parts of a bundle and takes the others', async () => {
    const components = {
      broken: { state_topic: 'x' },
      fine: { platform: 'sensor', state_topic: 'fine', device_class: 'temperature', unit_of_measurement: '°F' },
    };
    client.publish(
      'homeassistant/device/half/config',
      JSON.stringify({ device: { identifiers: ['half'] }, components: { fine: components.fine, lost: { platform: 'sensor' } } }),
    );
    client.publish('fine', '212');
    expect(await reported(hub, 'hass:half', 'temperatureSensor.temperature')).toBe(100);
    client.publish('homeassistant/device/half2/config', JSON.stringify({ device: { identifiers: ['half2'] }, components }));
    await hub.waitFor('diagnostic', ({ code, message }) => code === 'announcement-refused' && message.includes('no platform'));
  });

  it.each([
    ['NaN'],
    ['{"power": NaN}'],
    ['{"power": "Infinity"}'],
    ['{"power": "-inf"}'],
    ['{"power": "nan"}'],
    ['{"power": 1e999}'],
    ['{"power": true}'],
    ['{"power": {"a": []}}'],
    ['{"power": "0x10"}'],
    [''],
  ])('never reports %s', async (payload) => {
    const since = hub.messages.length;
    client.publish('good', payload);
    client.publish('good', '{"power": 5}');
    expect(await reported(hub, keyOf('sensor', 'good'), 'powerMeter.activePower', () => true, since)).toBe(5);
  });

  it('stops a template that never ends, within moments, and goes on', async () => {
    announce('sensor', 'endless', {
      state_topic: 'good',
      value_template:
        '{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}{{ 1 }}',
    });
    announce('sensor', 'greedy', { state_topic: 'good', value_template: "{% set x = 'a' * 999999999 %}{{ x }}" });
    await hub.waitFor('device', ({ device }) => device.key === keyOf('sensor', 'greedy'));
    client.publish('good', '{"power": 1}');
    const stopped = (id: string) =>
      hub.waitFor('diagnostic', ({ code, place }) => code === 'template-failed' && place === `homeassistant/sensor/${id}/config`);
    await stopped('endless');
    await stopped('greedy');
    // They rest now; the messages that follow cost nothing.
    const start = performance.now();
    for (let n = 0; n < 200; n++) client.publish('good', `{"power": ${n + 1000}}`);
    await reported(hub, keyOf('sensor', 'good'), 'powerMeter.activePower', (value) => value === 1199);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('takes JSON of ten thousand levels for what it is', async () => {
    announce('sensor', 'deep', { state_topic: 'deep', value_template: '{{ value_json.a.b | float }}' });
    announce('sensor', 'whole', { state_topic: 'deep' });
    const deep = '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000);
    client.publish('deep', deep);
    client.publish('good', deep);
    client.publish('homeassistant/sensor/nested/config', deep);
    client.publish('zigbee2mqtt/bridge/devices', deep);
    client.publish('zigbee2mqtt/bridge/devices', '['.repeat(10_000) + ']'.repeat(10_000));
    await hub.waitFor('diagnostic', ({ code }) => code === 'template-failed');
  });

  it('refuses payloads that are no text, and topics that no one can mean', async () => {
    client.publish('good', Buffer.from([0x7b, 0xff, 0xfe, 0x80]));
    await hub.waitFor('diagnostic', ({ code }) => code === 'payload-not-text');
    client.publish('homeassistant/sensor/\u0001\u007f/config', '{"state_topic":"odd\\u0000topic"}');
    await hub.waitFor('diagnostic', ({ code }) => code === 'announcement-refused');
    client.publish(`homeassistant/${'x/'.repeat(50)}config`, '{}');
  });

  it('does not confuse names with what every object has', async () => {
    announce('constructor', '__proto__', { state_topic: 'a', device_class: 'toString' });
    announce('sensor', 'proto', { state_topic: 'proto', device_class: 'constructor', value_template: '{{ value_json.constructor }}' });
    await hub.waitFor('device', ({ device }) => device.key === keyOf('sensor', 'proto'));
    client.publish('proto', '{}');
    client.publish(
      'zigbee2mqtt/bridge/devices',
      '[{"ieee_address":"0x0000000000000001","friendly_name":"p","definition":{"exposes":[{"type":"constructor","name":"__proto__","property":"__proto__","access":7}]}}]',
    );
    await hub.waitFor('device', ({ device }) => device.key === 'zigbee:0x0000000000000001');
    client.publish('zigbee2mqtt/p', '{"__proto__": 3}');
  });

  it.each([
    ['the same', (_n: number) => 'x'],
    ['something else each time', (n: number) => `x${n}`],
  ])('describes a device that announces %s a thousand times a second at most once a second', async (_what, name) => {
    const since = hub.messages.length;
    const started = performance.now();
    for (let n = 0; n < 1000; n++)
      announce('sensor', 'noisy', { name: name(n), state_topic: 'noisy', device: { identifiers: ['noisy'], name: name(n) } });
    await hub.waitFor('diagnostic', ({ code }) => code === 'announces-too-often');
    client.publish('noisy', 'heard');
    await reported(hub, 'hass:noisy', 'hass:noisy.value');
    const seconds = (performance.now() - started) / 1000;
    const described = hub.messages.slice(since).filter((message) => message.type === 'device' && message.device.key === 'hass:noisy');
    expect(described.length).toBeLessThanOrEqual(Math.ceil(seconds) + 1);
  });

  it('forgets a device that withdraws itself, and knows it when it returns', async () => {
    announce('sensor', 'shy', { state_topic: 'shy', name: 'Beer' });
    await hub.waitFor('device', ({ device }) => device.key === keyOf('sensor', 'shy'));
    client.publish('homeassistant/sensor/shy/config', '', { retain: true });
    await hub.waitFor('deviceRemoved', ({ device }) => device === keyOf('sensor', 'shy'));
    announce('sensor', 'shy', { state_topic: 'shy', name: 'Milk' });
    await hub.waitFor('device', ({ device }) => device.name === 'Milk');
  });
});
