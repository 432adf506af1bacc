import type { FakeHub } from '@concord/sdk/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockAnnouncements, lockTopics, LockState } from '../demo/lock-messages.ts';
import { freePort, Mosquitto } from './mosquitto.ts';
import { brokerUrl, connect, Inbox, reported, startPlugin } from './plugin-test.ts';

const ieee = '0x00158d00010a2b3c';
const key = `zigbee:${ieee}`;
const topics = lockTopics({ ieee });

async function playLock(url: string) {
  const client = await connect(url);
  for (const { topic, payload } of lockAnnouncements({ ieee })) await client.publishAsync(topic, payload, { retain: true, qos: 1 });
  await client.publishAsync(topics.availability, '{"state":"online"}', { retain: true, qos: 1 });
  await client.publishAsync(topics.state, new LockState().now(), { retain: true, qos: 1 });
  return client;
}

describe('a device that two brokers carry', () => {
  let broker: Mosquitto;
  let hub: FakeHub;
  beforeEach(async () => {
    broker = new Mosquitto(await freePort(), ['allow_anonymous true']);
    await broker.start();
    hub = await startPlugin({ config: { brokers: [`mqtt://127.0.0.1:${broker.port}`] }, patienceMs: 20_000 });
    await hub.waitFor('log', ({ message }) => message.startsWith('connected to'));
  });
  afterEach(async () => {
    await hub.stop();
    await broker.remove();
  });

  it('is one device that tells once, and is reached through the other when one is lost', async () => {
    const away = await playLock(`mqtt://127.0.0.1:${broker.port}`);
    expect(await reported(hub, key, 'lock.state')).toBe('locked');
    const here = await playLock(brokerUrl(hub));
    const lock = new LockState();
    const unlocked = lock.turn('UNLOCK', 1);
    await Promise.all([here, away].map((client) => client.publishAsync(topics.state, unlocked, { qos: 1 })));
    await hub.waitFor('event', ({ event }) => event === 'unlocked');
    await here.publishAsync(topics.state, lock.turn('LOCK', 1), { qos: 1 });
    expect(hub.all('device').filter((device) => device.device.key === key)).toHaveLength(1);

    const since = hub.messages.length;
    away.end(true);
    await broker.stop();
    await hub.waitFor('availability', ({ device, state }) => device === key && state === 'offline', { since });
    await hub.waitFor('availability', ({ device, state }) => device === key && state === 'online', { since });
    await reported(hub, key, 'lock.state', (state) => state === 'locked', since);
    expect(hub.all('event').map(({ event }) => event)).toEqual(['unlocked']);
    const inbox = await Inbox.open(here, topics.set);
    await hub.command(key, 'main', 'lock', 'unlock');
    expect(await inbox.waitFor(topics.set)).toBe('UNLOCK');
    await here.publishAsync(topics.state, lock.turn('UNLOCK', 2), { qos: 1 });
    await hub.waitFor('event', ({ event, payload }) => event === 'unlocked' && payload?.['user'] === '2', { since });
    expect(hub.all('deviceRemoved')).toEqual([]);
    await here.endAsync();
  });
});
