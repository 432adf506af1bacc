import type { ChildProcess } from 'node:child_process';
import type { FakeHub } from '@concord/sdk/testing';
import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockAnnouncements } from '../demo/lock-messages.ts';
import { coordinator, demoDevices } from '../demo/zigbee-home.ts';
import { violations } from './model-check.ts';
import { brokerUrl, connect, reported, startDemo, startPlugin, stopProcess } from './plugin-test.ts';

const keyOf = (part: string) => `zigbee:${String(demoDevices.find(({ name }) => name.includes(part))?.entry['ieee_address'])}`;
const [lamp, blind, lock, climate, contact] = ['Living', 'blind', 'lock', 'climate', 'window'].map(keyOf) as [
  string,
  string,
  string,
  string,
  string,
];
const bridge = `zigbee:${coordinator.ieee_address}`;

describe('a Zigbee2MQTT with its devices', () => {
  let hub: FakeHub;
  let zigbee: ChildProcess;
  beforeEach(async () => {
    hub = await startPlugin();
    zigbee = await startDemo('zigbee2mqtt', '--mqtt', brokerUrl(hub));
    await reported(hub, keyOf('motion'), 'occupancySensor.occupied');
  });
  afterEach(async () => {
    await stopProcess(zigbee);
    await hub.stop();
  });

  it('shows every device once, with its values in our units', async () => {
    const devices = hub.all('device').map(({ device }) => device);
    expect(devices.map(({ key }) => key).toSorted()).toEqual(
      [bridge, ...demoDevices.map(({ entry }) => `zigbee:${String(entry['ieee_address'])}`)].toSorted(),
    );
    expect(devices.find(({ key }) => key === contact)).toMatchObject({
      sleeping: true,
      via: bridge,
      name: 'Bedroom window',
      maker: 'Aqara',
    });
    expect(await reported(hub, climate, 'pressureSensor.pressure')).toBe(101_260);
    expect(await reported(hub, contact, 'contactSensor.contact')).toBe('closed');
    expect(await reported(hub, contact, 'battery.voltage')).toBe(3.015);
    expect(await reported(hub, lamp, 'colorTemperature.temperature')).toBe(2703);
    expect(await reported(hub, blind, 'cover.position')).toBe(100);
    expect(await reported(hub, lock, 'lock.state')).toBe('locked');
    expect(violations(hub.messages)).toEqual([]);
  });

  it('does what it is told, and reports it', async () => {
    const since = hub.messages.length;
    expect(await hub.command(lamp, 'main', 'level', 'set', { level: 50, transition: 1 })).toEqual({ confirmation: 'sent' });
    expect(await reported(hub, lamp, 'level.level', (level) => Math.abs(Number(level) - 50) < 1, since)).toBeCloseTo(50, 0);
    expect(await reported(hub, lamp, 'switch.on', (on) => on === true, since)).toBe(true);
    await hub.command(lamp, 'main', 'color', 'set', { hue: 0, saturation: 100 });
    expect(await reported(hub, lamp, 'color.hue', (hue) => hue === 0 || hue === 360, since)).toBe(0);
    await hub.command(lock, 'main', 'lock', 'unlock');
    await reported(hub, lock, 'lock.state', (state) => state === 'unlocked', since);
    await hub.command(blind, 'main', 'cover', 'set', { position: 80 });
    await reported(hub, blind, 'cover.position', (position) => position === 80, since);
    await expect(hub.command(lamp, 'main', 'lock', 'unlock')).rejects.toMatchObject({ code: 'command-rejected' });
    await expect(hub.command(contact, 'main', 'contactSensor', 'set', { contact: 'open' })).rejects.toMatchObject({
      code: 'command-rejected',
    });
  });

  it('opens its network for new devices', async () => {
    const since = hub.messages.length;
    await hub.request('action', { action: 'permitJoin', input: { seconds: 60 } });
    await reported(hub, bridge, 'bridge.joinOpen', (open) => open === true, since);
  });

  it('is offline with all its devices when it goes, and back with it', async () => {
    await stopProcess(zigbee);
    await hub.waitFor('availability', ({ device, state }) => device === lamp && state === 'offline');
    await expect(hub.command(lamp, 'main', 'switch', 'set', { on: true })).rejects.toMatchObject({ code: 'device-offline' });
    const since = hub.messages.length;
    zigbee = await startDemo('zigbee2mqtt', '--mqtt', brokerUrl(hub));
    await hub.waitFor('availability', ({ device, state }) => device === lamp && state === 'online', { since });
  });
});

describe('a Zigbee device that is announced in both languages', () => {
  const ieee = '0x00158d0001000001';
  const key = `zigbee:${ieee}`;
  const entry = demoDevices.find(({ name }) => name.includes('lock'))?.entry ?? {};
  let hub: FakeHub;
  let client: MqttClient;
  const announceNatively = (name: string) =>
    client.publishAsync('zigbee2mqtt/bridge/devices', JSON.stringify([{ ...entry, friendly_name: name }]), { retain: true });
  const announceForHomeAssistant = () => {
    for (const { topic, payload } of lockAnnouncements({ ieee, name: 'Door' })) client.publish(topic, payload, { retain: true });
  };
  beforeEach(async () => {
    hub = await startPlugin({ config: { forgetAfter: 0.1 } });
    client = await connect(brokerUrl(hub));
    client.publish('zigbee2mqtt/bridge/state', 'online', { retain: true });
  });
  afterEach(async () => {
    await client.endAsync(true);
    await hub.stop();
  });

  it.each([
    ['natively first', [() => announceNatively('Door'), async () => announceForHomeAssistant()]],
    ['for Home Assistant first', [async () => announceForHomeAssistant(), () => announceNatively('Door')]],
  ])('is one device under one key, announced %s', async (_order, steps) => {
    for (const step of steps) await step();
    await hub.waitFor('device', ({ device }) => device.key === key && device.mapping?.some(({ item }) => item === 'state') === true);
    client.publish('zigbee2mqtt/Door', '{"state":"LOCK"}');
    await reported(hub, key, 'lock.state');
    const since = hub.messages.length;
    client.publish('zigbee2mqtt/Door', '{"state":"UNLOCK","action":"keypad_unlock","action_user":1}');
    await reported(hub, key, 'lock.state', (state) => state === 'unlocked', since);
    expect(hub.messages.slice(since).filter(({ type }) => type === 'event')).toMatchObject([{ event: 'unlocked', payload: { user: '1' } }]);
    expect(new Set(hub.all('device').map(({ device }) => device.key))).toEqual(new Set([key]));
    expect(hub.all('deviceRemoved')).toEqual([]);
  });

  it('keeps its key when it is renamed, and listens to the new name', async () => {
    await announceNatively('Door');
    await hub.waitFor('device', ({ device }) => device.name === 'Door');
    await announceNatively('Garden gate');
    await hub.waitFor('device', ({ device }) => device.key === key && device.name === 'Garden gate');
    const since = hub.messages.length;
    client.publish('zigbee2mqtt/Door', '{"state":"UNLOCK"}');
    client.publish('zigbee2mqtt/Garden gate', '{"state":"LOCK"}');
    expect(await reported(hub, key, 'lock.state', () => true, since)).toBe('locked');
  });

  it('is forgotten when it stays out of the list of devices', async () => {
    await announceNatively('Door');
    await hub.waitFor('device');
    await client.publishAsync('zigbee2mqtt/bridge/devices', '[]', { retain: true });
    await hub.waitFor('deviceRemoved', ({ device }) => device === key);
  });
});
