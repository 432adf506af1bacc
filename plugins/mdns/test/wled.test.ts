import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeHub } from '@concord/sdk/testing';
import { expectVocabulary, lastValue, reported, startHub } from './home.ts';
import { Peer, Started } from './peer.ts';

const mac = '84f3eb23b31c';
const key = `wled-${mac}`;

let started: Started;

beforeEach(() => {
  started = new Started();
});
afterEach(() => started.stop());

async function adopted(...args: string[]): Promise<{ peer: Peer; hub: FakeHub }> {
  const peer = started.add(await Peer.start('../demo/wled.ts', ['--mac', mac, '--name', 'Shelf', ...args]));
  const hub = started.add(await startHub());
  await hub.waitFor('candidate', ({ candidate }) => candidate.key === key);
  await hub.request('adopt', { candidate: key, input: {} });
  return { peer, hub };
}

describe('a WLED', () => {
  it('is found, adopted and shown with everything it offers', async () => {
    const { hub } = await adopted();
    expect(hub.all('candidate')[0]?.candidate).toMatchObject({ key, name: 'Shelf', maker: 'WLED', adoptable: true });
    const { device } = await hub.waitFor('device');
    expect(device).toMatchObject({ key, name: 'Shelf', maker: 'WLED', firmware: '0.15.0', identifiers: [{ type: 'mac', value: mac }] });
    expect(device.endpoints.map(({ id, kind }) => ({ id, kind }))).toEqual([{ id: 'main', kind: 'light' }]);
    expect(Object.keys(device.endpoints[0]?.capabilities ?? {})).toEqual(
      expect.arrayContaining(['switch', 'level', 'color', 'colorTemperature', 'lightEffect', 'scene', 'linkQuality', 'wled:intensity']),
    );
    expect(device.mapping?.filter(({ outcome }) => outcome === 'ignored')).toEqual([]);
    expect(lastValue(hub, 'main', 'level', 'level')).toBe(50.2);
    expect(lastValue(hub, 'main', 'color', 'hue')).toBe(37.6);
    expect(lastValue(hub, 'main', 'lightEffect', 'effect')).toBe('Solid');
    expect(lastValue(hub, 'main', 'scene', 'scenes')).toEqual([
      { id: '1', label: 'Evening' },
      { id: '2', label: 'Party' },
    ]);
    expectVocabulary(hub);
    expect(hub.all('diagnostic')).toEqual([]);
  });

  it.each([
    ['switch', { on: true }, 'on', true],
    ['level', { level: 100 }, 'level', 100],
    ['color', { hue: 240, saturation: 100 }, 'hue', 240],
    ['color', { xy: { x: 0.3, y: 0.6 } }, 'hue', 120],
    ['colorTemperature', { temperature: 3500 }, 'temperature', 3500],
    ['lightEffect', { effect: 'Rainbow', speed: 100 }, 'effect', 'Rainbow'],
    ['lightEffect', { palette: 'Lava' }, 'palette', 'Lava'],
    ['wled:intensity', { value: 10 }, 'value', 10],
  ])('sets %s %j', async (capability, args, attribute, value) => {
    const { hub } = await adopted();
    const since = hub.messages.length;
    expect(await hub.command(key, 'main', capability, 'set', args)).toEqual({ confirmation: 'acknowledged' });
    await reported(hub, ['main', capability, attribute], (reported) => reported === value, since);
    // What is so already is confirmed as well.
    expect(await hub.command(key, 'main', capability, 'set', args)).toEqual({ confirmation: 'acknowledged' });
    expectVocabulary(hub);
  });

  it('lights up when its level is set, toggles, and follows its own button', async () => {
    const { hub, peer } = await adopted();
    await hub.command(key, 'main', 'level', 'set', { level: 20, transition: 1 });
    await reported(hub, ['main', 'switch', 'on'], (on) => on === true);
    await hub.command(key, 'main', 'switch', 'toggle');
    expect(lastValue(hub, 'main', 'switch', 'on')).toBe(false);
    const since = hub.messages.length;
    peer.line('button');
    await reported(hub, ['main', 'switch', 'on'], (on) => on === true, since);
  });

  it('recalls a preset, and refuses one that it has not', async () => {
    const { hub } = await adopted();
    await hub.command(key, 'main', 'scene', 'recall', { id: '2' });
    expect(lastValue(hub, 'main', 'scene', 'active')).toBe('2');
    expect(lastValue(hub, 'main', 'lightEffect', 'effect')).toBe('Rainbow');
    await expect(hub.command(key, 'main', 'scene', 'recall', { id: '9' })).rejects.toMatchObject({ code: 'command-rejected' });
    await expect(hub.command(key, 'main', 'lightEffect', 'set', { effect: 'Fire 2099' })).rejects.toMatchObject({
      code: 'command-rejected',
    });
  });

  it('has an endpoint for each of several segments', async () => {
    const { hub } = await adopted('--segments', '2');
    const { device } = await hub.waitFor('device');
    expect(device.endpoints.map(({ id }) => id)).toEqual(['main', 'segment-0', 'segment-1']);
    await hub.command(key, 'segment-1', 'color', 'set', { hue: 120, saturation: 100 });
    expect(lastValue(hub, 'segment-1', 'color', 'hue')).toBe(120);
    expect(lastValue(hub, 'segment-0', 'color', 'hue')).toBe(37.6);
    expectVocabulary(hub);
  });

  it('comes back after a power cut', async () => {
    const { hub, peer } = await adopted();
    await peer.stop('SIGKILL');
    await hub.waitFor('availability', ({ state }) => state === 'offline');
    await expect(hub.command(key, 'main', 'switch', 'set', { on: true })).rejects.toMatchObject({ code: 'device-offline' });
    const since = hub.messages.length;
    started.add(await Peer.start('../demo/wled.ts', ['--mac', mac]));
    await hub.waitFor('availability', ({ state }) => state === 'online', { since });
  });
});
