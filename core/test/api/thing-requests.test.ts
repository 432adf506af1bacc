import { compile, describeAttribute, flag } from '@concord/sdk';
import { describe, expect, it } from 'vitest';
import { CommandResult } from '../../src/home/resources.ts';
import { longestName, nameOf } from '../../src/things/index.ts';
import { named, say, startHub, until } from '../harness.ts';
import { itemsOf, startApi, textOf, type Call } from './support.ts';
import { describeProducts, report } from './thing-devices.ts';

async function startHome() {
  const hub = await startHub();
  const api = await startApi({ hub });
  const devices = await describeProducts(hub);
  return { hub, api, devices };
}

describe('requests to a thing', () => {
  it('are refused with a problem document that says where', async () => {
    const { api, devices } = await startHome();
    const [thermostat, light, lock] = [devices.thermostat, devices.light, devices.lock].map(({ id }) => `/devices/${id}/td`);
    const setpoint = `${thermostat}/properties/main.thermostat.heatingSetpoint`;
    const temperature = `${thermostat}/properties/main.temperatureSensor.temperature`;
    const guest = api.token('guest');
    const horn = `/devices/${devices.horn.id}/td/properties`;
    const odd = encodeURIComponent('a/../b?c#d%');
    const table: readonly [what: string, method: string, path: string, call: Call, status: number, code: string, place?: string][] = [
      ['a device that nobody has', 'GET', '/devices/nobody/td', {}, 404, 'not-found'],
      ['its properties', 'GET', '/devices/nobody/td/properties', {}, 404, 'not-found'],
      ['its events', 'GET', '/devices/nobody/td/events', {}, 404, 'not-found'],
      ['a property that it has not', 'GET', `${thermostat}/properties/main.boiler.on`, {}, 404, 'not-found'],
      ['a property by no name', 'GET', `${thermostat}/properties/`, {}, 400, 'invalid-request', '/name'],
      ['a property by a name of odd characters', 'GET', `${thermostat}/properties/${odd}`, {}, 404, 'not-found'],
      ['a property by the name of a prototype', 'GET', `${thermostat}/properties/main.constructor.name`, {}, 404, 'not-found'],
      ['a name that cannot be decoded', 'GET', `${thermostat}/properties/%zz`, {}, 400, 'invalid-request'],
      ['a name that is longer than any', 'GET', `${thermostat}/properties/${'x'.repeat(longestName + 1)}`, {}, 414, 'url-too-long'],
      ['to write what it has not', 'PUT', `${thermostat}/properties/main.boiler.on`, { body: true }, 404, 'not-found'],
      ['to observe what it has not', 'GET', `${thermostat}/properties/main.boiler.on/observe`, {}, 404, 'not-found'],
      ['an action that it has not', 'POST', `${light}/actions/main.switch.explode`, {}, 404, 'not-found'],
      ['an action that its capability has and it has not', 'POST', `${lock}/actions/main.lock.unlatch`, {}, 404, 'not-found'],
      ['an event that it has not', 'GET', `${lock}/events/main.lock.alarm`, {}, 404, 'not-found'],
      ['a property to be invoked', 'POST', setpoint, { body: 20 }, 404, 'not-found'],
      ['an action to be read', 'GET', `${light}/actions/main.switch.toggle`, {}, 404, 'not-found'],
      ['a value out of range', 'PUT', setpoint, { body: 31 }, 422, 'command-invalid', ''],
      ['a value of another type', 'PUT', setpoint, { body: '20' }, 422, 'command-invalid', ''],
      ['a wrong part of a value', 'PUT', `${light}/properties/main.color.xy`, { body: { x: 2, y: 0 } }, 422, 'command-invalid', '/x'],
      ['not known as a value', 'PUT', setpoint, { body: null }, 422, 'command-invalid', ''],
      ['to write what can only be read', 'PUT', temperature, { body: 20 }, 422, 'command-invalid', ''],
      ['no value', 'PUT', setpoint, {}, 422, 'command-invalid', ''],
      ['a value that is no JSON', 'PUT', setpoint, { raw: 'warm' }, 400, 'invalid-json', ''],
      ['a wrong argument', 'POST', `${light}/actions/main.switch.onFor`, { body: { duration: 'x' } }, 422, 'command-invalid', '/duration'],
      ['an unknown argument', 'POST', `${light}/actions/main.switch.toggle`, { body: { now: true } }, 422, 'command-invalid', '/now'],
      ['a list of arguments', 'POST', `${light}/actions/main.switch.onFor`, { body: [5] }, 400, 'invalid-request', ''],
      ['a stranger', 'GET', thermostat ?? '', { token: null }, 401, 'not-authenticated'],
      ['a stranger who reads', 'GET', setpoint, { token: null }, 401, 'not-authenticated'],
      ['a stranger who writes', 'PUT', setpoint, { token: null, body: 20 }, 401, 'not-authenticated'],
      ['a stranger who observes', 'GET', `${setpoint}/observe`, { token: null }, 401, 'not-authenticated'],
      ['a stranger who listens', 'GET', `${lock}/events`, { token: null }, 401, 'not-authenticated'],
      ['a guest at the lock', 'POST', `${lock}/actions/main.lock.unlock`, { token: guest }, 403, 'forbidden'],
      ['a guest who writes to it', 'PUT', `${lock}/properties/main.lock.autoRelock`, { token: guest, body: 5 }, 403, 'forbidden'],
      [
        'a guest at what only its maker knows',
        'PUT',
        `${horn}/main.level.com%252Eacme:siren`,
        { token: guest, body: true },
        403,
        'forbidden',
      ],
      [
        'a guest who writes that beside something else',
        'PUT',
        horn,
        { token: guest, body: { 'main.level.level': 5, 'main.level.com%2Eacme:siren': true } },
        403,
        'forbidden',
      ],
      ['a guest who writes several', 'PUT', `${lock}/properties`, { token: guest, body: { 'main.lock.autoRelock': 5 } }, 403, 'forbidden'],
      [
        'several values, of which one is unknown',
        'PUT',
        `${light}/properties`,
        { body: { 'main.boiler.on': 1 } },
        422,
        'command-invalid',
        '/main.boiler.on',
      ],
      ['several values that are none', 'PUT', `${light}/properties`, { body: {} }, 400, 'invalid-request', ''],
    ];
    for (const [what, method, path, call, status, code, place] of table) {
      const answer = await api.call(method, path, call);
      expect({ what, status: answer.status, code: answer.body?.code, place: answer.body?.errors?.[0]?.path }).toEqual({
        what,
        status,
        code,
        place,
      });
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    }
  });

  it('are served to guests where nothing can go wrong', async () => {
    const { api, devices } = await startHome();
    const light = `/devices/${devices.light.id}/td`;
    const token = api.token('guest');
    expect((await api.call('GET', light, { token })).status).toBe(200);
    expect((await api.call('PUT', `${light}/properties/main.switch.on`, { token, body: true })).status).toBe(204);
    expect((await api.call('POST', `${light}/actions/main.switch.toggle`, { token })).status).toBe(200);
  });

  it('are taken with the cookie of a person, from the hub’s own page only', async () => {
    const { api, devices } = await startHome();
    const path = `/devices/${devices.light.id}/td/properties/main.switch.on`;
    const cookie = await api.logIn('Ada');
    expect((await api.call('PUT', path, { cookie, origin: api.url, body: true })).status).toBe(204);
    expect((await api.call('PUT', path, { cookie, body: true })).body.code).toBe('foreign-origin');
  });

  it('note in the audit what can do harm, as commands do', async () => {
    const { api, devices } = await startHome();
    const { id } = devices.lock;
    await api.call('PUT', `/devices/${id}/td/properties/main.lock.autoRelock`, { body: 30 });
    await api.call('POST', `/devices/${id}/td/actions/main.lock.unlock`, { body: { code: 1234 } });
    const entries = api.access.audit.list({ limit: 2 }).items.map(({ action, subject, detail }) => ({ action, subject, detail }));
    const place = { endpoint: 'main', capability: 'lock' };
    expect(entries).toMatchObject([
      { action: 'risky-command', subject: id, detail: { ...place, command: 'unlock', outcome: 'command-invalid' } },
      { action: 'risky-command', subject: id, detail: { ...place, command: 'set', outcome: 'done' } },
    ]);
  });

  it('note in the audit what only its maker knows, and not what is beside it', async () => {
    const { api, devices } = await startHome();
    const { id } = devices.horn;
    const set = (args: object, token?: string) =>
      api.call('POST', `/devices/${id}/commands`, {
        body: { capability: 'level', command: 'set', args },
        ...(token !== undefined && { token }),
      });
    const guest = api.token('guest');
    expect((await set({ level: 10 }, guest)).status).toBe(200);
    expect((await set({ level: 10, 'com.acme:siren': true }, guest)).body.code).toBe('forbidden');
    expect((await set({ 'com.acme:siren': true })).status).toBe(200);
    expect(api.access.audit.list({ limit: 2 }).items).toMatchObject([
      { action: 'risky-command', subject: id, detail: { capability: 'level', command: 'set', outcome: 'done' } },
    ]);
  });

  it('answer bare values, a text with its quotes', async () => {
    const { hub, api, devices } = await startHome();
    await report(hub, 'thermostat', 'thermostat', { mode: 'heat', heatingSetpoint: 20.5 });
    const path = `/devices/${devices.thermostat.id}/td/properties`;
    await until(
      hub,
      () => hub.home.device(devices.thermostat.id).endpoints[0]?.capabilities['thermostat']?.['heatingSetpoint']?.value === 20.5,
    );
    expect((await api.call('GET', `${path}/main.thermostat.mode`)).text).toBe('"heat"');
    expect((await api.call('GET', `${path}/main.thermostat.preset`)).text).toBe('null');
    expect((await api.call('GET', path)).body).toEqual({
      'main.thermostat.mode': 'heat',
      'main.thermostat.heatingSetpoint': 20.5,
      'main.thermostat.preset': null,
      'main.temperatureSensor.temperature': null,
    });
  });

  it('reach what has the longest name that there can be', async () => {
    const { hub, api } = await startHome();
    const [endpoint, capability, attribute] = ['%'.repeat(128), `a:${'%'.repeat(126)}`, `a:${'%'.repeat(126)}`];
    const own = describeAttribute(flag('Own', { writable: true }));
    const capabilities = { [capability]: { base: 'genericNumber', attributes: { [attribute]: own } } };
    await say(hub, { type: 'device', device: { key: 'long', name: 'Long', identifiers: [], endpoints: [{ id: endpoint, capabilities }] } });
    await until(hub, () => hub.home.devices().some(({ name }) => name === 'Long'));
    const { id } = named(hub, 'Long');
    const [form] = itemsOf((await api.call('GET', `/devices/${id}/td`)).body.properties?.[nameOf(endpoint, capability, attribute)]?.forms);
    expect((await api.call('GET', `/devices/${id}/td/${textOf(form?.href)}`)).text).toBe('null');
  });

  it('answer an action with what became of it', async () => {
    const { api, devices } = await startHome();
    const { body } = await api.call('POST', `/devices/${devices.light.id}/td/actions/main.level.set`, {
      body: { level: 5, transition: 1 },
    });
    const validator = compile(CommandResult);
    expect({ fits: validator.accepts(body), findings: validator.findings() }).toEqual({ fits: true, findings: [] });
  });
});

