import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '@concord/sdk';
import { describe, expect, it } from 'vitest';
import { namedSchemas } from '../../src/api/named-schemas.ts';
import { problem, problemCodes } from '../../src/api/problems.ts';
import { listOf } from '../../src/api/lists.ts';
import * as home from '../../src/home/resources.ts';
import { PluginView } from '../../src/plugins/resources.ts';
import { Rule, Run } from '../../src/rules/resources.ts';
import { endedRun, named, say, startHub, until } from '../harness.ts';
import { startApi, itemsOf, textOf } from './support.ts';

function expectToFit(schema: Parameters<typeof compile>[0], value: unknown): void {
  const validator = compile(schema);
  expect({ fits: validator.accepts(value), findings: validator.findings() }).toEqual({ fits: true, findings: [] });
}

describe('devices over HTTP', () => {
  it('are shown with their values as they are, whatever their type', async () => {
    const hub = await startHub();
    const api = await startApi({ hub });
    await say(hub, { type: 'report', device: 'lamp-1', endpoint: 'main', capability: 'temperatureSensor', values: { temperature: 20.5 } });
    await say(hub, { type: 'report', device: 'lamp-1', endpoint: 'main', capability: 'switch', values: { on: false } });
    await until(hub, () => named(hub, 'Lamp 1').endpoints[0]?.capabilities['switch']?.['on']?.value === false);
    const { id } = named(hub, 'Lamp 1');
    const { body } = await api.call('GET', `/devices/${id}`);
    expectToFit(home.Device, body);
    expect(body.endpoints?.[0]?.capabilities).toMatchObject({
      temperatureSensor: { temperature: { value: 20.5, unit: 'Cel', quality: 'good' } },
      switch: { on: { value: false } },
      lock: { state: { value: null, quality: 'unknown' } },
    });
    expectToFit(listOf(home.Device), (await api.call('GET', '/devices')).body);
    expectToFit(home.DescriptorView, (await api.call('GET', `/devices/${id}/descriptor`)).body);
    expectToFit(home.MappingView, (await api.call('GET', `/devices/${id}/mapping`)).body);
    expectToFit(listOf(home.Candidate), (await api.call('GET', '/candidates')).body);
    expectToFit(listOf(PluginView), (await api.call('GET', '/plugins')).body);
  });

  it('come in pages that miss none and repeat none', async () => {
    const hub = await startHub({ config: { count: 7 } });
    const api = await startApi({ hub });
    const names: string[] = [];
    let cursor = '';
    do {
      const { body } = await api.call('GET', `/devices?limit=3${cursor}`);
      names.push(...itemsOf(body.items).map(({ name }) => textOf(name)));
      cursor = body.next === undefined ? '' : `&cursor=${encodeURIComponent(textOf(body.next))}`;
    } while (cursor !== '');
    expect(names.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7].map((number) => `Lamp ${number}`));
  });

  it('are renamed, moved, and removed', async () => {
    const hub = await startHub();
    const api = await startApi({ hub });
    const { id } = named(hub, 'Lamp 1');
    const room = (await api.call('POST', '/rooms', { body: { name: 'Kitchen' } })).body;
    const changed = await api.call('PATCH', `/devices/${id}`, { body: { name: 'Ceiling', room: room.id } });
    expect(changed.body).toMatchObject({ name: 'Ceiling', room: room.id });
    expect((await api.call('PATCH', `/devices/${id}`, { body: {} })).status).toBe(400);
    expect((await api.call('DELETE', `/devices/${id}`)).status).toBe(204);
    expect((await api.call('GET', `/devices/${id}`)).status).toBe(404);
  });

  it('do what they are told, and every way of failing has its status', async () => {
    const hub = await startHub();
    const api = await startApi({ hub });
    const { id } = named(hub, 'Lamp 1');
    const command = (capability: string, args: object, extra: object = {}) =>
      api.call('POST', `/devices/${id}/commands`, { body: { capability, command: 'set', args, ...extra } });
    const done = await command('switch', { on: true });
    expect(done).toMatchObject({ status: 200, body: { status: 'done', endpoint: 'main' } });
    expectToFit(home.CommandResult, done.body);
    expect(await command('switch', { on: 'yes' })).toMatchObject({
      status: 422,
      body: { code: 'command-invalid', errors: [{ message: expect.any(String) }] },
    });
    expect(await command('boiler', { on: true })).toMatchObject({ status: 422 });
    await command('level', { level: 3 });
    expect(await command('switch', { on: true })).toMatchObject({
      status: 422,
      body: { code: 'command-rejected', detail: 'the lamp is too hot' },
    });
    await command('level', { level: 2 });
    expect(await command('switch', { on: false }, { timeoutMs: 150 })).toMatchObject({ status: 504, body: { code: 'command-timed-out' } });
    await say(hub, { type: 'availability', device: 'lamp-1', state: 'offline' });
    await until(hub, () => named(hub, 'Lamp 1').availability === 'offline');
    expect(await command('switch', { on: true })).toMatchObject({ status: 409, body: { code: 'device-offline' } });
  });
});

