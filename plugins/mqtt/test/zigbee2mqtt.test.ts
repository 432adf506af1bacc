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
const group = `zigbee2mqtt-group:${coordinator.ieee_address}/1`;

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
      [bridge, group, ...demoDevices.map(({ entry }) => `zigbee:${String(entry['ieee_address'])}`)].toSorted(),
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
    expect(await reported(hub, bridge, 'network.channel')).toBe(15);
    expect(await reported(hub, bridge, 'deviceInfo.hwVersion')).toBe('EmberZNet 7.4.1');
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

  it('opens its network for new devices, and says until when', async () => {
    const since = hub.messages.length;
    const answer = await hub.request('action', { action: 'permitJoin', input: { seconds: 60 } });
    const until = Date.parse(String((answer as { until?: string }).until));
    expect(answer).toMatchObject({ bridges: 1 });
    expect(await reported(hub, bridge, 'bridge.joinOpen', (open) => open === true, since)).toBe(true);
    expect(Math.abs(Date.parse(String(await reported(hub, bridge, 'bridge.joinUntil', () => true, since))) - until)).toBeLessThan(1000);
    expect(await hub.request('action', { action: 'permitJoin', input: { seconds: 0 } })).toEqual({ bridges: 1 });
    await reported(hub, bridge, 'bridge.joinUntil', (end) => end === null, since);
    expect(await hub.command(bridge, 'main', 'bridge', 'openJoin', { duration: 30 })).toEqual({ confirmation: 'acknowledged' });
    await expect(hub.request('action', { action: 'permitJoin', input: { seconds: 60, device: 'Nobody' } })).rejects.toMatchObject({
      code: 'device-offline',
    });
  });

  it('says why it refuses', async () => {
    await expect(hub.command(bridge, 'main', 'diagnostics', 'restart')).rejects.toMatchObject({
      code: 'command-rejected',
      message: "Unknown request 'restart'",
    });
  });

  it('has its groups as devices, which do what their members have in common', async () => {
    const { device } = await hub.waitFor('device', ({ device }) => device.key === group);
    expect(device).toMatchObject({ name: 'Downstairs', model: 'Group', via: bridge });
    expect(Object.keys(device.endpoints[0]?.capabilities ?? {}).toSorted()).toEqual(['level', 'scene', 'switch', 'zigbee2mqtt:members']);
    const since = hub.messages.length;
    await hub.command(group, 'main', 'switch', 'set', { on: true });
    for (const key of [group, lamp]) await reported(hub, key, 'switch.on', (on) => on === true, since);
  });

  it.each([
    ['a lamp', lamp, '1', '7'],
    ['a group', group, '3', '9'],
  ])('recalls, stores and removes the scenes of %s', async (_what, key, known, stored) => {
    const scenes = (wanted: (ids: string[]) => boolean) =>
      reported(hub, key, 'scene.scenes', (list) => wanted((list as { id: string }[]).map(({ id }) => id)));
    await scenes((ids) => ids.join() === known);
    await hub.command(key, 'main', 'scene', 'recall', { id: known });
    await expect(hub.command(key, 'main', 'scene', 'recall', { id: '200' })).rejects.toMatchObject({ code: 'command-rejected' });
    await expect(hub.command(key, 'main', 'scene', 'store', { id: '256' })).rejects.toMatchObject({ code: 'command-rejected' });
    await hub.command(key, 'main', 'scene', 'store', { id: stored });
    await scenes((ids) => ids.join() === `${known},${stored}`);
    await hub.command(key, 'main', 'scene', 'remove', { id: known });
    await scenes((ids) => ids.join() === stored);
  });

  it('looks for new firmware and installs it', async () => {
    const update = (attribute: string, value: unknown) => reported(hub, lamp, `update.${attribute}`, (said) => said === value);
    expect(await hub.command(lamp, 'main', 'update', 'check')).toEqual({ confirmation: 'acknowledged' });
    await update('state', 'available');
    await update('installedVersion', '16783874');
    await update('notesUrl', 'https://example.com/notes');
    await expect(hub.command(lamp, 'main', 'update', 'install', { version: '7' })).rejects.toMatchObject({ code: 'command-rejected' });
    await hub.command(lamp, 'main', 'update', 'install', { version: '16785922' });
    await update('progress', 50);
    await update('installedVersion', '16785922');
    await hub.waitFor('event', ({ device, event }) => device === lamp && event === 'installed');
  });

  it('shows the settings that it has for a device, and changes them', async () => {
    await reported(hub, lamp, 'level.usualTransition', (value) => value === null);
    const set = await hub.command(lamp, 'main', 'level', 'set', { usualTransition: 2.5 });
    expect(set).toEqual({ confirmation: 'acknowledged' });
    await reported(hub, lamp, 'level.usualTransition', (value) => value === 2.5);
    await hub.command(bridge, 'main', 'zigbee2mqtt:log_level', 'set', { value: 'debug' });
    await reported(hub, bridge, 'zigbee2mqtt:log_level.value', (level) => level === 'debug');
    expect(violations(hub.messages)).toEqual([]);
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
