import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Entrance } from './entrance.ts';
import { TcpListener, type Patience } from './tcp-listener.ts';

let other: Server;
let port: number;
let listener: TcpListener | undefined;
const told: string[] = [];

beforeEach(async () => {
  told.length = 0;
  other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterEach(async () => {
  await listener?.stop();
  other.close();
});

/** A listener on the port that is taken; `opened` resolves when it says that it has it after all. */
function listen(patience: Patience) {
  const opened = Promise.withResolvers<void>();
  const served = Promise.withResolvers<void>();
  const log = { debug: () => undefined, info: () => opened.resolve(), warn: () => undefined, error: () => undefined };
  const entrance = new Entrance(
    () => undefined,
    () => served.resolve(),
  );
  listener = new TcpListener({ host: '127.0.0.1', port }, entrance, { log, diagnose: ({ code }) => void told.push(code) }, patience);
  return { listener, opened: opened.promise, served: served.promise };
}

it('waits for a port that a killed hub lets go of only now, and says nothing of it', async () => {
  const { listener: one } = listen({ firstTries: 1000, firstWaitMs: 5, laterWaitMs: 60_000 });
  const started = one.start();
  await new Promise((resolve) => other.close(resolve));
  await started;
  expect([one.port, one.trouble, told]).toEqual([port, undefined, []]);
});

it('starts without a port that stays taken, says why, and takes it when it can', async () => {
  const { listener: one, opened, served } = listen({ firstTries: 2, firstWaitMs: 1, laterWaitMs: 5 });
  await one.start();
  expect([one.port, told]).toEqual([undefined, ['broker-port-in-use']]);
  expect(one.trouble).toContain('another program has the port');
  await new Promise((resolve) => other.close(resolve));
  await opened;
  expect([one.port, one.trouble]).toEqual([port, undefined]);
  const client = connect(port, '127.0.0.1');
  await served;
  client.destroy();
});

it('stops while it waits', async () => {
  const { listener: one } = listen({ firstTries: 1000, firstWaitMs: 60_000, laterWaitMs: 60_000 });
  const started = one.start();
  await one.stop();
  await started;
  expect(one.port).toBeUndefined();
});