describe('roles', () => {
  it('decide who may do what', async () => {
    const hub = await startHub();
    const api = await startApi({ hub });
    const { id } = named(hub, 'Lamp 1');
    const lamp = { capability: 'switch', command: 'set', args: { on: true } };
    const rule = { name: 'a', triggers: [{ type: 'time', at: '07:00' }], actions: [{ type: 'delay', for: 'PT1S' }] };
    const commands = `/devices/${id}/commands`;
    const lock = { capability: 'lock', command: 'lock' };
    const table: readonly [method: string, path: string, body: unknown, member: boolean, guest: boolean, service: boolean][] = [
      ['GET', '/devices', undefined, true, true, true],
      ['GET', '/capabilities/lock', undefined, true, true, true],
      ['GET', '/me', undefined, true, true, true],
      ['POST', commands, lamp, true, true, true],
      ['POST', commands, lock, true, false, true],
      ['POST', commands, { capability: 'com.acme:unknown', command: 'set' }, true, false, true],
      ['GET', '/people', undefined, true, false, true],
      ['GET', '/rules', undefined, true, false, true],
      ['GET', '/runs', undefined, true, false, true],
      ['GET', `/history?device=${id}&capability=switch&attribute=on`, undefined, true, false, true],
      ['POST', '/rules', rule, true, false, false],
      ['POST', '/rooms', { name: 'Cellar' }, true, false, false],
      ['PATCH', `/devices/${id}`, { name: 'Lamp 1' }, true, false, false],
      ['GET', '/candidates', undefined, true, false, false],
      ['GET', '/plugins', undefined, true, false, true],
      ['PATCH', '/plugins/lamps', { config: { count: 2 } }, false, false, false],
      ['POST', '/plugins/lamps/actions/crash', {}, false, false, false],
      ['GET', '/plugins/lamps/logs', undefined, false, false, false],
      ['GET', '/users', undefined, false, false, false],
      ['POST', '/tokens', { name: 'a', role: 'owner' }, false, false, false],
      ['GET', '/audit', undefined, false, false, false],
    ];
    const roles = ['member', 'guest', 'service'] as const;
    const tokens = roles.map((role) => api.token(role));
    for (const [method, path, body, ...expected] of table) {
      const statuses = await Promise.all(tokens.map(async (token) => (await api.call(method, path, { token, body })).status !== 403));
      expect({ method, path, body, ...Object.fromEntries(roles.map((role, index) => [role, statuses[index]])) }).toEqual({
        method,
        path,
        body,
        ...Object.fromEntries(roles.map((role, index) => [role, expected[index]])),
      });
    }
  });

  it('keep the settings of plugins from who may not change them', async () => {
    const hub = await startHub();
    const api = await startApi({ hub });
    expect((await api.call('GET', '/plugins/lamps')).body.config).toEqual({ count: 2 });
    expect((await api.call('GET', '/plugins/lamps', { token: api.token('member') })).body.config).toEqual({});
  });
});

