import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aedes } from 'aedes';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BrokerPersistence } from './broker-persistence.ts';
import { freePublishers } from './publisher-pace.ts';
import { RetainedMessages } from './retained-messages.ts';
import { SessionStore } from './sessions/session-store.ts';
import { Wills } from './wills.ts';

// The library reads on from a client when it hears that a packet is done with. Where it heard so while it was still taking packets apart,
// it took what it read for a part of the same packet, and cut a client that had done nothing wrong.

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const megabyte = 1024 * 1024;
const limits = { sessions: 1, filtersPerSession: 1, messagesPerSession: 1, bytesPerSession: megabyte, totalBytes: megabyte, awayMs: 1e9 };

let dataFolder: string;
beforeEach(() => (dataFolder = mkdtempSync(join(tmpdir(), 'concord-broker-'))));
afterEach(() => rmSync(dataFolder, { recursive: true }));

/** Whether the library is told in the turn in which it asks. */
async function isToldAtOnce(ask: (done: () => void) => void): Promise<boolean> {
  const { promise: told, resolve } = Promise.withResolvers<void>();
  let isTold = false;
  ask(() => {
    isTold = true;
    resolve();
  });
  const atOnce = isTold;
  await told;
  return atOnce;
}

it('a confirmation is done with in a turn of its own', async () => {
  const context = { dataFolder, log: silent, diagnose: () => undefined };
  const persistence = new BrokerPersistence({
    retained: new RetainedMessages(context, { messageBytes: megabyte, totalBytes: megabyte }),
    sessions: new SessionStore(context, limits),
    wills: new Wills(context),
    userOf: () => undefined,
    maySubscribe: () => true,
  });
  const confirmation = { cmd: 'puback', messageId: 7 } as unknown as Parameters<BrokerPersistence['outgoingClearMessageId']>[1];
  const client = { id: 'keeper', clean: false };
  const answered = (told: () => void) => void persistence.outgoingClearMessageId(client, confirmation).then(() => told());
  expect(await isToldAtOnce(answered)).toBe(false);
});

it('a message is done with in a turn of its own', async () => {
  const aedes = await Aedes.createBroker();
  freePublishers(aedes);
  const { mq } = aedes as unknown as { mq: { emit(packet: object, done: () => void): void } };
  expect(await isToldAtOnce((done) => mq.emit({ topic: 'a' }, done))).toBe(false);
  await new Promise<void>((resolve) => aedes.close(() => resolve()));
});
