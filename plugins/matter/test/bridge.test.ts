import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeHub, testNetwork } from '@concord/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProductProcess } from './products.ts';

const folder = join(import.meta.dirname, '..');
const work = mkdtempSync(join(tmpdir(), 'concord-matter-'));
const network = testNetwork();

describe('a bridge', () => {
  let bridge: ProductProcess;
  let hub: FakeHub;
  /** Key of the bridge. */
  let key = '';
  const behind = (name: string) => `${key}/concord-demo-CD-${name}-0001`;

  const startHub = () => FakeHub.start({ folder, network, dataFolder: join(work, 'plugin'), patienceMs: 30_000 });

  beforeAll(async () => {
    bridge = new ProductProcess({ program: 'demo/bridge.ts', data: join(work, 'bridge'), network });
    const [started, ready] = await Promise.all([startHub(), bridge.start()]);
    hub = started;
    await hub.request('action', { action: 'commission', input: { code: ready['manualCode'] } });
    key = String(hub.all('device')[0]?.device.key);
  });

  afterAll(async () => {
    await hub.stop();
    await bridge.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('becomes a device, and so does each product behind it', () => {
    const devices = hub.all('device').map(({ device }) => device);
    expect(devices.map(({ key: of, name, via, endpoints: [main] }) => [of, name, via, main?.id, main?.kind])).toEqual([
      [key, 'Demo Bridge', undefined, 'main', 'bridge'],
      [behind('WI'), 'Demo Window', key, 'main', 'sensor'],
      [behind('PR'), 'Demo Presence', key, 'main', 'sensor'],
      [behind('CE'), 'Demo Ceiling Light', key, 'main', 'light'],
    ]);
    expect(devices[1]?.identifiers).toEqual([
      { type: 'matter', value: 'concord-demo-CD-BR-0001/concord-demo-CD-WI-0001' },
      { type: 'serial', value: 'Concord Demo/CD-WI-0001' },
    ]);
  });

  it('tells the state of what is behind it', async () => {
    await hub.waitFor('report', ({ device, values }) => device === behind('WI') && values['contact'] === 'closed');
    await hub.waitFor('report', ({ device, values }) => device === behind('PR') && values['technology'] === 'pir');
    expect(hub.all('availability').filter(({ state }) => state === 'online')).toHaveLength(4);
  });

  it('passes commands on', async () => {
    const since = hub.messages.length;
    await hub.command(behind('CE'), 'main', 'switch', 'set', { on: true });
    await bridge.waitFor(({ event, on }) => event === 'ceiling' && on === true);
    await hub.waitFor('report', ({ device, values }) => device === behind('CE') && values['on'] === true, { since });
  });

  it('shows the presence that comes and goes without being asked', async () => {
    await hub.waitFor('report', ({ values }) => values['occupied'] === true);
  });

  it('no longer shows a product that the owner removed, also after a restart', async () => {
    await hub.request('remove', { device: behind('CE') });
    await expect(hub.command(behind('CE'), 'main', 'switch', 'toggle')).rejects.toMatchObject({ code: 'command-rejected' });
    await hub.stop();
    hub = await startHub();
    expect(hub.all('device').map(({ device }) => device.key)).not.toContain(behind('CE'));
    await hub.waitFor('availability', ({ device, state }) => device === key && state === 'online');
  });
});