describe('rooms, people and scenes over HTTP', () => {
  it.each([
    ['/rooms', home.Room, { name: 'Kitchen' }, { name: 'Bath' }],
    ['/people', home.Person, { name: 'Ada', preferences: { temperature: 21 } }, { name: 'Ada L.' }],
    ['/scenes', home.Scene, { name: 'Night', actions: [] }, { name: 'Evening', actions: [] }],
  ])('are made, read, replaced and deleted (%s)', async (path, schema, first, second) => {
    const api = await startApi();
    const made = await api.call('POST', path, { body: first });
    expect(made).toMatchObject({ status: 201, body: first });
    expect(made.headers.get('location')).toBe(`/api/v1${path}/${made.body.id}`);
    expectToFit(schema, made.body);
    expect((await api.call('GET', path)).body).toEqual({ items: [made.body] });
    expect((await api.call('PUT', `${path}/${made.body.id}`, { body: second })).body).toMatchObject(second);
    expect((await api.call('GET', `${path}/${made.body.id}`)).body).toMatchObject(second);
    expect((await api.call('DELETE', `${path}/${made.body.id}`)).status).toBe(204);
    expect((await api.call('GET', `${path}/${made.body.id}`)).status).toBe(404);
    expect((await api.call('DELETE', `${path}/${made.body.id}`)).status).toBe(404);
  });

  it('a scene sets what it names, and tells what could not be set', async () => {
    const hub = await startHub();
    const api = await startApi({ hub });
    const { id } = named(hub, 'Lamp 1');
    const actions = [{ device: id, capability: 'switch', args: { on: true } }];
    const scene = await api.call('POST', '/scenes', { body: { name: 'Bright', actions } });
    expect((await api.call('POST', `/scenes/${scene.body.id}/activate`)).body).toEqual({ done: 1, failed: [] });
  });
});

describe('rules over HTTP', () => {
  it('are checked, made, run, and tell what they did', async () => {
    const hub = await startHub();
    const api = await startApi({ hub });
    const { id } = named(hub, 'Lamp 1');
    const input = (args: object) => ({
      name: 'Light',
      triggers: [{ type: 'time', at: '07:00' }],
      actions: [{ type: 'command', device: id, capability: 'switch', command: 'set', args }],
    });
    expect((await api.call('POST', '/rules/check', { body: input({ on: true }) })).body).toEqual({ ok: true, findings: [] });
    const { body: check } = await api.call('POST', '/rules/check', { body: input({ on: 'yes' }) });
    expect(check).toMatchObject({ ok: false, findings: [{ path: expect.stringContaining('/actions/0') }] });
    expect(await api.call('POST', '/rules', { body: input({ on: 'yes' }) })).toMatchObject({
      status: 422,
      body: { code: 'rule-invalid', errors: [{ path: expect.stringContaining('/actions/0') }] },
    });
    const { body: rule, status } = await api.call('POST', '/rules', { body: input({ on: true }) });
    expect(status).toBe(201);
    expectToFit(Rule, rule);
    expectToFit(Run, (await api.call('POST', `/rules/${rule.id}/run`)).body);
    const ended = await endedRun(hub, textOf(rule.id));
    const { body: run } = await api.call('GET', `/runs/${ended.id}`);
    expectToFit(Run, run);
    expect(run).toMatchObject({ rule: rule.id, state: 'done' });
    expect((await api.call('GET', `/rules/${rule.id}/runs`)).body.items).toEqual([run]);
    expect((await api.call('GET', '/runs?limit=1')).body.items).toEqual([run]);
    expect((await api.call('GET', '/rules/nobody/runs')).status).toBe(404);
  });
});

describe('history over HTTP', () => {
  it('answers points of the one endpoint that has the capability, and says what is wrong with a question', async () => {
    const hub = await startHub();
    const api = await startApi({ hub });
    const { id } = named(hub, 'Lamp 1');
    const ask = (query: string) => api.call('GET', `/history?device=${id}&${query}`);
    expect(await ask('capability=temperatureSensor&attribute=temperature')).toMatchObject({
      status: 200,
      body: { points: expect.any(Array) },
    });
    expect(await ask('capability=boiler&attribute=temperature')).toMatchObject({
      status: 400,
      body: { errors: [{ path: '/capability' }] },
    });
    const range = 'from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z';
    expect(await ask(`capability=switch&attribute=on&${range}`)).toMatchObject({ status: 400, body: { errors: [{ path: '/from' }] } });
    expect(await ask('capability=switch&attribute=on&from=yesterday')).toMatchObject({ status: 400 });
    expect(await ask('capability=switch&attribute=on&points=0')).toMatchObject({ status: 400 });
  });
});

