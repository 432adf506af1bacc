import type { FakeHub } from '@concord/sdk/testing';
import type { MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recorded } from './corpus.ts';
import { violations } from './model-check.ts';
import { brokerUrl, connect, reported, startPlugin } from './plugin-test.ts';

const at = 1_700_000_000.25;
/** The values that collectd says, as its MQTT plugin writes them. */
const said = (...values: (number | string)[]) => Buffer.from(`${[at.toFixed(3), ...values].join(':')}\0`);

/** Topic behind the host, values, and where they are with which value. */
const rows: readonly (readonly [topic: string, values: readonly (number | string)[], expected: Readonly<Record<string, number | null>>])[] =
  [
    ['uptime/uptime', [4087], { 'diagnostics.uptime': 4087 }],
    ['memory/memory-free', [21_390_553_088], { 'diagnostics.freeMemory': 21_390_553_088 }],
    ['memory/memory-used', [1_166_692_352], { 'collectd:memory-used.value': 1_166_692_352 }],
    [
      'load/load',
      [0.9, 1.1, 1.05],
      { 'collectd:load.shortterm.value': 0.9, 'collectd:load.midterm.value': 1.1, 'collectd:load.longterm.value': 1.05 },
    ],
    ['cpu/percent-active', [12.5], { 'diagnostics.cpuLoad': 12.5 }],
    ['cpu-0/cpu-user', ['nan'], { 'cpu-0/collectd:cpu-user.value': null }],
    ['cpu-0/percent-idle', [87.5], { 'cpu-0/collectd:percent-idle.value': 87.5 }],
    [
      'interface-br-lan/if_octets',
      [2158.619_707, 'U'],
      { 'interface-br-lan/collectd:if_octets.rx.value': 2158.619_707, 'interface-br-lan/collectd:if_octets.tx.value': null },
    ],
    ['iwinfo-wlan0/signal_power', [-61], { 'iwinfo-wlan0/linkQuality.rssi': -61 }],
    ['iwinfo-wlan0/signal_noise', [-95], { 'iwinfo-wlan0/collectd:signal_noise.value': -95 }],
    ['iwinfo-wlan0/bitrate', [144_400_000], { 'iwinfo-wlan0/collectd:bitrate.value': 144_400_000 }],
    ['iwinfo-wlan0/stations', [3], { 'iwinfo-wlan0/collectd:stations.value': 3 }],
    ['df-root/df_complex-free', [1_048_576], { 'df-root/collectd:df_complex-free.value': 1_048_576 }],
    ['disk-sda/disk_ops', [1.5, 0], { 'disk-sda/collectd:disk_ops.read.value': 1.5, 'disk-sda/collectd:disk_ops.write.value': 0 }],
    ['ping/ping-192.0.2.1', [12.5], { 'collectd:ping-192.0.2.1.value': 0.0125 }],
    ['ping/ping_droprate-192.0.2.1', [0.5], { 'collectd:ping_droprate-192.0.2.1.value': 0.5 }],
    ['thermal-thermal_zone0/temperature', [47.5], { 'thermal-thermal_zone0/diagnostics.internalTemperature': 47.5 }],
    ['sensors-k10/temperature-temp1', [51], { 'sensors-k10/temp1/diagnostics.internalTemperature': 51 }],
    ['onewire-28F1/temperature', [21.5], { 'onewire-28F1/temperatureSensor.temperature': 21.5 }],
    ['conntrack/conntrack', [77], { 'collectd:conntrack.value': 77 }],
    ['dhcpleases/count', [9], { 'collectd:dhcpleases.count.value': 9 }],
    ['nut-eaton/percent-charge', [99], { 'nut-eaton/battery.level': 99 }],
    ['nut-eaton/timeleft-battery', [1800], { 'nut-eaton/battery.timeRemaining': 1800 }],
    ['nut-eaton/voltage-input', [231], { 'nut-eaton/powerSource.inputVoltage': 231 }],
    ['nut-eaton/power-voltampere-output', [120], { 'nut-eaton/powerMeter.apparentPower': 120 }],
    ['apcups/timeleft', [30], { 'battery.timeRemaining': 1800 }],
    ['processes/ps_state-running', [2], { 'collectd:processes.ps_state-running.value': 2 }],
    ['openvpn-vpn/users-vpn', [2], { 'openvpn-vpn/collectd:users-vpn.value': 2 }],
    ['exec-home/owner_type', [1, 2], { 'exec-home/collectd:owner_type.value0.value': 1, 'exec-home/collectd:owner_type.value1.value': 2 }],
  ];

