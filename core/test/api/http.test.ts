import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StartError } from '../../src/errors.ts';
import { longestName } from '../../src/things/index.ts';
import { temporaryFolder } from '../harness.ts';
import { startApi, type Call } from './support.ts';

const deep = (levels: number) => `{"name":${'['.repeat(levels)}${']'.repeat(levels)}}`;

const refusals: readonly [what: string, method: string, path: string, call: Call, status: number, code: string][] = [
  ['a body that is not JSON', 'POST', '/rooms', { raw: '{"name":' }, 400, 'invalid-json'],
  ['an empty body', 'POST', '/rooms', { raw: '' }, 400, 'invalid-json'],
  ['a body that is nested 10,000 levels deep', 'POST', '/rooms', { raw: deep(10_000) }, 400, 'too-deep'],
  ['the same where any JSON is taken', 'POST', '/rules/check', { raw: deep(10_000) }, 400, 'too-deep'],
  ['a key that poisons prototypes', 'POST', '/rooms', { raw: '{"name":"a","__proto__":{"x":1}}' }, 400, 'invalid-json'],
  ['a body of 2 MB', 'POST', '/rooms', { body: { name: 'x'.repeat(2_000_000) } }, 413, 'body-too-large'],
  [
    'a form',
    'POST',
    '/rooms',
    { raw: 'name=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    415,
    'unsupported-media-type',
  ],
  ['an unknown member', 'POST', '/rooms', { body: { name: 'Kitchen', colour: 'red' } }, 400, 'invalid-request'],
  ['a number where a text belongs', 'POST', '/rooms', { body: { name: 3 } }, 400, 'invalid-request'],
  ['a name of blanks', 'POST', '/rooms', { body: { name: '  ' } }, 400, 'invalid-request'],
  ['an unknown query parameter', 'GET', '/devices?colour=red', {}, 400, 'invalid-request'],
  ['a limit that is no number', 'GET', '/devices?limit=many', {}, 400, 'invalid-request'],
  ['a limit that is too large', 'GET', '/devices?limit=1001', {}, 400, 'invalid-request'],
  ['a parameter given twice', 'GET', '/devices?limit=1&limit=2', {}, 400, 'invalid-request'],
  ['a cursor that is none', 'GET', '/audit?cursor=x', {}, 400, 'invalid-request'],
  ['an address that cannot be decoded', 'GET', '/rooms/%zz', {}, 400, 'invalid-request'],
  ['an id that is longer than any', 'GET', `/rooms/${'x'.repeat(longestName + 1)}`, {}, 414, 'url-too-long'],
  ['an id that nobody has', 'GET', '/rooms/nobody', {}, 404, 'not-found'],
  ['a device that nobody has', 'POST', '/devices/nobody/commands', { body: { capability: 'switch', command: 'set' } }, 404, 'not-found'],
  ['a path that is not there', 'GET', '/nowhere', {}, 404, 'not-found'],
  ['a method that is not there', 'DELETE', '/rooms', {}, 404, 'not-found'],
  ['a plugin that nobody has', 'POST', '/plugins/nobody/restart', {}, 404, 'not-found'],
  ['the feed without a stream', 'GET', '/events', {}, 406, 'not-acceptable'],
  [
    'a rule with an unknown kind of trigger',
    'POST',
    '/rules',
    { body: { name: 'a', triggers: [{ type: 'smell' }], actions: [] } },
    400,
    'invalid-request',
  ],
];

describe('the HTTP server', () => {
  it('answers every refusal with a problem document', async () => {
    const api = await startApi();
    for (const [what, method, path, call, status, code] of refusals) {
      const answer = await api.call(method, path, call);
      expect({ what, status: answer.status, code: answer.body?.code }).toEqual({ what, status, code });
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(answer.body).toMatchObject({ type: `/docs/errors#${code}`, title: expect.any(String), status, code });
    }
  });

  it('names the place and the reason of what does not fit', async () => {
    const api = await startApi();
    const { body } = await api.call('POST', '/people', { body: { name: 'Ada', preferences: { temperature: [21] } } });
    expect(body.errors).toContainEqual({ path: '/preferences/temperature', message: expect.stringContaining('must be') });
    const rule = { name: 'a', triggers: [{ type: 'time', at: '25:00' }], actions: [{ type: 'delay', for: 'PT1M' }] };
    expect((await api.call('POST', '/rules', { body: rule })).body.errors).toEqual([
      { path: '/triggers/0/at', message: expect.stringContaining('pattern') },
    ]);
  });

  it('says nothing of its insides when something unforeseen happens', async () => {
    const api = await startApi();
    api.hub.database.exec('DROP TABLE rooms');
    const answer = await api.call('POST', '/rooms', { body: { name: 'Kitchen' } });
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } });
    expect(answer.text).not.toMatch(/sqlite|rooms|at /i);
  });

  it('answers what is not HTTP, and headers that are too large, with a problem document', async () => {
    const api = await startApi();
    const { port } = new URL(api.url);
    const send = async (text: string) => {
      const socket = connect(Number(port), '127.0.0.1');
      let answer = '';
      socket.on('data', (chunk) => {
        answer += String(chunk);
      });
      socket.on('error', () => {});
      socket.end(text);
      await once(socket, 'close');
      return answer;
    };
    expect(await send('nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"invalid-request"/);
    expect(await send(`GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 [\s\S]*"code":"headers-too-large"/,
    );
  });

  it('limits what strangers may ask, not who has an account', async () => {
    const api = await startApi();
    const statusesOf = async (token: string | null) => {
      const statuses = new Set<number>();
      for (let count = 0; count < 620; count += 20) {
        const answers = await Promise.all(Array.from({ length: 20 }, () => api.call('GET', '/health', { token })));
        for (const { status } of answers) statuses.add(status);
      }
      return [...statuses];
    };
    expect(await statusesOf(api.ownerToken)).toEqual([200]);
    expect(await statusesOf(null)).toEqual([200, 429]);
    expect((await api.call('GET', '/health', { token: null })).body.code).toBe('too-many-requests');
  });

  it('says in one line that its port is in use', async () => {
    const api = await startApi();
    const port = Number(new URL(api.url).port);
    await expect(startApi({ port })).rejects.toThrow(StartError);
    await expect(startApi({ port })).rejects.toThrow(`127.0.0.1:${port} can't be listened on: the port is in use`);
  });

  it('serves TLS with a certificate, with cookies and headers for it', async () => {
    const folder = temporaryFolder();
    const tls = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
    const subject = ['-subj', '/CN=localhost', '-days', '1', '-nodes'];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-keyout', tls.key, '-out', tls.cert, ...subject], { stdio: 'ignore' });
    const api = await startApi({ tls });
    expect(api.url).toMatch(/^https:/);
    await api.access.users.create({ name: 'Ada', role: 'owner', password: 'correct horse' });
    const sent = httpsRequest(`${api.url}/api/v1/sessions`, {
      method: 'POST',
      rejectUnauthorized: false,
      headers: { 'content-type': 'application/json' },
    });
    sent.end(JSON.stringify({ name: 'Ada', password: 'correct horse' }));
    const [response] = await once(sent, 'response');
    response.resume();
    expect(response.statusCode).toBe(201);
    expect(response.headers['set-cookie'][0]).toContain('; Secure');
    expect(response.headers['strict-transport-security']).toContain('max-age=');
  });

  it('takes a renewed certificate without a restart, and keeps the old one while the new pair is half written', async () => {
    const folder = temporaryFolder();
    const tls = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
    const make = (name: string, files: typeof tls) => {
      const options = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', `/CN=${name}`];
      execFileSync('openssl', [...options, '-keyout', files.key, '-out', files.cert], { stdio: 'ignore' });
    };
    make('old', tls);
    const api = await startApi({ tls });
    const shown = async () => {
      const socket = connectTls({ host: '127.0.0.1', port: Number(new URL(api.url).port), rejectUnauthorized: false });
      await once(socket, 'secureConnect');
      const { subject } = socket.getPeerCertificate();
      socket.destroy();
      return subject.CN;
    };
    expect(await shown()).toBe('old');
    const renewed = { cert: join(folder, 'new-cert.pem'), key: join(folder, 'new-key.pem') };
    make('new', renewed);
    copyFileSync(renewed.cert, tls.cert);
    expect(await shown()).toBe('old');
    copyFileSync(renewed.key, tls.key);
    await expect.poll(shown, { timeout: 30_000 }).toBe('new');
  });

  it('does not start with a certificate that is none', async () => {
    const file = join(temporaryFolder(), 'none.pem');
    await expect(startApi({ tls: { cert: file, key: file } })).rejects.toThrow(StartError);
  });
});

describe('the page', () => {
  const page = () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Concord</title>');
    writeFileSync(join(folder, 'assets/main-1a2b.js'), 'export {};');
    return folder;
  };

  it('is served on every path of its own, under a strict content security policy', async () => {
    const api = await startApi({ page: page() });
    for (const path of ['//', '//devices/abc', '//rules?open=1']) {
      const { status, text, headers } = await api.call('GET', path, { token: null });
      expect({ path, status }).toEqual({ path, status: 200 });
      expect(text).toContain('<title>Concord');
      expect(headers.get('cache-control')).toBe('no-cache');
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'self';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'",
      );
      expect(headers.get('strict-transport-security')).toBeNull();
    }
  });

  it('has files that never change, and no page where a file is missing', async () => {
    const api = await startApi({ page: page() });
    const script = await api.call('GET', '//assets/main-1a2b.js', { token: null });
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(script.headers.get('content-type')).toContain('javascript');
    expect((await api.call('GET', '//assets/gone.js', { token: null })).status).toBe(404);
    expect((await api.call('GET', '//..%2f..%2fetc%2fpasswd', { token: null })).text).not.toContain('root:');
    expect((await api.call('POST', '//devices', { token: null })).status).toBe(404);
  });

  it('is missed politely where it was not built', async () => {
    const api = await startApi({ page: temporaryFolder() });
    expect(await api.call('GET', '//', { token: null })).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});
