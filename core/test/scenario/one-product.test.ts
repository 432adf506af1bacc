import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Device } from '../../src/home/index.ts';
import { HubProcess, valueOf } from './hub-process.ts';
import { Program } from './program.ts';

const plugins = join(import.meta.dirname, '../../../plugins');
const network = process.env['CONCORD_TEST_NETWORK'] ?? '';

/** One plug that speaks MQTT to the broker and HTTP to whoever asks: its two faces are programs of their own, with one MAC address. */
describe('one product behind two protocols', () => {
  const folder = mkdtempSync(join(tmpdir(), 'concord-one-'));
  let hub: HubProcess;
  let overMqtt: Program;
  let overHttp: Program;
  let plug: Device;

  const here = async (): Promise<Device> => hub.device(plug.id);

  beforeAll(async () => {
    hub = await HubProcess.start(join(folder, 'hub'));
    overMqtt = new Program(join(plugins, 'mqtt/demo/plug.ts'), ['--mqtt', hub.mqtt]);
    overHttp = new Program(join(plugins, 'mdns/demo/shelly-plug.ts'), ['--network', network, '--id', 'shellyplugsg3-5ccf7f4a1c00']);
    await overHttp.line(/listening/);
  });
  afterAll(async () => {
    await Promise.all([overMqtt, overHttp].map((peer) => peer?.kill()));
    await hub?.program.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is known to be in the home already when the other protocol finds it', async () => {
    plug = await hub.until(async () => (await hub.devices()).find(({ name }) => name === 'Washing machine plug'));
    const candidate = await hub.until(async () => (await hub.candidates()).find(({ plugin, adoptable }) => plugin === 'mdns' && adoptable));
    expect(candidate.device).toBe(plug.id);
    await hub.call('POST', `/candidates/${candidate.id}/adopt`, { input: {} });
  });

  it('is one device with two sources, its id and name unchanged', async () => {
    const device = await hub.until(async () => (await here()).sources.length === 2 && (await here()));
    expect(device).toMatchObject({ id: plug.id, name: 'Washing machine plug' });
    expect(device.sources.map(({ plugin }) => plugin).toSorted()).toEqual(['mdns', 'mqtt']);
    expect(await hub.devices()).toHaveLength(1);
  });

  it('is one device after the hub was killed', async () => {
    const { http, mqtt } = { http: new URL(hub.url).host, mqtt: new URL(hub.mqtt).host };
    await hub.program.kill('SIGKILL');
    hub = await HubProcess.start(join(folder, 'hub'), { http, mqtt });
    await hub.until(async () => (await here()).sources.every(({ availability }) => availability === 'online'));
    expect(await hub.devices()).toMatchObject([{ id: plug.id, sources: [{}, {}] }]);
  });

  it('goes on by the one protocol when the other is silent', async () => {
    await hub.until(async () => (await here()).sources.every(({ availability }) => availability === 'online'));
    await overMqtt.kill();
    await hub.until(async () => (await here()).sources.some(({ plugin, availability }) => plugin === 'mqtt' && availability === 'offline'));
    expect((await here()).availability).toBe('online');
    const seen = overHttp.lines.length;
    await hub.call('POST', `/devices/${plug.id}/commands`, { capability: 'switch', command: 'set', args: { on: true } });
    await overHttp.line(/"switch":true/, seen);
  });

  it('is two devices again when its owner says so, and stays so', async () => {
    const linked = (await here()).sources.find((source) => source.linked);
    const parted = await hub.call<Device>('DELETE', `/devices/${plug.id}/sources/${linked?.id}`);
    expect(parted.sources).toMatchObject([{ plugin: 'mdns' }]);
    expect(await hub.devices()).toHaveLength(2);
    await hub.until(async () => valueOf(await hub.device(parted.id), 'switch', 'on') === true);
    expect(await hub.call('GET', '/link-proposals')).toEqual({ items: [] });
  });
});