describe("collectd's MQTT plugin", () => {
  let hub: FakeHub;
  let client: MqttClient;
  beforeAll(async () => {
    hub = await startPlugin({ config: { collectdPrefixes: ['collectd', 'site/stats', ''] } });
    client = await connect(brokerUrl(hub));
    for (const [topic, values] of rows) client.publish(`collectd/OpenWrt/${topic}`, said(...values));
  });
  afterAll(async () => {
    expect(violations(hub.messages)).toEqual([]);
    await client.endAsync(true);
    await hub.stop();
  });

  it.each(rows)('%s', async (topic, _values, expected) => {
    for (const [address, value] of Object.entries(expected)) {
      const point = address.lastIndexOf('.');
      expect(await valueOf('collectd:OpenWrt', address.slice(0, point), address.slice(point + 1))).toBe(value);
    }
    const { device } = await hub.waitFor(
      'device',
      (message) => message.device.mapping?.some(({ item }) => item.startsWith(topic)) ?? false,
    );
    expect(device.name).toBe('OpenWrt');
  });

  /** Names of collectd have points in them. */
  async function valueOf(device: string, place: string, attribute: string): Promise<unknown> {
    const slash = place.lastIndexOf('/');
    const [endpoint, capability] = slash < 0 ? ['main', place] : [place.slice(0, slash), place.slice(slash + 1)];
    const report = await hub.waitFor(
      'report',
      (message) =>
        message.device === device && message.endpoint === endpoint && message.capability === capability && attribute in message.values,
    );
    return report.values[attribute];
  }

  it('tells when a value was measured', async () => {
    const report = await hub.waitFor('report', ({ capability }) => capability === 'collectd:conntrack');
    expect(report.at).toBe(new Date(at * 1000).toISOString());
  });

  it('calls a machine that watches packets a router', async () => {
    const { device } = await hub.waitFor(
      'device',
      (message) => message.device.mapping?.some(({ item }) => item === 'conntrack/conntrack') ?? false,
    );
    expect(device.endpoints[0]).toMatchObject({ id: 'main', kind: 'router' });
  });

  it.each([
    ['a prefix of two levels', 'site/stats/nas/uptime/uptime', 'nas'],
    ['no prefix', 'attic/uptime/uptime', 'attic'],
  ])('is understood with %s', async (_what, topic, host) => {
    client.publish(topic, said(60));
    expect(await reported(hub, `collectd:${host}`, 'diagnostics.uptime')).toBe(60);
  });

  it('is understood in its format JSON', async () => {
    const entry = { values: [5, null], dstypes: ['derive', 'derive'], dsnames: ['rx', 'tx'], time: at, interval: 10, host: 'json' };
    client.publish('collectd/json/interface-eth0/if_errors', JSON.stringify([{ ...entry, plugin: 'interface', type: 'if_errors' }]));
    expect(await valueOf('collectd:json', 'interface-eth0/collectd:if_errors.rx', 'value')).toBe(5);
  });

  it('counts what it can not read, and goes on', async () => {
    client.publish('collectd/OpenWrt/uptime/uptime', 'yesterday');
    await hub.waitFor('diagnostic', ({ code, place }) => code === 'bad-value' && place === 'collectd/OpenWrt/uptime/uptime');
    client.publish('collectd/OpenWrt/uptime/uptime', said(5000));
    expect(await reported(hub, 'collectd:OpenWrt', 'diagnostics.uptime', (value) => value === 5000)).toBe(5000);
  });

  it('takes no other product for a machine, where it has no prefix', async () => {
    client.publish('shelly/relay/0', 'on');
    client.publish('marker/uptime/uptime', said(1));
    await reported(hub, 'collectd:marker', 'diagnostics.uptime');
    expect(hub.all('device').some(({ device }) => device.key === 'collectd:shelly')).toBe(false);
    expect(hub.all('diagnostic').some(({ place }) => place === 'shelly/relay/0')).toBe(false);
  });

  it.skipIf(!recorded.isHere)('loses nothing of what a recorded machine said', async () => {
    const messages = recorded.dialect('openwrt-collectd').flatMap((sample) => sample.messages);
    for (const { topic, payload } of messages) client.publish(topic.replace('/OpenWrt/', '/recorded/'), payload);
    client.publish('collectd/recorded/marker/count', said(1));
    await hub.waitFor('report', ({ device, capability }) => device === 'collectd:recorded' && capability === 'collectd:marker.count');
    const mapping = hub.all('device').findLast(({ device }) => device.key === 'collectd:recorded')?.device.mapping ?? [];
    const topics = new Set(messages.map(({ topic }) => topic.split('/').slice(2).join('/')));
    const mapped = new Set(mapping.filter(({ outcome }) => outcome !== 'ignored').map(({ item }) => item.replace(/\.[a-z]+$/, '')));
    expect([...topics].filter((topic) => !mapped.has(topic))).toEqual([]);
  });
});
