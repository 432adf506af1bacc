/**
 * Plays a Yale door lock behind Zigbee2MQTT, announced by Home Assistant's discovery: `lock.ts --mqtt URL --id 0x…`. Reads lines on
 * standard input: `unlock 1` (user 1 at the keypad), `unlock`, `lock 2`, `lock`. Obeys `/set`. Says `announced` when it is.
 */
import { createInterface } from 'node:readline';
import { LockState, lockAnnouncements, lockTopics } from './lock-messages.ts';
import { announceOnConnect, connectProgram, programOptions } from './program.ts';

const { mqtt: url, id: ieee = '0x00158d00010a2b3c' } = programOptions();
const lock = { ieee };
const topics = lockTopics(lock);
const state = new LockState();

const client = await connectProgram('lock', { url, will: topics.availability });
client.on('message', (topic, payload) => {
  if (topic !== topics.set) return;
  const text = payload.toString();
  const wanted = text.includes('UNLOCK') ? 'UNLOCK' : text.includes('LOCK') ? 'LOCK' : undefined;
  if (!wanted) return;
  console.log(`obeys ${wanted}`);
  client.publish(topics.state, state.obey(wanted));
});
await client.subscribeAsync(topics.set);
await announceOnConnect(client, async () => {
  for (const { topic, payload } of lockAnnouncements(lock)) client.publish(topic, payload, { retain: true });
  client.publish(topics.availability, '{"state":"online"}', { retain: true });
  await client.publishAsync(topics.state, state.now(), { qos: 1 });
});
console.log('announced');

createInterface({ input: process.stdin }).on('line', (line) => {
  const [verb, user] = line.trim().split(/\s+/);
  if (verb !== 'lock' && verb !== 'unlock') return;
  client.publish(topics.state, state.turn(verb === 'lock' ? 'LOCK' : 'UNLOCK', user === undefined ? undefined : Number(user)));
});
