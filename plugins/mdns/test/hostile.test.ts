import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeHub } from '@concord/sdk/testing';
import { expectVocabulary, lastValue, reported, startHub } from './home.ts';
import { Peer, Started } from './peer.ts';

const id = 'shellyplugsg3-a8032abe0bad';
const key = 'shelly-a8032abe0bad';

let started: Started;

beforeEach(() => {
  started = new Started();
});
afterEach(() => started.stop());

async function liar(behaviour: string): Promise<Peer> {
  return started.add(await Peer.start('hostile.ts', ['--id', id, '--behaviour', behaviour]));
}

async function adoptedLiar(): Promise<{ peer: Peer; hub: FakeHub }> {
  const peer = await liar('good');
  const hub = started.add(await startHub());
  await hub.waitFor('candidate', ({ candidate }) => candidate.key === key);
  await hub.request('adopt', { candidate: key, input: {} });
  return { peer, hub };
}

describe('a product that lies', () => {
  it.each([
    ['garbage', 'answer-not-json'],
    ['large', 'answer-too-long'],
    ['endless', 'answer-too-long'],
    ['deep', 'answer-too-deep'],
    ['silent', 'peer-silent'],
    ['redirect', 'answer-redirects'],
    ['notFound', 'answer-refused'],
    ['shapeless', 'answer-wrong-shape'],
  ])('(%s) is shown, counted as %s, and can be adopted once it mends its ways', async (behaviour, code) => {
    const peer = await liar(behaviour);
    const hub = started.add(await startHub());
    expect(await hub.waitFor('diagnostic')).toMatchObject({ code, place: expect.stringContaining(String(peer.port)) });
    await hub.waitFor('candidate', ({ candidate }) => candidate.key === key);
    await expect(hub.request('adopt', { candidate: key, input: {} })).rejects.toMatchObject({ code: 'adoption-failed' });
    expect(hub.all('device')).toEqual([]);
    peer.line('good');
    expect(await hub.request('adopt', { candidate: key, input: {} })).toEqual({ devices: [key] });
  });

  it('by silence when it is found is asked again when it is heard again', async () => {
    const peer = await liar('silent');
    const hub = started.add(await startHub());
    const { candidate } = await hub.waitFor('candidate', ({ candidate }) => candidate.key === key);
    expect(candidate.form).toMatchObject({ properties: { password: {} } });
    peer.line('good');
    await hub.waitFor('candidate', ({ candidate }) => JSON.stringify(candidate.form).includes('"properties":{}'));
  });

  it('about who it is is not adopted', async () => {
    await liar('impostor');
    const hub = started.add(await startHub());
    await hub.waitFor('candidate', ({ candidate }) => candidate.key === key);
    await expect(hub.request('adopt', { candidate: key, input: {} })).rejects.toMatchObject({ code: 'adoption-failed' });
    await hub.waitFor('diagnostic', (diagnostic) => diagnostic.code === 'identity-mismatch');
  });

  it.each([
    ['garbage', 'answer-not-json'],
    ['nan', 'answer-not-json'],
    ['infinite', 'value-wrong-type'],
    ['wrongTypes', 'value-wrong-type'],
    ['deep', 'answer-too-deep'],
    ['noMethod', 'answer-wrong-shape'],
    ['badEvent', 'answer-wrong-shape'],
    ['noEvents', 'answer-wrong-shape'],
    ['unknownMethod', 'unknown-notification'],
  ])('in a notification (%s) is counted as %s and loses nothing else', async (push, code) => {
    const { peer, hub } = await adoptedLiar();
    peer.line(`push ${push}`);
    expect(await hub.waitFor('diagnostic')).toMatchObject({ code, device: key });
    peer.line('push {"method":"NotifyStatus","params":{"switch:0":{"id":0,"apower":7}}}');
    await reported(hub, ['main', 'powerMeter', 'activePower'], (value) => value === 7);
    expect(lastValue(hub, 'main', 'switch', 'on')).toBe(false);
    expectVocabulary(hub);
  });

  it('at length loses its connection, and gets it back', async () => {
    const { peer, hub } = await adoptedLiar();
    const since = hub.messages.length;
    peer.line('push large');
    await hub.waitFor('diagnostic', (diagnostic) => diagnostic.code === 'answer-too-long');
    await hub.waitFor('availability', ({ state }) => state === 'online', { since });
  });

  it('by silence makes a command time out', async () => {
    const { peer, hub } = await adoptedLiar();
    peer.line('silent');
    await expect(hub.command(key, 'main', 'switch', 'toggle', {}, 300)).rejects.toMatchObject({ code: 'command-timed-out' });
  });

  it('with dots in its names is described once more, and goes on', async () => {
    const { peer, hub } = await adoptedLiar();
    const before = hub.all('device').length;
    peer.line('push {"method":"NotifyStatus","params":{"switch:0":{"a.b":1}}}');
    await reported(hub, ['main', 'shelly:switch:0.a.b', 'value'], (value) => value === 1);
    peer.line('push {"method":"NotifyStatus","params":{"switch:0":{"a.b":2,"apower":7}}}');
    await reported(hub, ['main', 'powerMeter', 'activePower'], (value) => value === 7);
    expect(lastValue(hub, 'main', 'shelly:switch:0.a.b', 'value')).toBe(2);
    expect(hub.all('device')).toHaveLength(before + 1);
    expectVocabulary(hub);
  });

  it('about its settings again and again is read once, and once more', async () => {
    const { peer, hub } = await adoptedLiar();
    const since = hub.all('device').length;
    for (let at = 0; at < 50; at++)
      peer.line('push {"method":"NotifyEvent","params":{"events":[{"component":"sys","event":"config_changed"}]}}');
    await hub.waitFor('device', () => hub.all('device').length === since + 2);
    // What was asked before this command has arrived when it is answered.
    await hub.command(key, 'main', 'switch', 'toggle');
    peer.line('tell');
    const fact = await peer.fact((fact) => 'asked' in fact);
    expect(fact['asked']).toMatchObject({ 'Shelly.GetStatus': 3 });
  });

  it('nothing, but offers what nobody knows, is shown with all of it', async () => {
    const { peer, hub } = await adoptedLiar();
    const since = hub.messages.length;
    peer.line('push newThings');
    const { device } = await hub.waitFor('device', () => true, { since });
    expect(device.endpoints[0]?.capabilities).toMatchObject({
      'shelly:gizmo:0.temp': { base: 'genericObject' },
      'shelly:gizmo:0.label': { base: 'genericText' },
      'shelly:gizmo:0.rssi': { base: 'measurement', attributes: { value: { unit: 'dBm', quantity: 'signalStrength' } } },
    });
    await reported(hub, ['main', 'shelly:gizmo:0.rssi', 'value'], (value) => value === -5);
    expectVocabulary(hub);
  });
});
