import type { FakeHub } from '@concord/sdk/testing';
import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockAnnouncements, lockTopics, LockState } from '../demo/lock-messages.ts';
import { brokerUrl, connect, Inbox, reported, startPlugin } from './plugin-test.ts';

const ieee = '0x00158d00010a2b3c';
const key = `zigbee:${ieee}`;
const topics = lockTopics({ ieee });

describe('a lock announced as Zigbee2MQTT announces it', () => {
  let hub: FakeHub;
  let client: MqttClient;
  const lock = new LockState();

  beforeEach(async () => {
    hub = await startPlugin();
    client = await connect(brokerUrl(hub));
    for (const { topic, payload } of lockAnnouncements({ ieee })) client.publish(topic, payload, { retain: true });
    client.publish(topics.availability, '{"state":"online"}', { retain: true });
    client.publish(topics.state, lock.obey('LOCK'));
    await reported(hub, key, 'lock.state');
  });
  afterEach(async () => {
    await client.endAsync(true);
    await hub.stop();
  });

  it('is one device, with its identifiers and one endpoint', () => {
    const [message] = hub.all('device');
    expect(message?.device).toMatchObject({
      key,
      name: ieee,
      maker: 'Yale',
      model: 'Assure lock 2',
      identifiers: [
        { type: 'eui64', value: ieee.slice(2) },
        { type: 'own', value: `zigbee2mqtt_${ieee}` },
      ],
    });
    expect(message?.device.endpoints.map(({ id }) => id)).toEqual(['main']);
    expect(Object.keys(message?.device.endpoints[0]?.capabilities ?? {}).toSorted()).toEqual(['battery', 'deviceInfo', 'lock']);
    expect(message?.device.mapping?.filter(({ outcome }) => outcome === 'internal')).toHaveLength(3);
    expect(hub.all('availability').at(-1)).toEqual({ type: 'availability', device: key, state: 'online' });
  });

  it('tells who unlocked it, before the report, once', async () => {
    const since = hub.messages.length;
    await client.publishAsync(topics.state, lock.turn('UNLOCK', 1));
    await reported(hub, key, 'lock.state', (state) => state === 'unlocked', since);
    const news = hub.messages.slice(since).filter(({ type }) => type === 'event' || type === 'report');
    expect(news[0]).toMatchObject({ type: 'event', event: 'unlocked', capability: 'lock', payload: { user: '1', source: 'keypad' } });
    expect(news.find((message) => message.type === 'report' && message.capability === 'lock')).toMatchObject({
      values: { state: 'unlocked', lastOperation: { user: '1', source: 'keypad' } },
    });
    await client.publishAsync(topics.state, lock.now());
    await client.publishAsync(topics.state, lock.turn('LOCK'));
    await hub.waitFor('event', ({ event }) => event === 'locked');
    expect(hub.all('event').map(({ event }) => event)).toEqual(['unlocked', 'locked']);
  });

  it('tells of a state that changed without an action, and only then', async () => {
    await client.publishAsync(topics.state, lock.obey('LOCK'));
    await client.publishAsync(topics.state, lock.obey('UNLOCK'));
    const event = await hub.waitFor('event');
    expect(event).toMatchObject({ event: 'unlocked', payload: {} });
    expect(hub.all('event')).toHaveLength(1);
  });

  it('counts an action and the state change that follows it as one', async () => {
    await client.publishAsync(topics.state, '{"state":"LOCK","action":"keypad_unlock","action_user":2}');
    await client.publishAsync(topics.state, '{"state":"UNLOCK"}');
    await client.publishAsync(topics.state, '{"state":"LOCK"}');
    await hub.waitFor('event', ({ event }) => event === 'locked');
    expect(hub.all('event').map(({ event, payload }) => [event, payload])).toEqual([
      ['unlocked', { user: '2', source: 'keypad' }],
      ['locked', {}],
    ]);
  });

  it('takes commands, which the report confirms', async () => {
    const inbox = await Inbox.open(client, topics.set);
    expect(await hub.command(key, 'main', 'lock', 'unlock')).toEqual({ confirmation: 'sent' });
    expect(await inbox.waitFor(topics.set)).toBe('UNLOCK');
  });

  it('refuses a command while it is offline', async () => {
    await client.publishAsync(topics.availability, '{"state":"offline"}', { retain: true });
    await hub.waitFor('availability', ({ state }) => state === 'offline');
    await expect(hub.command(key, 'main', 'lock', 'unlock')).rejects.toMatchObject({ code: 'device-offline' });
  });

  it('makes nothing happen of what the broker kept', async () => {
    await client.publishAsync(topics.state, '{"state":"UNLOCK","action":"unlock","action_user":1}', { retain: true });
    await hub.waitFor('event');
    const since = hub.messages.length;
    await client.publishAsync(`homeassistant/lock/${ieee}/lock/config`, '', { retain: true });
    await client.publishAsync(`homeassistant/lock/${ieee}/lock/config`, lockAnnouncements({ ieee })[0]?.payload ?? '', { retain: true });
    await reported(hub, key, 'lock.state', (state) => state === 'unlocked', since);
    expect(hub.messages.slice(since).some(({ type }) => type === 'event')).toBe(false);
  });
});