describe('accounts over HTTP', () => {
  it('keep an owner, and names apart', async () => {
    const api = await startApi();
    const user = { name: 'Ada', role: 'owner', password: 'correct horse' };
    const { body: ada } = await api.call('POST', '/users', { body: user });
    expectToFit(namedSchemas['User'] ?? {}, ada);
    expect((await api.call('POST', '/users', { body: { ...user, name: 'ADA' } })).body.code).toBe('name-taken');
    expect((await api.call('POST', '/users', { body: { ...user, name: 'Bob', password: 'short' } })).status).toBe(400);
    expect((await api.call('DELETE', `/users/${ada.id}`)).body.code).toBe('last-owner');
    expect((await api.call('PATCH', `/users/${ada.id}`, { body: { role: 'guest' } })).body.code).toBe('last-owner');
    const { body: bob } = await api.call('POST', '/users', { body: { ...user, name: 'Bob' } });
    expect((await api.call('PATCH', `/users/${ada.id}`, { body: { role: 'guest' } })).body).toMatchObject({ role: 'guest' });
    expect((await api.call('DELETE', `/users/${bob.id}`)).body.code).toBe('last-owner');
    expect((await api.call('DELETE', `/users/${ada.id}`)).status).toBe(204);
  });

  it('show a token once, and leave a record of who did what', async () => {
    const hub = await startHub();
    const api = await startApi({ hub });
    const { body: made } = await api.call('POST', '/tokens', { body: { name: 'script', role: 'guest' } });
    expect(made.secret).toMatch(/^con_[\w-]{43}$/);
    const list = await api.call('GET', '/tokens');
    expect(list.text).not.toContain(made.secret);
    expect(itemsOf(list.body.items).find(({ id }) => textOf(id) === textOf(made.id))).toMatchObject({ name: 'script', role: 'guest' });
    const { id } = named(hub, 'Lamp 1');
    await api.call('POST', `/devices/${id}/commands`, { body: { capability: 'lock', command: 'lock' } });
    await api.call('POST', `/devices/${id}/commands`, { body: { capability: 'switch', command: 'set', args: { on: true } } });
    await api.call('POST', '/sessions', { token: null, body: { name: 'Eve', password: 'guess' } });
    await api.call('DELETE', `/tokens/${made.id}`);
    const { body: audit } = await api.call('GET', '/audit');
    expect(audit.items).toMatchObject([
      { action: 'token-revoked', subject: made.id, who: { kind: 'token', name: 'owner' } },
      { action: 'log-in-failed', subject: 'Eve', who: { kind: 'anonymous', address: '127.0.0.1' } },
      { action: 'risky-command', subject: id, detail: { capability: 'lock', command: 'lock' } },
      { action: 'token-created', subject: made.id },
    ]);
    expect(JSON.stringify(audit)).not.toContain('guess');
    const page = (await api.call('GET', '/audit?limit=3')).body;
    expect((await api.call('GET', `/audit?limit=3&cursor=${page.next}`)).body.items).toMatchObject([{ action: 'token-created' }]);
  });
});

describe('plugins over HTTP', () => {
  it('run actions, restart, change settings, and show their log', async () => {
    const hub = await startHub();
    const api = await startApi({ hub });
    const line = JSON.stringify({ type: 'log', level: 'info', message: 'hello' });
    expect(await api.call('POST', '/plugins/lamps/actions/say', { body: { line } })).toMatchObject({ status: 200, body: { result: null } });
    await until(hub, () => hub.plugins.logs('lamps').some(({ message }) => message === 'hello'));
    expect((await api.call('GET', '/plugins/lamps/logs')).body.items).toContainEqual(expect.objectContaining({ message: 'hello' }));
    expect(await api.call('POST', '/plugins/lamps/actions/ask', { body: {} })).toMatchObject({ body: { result: 'nothing new' } });
    // What only answers is nothing to note.
    const audit = JSON.stringify((await api.call('GET', '/audit')).body);
    expect([audit.includes('"action":"say"'), audit.includes('"action":"ask"')]).toEqual([true, false]);
    expect((await api.call('POST', '/plugins/lamps/actions/dance', { body: {} })).status).toBe(404);
    expect((await api.call('PATCH', '/plugins/lamps', { body: { config: { count: 'many' } } })).status).toBe(422);
    expect((await api.call('PATCH', '/plugins/lamps', { body: { config: { count: 3 } } })).body.config).toEqual({ count: 3 });
    expect((await api.call('POST', '/plugins/lamps/restart')).body.id).toBe('lamps');
    expect((await api.call('PATCH', '/plugins/lamps', { body: { enabled: false } })).body).toMatchObject({ enabled: false });
    expect(await api.call('POST', '/plugins/lamps/actions/say', { body: { line } })).toMatchObject({
      status: 409,
      body: { code: 'plugin-unavailable' },
    });
  });
});

