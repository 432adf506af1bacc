import { describe, expect, it } from 'vitest';
import { cookieOf, startApi, itemsOf, textOf } from './support.ts';

const open = new Set(['getHealth', 'getOpenApi', 'getSetUp', 'setUp', 'logIn']);
const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

interface Operation {
  operationId: string;
  security: unknown[];
}

describe('authentication', () => {
  it('asks for credentials on every path of the OpenAPI document but the five that say they are open', async () => {
    const api = await startApi();
    const { body } = await api.call('GET', '/openapi.json', { token: null });
    const paths = body.paths as Record<string, Partial<Record<(typeof methods)[number], Operation>>>;
    const found: string[] = [];
    for (const [path, operations] of Object.entries(paths)) {
      for (const method of methods) {
        const operation = operations[method];
        if (!operation) continue;
        const url = path.replace('/api/v1', '').replaceAll(/\{\w+\}/g, 'x');
        const { status, body: problem } = await api.call(method.toUpperCase(), url, { token: null });
        if (open.has(operation.operationId)) found.push(operation.operationId);
        else
          expect({ operation: operation.operationId, status, code: problem.code }).toMatchObject({
            status: 401,
            code: 'not-authenticated',
          });
        expect(operation.security.length === 0).toBe(open.has(operation.operationId));
      }
    }
    expect(found.toSorted()).toEqual([...open].toSorted());
  });

  it.each(['con_nonsense', 'x', ''])('refuses the token "%s"', async (token) => {
    const api = await startApi();
    const { status, headers } = await api.call('GET', '/devices', { token });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain('Bearer');
  });

  it('refuses a token at once when it has been revoked, and one that has expired', async () => {
    const api = await startApi();
    const { id, secret } = api.access.tokens.create({ name: 'short', role: 'owner' });
    expect((await api.call('GET', '/me', { token: secret })).body).toMatchObject({ kind: 'token', id, name: 'short', role: 'owner' });
    api.access.tokens.delete(id);
    expect((await api.call('GET', '/me', { token: secret })).status).toBe(401);
    const expired = api.access.tokens.create({ name: 'old', role: 'owner', expiresAt: new Date(Date.now() - 1).toISOString() });
    expect((await api.call('GET', '/me', { token: expired.secret })).status).toBe(401);
  });

  it('does not take a token from the address', async () => {
    const api = await startApi();
    expect((await api.call('GET', `/devices?access_token=${api.ownerToken}`, { token: null })).status).toBe(401);
  });

  it('tells anybody that it is well, and more to who has an account', async () => {
    const api = await startApi();
    expect((await api.call('GET', '/health', { token: null })).body).toEqual({ status: 'ok', version: '1.2.3' });
    expect((await api.call('GET', '/health')).body).toMatchObject({
      status: 'ok',
      plugins: [],
      stores: { home: { ok: true } },
      queues: {},
    });
  });
});

