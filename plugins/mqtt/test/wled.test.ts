import type { FakeHub } from '@concord/sdk/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { violations } from './model-check.ts';
import { brokerUrl, connect, reported, startPlugin } from './plugin-test.ts';
import { WledPeer } from './wled-peer.ts';

describe('a WLED', () => {
  let hub: FakeHub;
  let wled: WledPeer;
  let key: string;
  let count = 0;
  beforeAll(async () => {
    hub = await startPlugin();
  });
  afterAll(() => hub.stop());
  beforeEach(async () => {
    const topic = `wled/84f3${String(++count).padStart(2, '0')}`;
    key = `wled:${topic}`;
    wled = new WledPeer(topic, 'Desk', true);
    await wled.start(brokerUrl(hub));
    await reported(hub, key, 'wled:live.value');
  });
  afterEach(() => wled.stop());
  const described = () => hub.all('device').findLast(({ device }) => device.key === key)?.device;

  it('is a light with what it says, under the name that its owner gave it', async () => {
    expect(described()).toMatchObject({ name: 'Desk', maker: 'WLED', endpoints: [{ id: 'main', kind: 'light' }] });
    for (const [address, value] of [
      ['switch.on', true],
      ['level.level', 50.2],
      ['color.hue', 37.65],
      ['color.saturation', 100],
      ['lightEffect.effect', 'Solid'],
      ['lightEffect.speed', 50.2],
      ['lightEffect.palette', 'Default'],
      ['scene.active', null],
      ['wled:intensity.value', 128],
      ['wled:white.value', 0],
      ['wled:secondary.value', '#000000'],
      ['wled:nightlight.value', false],
      ['wled:nightlightFade.value', true],
      ['wled:nightlightDuration.value', 3600],
      ['wled:nightlightTarget.value', 0],
      ['wled:syncSend.value', false],
      ['wled:syncReceive.value', true],
      ['wled:playlist.value', false],
      ['wled:segment.value', 0],
    ] as const)
      expect([address, await reported(hub, key, address)]).toEqual([address, value]);
    const items = new Set(described()?.mapping?.map(({ item }) => item));
    for (const item of ['g', 'c', 'cs', 'ns', 'nr', 'nl', 'nf', 'nd', 'nt', 'fx', 'sx', 'ix', 'fp', 'wv', 'ws', 'ps', 'cy', 'ds', 'ss'])
      expect(items).toContain(item);
    expect(violations(hub.messages)).toEqual([]);
  });

  it.each([
    ['off', 'switch', 'set', { on: false }, ' OFF', 'switch.on', false],
    ['toggled', 'switch', 'toggle', {}, ' T', 'switch.on', false],
    ['darker', 'level', 'set', { level: 20 }, ' 51', 'level.level', 20],
    ['as dark as it gets', 'level', 'set', { level: 0 }, ' 1', 'level.level', 0.39],
    ['darker slowly', 'level', 'set', { level: 20, transition: 1.5 }, '/api {"on":true,"bri":51,"tt":15}', 'level.level', 20],
    ['orange', 'color', 'set', { hue: 30, saturation: 100 }, '/col #FF8000', 'color.hue', 30.12],
    [
      'blue slowly',
      'color',
      'set',
      { hue: 240, saturation: 100, transition: 2 },
      '/api {"seg":{"col":[[0,0,255]]},"tt":20}',
      'color.hue',
      240,
    ],
    ['a rainbow', 'lightEffect', 'set', { effect: 'Rainbow' }, '/api FX=9', 'lightEffect.effect', 'Rainbow'],
    ['a rainbow, at once', 'lightEffect', 'trigger', { effect: 'Rainbow' }, '/api FX=9', 'lightEffect.effect', 'Rainbow'],
    ['faster', 'lightEffect', 'set', { speed: 100 }, '/api SX=255', 'lightEffect.speed', 100],
    ['in the colours of a party', 'lightEffect', 'set', { palette: 'Party' }, '/api FP=6', 'lightEffect.palette', 'Party'],
    ['as saved', 'scene', 'recall', { id: '3' }, '/api {"ps":3}', 'scene.active', '3'],
    ['a night light', 'wled:nightlight', 'set', { value: true }, '/api {"nl":{"on":true}}', 'wled:nightlight.value', true],
    [
      'a longer night light',
      'wled:nightlightDuration',
      'set',
      { value: 7200 },
      '/api {"nl":{"dur":120}}',
      'wled:nightlightDuration.value',
      7200,
    ],
    ['white', 'wled:white', 'set', { value: 90 }, '/api W=90', 'wled:white.value', 90],
    ['of two colours', 'wled:secondary', 'set', { value: '#0000ff' }, '/api C2=#0000FF', 'wled:secondary.value', '#0000FF'],
  ] as const)('becomes %s, and says so', async (_name, capability, command, args, sent, address, value) => {
    const since = hub.messages.length;
    expect(await hub.command(key, 'main', capability, command, { ...args })).toEqual({ confirmation: 'sent' });
    expect(await reported(hub, key, address, (said) => said === value, since)).toBe(value);
    expect(wled.heard).toEqual([sent]);
    expect(violations(hub.messages)).toEqual([]);
  });

  it('keeps its white lamp on when its colour changes', async () => {
    await hub.command(key, 'main', 'wled:white', 'set', { value: 90 });
    await reported(hub, key, 'wled:white.value', (value) => value === 90);
    await hub.command(key, 'main', 'color', 'set', { hue: 0, saturation: 100 });
    await reported(hub, key, 'color.hue', (hue) => hue === 0);
    expect(wled.heard.at(-1)).toBe('/col #5AFF0000');
  });

  it('refuses what it does not have', async () => {
    for (const [capability, command, args] of [
      ['lightEffect', 'set', { effect: 'Nothing' }],
      ['lightEffect', 'set', { effect: '' }],
      ['lightEffect', 'set', { palette: 'Nothing' }],
      ['scene', 'recall', { id: '251' }],
      ['scene', 'recall', { id: 'x' }],
      ['wled:secondary', 'set', { value: 'blue&T=2' }],
      ['wled:segment', 'set', { value: 1 }],
    ] as const)
      await expect(hub.command(key, 'main', capability, command, args)).rejects.toMatchObject({ code: 'command-rejected' });
    expect(wled.heard).toEqual([]);
  });

  it('tells what is pressed at its pins', async () => {
    wled.press('button/0', 'short');
    wled.press('button/0', 'double');
    wled.press('button/0', 'long');
    wled.press('button/1', 'on');
    wled.press('motion/2', 'on');
    expect(await reported(hub, key, 'motion-2/motionSensor.motion')).toBe(true);
    expect(await reported(hub, key, 'button-1/wled:input.value')).toBe(true);
    const events = hub.all('event').filter(({ device }) => device === key);
    expect(events.map(({ endpoint, event, payload }) => [endpoint, event, payload])).toEqual([
      ['button-0', 'pressed', { count: 1 }],
      ['button-0', 'pressed', { count: 2 }],
      ['button-0', 'held', undefined],
    ]);
    expect(violations(hub.messages)).toEqual([]);
  });

  it('is offline when it vanishes, and there again when it comes back', async () => {
    wled.vanish();
    await hub.waitFor('availability', ({ device, state }) => device === key && state === 'offline');
    await expect(hub.command(key, 'main', 'switch', 'set', { on: true })).rejects.toMatchObject({ code: 'device-offline' });
    const since = hub.messages.length;
    await wled.start(brokerUrl(hub));
    await hub.waitFor('availability', ({ device, state }) => device === key && state === 'online', { since });
  });

  it('can be told what to do before it said what it does', async () => {
    const client = await connect(brokerUrl(hub));
    client.publish('wled/silent/status', 'online', { retain: true });
    await hub.waitFor('availability', ({ device, state }) => device === 'wled:wled/silent' && state === 'online');
    expect(await hub.command('wled:wled/silent', 'main', 'switch', 'toggle')).toEqual({ confirmation: 'sent' });
    await client.endAsync(true);
  });

  it('stands what no WLED says', async () => {
    const client = await connect(brokerUrl(hub));
    const nonsense = ['', '-1', '256', '#12', '{}', '<vs>', '<vs><ac>999</ac></vs>', '<vs><fx>999</fx><fp>200</fp><cl>300</cl></vs>'];
    for (const text of nonsense)
      for (const topic of ['status', 'g', 'c', 'v', 'button/0', 'motion/x']) client.publish(`${wled.topic}/${topic}`, text);
    const since = hub.messages.length;
    wled.state['fx'] = 250;
    await client.publishAsync(`${wled.topic}/g`, 'x', { qos: 1 });
    wled.say();
    const report = await hub.waitFor('report', ({ capability, values }) => capability === 'lightEffect' && values['effect'] === 'other', {
      since,
    });
    expect(report.raw).toMatchObject({ effect: '250' });
    expect(violations(hub.messages)).toEqual([]);
    expect(hub.all('diagnostic').map(({ code }) => code)).toContain('bad-value');
    await client.endAsync(true);
  });
});
