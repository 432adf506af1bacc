import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FakeHub } from '@concord/sdk/testing';
import { recognise } from '../src/catalogue/index.ts';
import { decodeTxt } from '../src/discovery/txt.ts';
import { samples, type Sample } from './announcements.ts';
import { Avahi, hasAvahi } from './avahi.ts';
import { startHub } from './home.ts';

const corpus = join(process.env['CONCORD_CORPUS'] ?? join(import.meta.dirname, '../../../../shared/corpus'), 'mdns/announcements.json');

/** Where the tests must be whole, nothing is left out: what is missing fails. */
const mustBeWhole = process.env['CI'] === 'true';
const hasCorpus = mustBeWhole || existsSync(corpus);
if (!hasCorpus)
  console.warn('The corpus of announcements is not here, so only our own samples are compared; set CONCORD_CORPUS to its folder.');
const runsAvahi = mustBeWhole || hasAvahi();
if (!runsAvahi) console.warn('The tests with Avahi are skipped: install avahi-daemon, avahi-utils and dbus-daemon.');

function announcements(): readonly Sample[] {
  const found = hasCorpus ? (JSON.parse(readFileSync(corpus, 'utf8')) as { announcements: Sample[] }).announcements : [];
  return [...samples, ...found];
}

describe.skipIf(!runsAvahi)('what Avahi announces', () => {
  const avahi = new Avahi();
  let hub: FakeHub;

  beforeAll(() => avahi.start());
  afterAll(() => avahi.stop());
  beforeEach(async () => {
    hub = await startHub();
  });
  afterEach(() => hub.stop());

  const candidate = async (fits: (candidate: { key: string; name: string }) => boolean, since = 0) =>
    (await hub.waitFor('candidate', ({ candidate }) => fits(candidate), { since })).candidate;

  it('is found with dots, brackets and quotes in its name', async () => {
    const name = '[TV] Sam "55" v1.2.3';
    const txt = ['deviceid=F4:DD:06:1A:2B:3C', 'manufacturer=Samsung', 'model=QE55Q80TATXXC'];
    const publisher = await avahi.publish({ name, type: '_airplay._tcp', port: 7000, txt });
    expect(await candidate((candidate) => candidate.name === name)).toMatchObject({
      maker: 'Samsung',
      model: 'QE55Q80TATXXC',
      adoptable: false,
      summary: expect.stringMatching(/^Media player \(airplay\)/),
      identifiers: [{ type: 'mac', value: 'f4dd061a2b3c' }],
    });
    await avahi.withdraw(publisher);
    await hub.waitFor('candidateRemoved');
  });

  it('is found with a type that is longer than fifteen bytes', async () => {
    await avahi.publish({ name: 'Box', type: '_androidtvremote2._tcp', port: 6466, txt: ['bt=AA:BB:CC:11:22:33'] });
    expect(await candidate(({ name }) => name === 'Box')).toMatchObject({ summary: expect.stringContaining('Android TV') });
  });

  it('is found where nobody knows the type', async () => {
    await avahi.publish({ name: 'Gizmo', type: '_gizmo-of-tomorrow._udp', port: 1, txt: ['empty=', 'flag', 'a=b=c'] });
    expect(await candidate(({ name }) => name === 'Gizmo')).toMatchObject({
      adoptable: false,
      summary: expect.stringContaining('_gizmo-of-tomorrow._udp'),
    });
  });

  it('is one product, however many services its host has', async () => {
    const host = 'BRW3C2AF4000001';
    const txt = ['ty=Brother HL-L2350DW', 'note='];
    await avahi.publish({ name: 'Brother HL', type: '_http._tcp', port: 80, txt: [], host });
    await avahi.publish({ name: 'Brother HL', type: '_ipp._tcp', port: 631, txt, host });
    await avahi.publish({ name: 'Brother scans', type: '_scanner._tcp', port: 54_921, txt: ['ty=Brother HL-L2350DW'], host });
    expect(await candidate(({ name }) => name === 'Brother HL')).toMatchObject({ maker: 'Brother' });
    const publisher = await avahi.publish({ name: 'After it', type: '_gizmo._tcp', port: 1, txt: [] });
    await candidate(({ name }) => name === 'After it');
    expect(
      new Set(hub.all('candidate').flatMap(({ candidate }) => (candidate.name.startsWith('Brother') ? [candidate.key] : []))).size,
    ).toBe(1);
    await avahi.withdraw(publisher);
  });

  it('of Matter is left to the Matter plugin', async () => {
    await avahi.publish({ name: '0011223344556677', type: '_matterc._udp', port: 5540, txt: ['D=3802', 'CM=1'] });
    await avahi.publish({ name: 'After Matter', type: '_gizmo._tcp', port: 1, txt: [] });
    await candidate(({ name }) => name === 'After Matter');
    expect(hub.all('candidate').filter(({ candidate }) => candidate.name === '0011223344556677')).toEqual([]);
  });

  it('is recognised for what it is', { timeout: 300_000 }, async () => {
    const all = announcements();
    for (const { name, type, port, txt, host } of all) {
      const strings = Object.entries(txt).map(([key, value]) => (value === null ? key : `${key}=${value}`));
      await avahi.publish({ name, type, port, txt: strings, ...(host !== undefined && { host }) });
    }
    for (const sample of all.filter(({ type }) => !type.startsWith('_matter'))) {
      const { maker, model, kind, protocol } = sample.expect;
      const found = await candidate(({ name, key }) => name === sample.name || key.endsWith(sample.name.slice(-12).toLowerCase()));
      const facts = { maker: found.maker, model: found.model };
      expect(facts, sample.product).toMatchObject({ ...(maker !== undefined && { maker }), ...(model !== undefined && { model }) });
      const summary = found.summary?.toLowerCase() ?? '';
      for (const word of [kind, protocol]) expect(summary, sample.product).toContain(word ?? '');
    }
  });
});

it('an announcement is recognised for what it is', () => {
  for (const { name, type, port, txt, expect: expected, product } of announcements().filter(({ type }) => !type.startsWith('_matter'))) {
    const strings = Object.entries(txt).map(([key, value]) => Buffer.from(value === null ? key : `${key}=${value}`));
    const service = { id: name, type, name, host: 'host', port, txt: decodeTxt(strings), addresses: [], sender: '10.0.0.2' };
    expect(recognise(service), product).toMatchObject(expected);
  }
});
