import type { FakeHub } from '@concord/sdk/testing';
import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { violations } from './model-check.ts';
import { brokerUrl, connect, reported, startPlugin } from './plugin-test.ts';
import { NewRelay, OldRelay } from './shelly-peers.ts';

describe('Shelly products on a broker', () => {
  let hub: FakeHub;
  let client: MqttClient;
  beforeEach(async () => {
    hub = await startPlugin({ config: { forgetAfter: 0.1 } });
    client = await connect(brokerUrl(hub));
  });
  afterEach(async () => {
    expect(violations(hub.messages)).toEqual([]);
    await client.endAsync(true);
    await hub.stop();
  });

  it('of the first generation obey, and say what they did', async () => {
    const key = 'shelly:aabbcc000001';
    await new OldRelay(client, 'shelly1pm-AABBCC000001').start();
    await reported(hub, key, 'switch.on', (on) => on === false);
    expect(await reported(hub, key, 'energyMeter.imported')).toBe(20);
    const since = hub.messages.length;
    expect(await hub.command(key, 'main', 'switch', 'set', { on: true })).toEqual({ confirmation: 'sent' });
    await reported(hub, key, 'switch.on', (on) => on === true, since);
    expect(await reported(hub, key, 'powerMeter.activePower', (watts) => watts !== 0, since)).toBe(40);
  });

  it('of the first generation are asked who they are, and told by a name of their own', async () => {
    client.on('message', () => client.publish('shellies/announce', JSON.stringify({ id: 'boiler', model: 'SHSW-1', mac: 'AABBCC000002' })));
    await client.subscribeAsync('shellies/boiler/command');
    client.publish('shellies/boiler/relay/0', 'on');
    const { device } = await hub.waitFor('device', (message) => message.device.key === 'shelly:aabbcc000002');
    expect(device).toMatchObject({
      name: 'boiler',
      model: 'SHSW-1',
      identifiers: [{ type: 'mac', value: 'aabbcc000002' }, { type: 'own' }],
    });
  });

  it('of a later generation answer who they are, wherever they speak, and confirm what they do', async () => {
    const key = 'shelly:aabbcc100001';
    const relay = new NewRelay(client, { prefix: 'home/cellar/heater', mac: 'AABBCC100001' });
    await relay.start();
    await hub.waitFor('device', ({ device }) => device.key === key && device.name === 'Heater' && device.firmware === '1.7.0');
    const since = hub.messages.length;
    expect(await hub.command(key, 'main', 'switch', 'set', { on: true })).toEqual({ confirmation: 'acknowledged' });
    await reported(hub, key, 'switch.on', (on) => on === true, since);
    expect(await reported(hub, key, 'powerMeter.activePower', (watts) => watts !== 0, since)).toBe(1800);
  });

  it('refuse in their own words', async () => {
    await new NewRelay(client, { prefix: 'heater', mac: 'AABBCC100002', refusal: 'Overpower!' }).start();
    await hub.waitFor('device', ({ device }) => device.key === 'shelly:aabbcc100002' && device.name === 'Heater');
    await expect(hub.command('shelly:aabbcc100002', 'main', 'switch', 'set', { on: true })).rejects.toMatchObject({
      code: 'command-rejected',
      message: expect.stringContaining('Overpower!') as unknown,
    });
  });

  it('are told on their control topics where they take no RPC', async () => {
    const key = 'shelly:aabbcc100003';
    await new NewRelay(client, { prefix: 'shellyplus1pm-aabbcc100003', mac: 'AABBCC100003', takesRpc: false }).start();
    await reported(hub, key, 'switch.on');
    const since = hub.messages.length;
    // Its status comes once more when it is clear that it does not answer.
    await hub.waitFor('report', ({ device, values }) => device === key && 'voltage' in values, { since });
    await hub.command(key, 'main', 'switch', 'set', { on: true });
    await reported(hub, key, 'switch.on', (on) => on === true, since);
  });

  it('are offline when they leave, and back when they come', async () => {
    const relay = new OldRelay(client, 'shelly1pm-AABBCC000004');
    await relay.start();
    await hub.waitFor('availability', ({ state }) => state === 'online');
    relay.say('online', 'false');
    await hub.waitFor('availability', ({ state }) => state === 'offline');
    await expect(hub.command('shelly:aabbcc000004', 'main', 'switch', 'toggle')).rejects.toMatchObject({ code: 'device-offline' });
    const since = hub.messages.length;
    relay.say('online', 'true');
    await hub.waitFor('availability', ({ state }) => state === 'online', { since });
  });

  it('speak for themselves where somebody announces them for Home Assistant, too', async () => {
    const announcement = {
      name: 'Relay',
      unique_id: 'x',
      state_topic: 'shellies/shelly1pm-AABBCC000005/relay/0',
      command_topic: 'shellies/shelly1pm-AABBCC000005/relay/0/command',
      payload_on: 'on',
      payload_off: 'off',
      device: { connections: [['mac', 'aa:bb:cc:00:00:05']], name: 'Announced' },
    };
    await client.publishAsync('homeassistant/switch/x/config', JSON.stringify(announcement), { retain: true });
    const { device } = await hub.waitFor('device');
    await new OldRelay(client, 'shelly1pm-AABBCC000005').start();
    await reported(hub, device.key, 'energyMeter.imported');
    expect(new Set(hub.all('device').map((message) => message.device.key))).toEqual(new Set([device.key]));
  });
});
