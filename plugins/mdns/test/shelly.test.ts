import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeHub } from '@concord/sdk/testing';
import { expectVocabulary, lastValue, reported, startHub } from './home.ts';
import { Peer, Started } from './peer.ts';

const id = 'shellyplugsg3-a8032abe54dc';
const key = 'shelly-a8032abe54dc';
const on = ['main', 'switch', 'on'] as const;
const power = ['main', 'powerMeter', 'activePower'] as const;

let started: Started;
let dataFolder: string;

beforeEach(() => {
  started = new Started();
  dataFolder = mkdtempSync(join(tmpdir(), 'concord-mdns-'));
});

afterEach(async () => {
  await started.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

async function plug(...args: string[]): Promise<Peer> {
  return started.add(await Peer.start('../demo/shelly-plug.ts', ['--id', id, ...args]));
}

async function adopted(): Promise<{ peer: Peer; hub: FakeHub }> {
  const peer = await plug();
  const hub = started.add(await startHub({ dataFolder }));
  await hub.waitFor('candidate', ({ candidate }) => candidate.key === key);
  await hub.request('adopt', { candidate: key, input: {} });
  return { peer, hub };
}

describe('a Shelly', () => {
  it('is found, adopted and shown with everything it offers', async () => {
    const peer = await plug('--name', 'Coffee machine');
    const hub = started.add(await startHub());
    const { candidate } = await hub.waitFor('candidate', ({ candidate }) => candidate.key === key);
    expect(candidate).toMatchObject({ name: 'Coffee machine', maker: 'Shelly', model: 'PlugSG3', adoptable: true });
    expect(candidate.identifiers).toContainEqual({ type: 'mac', value: 'a8032abe54dc' });
    expect(candidate.form).toMatchObject({ properties: {} });

    expect(await hub.request('adopt', { candidate: key, input: {} })).toEqual({ devices: [key] });
    const { device } = await hub.waitFor('device');
    expect(device).toMatchObject({ key, name: 'Coffee machine', maker: 'Shelly', model: 'PlugSG3', firmware: '1.6.1' });
    expect(device.endpoints).toMatchObject([{ id: 'main', kind: 'outlet' }]);
    expect(device.mapping?.filter(({ outcome }) => outcome === 'ignored')).toEqual([]);
    await hub.waitFor('availability', ({ state }) => state === 'online');
    await hub.waitFor('candidateRemoved', ({ candidate }) => candidate === key);
    expect(lastValue(hub, ...on)).toBe(false);
    expect(lastValue(hub, 'main', 'linkQuality', 'rssi')).toBe(-58);
    expect(lastValue(hub, 'main', 'diagnostics', 'internalTemperature')).toBe(31.4);
    expectVocabulary(hub);
    expect(hub.all('diagnostic')).toEqual([]);
    expect(peer.said).toBe(1);
  });

  it('is switched, and reports its power by itself', async () => {
    const { peer, hub } = await adopted();
    expect(await hub.command(key, 'main', 'switch', 'set', { on: true })).toEqual({ confirmation: 'acknowledged' });
    await peer.fact((fact) => fact['switch'] === true);
    await reported(hub, on, (value) => value === true);
    await reported(hub, power, (value) => value === 40);
    peer.line('load 1200');
    await reported(hub, power, (value) => value === 1200);
    await reported(hub, ['main', 'energyMeter', 'imported'], (value) => Number(value) > 0);
    peer.line('button');
    await reported(hub, power, (value) => value === 0, hub.messages.length);
    expect(lastValue(hub, ...on)).toBe(false);
    await hub.command(key, 'main', 'switch', 'toggle');
    await hub.command(key, 'main', 'switch', 'onFor', { duration: 0.2 });
    const since = hub.messages.length;
    await reported(hub, on, (value) => value === false, since);
    expectVocabulary(hub);
  });

  it('refuses a command in its own words', async () => {
    const { hub } = await adopted();
    await expect(hub.command(key, 'main', 'switch', 'set', {})).rejects.toMatchObject({
      code: 'command-rejected',
      message: expect.stringContaining("argument 'on'"),
    });
    await expect(hub.command(key, 'main', 'lock', 'unlock')).rejects.toMatchObject({ code: 'command-rejected' });
  });

  it('asks for its password, refuses a wrong one and takes the right one', async () => {
    await plug('--password', 'open sesame');
    const hub = started.add(await startHub({ dataFolder }));
    const { candidate } = await hub.waitFor('candidate', ({ candidate }) => candidate.key === key);
    expect(candidate.form).toMatchObject({ required: ['password'] });
    await expect(hub.request('adopt', { candidate: key, input: { password: 'guess' } })).rejects.toMatchObject({ code: 'adoption-failed' });
    await expect(hub.request('adopt', { candidate: key, input: {} })).rejects.toMatchObject({ code: 'adoption-failed' });
    await hub.request('adopt', { candidate: key, input: { password: 'open sesame' } });
    await hub.command(key, 'main', 'switch', 'set', { on: true });
    await reported(hub, on, (value) => value === true);
    expect(JSON.stringify(hub.messages)).not.toContain('open sesame');
    for (const file of readdirSync(dataFolder).filter((name) => name.endsWith('.json')))
      expect(statSync(join(dataFolder, file)).mode & 0o077).toBe(0);
  });

  it('is no device where its adoption can’t be written', async () => {
    await plug();
    const hub = started.add(await startHub({ dataFolder }));
    await hub.waitFor('candidate', ({ candidate }) => candidate.key === key);
    const file = join(dataFolder, 'adopted.json');
    mkdirSync(file);
    await expect(hub.request('adopt', { candidate: key, input: {} })).rejects.toMatchObject({ code: 'adoption-failed' });
    expect([...hub.all('device'), ...hub.all('report'), ...hub.all('availability')]).toEqual([]);
    rmSync(file, { recursive: true });
    expect(await hub.request('adopt', { candidate: key, input: {} })).toEqual({ devices: [key] });
  });

  it('is offline once it is dead, and the same device again at another port', async () => {
    const { peer, hub } = await adopted();
    await peer.stop('SIGKILL');
    await hub.waitFor('availability', ({ state }) => state === 'offline');
    await expect(hub.command(key, 'main', 'switch', 'set', { on: true })).rejects.toMatchObject({ code: 'device-offline' });
    const since = hub.messages.length;
    const again = await plug();
    expect(again.port).not.toBe(peer.port);
    await hub.waitFor('availability', ({ state }) => state === 'online', { since });
    await hub.command(key, 'main', 'switch', 'set', { on: true });
    await again.fact((fact) => fact['switch'] === true);
    expect(new Set(hub.all('device').map(({ device }) => device.key))).toEqual(new Set([key]));
    expect(hub.all('candidate').filter(({ candidate }) => candidate.key !== key)).toEqual([]);
  });

  it('is offline when it hangs, and a command to it times out', async () => {
    const { peer, hub } = await adopted();
    peer.freeze();
    await expect(hub.command(key, 'main', 'switch', 'set', { on: true }, 300)).rejects.toMatchObject({ code: 'command-timed-out' });
    await hub.waitFor('availability', ({ state }) => state === 'offline');
    const since = hub.messages.length;
    peer.thaw();
    await hub.waitFor('availability', ({ state }) => state === 'online', { since });
  });

  it('is online after a restart of the plugin without being adopted again', async () => {
    const { hub } = await adopted();
    const devices = hub.all('device').map(({ device }) => device);
    expect(await hub.stop()).toBe(0);
    const again = started.add(await startHub({ dataFolder, devices }));
    await again.waitFor('availability', ({ state }) => state === 'online');
    await again.command(key, 'main', 'switch', 'set', { on: true });
    expect(again.all('candidate')).toEqual([]);
  });

  it('is a candidate again after it was removed', async () => {
    const { hub } = await adopted();
    const since = hub.messages.length;
    await hub.request('remove', { device: key });
    await hub.waitFor('candidate', ({ candidate }) => candidate.key === key, { since });
    await hub.stop();
    const again = started.add(await startHub({ dataFolder }));
    await again.waitFor('candidate', ({ candidate }) => candidate.key === key);
    expect(again.all('availability')).toEqual([]);
  });

  it('is no candidate any more when it says goodbye', async () => {
    const peer = await plug();
    const hub = started.add(await startHub());
    await hub.waitFor('candidate', ({ candidate }) => candidate.key === key);
    await peer.stop();
    await hub.waitFor('candidateRemoved', ({ candidate }) => candidate === key);
  });
});