describe('the settings of a plugin', () => {
  it('fit also where an option of this start hides them', async () => {
    const api = await startApi({ hub: await startHub({ config: { count: 7 } }) });
    expect(await api.call('PATCH', '/plugins/lamps', { body: { config: { count: 0 } } })).toMatchObject({
      status: 422,
      body: { errors: [{ path: '/count' }] },
    });
    expect((await api.call('PATCH', '/plugins/lamps', { body: { config: { count: 3 } } })).body).toMatchObject({
      config: { count: 3 },
      startOptions: ['count'],
    });
  });

  it('name the option that gave what does not fit', async () => {
    const hub = await startHub({ config: { count: 'many' } });
    expect(hub.plugins.get('lamps')).toMatchObject({
      state: 'quarantined',
      reason: 'The settings of Lamps: --lamps (or CONCORD_LAMPS): /count must be integer',
    });
  });
});

it('a plugin names the places of an input that it refuses', async () => {
  const api = await startApi({ hub: await startHub() });
  expect(await api.call('POST', '/plugins/lamps/actions/refuse', { body: {} })).toMatchObject({
    status: 422,
    body: { code: 'lamps-refuse', errors: [{ path: '/shade', message: 'is too dark' }] },
  });
});

describe('the model over HTTP', () => {
  it('shows every capability with JSON Schemas and units', async () => {
    const api = await startApi();
    const { body } = await api.call('GET', '/capabilities?limit=1000');
    expectToFit(listOf(namedSchemas['Capability'] ?? {}), body);
    expect((await api.call('GET', '/capabilities/lock')).body).toMatchObject({
      id: 'lock',
      version: 1,
      risk: 'security',
      attributes: { state: { schema: { enum: expect.arrayContaining(['locked']) }, series: 'state', writable: false } },
      commands: { unlock: { args: { type: 'object' } } },
      events: { unlocked: { title: 'Unlocked' } },
      tags: ['domain=access', 'role=actuator'],
      isSetRepeatable: false,
    });
    expect((await api.call('GET', '/capabilities/level')).body).toMatchObject({
      isSetRepeatable: true,
      setOptions: { transition: { unit: 's', schema: { type: 'number', minimum: 0 } } },
      commands: { stop: { repeatable: true }, step: { title: 'Step' } },
      examples: expect.arrayContaining([{ title: 'Dim', command: 'set', args: { level: 10, transition: 4 } }]),
    });
    expect((await api.call('GET', '/capabilities/nothing')).status).toBe(404);
  });

  it('names every schema in the OpenAPI document, and refers to none that is missing', async () => {
    const api = await startApi();
    const { text, body } = await api.call('GET', '/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const refs = new Set([...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name));
    expect([...refs].filter((name) => !(String(name) in (body.components?.schemas ?? {})))).toEqual([]);
    const unused = Object.keys(namedSchemas).filter((name) => !refs.has(name));
    expect(unused).toEqual([]);
    const ids = [...text.matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has every error code in docs/errors.md', () => {
    const file = join(import.meta.dirname, '../../../docs/errors.md');
    expect(existsSync(file)).toBe(true);
    const documented = [...readFileSync(file, 'utf8').matchAll(/^\| <a id="([\w-]+)"><\/a>`[\w-]+` \| (\d+) \|/gm)];
    expect(documented.map(([, code, status]) => `${code} ${status}`).toSorted()).toEqual(
      problemCodes.map((code) => `${code} ${problem(code).status}`).toSorted(),
    );
  });
});
