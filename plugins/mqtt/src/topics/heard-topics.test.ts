import { expect, it } from 'vitest';
import type { Connection } from '../connection/connection.ts';
import { HeardTopics } from './heard-topics.ts';

type Hooks = Parameters<Connection['start']>[0];

/** What is heard on a broker that says what the test has it say. */
function listening(): { readonly heard: HeardTopics; readonly say: (topic: string, payload: string) => void } {
  let hooks: Hooks | undefined;
  const connection = { start: (given: Hooks) => (hooks = given), subscribe: () => undefined, stop: () => Promise.resolve() };
  const heard = new HeardTopics({ broker: 'b', open: () => connection as unknown as Connection, isUsed: () => false });
  heard.watch();
  return { heard, say: (topic, payload) => hooks?.message(topic, Buffer.from(payload), false) };
}

it('lists the beginning of a long payload and knows the whole of it', async () => {
  const { heard, say } = listening();
  const payload = 'x'.repeat(60_000);
  say('long', payload);
  expect(heard.list('')).toMatchObject([{ topic: 'long', payload: payload.slice(0, 2048), bytes: 60_000 }]);
  expect(heard.last('long')).toEqual({ topic: 'long', payload });
  await heard.stop();
});

it('keeps the whole of no payload that is longer than any that a mapping is tried on', async () => {
  const { heard, say } = listening();
  say('huge', 'x'.repeat(70_000));
  expect(heard.list('')).toMatchObject([{ topic: 'huge', bytes: 70_000 }]);
  expect(heard.last('huge')).toBeUndefined();
  await heard.stop();
});

it('keeps the whole of those that spoke last, and the beginning of all', async () => {
  const { heard, say } = listening();
  for (let at = 0; at < 500; at++) say(`many/${at}`, 'x'.repeat(60_000));
  expect(heard.list('')).toHaveLength(500);
  expect(heard.last('many/0')).toBeUndefined();
  expect(heard.last('many/499')?.payload).toHaveLength(60_000);
  await heard.stop();
});
