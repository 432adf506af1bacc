import type { DeviceDescriptor } from '@concord/sdk';
import type { FakeHub } from '@concord/sdk/testing';
import * as fc from 'fast-check';
import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { violations } from './model-check.ts';
import { brokerUrl, connect, reported, startPlugin } from './plugin-test.ts';

/** An rtl_433 on a host: each transmission as JSON, then its values one by one, as output_mqtt.c publishes them. */
class Rtl433 {
  readonly #client: MqttClient;
  readonly #base: string;

  constructor(client: MqttClient, host: string) {
    this.#client = client;
    this.#base = `rtl_433/${host}`;
  }

  hear(event: Readonly<Record<string, unknown>>, retain = false): void {
    this.#client.publish(`${this.#base}/events`, JSON.stringify(event), { retain });
    this.hearValues(event, retain);
  }

  hearValues(event: Readonly<Record<string, unknown>>, retain = false): void {
    const path = ['type', 'model', 'subtype', 'channel', 'id'].filter((name) => name in event).map((name) => String(event[name]));
    for (const [name, value] of Object.entries(event).filter(([name]) => !['type', 'model', 'subtype'].includes(name)))
      this.#client.publish(`${this.#base}/devices/${path.join('/')}/${name}`, String(value), { retain });
  }

  say(topic: string, text: string, retain = true): void {
    this.#client.publish(`${this.#base}/${topic}`, text, { retain });
  }
}

const sensor = { time: '2020-01-01 00:00:00', model: 'Acme-TH2', id: 7, channel: 1, battery_ok: 1, temperature_C: 21.5, humidity: 40 };
const sensorKey = 'rtl_433:Acme-TH2-1-7';
const remote = { model: 'Acme-Remote', id: 9, button: 3 };
const remoteKey = 'rtl_433:Acme-Remote-9';

