import type { FakeHub } from '@concord/sdk/testing';
import * as fc from 'fast-check';
import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { violations } from './model-check.ts';
import { brokerUrl, connect, Inbox, reported, startPlugin } from './plugin-test.ts';

/** A gateway as OpenMQTTGateway and Theengs Gateway publish: what it hears under the sender's address, and itself. */
class GatewayPeer {
  readonly topic: string;
  readonly #client: MqttClient;

  constructor(client: MqttClient, name: string) {
    this.#client = client;
    this.topic = `home/${name}`;
  }

  hear(mac: string, message: Readonly<Record<string, unknown>>, radio = 'BTtoMQTT'): void {
    this.say(`${radio}/${mac.replaceAll(':', '')}`, { id: mac, ...message });
  }

  say(topic: string, message: unknown, retain = false): void {
    this.#client.publish(`${this.topic}/${topic}`, typeof message === 'string' ? message : JSON.stringify(message), { retain });
  }
}

const mac = 'A4:C1:38:00:00:01';
const key = 'theengs:A4C138000001';
const sensor = {
  rssi: -70,
  brand: 'Acme',
  model: 'TH sensor',
  model_id: 'ACME-TH',
  type: 'THB',
  acts: true,
  tempc: 21.5,
  tempf: 70.7,
  hum: 40,
};
const button = { rssi: -60, brand: 'Acme', model: 'Button', model_id: 'ACME-B', type: 'BTN', packet: 7, batt: 90, button: 2 };
const system = {
  uptime: 120,
  version: 'v1.8.0',
  env: 'esp32',
  freemem: 100_000,
  rssi: -55,
  SSID: 'net',
  ip: '10.0.0.9',
  mac: '24:6F:28:AA:BB:CC',
  tempc: 50,
  modules: ['BT'],
};

