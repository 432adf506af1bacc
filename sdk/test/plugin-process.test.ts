import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeHub } from '../src/testing/index.ts';

const folder = join(import.meta.dirname, 'echo');

describe('a plugin process', () => {
  let hub: FakeHub;
  beforeEach(async () => {
    hub = await FakeHub.start({ folder, config: { name: 'Front door' } });
  });
  afterEach(async () => {
    await hub.stop();
  });

  it('greets, describes its devices and is ready', async () => {
    expect(hub.messages[0]).toMatchObject({ type: 'hello', plugin: 'echo', protocol: [1] });
    expect(hub.all('device')[0]?.device).toMatchObject({ key: 'front', name: 'Front door' });
    expect(hub.all('availability')[0]).toEqual({ type: 'availability', device: 'front', state: 'online' });
  });

  it('confirms a command after the report that shows it', async () => {
    const result = await hub.command('front', 'main', 'lock', 'unlock');
    expect(result).toEqual({ confirmation: 'acknowledged' });
    expect(hub.all('report')).toMatchObject([{ device: 'front', values: { state: 'unlocked' } }]);
  });

  it('refuses a command with the code of its error', async () => {
    await expect(hub.command('front', 'main', 'lock', 'dance')).rejects.toMatchObject({ code: 'command-rejected' });
  });

  it('goes on after a line that is not JSON and one that is no message', async () => {
    hub.sendRaw('{"type":"comm\n{"type":"dance"}\n');
    await hub.waitFor('log', ({ message }) => message.includes('not JSON'));
    await hub.waitFor('log', ({ message }) => message.includes('unknown message type'));
    expect(await hub.command('front', 'main', 'lock', 'lock')).toEqual({ confirmation: 'acknowledged' });
  });

  it.each([
    ['readForbidden', { path: '/etc/hostname' }, 'ERR_ACCESS_DENIED'],
    ['writeForbidden', { path: join(folder, 'written') }, 'ERR_ACCESS_DENIED'],
    ['connectForbidden', { port: 1 }, 'ERR_ACCESS_DENIED'],
    ['openDatabase', {}, 'ERR_UNKNOWN_BUILTIN_MODULE'],
  ])('has no right to %s', async (action, input, code) => {
    expect(await hub.request('action', { action, input })).toBe(code);
  });

  it('sees none of the environment of the hub', async () => {
    const environment = await hub.request('action', { action: 'environment', input: {} });
    expect(environment).not.toContain('PATH');
  });

  it('leaves with code 0 when asked to', async () => {
    expect(await hub.stop()).toBe(0);
  });

  it('ends with its stack on standard error when it throws outside a request', async () => {
    await expect(hub.request('action', { action: 'explode', input: {} })).rejects.toMatchObject({ code: 'plugin-exited' });
    expect(hub.output).toContain('boom');
  });
});

it('keeps what a plugin stored over a restart', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'concord-store-'));
  for (const starts of [1, 2]) {
    const hub = await FakeHub.start({ folder, dataFolder });
    expect((await hub.waitFor('log', ({ message }) => message === 'started')).fields).toEqual({ starts });
    await hub.stop();
  }
});
