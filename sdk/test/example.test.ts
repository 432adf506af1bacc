import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveCapability } from '../src/index.ts';
import { FakeHub } from '../src/testing/index.ts';

const folder = join(import.meta.dirname, '../examples/thermometer');
const serial = 'KD-0042';

describe('the example plugin', () => {
  let product: ChildProcessByStdio<Writable, Readable, null>;
  let dataFolder: string;
  let address: string;
  let hub: FakeHub;

  beforeEach(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), 'concord-example-'));
    ({ product, address } = await play('0'));
    hub = await FakeHub.start({ folder, dataFolder, config: { thermometers: [address] } });
  });
  afterEach(async () => {
    await hub.stop();
    await end();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  async function play(port: string) {
    const started = spawn(process.execPath, [join(folder, 'demo/thermometer.ts'), '--port', port], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface({ input: started.stdout }), 'line')) as [string];
    return { product: started, address: line.replace('listening on ', '') };
  }

  async function end(): Promise<void> {
    if (product.exitCode !== null || product.signalCode !== null) return;
    product.kill('SIGKILL');
    await once(product, 'exit');
  }

  async function adopt(): Promise<void> {
    await hub.waitFor('candidate');
    await hub.request('adopt', { candidate: serial, input: { pin: '2580' } });
  }

  const measure = (reading: object) => product.stdin.write(`${JSON.stringify(reading)}\n`);
  const reported = (capability: string, since = 0) => hub.waitFor('report', (report) => report.capability === capability, { since });

  it('offers a thermometer that it finds, with a form for the PIN', async () => {
    const { candidate } = await hub.waitFor('candidate');
    expect(candidate).toMatchObject({ key: serial, maker: 'Kelvin', adoptable: true, form: { required: ['pin'] } });
  });

  it('takes it into the home and reports in canonical units', async () => {
    await adopt();
    expect(hub.all('device')[0]?.device.identifiers).toEqual([{ type: 'serial', value: 'Kelvin/KD-0042' }]);
    expect((await reported('temperatureSensor')).values).toEqual({ temperature: 21.5 });
    expect((await reported('humiditySensor')).values).toEqual({ humidity: 41 });
    expect((await reported('kelvin:display')).values).toEqual({ brightness: 5 });
    const order = hub.messages.map(({ type }) => type);
    expect(order.indexOf('device')).toBeLessThan(order.indexOf('report'));
  });

  it('describes nothing that the hub would refuse', async () => {
    await adopt();
    const refused: unknown[] = [];
    for (const [id, described] of Object.entries(hub.all('device')[0]?.device.endpoints[0]?.capabilities ?? {})) {
      expect(resolveCapability(id, described, (finding) => refused.push(finding))).toMatchObject({ title: expect.stringMatching(/./) });
    }
    expect(refused).toEqual([]);
  });

  it('refuses a wrong PIN', async () => {
    await hub.waitFor('candidate');
    const adopting = hub.request('adopt', { candidate: serial, input: { pin: '0000' } });
    await expect(adopting).rejects.toMatchObject({ code: 'adoption-failed' });
    expect(hub.all('device')).toEqual([]);
  });

  it('confirms a command once the thermometer did, and reports what became of it', async () => {
    await adopt();
    await reported('kelvin:display');
    const since = hub.messages.length;
    expect(await hub.command(serial, 'main', 'kelvin:display', 'set', { brightness: 8 })).toEqual({ confirmation: 'acknowledged' });
    expect((await reported('kelvin:display', since)).values).toEqual({ brightness: 8 });
    expect(await hub.command(serial, 'main', 'identify', 'identify')).toEqual({ confirmation: 'acknowledged' });
  });

  it('passes on that the thermometer refused', async () => {
    await adopt();
    const command = hub.command(serial, 'main', 'kelvin:display', 'set', { brightness: 0 });
    await expect(command).rejects.toMatchObject({ code: 'command-rejected' });
  });

  it('tells of a value that can’t be right, and takes the others', async () => {
    await adopt();
    await reported('humiditySensor');
    const since = hub.messages.length;
    measure({ temperature: 'warm', humidity: 44 });
    expect((await reported('humiditySensor', since)).values).toEqual({ humidity: 44 });
    expect(hub.all('diagnostic')).toMatchObject([{ code: 'bad-value', place: 'temperature', device: serial }]);
  });

  it('is offline without the thermometer, and online when it is back', async () => {
    await adopt();
    await end();
    await hub.waitFor('availability', ({ state }) => state === 'offline');
    await expect(hub.command(serial, 'main', 'identify', 'identify')).rejects.toMatchObject({ code: 'device-offline' });
    const since = hub.messages.length;
    ({ product } = await play(address.split(':')[1] ?? ''));
    await hub.waitFor('availability', ({ state }) => state === 'online', { since });
  });

  it('knows its thermometers after a restart', async () => {
    await adopt();
    const [described] = hub.all('device');
    await hub.stop();
    hub = await FakeHub.start({
      folder,
      dataFolder,
      config: { thermometers: [address] },
      devices: described ? [described.device] : [],
    });
    await hub.waitFor('availability', ({ state }) => state === 'online');
    expect(hub.all('candidate')).toEqual([]);
  });
});