describe('gateways of Bluetooth and radio', () => {
  let hub: FakeHub;
  let client: MqttClient;
  let attic: GatewayPeer;
  let cellar: GatewayPeer;
  async function open(config: Readonly<Record<string, unknown>> = {}): Promise<void> {
    hub = await startPlugin({ config });
    client = await connect(brokerUrl(hub));
    attic = new GatewayPeer(client, 'attic');
    cellar = new GatewayPeer(client, 'cellar');
  }
  async function close(): Promise<void> {
    await client.endAsync(true);
    await hub.stop();
  }
  beforeEach(() => open());
  afterEach(close);

  /** Everything that was published before has been taken in. */
  async function settle(round = 'F0F0F0F0F001'): Promise<void> {
    attic.hear(round, { tempc: 1 });
    await reported(hub, `theengs:${round}`, 'temperatureSensor.temperature');
  }
  const keys = () => new Set(hub.all('device').map(({ device }) => device.key));

  it('give what they decode as devices, each value in our units', async () => {
    attic.hear(mac, {
      ...sensor,
      tempc2: 4,
      tempf2: 39.2,
      batt: 83,
      volt: 2.9,
      lux: 87,
      moi: 30,
      fer: 200,
      pres: 1013,
      co2: 800,
      pm25: 12,
      for: 0.05,
      open: true,
      weight: 10,
      unit: 'lb',
      lvl_cm: 62,
      lvl_in: 24.4,
      distance: 2.5,
      txpower: -59,
      mac: 'AA:BB:CC:DD:EE:FF',
    });
    await settle();
    expect(hub.all('device').find(({ device }) => device.key === key)?.device).toMatchObject({
      name: 'TH sensor 000001',
      maker: 'Acme',
      sleeping: true,
      identifiers: [
        { type: 'mac', value: 'a4c138000001' },
        { type: 'own', value: 'A4C138000001' },
      ],
    });
    for (const [address, value] of [
      ['temperatureSensor.temperature', 21.5],
      ['2/temperatureSensor.temperature', 4],
      ['humiditySensor.humidity', 40],
      ['battery.level', 83],
      ['battery.voltage', 2.9],
      ['illuminanceSensor.illuminance', 87],
      ['soilSensor.moisture', 30],
      ['soilSensor.fertility', 200],
      ['pressureSensor.pressure', 101_300],
      ['co2Sensor.co2', 800],
      ['particulateSensor.pm25', 12],
      ['pollutantSensor.hchoMass', 50],
      ['contactSensor.contact', 'open'],
      ['theengs:weight.value', 4.5359237],
      ['levelSensor.height', 0.62],
      ['theengs:distance.value', 2.5],
      ['linkQuality.rssi', -70],
      ['linkQuality.txPower', -59],
      ['deviceInfo.modelId', 'ACME-TH'],
    ] as const)
      expect([address, await reported(hub, key, address)]).toEqual([address, value]);
    expect(violations(hub.messages)).toEqual([]);
  });

  it('hear one device together: the last value counts, and the signal where it is strongest', async () => {
    attic.hear(mac, sensor);
    cellar.hear(mac, { ...sensor, rssi: -90, tempc: 22 });
    await reported(hub, key, 'temperatureSensor.temperature', (value) => value === 22);
    await settle();
    const signals = hub.all('report').filter(({ device, capability }) => device === key && capability === 'linkQuality');
    expect(signals.map(({ values }) => values['rssi'])).toEqual([-70]);
    attic.say('LWT', 'online', true);
    cellar.say('LWT', 'offline', true);
    await settle('F0F0F0F0F002');
    expect(hub.all('availability').filter(({ device, state }) => device === key && state === 'offline')).toEqual([]);
    attic.say('LWT', 'offline', true);
    await hub.waitFor('availability', ({ device, state }) => device === key && state === 'offline');
  });

  it('tell a press once, however often and by whomever it is heard', async () => {
    for (const gateway of [attic, cellar, attic]) gateway.hear(mac, button);
    attic.hear(mac, { ...button, packet: 8 });
    attic.hear('A4:C1:38:00:00:02', { ...button, button: undefined, button1: 0, button2: 9 });
    await settle();
    expect(hub.all('event').map(({ device, endpoint, event, payload }) => [device, endpoint, event, payload])).toEqual([
      [key, 'main', 'pressed', { count: 2 }],
      [key, 'main', 'pressed', { count: 2 }],
      ['theengs:A4C138000002', '2', 'held', undefined],
    ]);
    expect(await reported(hub, key, 'theengs:button.value')).toBe(2);
    expect(violations(hub.messages)).toEqual([]);
  });

  it('do not flood the home with what passes by', async () => {
    for (let at = 10; at < 60; at++) {
      attic.hear(`60:87:57:4C:9B:${at}`, {
        mac_type: 1,
        rssi: -78,
        brand: 'GENERIC',
        model: 'iBeacon',
        model_id: 'IBEACON',
        uuid: '1de4',
        major: 0,
      });
      attic.hear(`70:87:57:4C:9B:${at}`, { rssi: -78, manufacturerdata: '4c00100503' });
      attic.hear(`71:87:57:4C:9B:${at}`, { presence: 'absent' });
    }
    attic.say('BTtoMQTT/undecoded', { id: mac, servicedata: 'fe' });
    attic.say('presence', { id: mac, ...sensor });
    await settle();
    expect(keys()).toEqual(new Set(['theengs:@home/attic', 'theengs:F0F0F0F0F001']));
  });

  it('show what passes by, where the owner wants that', async () => {
    await close();
    await open({ bluetoothAll: true });
    attic.hear('70:87:57:4C:9B:01', { rssi: -78, manufacturerdata: '4c00100503' });
    expect(await reported(hub, 'theengs:7087574C9B01', 'linkQuality.rssi')).toBe(-78);
  });

  it('offer their sensors first, where the owner wants that', async () => {
    await close();
    await open({ radioSensors: 'ask' });
    attic.hear(mac, sensor);
    await hub.waitFor('candidate', ({ candidate }) => candidate.key === key);
    expect(keys()).not.toContain(key);
  });

  it('say whether a tracker is at home', async () => {
    attic.hear(mac, { ...sensor, track: true });
    attic.hear(mac, { presence: 'absent' });
    expect(await reported(hub, key, 'tracker.home')).toBe(false);
  });

  it('hear the sensors of rtl_433, which are the same devices as its own', async () => {
    attic.say('RTL_433toMQTT/Acme-TH2/1/7', {
      model: 'Acme-TH2',
      id: 7,
      channel: 1,
      temperature_C: 21,
      protocol: 'Acme',
      mhz: 433.92,
      rssi: -60,
    });
    expect(await reported(hub, 'rtl_433:Acme-TH2-1-7', 'temperatureSensor.temperature')).toBe(21);
    client.publish('rtl_433/garage/events', JSON.stringify({ model: 'Acme-TH2', id: 7, channel: 1, temperature_C: 22 }));
    await reported(hub, 'rtl_433:Acme-TH2-1-7', 'temperatureSensor.temperature', (value) => value === 22);
    expect(violations(hub.messages)).toEqual([]);
  });

  it('hear sensors by LoRa', async () => {
    attic.hear('AA:BB:CC:DD:EE:01', { rssi: -16, snr: 9.25, pferror: -3598, packetSize: 9, tempc: '55.3' }, 'LORAtoMQTT');
    expect(await reported(hub, 'theengs:AABBCCDDEE01', 'temperatureSensor.temperature')).toBe(55.3);
    expect(await reported(hub, 'theengs:AABBCCDDEE01', 'linkQuality.snr')).toBe(9.25);
  });

  it('tell the codes of remotes, and send them', async () => {
    const inbox = await Inbox.open(client, 'home/attic/commands/#');
    attic.say('433toMQTT', { value: 1315156, protocol: 1, length: 24, delay: 317 });
    attic.say('IRtoMQTT', { value: 875849879, protocol: 7, protocol_name: 'SAMSUNG', bits: 32, raw: '4534,4432' });
    const gateway = 'theengs:@home/attic';
    const { payload } = await hub.waitFor('event', ({ device, endpoint }) => device === gateway && endpoint === 'rf');
    expect(payload).toEqual({ code: '1315156' });
    const infrared = await hub.waitFor('event', ({ endpoint }) => endpoint === 'ir');
    expect(await reported(hub, gateway, 'ir/remoteTransmitter.media')).toBe('ir');
    expect(await reported(hub, gateway, 'theengs:433toMQTT.value')).toMatchObject({ value: 1315156, delay: 317 });
    await hub.command(gateway, 'rf', 'remoteTransmitter', 'send', { code: '1315156', repeat: 3 });
    expect(JSON.parse(await inbox.waitFor('home/attic/commands/MQTTto433'))).toEqual({ value: 1315156, repeat: 3 });
    await hub.command(gateway, 'ir', 'remoteTransmitter', 'send', { code: infrared.payload?.['code'] });
    expect(JSON.parse(await inbox.waitFor('home/attic/commands/MQTTtoIR'))).toMatchObject({ value: 875849879, protocol_name: 'SAMSUNG' });
    await expect(hub.command(gateway, 'rf', 'remoteTransmitter', 'send', { code: 'nonsense' })).rejects.toMatchObject({
      code: 'command-rejected',
    });
    expect(violations(hub.messages)).toEqual([]);
  });

  it('are devices themselves, known by their address', async () => {
    attic.say('LWT', 'online', true);
    attic.say('version', 'v1.8.0', true);
    attic.hear(mac, sensor);
    attic.say('SYStoMQTT', { ...system, wifi_pass: 'secret' });
    attic.say('RLStoMQTT', { latest_version: 'v1.8.1', installed_version: 'v1.8.0', release_summary: '' });
    const gateway = 'theengs:246F28AABBCC';
    for (const [address, value] of [
      ['network.connected', true],
      ['network.addresses', ['10.0.0.9']],
      ['network.ssid', 'net'],
      ['diagnostics.uptime', 120],
      ['diagnostics.freeMemory', 100_000],
      ['diagnostics.internalTemperature', 50],
      ['linkQuality.rssi', -55],
      ['update.installedVersion', 'v1.8.0'],
      ['update.latestVersion', 'v1.8.1'],
      ['theengs:modules.value', ['BT']],
    ] as const)
      expect([address, await reported(hub, gateway, address)]).toEqual([address, value]);
    expect(keys()).toEqual(new Set([key, gateway]));
    expect(hub.all('device').findLast(({ device }) => device.key === gateway)?.device).toMatchObject({
      name: 'attic',
      model: 'OpenMQTTGateway',
      firmware: 'v1.8.0',
      endpoints: [{ kind: 'bridge' }],
    });
    expect(JSON.stringify(hub.messages)).not.toContain('secret');
    attic.say('LWT', 'offline', true);
    await hub.waitFor('availability', ({ device, state }) => device === gateway && state === 'offline');
    expect(violations(hub.messages)).toEqual([]);
  });

  it('are not all that has a version or a will below their topic', async () => {
    for (let at = 0; at < 150; at++) {
      client.publish(`home/other${at}/version`, '1.0');
      client.publish(`home/other${at}/LWT`, 'Connected');
    }
    attic.say('LWT', 'online', true);
    attic.hear(mac, sensor);
    expect(await reported(hub, 'theengs:@home/attic', 'network.connected')).toBe(true);
    await reported(hub, key, 'temperatureSensor.temperature');
    expect(keys()).toEqual(new Set([key, 'theengs:@home/attic']));
  });

  it('are one device with what they announce for Home Assistant', async () => {
    attic.hear(mac, sensor);
    await reported(hub, key, 'temperatureSensor.temperature');
    client.publish(
      'homeassistant/sensor/A4C138000001-tempc/config',
      JSON.stringify({
        stat_t: '+/+/BTtoMQTT/A4C138000001',
        dev_cla: 'temperature',
        unit_of_meas: '°C',
        val_tpl: '{{ value_json.tempc | is_defined }}',
        uniq_id: 'A4C138000001-tempc',
        device: { ids: ['A4C138000001'], cns: [['mac', 'A4C138000001']], name: 'TH' },
      }),
    );
    await hub.waitFor('device', ({ device }) => device.mapping?.some(({ item }) => item.startsWith('homeassistant/')) === true);
    const since = hub.messages.length;
    cellar.hear(mac, { ...sensor, tempc: 23 });
    await reported(hub, key, 'temperatureSensor.temperature', (value) => value === 23, since);
    expect([...keys()].filter((one) => one.includes('A4C1'))).toEqual([key]);
  });

  it('stand whatever is published below their topics, and say what can not be used', async () => {
    const name = fc.oneof(fc.constantFrom('__proto__', 'tempc', 'hum', 'weight', 'open', 'button', 'packet', 'batt'), fc.string());
    for (const values of fc.sample(fc.dictionary(name, fc.jsonValue()), { numRuns: 200, seed: 7 })) {
      attic.hear(mac, { model: 'm', ...values });
      for (const topic of ['SYStoMQTT', '433toMQTT', 'RTL_433toMQTT', 'LORAtoMQTT/AABBCCDDEE01', 'RLStoMQTT']) attic.say(topic, values);
    }
    for (const topic of ['LWT', 'SYStoMQTT', 'BTtoMQTT', 'BTtoMQTT/xyz', '433toMQTT']) attic.say(topic, '{');
    attic.hear(mac, { ...sensor, hum: 170 });
    await settle();
    expect(violations(hub.messages)).toEqual([]);
    const codes = hub.all('diagnostic').map(({ code }) => code);
    for (const code of ['message-unknown', 'bad-value']) expect(codes).toContain(code);
  });
});