describe('an rtl_433', () => {
  let hub: FakeHub;
  let client: MqttClient;
  let attic: Rtl433;
  let cellar: Rtl433;
  async function open(config: Readonly<Record<string, unknown>> = {}, devices: DeviceDescriptor[] = []): Promise<void> {
    hub = await startPlugin({ config, devices });
    client = await connect(brokerUrl(hub));
    attic = new Rtl433(client, 'attic');
    cellar = new Rtl433(client, 'cellar');
  }
  beforeEach(() => open());
  afterEach(async () => {
    await client.endAsync(true);
    await hub.stop();
  });

  /** Everything that was published before has been taken in. */
  async function settle(round = 'settled'): Promise<void> {
    attic.hear({ model: 'Marker', id: round, reading: 1 });
    await reported(hub, `rtl_433:Marker-${round}`, 'rtl_433:reading.value');
  }
  const events = (device: string) => hub.all('event').filter((event) => event.device === device);

  it('gives its sensors as devices, each value in our units', async () => {
    attic.hear({
      ...sensor,
      temperature_2_C: 4,
      wind_avg_km_h: 36,
      wind_max_mi_h: 10,
      wind_dir_deg: 270,
      rain_in: 1,
      pressure_kPa: 101.3,
      light_klx: 2,
      pm2_5_ug_m3: 12,
      battery_mV: 2900,
      storm_dist_km: 5,
      depth_cm: 120,
      energy_kWh: 1.5,
      closed: 0,
      detect_wet: 1,
      tamper: 0,
      snr: 12.5,
      freq: 433.9,
      flags: '0x1f',
      rows: [{ len: 3 }],
    });
    await settle();
    expect(hub.all('device').find(({ device }) => device.key === sensorKey)?.device).toMatchObject({
      name: 'Acme-TH2 1 7',
      maker: 'Acme',
      model: 'TH2',
      sleeping: true,
      identifiers: [{ type: 'own', value: 'Acme-TH2-1-7' }],
    });
    for (const [address, value] of [
      ['temperatureSensor.temperature', 21.5],
      ['2/temperatureSensor.temperature', 4],
      ['humiditySensor.humidity', 40],
      ['windSensor.speed', 10],
      ['windSensor.gust', 4.4704],
      ['windSensor.direction', 270],
      ['rainSensor.accumulated', 25.4],
      ['pressureSensor.pressure', 101_300],
      ['illuminanceSensor.illuminance', 2000],
      ['particulateSensor.pm25', 12],
      ['battery.level', 100],
      ['battery.low', false],
      ['battery.voltage', 2.9],
      ['rtl_433:storm_dist_km.value', 5000],
      ['levelSensor.height', 1.2],
      ['energyMeter.imported', 1500],
      ['contactSensor.contact', 'open'],
      ['waterLeak.wet', true],
      ['tamper.tampered', false],
      ['linkQuality.snr', 12.5],
      ['rtl_433:freq.value', 433_900_000],
      ['rtl_433:flags.value', '0x1f'],
      ['rtl_433:rows.value', [{ len: 3 }]],
    ] as const)
      expect([address, await reported(hub, sensorKey, address)]).toEqual([address, value]);
    expect(violations(hub.messages)).toEqual([]);
  });

  it('gives the same device where it only publishes single values', async () => {
    attic.hearValues(sensor);
    expect(await reported(hub, sensorKey, 'temperatureSensor.temperature')).toBe(21.5);
    expect(await reported(hub, sensorKey, 'battery.level')).toBe(100);
  });

  it('hears one receiver that publishes JSON, and another that does not', async () => {
    attic.hear(remote);
    cellar.hearValues(remote);
    attic.hear(sensor);
    cellar.hearValues({ ...sensor, humidity: 43 });
    await reported(hub, sensorKey, 'humiditySensor.humidity', (value) => value === 43);
    expect(events(remoteKey)).toHaveLength(1);
  });

  it('tells a press once: of JSON, single values, repeats and a second receiver', async () => {
    attic.hear(remote);
    cellar.hear(remote);
    attic.hear(remote);
    await settle();
    expect(events(remoteKey)).toMatchObject([{ capability: 'button', event: 'pressed', payload: { which: '3' } }]);
    attic.hear({ ...remote, button: 4 });
    await settle('again');
    expect(events(remoteKey)).toMatchObject([{ payload: { which: '3' } }, { payload: { which: '4' } }]);
    expect(violations(hub.messages)).toEqual([]);
  });

  it('tells nothing of what the broker kept, but shows its values', async () => {
    await client.endAsync(true);
    await hub.stop();
    hub = await startPlugin({ config: { rtl433Bases: [] } });
    client = await connect(brokerUrl(hub));
    attic = new Rtl433(client, 'attic');
    attic.hear(remote, true);
    attic.hear(sensor, true);
    await client.publishAsync('x', 'x', { qos: 1 });
    const other = await startPlugin({ config: { brokers: [brokerUrl(hub)] } });
    expect(await reported(other, sensorKey, 'humiditySensor.humidity')).toBe(40);
    await reported(other, remoteKey, 'rtl_433:button.value');
    expect(other.all('event')).toEqual([]);
    await other.stop();
  });

  it('gives each value the time of its transmission, where the time can be believed', async () => {
    const time = new Date(Date.now() - 20_000).toISOString();
    attic.hear({ ...sensor, time });
    const { at } = await hub.waitFor('report', ({ device, capability }) => device === sensorKey && capability === 'humiditySensor');
    expect(at).toBe(time);
    const since = hub.messages.length;
    attic.hear({ ...sensor, humidity: 41 });
    const report = await hub.waitFor('report', ({ capability }) => capability === 'humiditySensor', { since });
    expect(report.at).toBeUndefined();
  });

  it('is one device with what rtl_433_mqtt_hass.py announces of it', async () => {
    attic.hear(sensor);
    await reported(hub, sensorKey, 'temperatureSensor.temperature');
    client.publish(
      'homeassistant/sensor/Acme-TH2-1-7/Acme-TH2-1-7-T/config',
      JSON.stringify({
        state_topic: 'rtl_433/attic/devices/Acme-TH2/1/7/temperature_C',
        device_class: 'temperature',
        unit_of_measurement: '°C',
        unique_id: 'Acme-TH2-1-7-T',
        device: { identifiers: ['Acme-TH2-1-7'], name: 'Acme-TH2-1-7' },
      }),
    );
    await hub.waitFor('device', ({ device }) => device.mapping?.some(({ item }) => item.startsWith('homeassistant/')) === true);
    const since = hub.messages.length;
    attic.hear({ ...sensor, temperature_C: 22 });
    await reported(hub, sensorKey, 'temperatureSensor.temperature', (value) => value === 22, since);
    expect(new Set(hub.all('device').map(({ device }) => device.key))).toEqual(new Set([sensorKey]));
  });

  it('takes its sensors with it when the last receiver that hears them goes', async () => {
    attic.say('availability', 'online');
    cellar.say('availability', 'online');
    attic.hear(sensor);
    cellar.hear(sensor);
    await hub.waitFor('availability', ({ device, state }) => device === sensorKey && state === 'online');
    attic.say('availability', 'offline');
    await settle();
    expect(hub.all('availability').filter(({ device, state }) => device === sensorKey && state === 'offline')).toEqual([]);
    cellar.say('availability', 'offline');
    await hub.waitFor('availability', ({ device, state }) => device === sensorKey && state === 'offline');
  });

  it('shows what a receiver says of itself', async () => {
    attic.say('states', JSON.stringify({ enabled: 120, frames: { count: 4, fsk: 1 } }), false);
    expect(await reported(hub, 'rtl_433:@rtl_433/attic', 'rtl_433:enabled.value')).toBe(120);
    expect(await reported(hub, 'rtl_433:@rtl_433/attic', 'rtl_433:frames.value')).toEqual({ count: 4, fsk: 1 });
  });

  it('is a device itself only where it says so: other JSON below its topic is reported, and makes none', async () => {
    attic.say('log', JSON.stringify({ src: 'SoapySDR', lvl: 4 }), false);
    await hub.waitFor('diagnostic', ({ place }) => place === 'rtl_433/attic/log');
    cellar.say('availability', 'online');
    cellar.say('meta', JSON.stringify({ hops: 3 }), false);
    expect(await reported(hub, 'rtl_433:@rtl_433/cellar', 'rtl_433:hops.value')).toBe(3);
    expect(hub.all('device').map(({ device }) => device.key)).toEqual(['rtl_433:@rtl_433/cellar']);
  });

  it('may say a word where it said a number, and announces nothing too often by that', async () => {
    for (const grade of [1, 'much']) attic.hear({ ...sensor, grade });
    expect(await reported(hub, sensorKey, 'rtl_433:grade.value', (value) => value === 'much')).toBe('much');
    expect(hub.all('diagnostic').map(({ code }) => code)).not.toContain('announces-too-often');
  });

  it('offers its sensors first, where the owner wants that', async () => {
    await client.endAsync(true);
    await hub.stop();
    await open({ radioSensors: 'ask' });
    attic.hear(sensor);
    const { candidate } = await hub.waitFor('candidate', (message) => message.candidate.key === sensorKey);
    expect(candidate).toMatchObject({ name: 'Acme-TH2 1 7', summary: 'Heard nearby; add it if it is yours', adoptable: true });
    expect(hub.all('device')).toEqual([]);
    await hub.request('adopt', { candidate: sensorKey, input: {} });
    await hub.waitFor('device', ({ device }) => device.key === sensorKey);
    attic.hear(sensor);
    expect(await reported(hub, sensorKey, 'humiditySensor.humidity')).toBe(40);
  });

  it('keeps a place for the sensors of the home, however much is decoded from noise', async () => {
    attic.hear(sensor);
    const { device } = await hub.waitFor('device', ({ device: described }) => described.key === sensorKey);
    await client.endAsync(true);
    await hub.stop();
    await open({ radioSensors: 'ask' }, [device]);
    for (let id = 0; id <= 2000; id++) await client.publishAsync('rtl_433/attic/events', JSON.stringify({ model: 'Noise', id, code: id }));
    await hub.waitFor('diagnostic', ({ code }) => code === 'too-many-devices');
    attic.hear(sensor);
    expect(await reported(hub, sensorKey, 'humiditySensor.humidity')).toBe(40);
  });

  it('offers a sensor no more when it is announced for Home Assistant', async () => {
    await client.endAsync(true);
    await hub.stop();
    await open({ radioSensors: 'ask' });
    attic.hear(sensor);
    await hub.waitFor('candidate', (message) => message.candidate.key === sensorKey);
    const device = { identifiers: ['Acme-TH2-1-7'], name: 'Garden' };
    client.publish('homeassistant/sensor/x/T/config', JSON.stringify({ state_topic: 'x/T', unique_id: 'x', device }));
    await hub.waitFor('candidateRemoved', ({ candidate }) => candidate === sensorKey);
    await hub.waitFor('device', ({ device: described }) => described.key === sensorKey && described.name === 'Garden');
  });

  it('stands whatever is published below its topic, and says what it can not use', async () => {
    const name = fc.oneof(fc.constantFrom('__proto__', 'temperature_C', 'humidity', 'wind_dir_deg', 'battery_ok', 'button'), fc.string());
    const event = fc.record({ model: fc.string(), id: fc.string(), values: fc.dictionary(name, fc.jsonValue()) });
    for (const { values, ...sender } of fc.sample(event, { numRuns: 200, seed: 7 }))
      attic.say('events', JSON.stringify({ ...values, ...sender }), false);
    attic.say('events', '{', false);
    attic.say('devices', 'x', false);
    attic.say('devices/Acme', 'x', false);
    client.publish('rtl_433/attic/events', Buffer.from([0xff, 0xfe]));
    attic.hear({ ...sensor, humidity: 170, temperature_C: 1e308, rain_mm: 'much' });
    await settle();
    expect(violations(hub.messages)).toEqual([]);
    const codes = hub.all('diagnostic').map(({ code }) => code);
    for (const code of ['message-unknown', 'payload-not-text', 'bad-value']) expect(codes).toContain(code);
  });
});
