import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls, type DetailedPeerCertificate } from 'node:tls';
import type { FakeHub } from '@concord/sdk/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort, makeCertificate } from './mosquitto.ts';
import { brokerUrl, connect, Inbox, startPlugin } from './plugin-test.ts';

let folder: string;
let dataFolder: string;
let ca: string;
let hub: FakeHub | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concord-tls-'));
  dataFolder = join(folder, 'data');
  mkdirSync(dataFolder);
  ca = makeCertificate(folder);
});
afterEach(async () => {
  await hub?.stop();
  hub = undefined;
  rmSync(folder, { recursive: true });
});

const text = (file: string) => readFileSync(join(folder, file), 'utf8');
const start = async (tls: Record<string, unknown>) =>
  (hub = await startPlugin({ dataFolder, config: { brokerTls: { listen: '127.0.0.1:0', ...tls } } }));
const secureUrl = (hub: FakeHub) => hub.all('ready')[0]?.endpoints?.['mqtts'];

function certificateOf(url: string): Promise<DetailedPeerCertificate> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({ host: '127.0.0.1', port: Number(new URL(url).port), rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate(true));
      socket.destroy();
    }).on('error', reject);
  });
}

describe('the embedded broker over TLS', () => {
  it('serves the same clients as without it, with certificate and key as text', async () => {
    const hub = await start({ certificate: text('server.pem'), key: text('server.key').replaceAll('\n', ' ') });
    const url = secureUrl(hub);
    expect(url).toMatch(/^mqtts:\/\/127\.0\.0\.1:\d+$/);
    const [plain, secure] = [await connect(brokerUrl(hub)), await connect(url ?? '', { ca })];
    const inbox = await Inbox.open(secure, 'news');
    await plain.publishAsync('news', 'x'.repeat(200_000), { qos: 1 });
    expect(await inbox.waitFor('news')).toHaveLength(200_000);
    await Promise.all([plain.endAsync(), secure.endAsync()]);
    await expect(connect(url ?? '')).rejects.toThrow(/certificate/i);
    await hub.waitFor('diagnostic', ({ code }) => code === 'tls-handshake-failed');
    expect(JSON.stringify(hub.messages)).not.toContain('PRIVATE KEY');
  });

  it('takes a renewed certificate without a restart, and not half a pair', async () => {
    for (const file of ['server.pem', 'server.key']) copyFileSync(join(folder, file), join(dataFolder, file));
    const hub = await start({ certificate: 'server.pem', key: 'server.key' });
    const url = secureUrl(hub) ?? '';
    const client = await connect(url, { ca });
    const before = (await certificateOf(url)).serialNumber;
    makeCertificate(folder);
    copyFileSync(join(folder, 'server.pem'), join(dataFolder, 'server.pem'));
    await hub.waitFor('diagnostic', ({ code, message }) => code === 'tls-unusable' && message.includes('belongs to another certificate'));
    expect((await certificateOf(url)).serialNumber).toBe(before);
    copyFileSync(join(folder, 'server.key'), join(dataFolder, 'server.key'));
    await hub.waitFor('log', ({ message }) => message.includes('renewed certificate'));
    expect((await certificateOf(url)).serialNumber).not.toBe(before);
    expect(client.connected).toBe(true);
    await client.endAsync();
  });

  it.each([
    ['text that is none', { certificate: '-----BEGIN CERTIFICATE-----\nhello', key: '-----BEGIN hello' }, 'not PEM text'],
    ['a file that is not there', { certificate: 'missing.pem', key: 'missing.key' }, "can't be read"],
    ['a file elsewhere', { certificate: '/etc/ssl/server.pem', key: '../server.key' }, 'the only one the plugin may read'],
  ])('leaves the broker as it is where it is given %s, and says so', async (_what, tls, words) => {
    const hub = await start(tls);
    await hub.waitFor('diagnostic', ({ code, message }) => code === 'tls-unusable' && message.includes(words));
    expect(secureUrl(hub)).toBeUndefined();
    const client = await connect(brokerUrl(hub));
    await client.endAsync();
  });

  it('opens once the files can be used', async () => {
    const port = await freePort();
    const hub = await start({ certificate: 'server.pem', key: 'server.key', listen: `127.0.0.1:${port}` });
    await hub.waitFor('diagnostic', ({ code }) => code === 'tls-unusable');
    writeFileSync(join(dataFolder, 'server.key'), text('server.key'));
    writeFileSync(join(dataFolder, 'server.pem'), text('server.pem'));
    await hub.waitFor('log', ({ message }) => message.includes('open over TLS at'));
    const client = await connect(`mqtts://127.0.0.1:${port}`, { ca });
    await client.endAsync();
  });
});
