import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Program } from './program.ts';

const main = join(import.meta.dirname, '../../src/main.ts');
const data = mkdtempSync(join(tmpdir(), 'concord-lifetime-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const start = (...options: string[]) => {
  const usual = ['--data', data, '--http', '127.0.0.1:0', '--mqtt-broker', '127.0.0.1:0', '--log', 'debug', '--log-format', 'json'];
  return new Program(main, [...usual, ...options]);
};

it('a hub that is asked to end while it starts ends, and is never ready', async () => {
  const hub = start();
  await hub.line(/the plugin is starting/);
  expect(await hub.kill('SIGTERM')).toBe(0);
  expect(hub.text).toContain('stopping on SIGTERM');
  expect(hub.text).not.toContain('concord ready');
});

it('a hub whose port is taken says so, and leaves no plugin behind', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const hub = start('--http', `127.0.0.1:${port}`);
  expect(await hub.ended()).toBe(1);
  expect(hub.errors).toMatch(new RegExp(`${port}`));
  server.close();
});

it('a network interface that is not there is refused in one line', async () => {
  const hub = start('--network', 'nope0');
  expect(await hub.ended()).toBe(1);
  expect(hub.errors).toMatch(/^There is no network interface nope0\. --network takes one of .+\.\n$/);
});