describe('the first start', () => {
  it('makes the owner once, with the code that was printed', async () => {
    const api = await startApi();
    const code = api.access.setUp.code ?? '';
    expect((await api.call('GET', '/setup', { token: null })).body).toEqual({ needed: true });
    const owner = { name: 'Ada', password: 'correct horse' };
    const wrong = await api.call('POST', '/setup', { token: null, body: { code: 'AAAAA-AAAAA', ...owner } });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong-code' } });
    // People leave out the dash and the capitals.
    const typed = code.toLowerCase().replace('-', ' ');
    const made = await api.call('POST', '/setup', { token: null, body: { code: typed, ...owner } });
    expect(made).toMatchObject({ status: 201, body: { name: 'Ada', role: 'owner' } });
    expect((await api.call('GET', '/me', { cookie: cookieOf(made.headers) })).body).toMatchObject({ kind: 'user', name: 'Ada' });
    expect((await api.call('GET', '/setup', { token: null })).body).toEqual({ needed: false });
    expect(api.access.setUp.code).toBeUndefined();
    const again = await api.call('POST', '/setup', { token: null, body: { code, ...owner } });
    expect(again).toMatchObject({ status: 409, body: { code: 'already-set-up' } });
  });

  it('makes guessers of the code wait', async () => {
    const api = await startApi();
    const statuses = [];
    for (let tries = 0; tries < 12; tries++) {
      const body = { code: 'AAAAA-AAAAA', name: 'Eve', password: 'correct horse' };
      statuses.push((await api.call('POST', '/setup', { token: null, body })).status);
    }
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401));
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('logging in', () => {
  it('sets a cookie that scripts and other sites do not get, and ends with logging out', async () => {
    const api = await startApi();
    await api.access.users.create({ name: 'Ada', role: 'owner', password: 'correct horse' });
    const { headers, status, body } = await api.call('POST', '/sessions', {
      token: null,
      body: { name: 'ada', password: 'correct horse' },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'Ada', role: 'owner' });
    expect(JSON.stringify(body)).not.toContain('argon2');
    expect(headers.getSetCookie()[0]).toMatch(/^concord_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/);
    const cookie = cookieOf(headers);
    expect((await api.call('GET', '/sessions', { cookie })).body.items).toMatchObject([
      { user: { name: 'Ada' }, current: true, address: '127.0.0.1' },
    ]);
    const out = await api.call('DELETE', '/sessions/current', { cookie, origin: api.url });
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()[0]).toContain('Expires=Thu, 01 Jan 1970');
    expect((await api.call('GET', '/me', { cookie })).status).toBe(401);
  });

  it('says the same of a wrong password and of a name that nobody has', async () => {
    const api = await startApi();
    await api.access.users.create({ name: 'Ada', role: 'owner', password: 'correct horse' });
    const tries = ['Ada', 'Bob'].map((name) => api.call('POST', '/sessions', { token: null, body: { name, password: 'wrong horse' } }));
    const [wrong, nobody] = await Promise.all(tries);
    expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    expect(nobody?.body).toEqual(wrong?.body);
  });

  it('makes guessers wait, even when all tries come at once and the last one is right', async () => {
    const api = await startApi();
    await api.access.users.create({ name: 'Ada', role: 'owner', password: 'correct horse' });
    const tries = Array.from({ length: 10 }, (_, index) => (index === 9 ? 'correct horse' : `wrong ${index}`));
    const answers = await Promise.all(
      tries.map((password) => api.call('POST', '/sessions', { token: null, body: { name: 'Ada', password } })),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(5);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused[0]?.body.code).toBe('too-many-attempts');
  });

  it('refuses a cookie, a token and a log-in that come in clear from outside the local networks', async () => {
    const api = await startApi();
    const cookie = await api.logIn('Ada');
    const token = cookie.split('=')[1] ?? '';
    const bearer = api.token('owner');
    for (const address of ['203.0.113.9', '::ffff:203.0.113.9', '2001:db8::1']) {
      expect(() => api.access.bySession(token, { address, secure: false })).toThrow(expect.objectContaining({ code: 'tls-required' }));
      expect(api.access.bySession(token, { address, secure: true })?.principal.name).toBe('Ada');
      expect(() => api.access.byToken(bearer, { address, secure: false })).toThrow(expect.objectContaining({ code: 'tls-required' }));
      expect(api.access.byToken(bearer, { address, secure: true })).toMatchObject({ kind: 'token', role: 'owner' });
    }
    expect(api.access.bySession(token, { address: '192.168.1.7', secure: false })?.principal.name).toBe('Ada');
  });

  it('lets nobody but the owner see or end the sessions of others', async () => {
    const api = await startApi();
    const ada = await api.logIn('Ada', 'owner');
    const bob = await api.logIn('Bob', 'member');
    expect((await api.call('GET', '/sessions', { cookie: bob })).body.items).toHaveLength(1);
    const sessions = itemsOf((await api.call('GET', '/sessions', { cookie: ada })).body.items);
    expect(sessions).toHaveLength(2);
    const idOf = (name: string) => textOf(sessions.find(({ user }) => textOf(user?.name) === name)?.id);
    expect((await api.call('DELETE', `/sessions/${idOf('Ada')}`, { cookie: bob, origin: api.url })).status).toBe(404);
    expect((await api.call('DELETE', `/sessions/${idOf('Bob')}`, { cookie: ada, origin: api.url })).status).toBe(204);
    expect((await api.call('GET', '/me', { cookie: bob })).status).toBe(401);
  });

  it('ends the other sessions of who changes their password, after asking for the old one', async () => {
    const api = await startApi();
    const phone = await api.logIn('Ada', 'owner');
    const body = { name: 'Ada', password: 'correct horse' };
    const laptop = cookieOf((await api.call('POST', '/sessions', { token: null, body })).headers);
    const change = (currentPassword: string) =>
      api.call('POST', '/me/password', { cookie: phone, origin: api.url, body: { currentPassword, password: 'battery staple' } });
    expect((await change('wrong horse')).body.code).toBe('wrong-credentials');
    expect((await change('correct horse')).status).toBe(204);
    expect((await api.call('GET', '/me', { cookie: phone })).status).toBe(200);
    expect((await api.call('GET', '/me', { cookie: laptop })).status).toBe(401);
    expect((await api.call('POST', '/sessions', { token: null, body })).status).toBe(401);
  });
});

describe('a request from another site', () => {
  it.each(['http://evil.example', 'null', undefined])(
    'is refused where it would change something with the cookie (Origin: %s)',
    async (origin) => {
      const api = await startApi();
      const cookie = await api.logIn('Ada', 'owner');
      const { status, body } = await api.call('POST', '/rooms', {
        cookie,
        body: { name: 'Kitchen' },
        ...(origin !== undefined && { origin }),
      });
      expect({ status, code: body.code }).toEqual({ status: 403, code: 'foreign-origin' });
      expect((await api.call('POST', '/rooms', { cookie, origin: api.url, body: { name: 'Kitchen' } })).status).toBe(201);
    },
  );

  it('cannot log a browser in', async () => {
    const api = await startApi();
    await api.access.users.create({ name: 'Eve', role: 'member', password: 'correct horse' });
    const body = { name: 'Eve', password: 'correct horse' };
    expect((await api.call('POST', '/sessions', { token: null, origin: 'http://evil.example', body })).status).toBe(403);
  });

  it('cannot open the live feed', async () => {
    const api = await startApi();
    const cookie = await api.logIn('Ada', 'owner');
    await expect(api.listen('', { cookie, origin: 'http://evil.example' })).rejects.toThrow('refused with 403');
    await api.listen('', { cookie, origin: api.url });
  });
});