describe('several values written to a thing', () => {
  it('are one command for each capability', async () => {
    const { hub, api, devices } = await startHome();
    const { id } = devices.light;
    const wishes: unknown[] = [];
    hub.home.notices.listen((notice) => {
      if (notice.type === 'desired' && notice.record.desired?.state === 'sent') wishes.push(notice.record.desired.command);
    });
    const body = { 'main.color.hue': 120, 'main.color.saturation': 50, 'main.level.level': 40 };
    expect((await api.call('PUT', `/devices/${id}/td/properties`, { body })).status).toBe(204);
    expect((await api.call('GET', `/devices/${id}/td/properties`)).body).toMatchObject(body);
    expect({ wishes: wishes.length, commands: new Set(wishes).size }).toEqual({ wishes: 3, commands: 2 });
  });

  it('are not sent at all where one does not fit', async () => {
    const { api, devices } = await startHome();
    const { id } = devices.light;
    const body = { 'main.switch.on': true, 'main.level.level': 400, 'main.color.xy': { x: 3, y: 0 }, 'main.color.mode': 'xy', 'a/b': 1 };
    const answer = await api.call('PUT', `/devices/${id}/td/properties`, { body });
    expect(answer).toMatchObject({ status: 422, body: { code: 'command-invalid' } });
    const places = (answer.body.errors as unknown as { path: string }[]).map(({ path }) => path);
    expect(places.toSorted()).toEqual(['/a~1b', '/main.color.mode', '/main.color.xy/x', '/main.level.level']);
    expect((await api.call('GET', `/devices/${id}/td/properties/main.switch.on`)).body).toBeNull();
  });

  it('say which of them the device did not take', async () => {
    const hub = await startHub();
    const api = await startApi({ hub });
    const { id } = hub.home.devices()[0] ?? { id: '' };
    // A lamp at level 3 refuses to be switched.
    await api.call('PUT', `/devices/${id}/td/properties/main.level.level`, { body: 3 });
    const answer = await api.call('PUT', `/devices/${id}/td/properties`, { body: { 'main.level.level': 3, 'main.switch.on': true } });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'command-rejected', errors: [{ path: '/main.switch.on', message: 'the lamp is too hot' }] },
    });
    await say(hub, { type: 'availability', device: 'lamp-1', state: 'offline' });
    await until(hub, () => hub.home.device(id).availability === 'offline');
    expect(await api.call('PUT', `/devices/${id}/td/properties`, { body: { 'main.switch.on': true } })).toMatchObject({
      status: 409,
      body: { code: 'device-offline', errors: [{ path: '/main.switch.on' }] },
    });
  });
});
