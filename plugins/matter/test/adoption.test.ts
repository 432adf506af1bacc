import { mkdtempSync, rmSync } from 'node:fs';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeHub, testNetwork } from '@concord/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProductProcess } from './products.ts';

const folder = join(import.meta.dirname, '..');
const work = mkdtempSync(join(tmpdir(), 'concord-matter-'));
const network = testNetwork();

/** One home for the whole file; the tests tell its story in order. */
describe('a Matter product in the home', () => {
  let thermostat: ProductProcess;
  let light: ProductProcess;
  let hub: FakeHub;
  let code = '';
  /** Keys of the devices. */
  let room = '';
  let lamp = '';

  const startHub = () => FakeHub.start({ folder, network, dataFolder: join(work, 'plugin'), patienceMs: 45_000 });

  // Another Matter program on this machine has the usual port.
  const other = createSocket('udp6');

  beforeAll(async () => {
    other.bind(5540);
    await once(other, 'listening');
    const port = await freePort();
    thermostat = new ProductProcess({ program: 'demo/thermostat.ts', data: join(work, 'thermostat'), network, port });
    light = new ProductProcess({ program: 'demo/light.ts', data: join(work, 'light'), network });
    const [started, line] = await Promise.all([startHub(), thermostat.start(), light.start()]);
    hub = started;
    code = String(line['manualCode']);
  });

  afterAll(async () => {
    other.close();
    await hub.stop();
    await Promise.all([thermostat.stop('SIGKILL'), light.stop('SIGKILL')]);
    rmSync(work, { recursive: true, force: true });
  });

  it('is a candidate as soon as it can be commissioned', async () => {
    const { candidate } = await hub.waitFor('candidate', ({ candidate: { key } }) => key === 'matter-65521-32769-3840');
    expect(candidate).toMatchObject({ name: 'Demo Thermostat', adoptable: true, form: { required: ['code'] } });
  });

  it.each([
    ['a code with a wrong digit', '34970112333', /digit of this code is wrong/],
    ['no code at all', 'open sesame', /digits only/],
    ["another product's code", '27554812345', /digit|another product/],
    ['a wrong code that looks right', '34970212338', /code is wrong/],
  ])('stays a candidate after %s', async (_name, wrong, message) => {
    const request = hub.request('adopt', { candidate: 'matter-65521-32769-3840', input: { code: wrong } });
    await expect(request).rejects.toMatchObject({ code: 'adoption-failed', message: expect.stringMatching(message) as string });
  });

  it('says what to do when the candidate is gone', async () => {
    const request = hub.request('adopt', { candidate: 'matter-1-2-3', input: { code } });
    await expect(request).rejects.toMatchObject({ code: 'adoption-failed', message: expect.stringContaining('pairing mode') as string });
  });

  it('is described, online and current when it is adopted', async () => {
    const grouped = `${code.slice(0, 4)}-${code.slice(4, 7)} ${code.slice(7)}`;
    const { devices } = await hub.request('adopt', { candidate: 'matter-65521-32769-3840', input: { code: grouped } });
    room = String(devices[0]);
    expect(devices).toEqual([expect.stringMatching(/^\d+$/)]);
    expect(hub.all('device').at(-1)?.device).toMatchObject({
      key: room,
      name: 'Demo Thermostat',
      maker: 'Concord Demo',
      firmware: '1.0.0',
      identifiers: [
        { type: 'matter', value: 'concord-demo-CD-TH-0001' },
        { type: 'serial', value: 'Concord Demo/CD-TH-0001' },
        { type: 'mac', value: expect.stringMatching(/^[0-9a-f]{12}$/) },
      ],
      endpoints: [
        { id: 'main', kind: 'thermostat', capabilities: { thermostat: { attributes: { heatingSetpoint: { minimum: 7, maximum: 28 } } } } },
      ],
    });
    expect(hub.all('availability').at(-1)).toMatchObject({ device: room, state: 'online' });
    await hub.waitFor('report', ({ capability, values }) => capability === 'thermostat' && values['heatingSetpoint'] === 20);
    await hub.waitFor('candidateRemoved', ({ candidate }) => candidate === 'matter-65521-32769-3840');
  });

  it('takes a setpoint, acknowledges it and reports it', async () => {
    const since = hub.messages.length;
    await expect(hub.command(room, 'main', 'thermostat', 'set', { heatingSetpoint: 21.5 })).resolves.toEqual({
      confirmation: 'acknowledged',
    });
    await thermostat.waitFor(({ event, celsius }) => event === 'heatingSetpoint' && celsius === 21.5);
    await hub.waitFor('report', ({ values }) => values['heatingSetpoint'] === 21.5, { since });
  });

  it('is described anew when its limits change', async () => {
    const since = hub.messages.length;
    await hub.command(room, 'main', 'thermostat', 'set', { heatingMax: 26 });
    const { device } = await hub.waitFor('device', ({ device: { key } }) => key === room, { since });
    expect(device.endpoints[0]?.capabilities['thermostat']?.attributes['heatingSetpoint']).toMatchObject({ minimum: 7, maximum: 26 });
    await expect(hub.command(room, 'main', 'thermostat', 'set', { heatingSetpoint: 27 })).rejects.toMatchObject({
      code: 'command-rejected',
    });
  });

  it('takes several attributes at once', async () => {
    const since = hub.messages.length;
    await hub.command(room, 'main', 'thermostat', 'set', { heatingSetpoint: 22, mode: 'off' });
    await hub.waitFor('report', ({ values }) => values['mode'] === 'off', { since });
    await hub.command(room, 'main', 'thermostat', 'set', { mode: 'heat' });
  });

  it.each<[string, string, string, string, Record<string, unknown>]>([
    ['a setpoint above the limit', 'main', 'thermostat', 'set', { heatingSetpoint: 28.5 }],
    ['a setpoint that is no number', 'main', 'thermostat', 'set', { heatingSetpoint: 'warm' }],
    ['a mode it has not', 'main', 'thermostat', 'set', { mode: 'cool' }],
    ['a value that can only be read', 'main', 'thermostat', 'set', { localTemperature: 20 }],
    ['an unknown attribute', 'main', 'thermostat', 'set', { colour: 'red' }],
    ['nothing to set', 'main', 'thermostat', 'set', {}],
    ['an unknown command', 'main', 'thermostat', 'dance', {}],
    ['an unknown capability', 'main', 'oven', 'set', { steam: 1 }],
    ['an unknown endpoint', '99', 'thermostat', 'set', { mode: 'heat' }],
  ])('refuses %s', async (_name, endpoint, capability, command, args) => {
    await expect(hub.command(room, endpoint, capability, command, args)).rejects.toMatchObject({ code: 'command-rejected' });
  });

  it('refuses a command for a device that it does not know', async () => {
    await expect(hub.command('4711', 'main', 'thermostat', 'set', { mode: 'heat' })).rejects.toMatchObject({ code: 'command-rejected' });
  });

  it('can be added by its QR code alone, without a candidate', async () => {
    const [ready] = light.lines;
    const result = await hub.request('action', { action: 'commission', input: { code: ready?.['qrCode'], name: 'Reading lamp' } });
    const { device } = await hub.waitFor('device', ({ device: { name } }) => name === 'Reading lamp');
    lamp = device.key;
    expect(result).toEqual({ devices: [lamp] });
  });

  it('switches, dims and colours a light', async () => {
    const since = hub.messages.length;
    await hub.command(lamp, 'main', 'switch', 'set', { on: true });
    await light.waitFor(({ event, on }) => event === 'onOff' && on === true);
    await hub.waitFor('report', ({ values }) => values['on'] === true, { since });
    await hub.command(lamp, 'main', 'level', 'set', { level: 80, transition: 0 });
    await hub.waitFor('report', ({ values }) => values['level'] === 79.9, { since });
    await hub.command(lamp, 'main', 'color', 'set', { hue: 120, saturation: 100 });
    await hub.waitFor('report', ({ capability, values }) => capability === 'color' && values['mode'] === 'hs', { since });
    await hub.waitFor('report', ({ capability, values }) => capability === 'color' && values['saturation'] === 100, { since });
    await hub.command(lamp, 'main', 'colorTemperature', 'set', { temperature: 4000 });
    await hub.waitFor('report', ({ values }) => values['temperature'] === 4000, { since });
    await hub.command(lamp, 'main', 'switch', 'toggle');
    await hub.waitFor('report', ({ values }) => values['on'] === false, { since });
  });

  it.each([
    { signal: 'SIGTERM', kept: 22, wanted: 19 },
    { signal: 'SIGKILL', kept: 19, wanted: 18 },
  ] as const)('is back within seconds when the device ends by $signal and starts again', async ({ signal, kept, wanted }) => {
    const since = hub.messages.length;
    await thermostat.stop(signal);
    const started = await thermostat.start();
    const announced = Date.now();
    expect(started['commissioned']).toBe(true);
    await hub.waitFor('availability', ({ device, state }) => device === room && state === 'offline', { since });
    await hub.waitFor('availability', ({ device, state }) => device === room && state === 'online', { since });
    const seconds = (Date.now() - announced) / 1000;
    console.log(`${signal}: back online ${seconds.toFixed(1)} s after its announcement`);
    expect(seconds).toBeLessThan(10);
    await hub.waitFor('report', ({ values }) => values['heatingSetpoint'] === kept, { since });
    const at = hub.messages.length;
    await hub.command(room, 'main', 'thermostat', 'set', { heatingSetpoint: wanted });
    await hub.waitFor('report', ({ values }) => values['heatingSetpoint'] === wanted, { since: at });
  });

  it('refuses a command at once while the device is known to be offline', async () => {
    const since = hub.messages.length;
    await light.stop();
    await hub.waitFor('availability', ({ device, state }) => device === lamp && state === 'offline', { since });
    const asked = Date.now();
    await expect(hub.command(lamp, 'main', 'switch', 'toggle')).rejects.toMatchObject({ code: 'device-offline' });
    expect(Date.now() - asked).toBeLessThan(1000);
  });

  it('times out, and turns offline, when a device dies without a word', async () => {
    const since = hub.messages.length;
    await thermostat.stop('SIGKILL');
    await expect(hub.command(room, 'main', 'thermostat', 'set', { mode: 'heat' }, 500)).rejects.toMatchObject({
      code: 'command-timed-out',
    });
    await hub.waitFor('availability', ({ device, state }) => device === room && state === 'offline', { since });
    await thermostat.start();
    await hub.waitFor('availability', ({ device, state }) => device === room && state === 'online', { since });
  });

  it('leaves the home when it is removed, and can be added again', async () => {
    const since = hub.messages.length;
    await hub.request('remove', { device: room });
    await hub.waitFor('candidate', ({ candidate: { key } }) => key === 'matter-65521-32769-3840', { since });
    await expect(hub.command(room, 'main', 'thermostat', 'set', { mode: 'heat' })).rejects.toMatchObject({ code: 'command-rejected' });
    const { devices } = await hub.request('adopt', { candidate: 'matter-65521-32769-3840', input: { code } });
    expect(devices).not.toContain(room);
    room = String(devices[0]);
  });

  it('is there again, without commissioning, when the plugin was killed', async () => {
    process.kill(Number(hub.pid), 'SIGKILL');
    await hub.stop();
    hub = await startHub();
    expect(hub.all('device').map(({ device }) => device.key)).toEqual(expect.arrayContaining([room, lamp]));
    expect(hub.all('availability').find(({ device }) => device === room)).toMatchObject({ state: 'offline' });
    await hub.waitFor('availability', ({ device, state }) => device === room && state === 'online');
    await hub.command(room, 'main', 'thermostat', 'set', { heatingSetpoint: 23 });
    await hub.waitFor('report', ({ values }) => values['heatingSetpoint'] === 23);
  });

  it('is forgotten here alone when it does not answer', async () => {
    await hub.request('remove', { device: lamp });
    await hub.waitFor('log', ({ level, message }) => level === 'warn' && message.includes('reset it'));
    expect(await hub.stop()).toBe(0);
    hub = await startHub();
    expect(hub.all('device').map(({ device }) => device.key)).toEqual([room]);
  });
});

async function freePort(): Promise<number> {
  const socket = createSocket('udp6').bind(0);
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}
