import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { get, type IncomingMessage, type ServerResponse } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { say, startHub } from '../harness.ts';
import { startApi, textOf, type Json } from './support.ts';
import { describeProducts, report } from './thing-devices.ts';
import { addressOf, nextListener, poll, Stream } from './thing-listeners.ts';

async function startHome() {
  const hub = await startHub();
  const api = await startApi({ hub });
  const devices = await describeProducts(hub);
  const describedAs = async (id: string): Promise<Json> => (await api.call('GET', `/devices/${id}/td`)).body;
  return { hub, api, devices, describedAs };
}

describe('server-sent events of a thing', () => {
  it('tell a property each time its value is another, and nothing else', async () => {
    const { hub, api, devices, describedAs } = await startHome();
    const description = await describedAs(devices.thermostat.id);
    const forms = description.properties?.['main.thermostat.heatingSetpoint']?.forms;
    const stream = await Stream.open(api, addressOf(description, forms, 'observeproperty', 'sse'));
    await report(hub, 'thermostat', 'thermostat', { heatingSetpoint: 20, mode: 'heat' });
    await report(hub, 'thermostat', 'thermostat', { heatingSetpoint: 20, mode: 'off' });
    await say(hub, {
      type: 'report',
      device: 'thermostat',
      endpoint: 'main',
      capability: 'thermostat',
      values: { heatingSetpoint: 20 },
      quality: 'uncertain',
    });
    await report(hub, 'thermostat', 'thermostat', { heatingSetpoint: null });
    await report(hub, 'thermostat', 'thermostat', { heatingSetpoint: 21 });
    expect(await stream.until(3)).toEqual([20, null, 21]);
  });

  it('tell an event with its payload', async () => {
    const { hub, api, devices, describedAs } = await startHome();
    const description = await describedAs(devices.lock.id);
    const stream = await Stream.open(
      api,
      addressOf(description, description.events?.['main.lock.unlocked']?.forms, 'subscribeevent', 'sse'),
    );
    const happened = { type: 'event', device: 'lock', endpoint: 'main', capability: 'lock' };
    await say(hub, { ...happened, event: 'locked' });
    await say(hub, { ...happened, event: 'unlocked', payload: { user: 'Ada' } });
    await say(hub, { ...happened, event: 'unlocked' });
    expect(await stream.until(2)).toEqual([{ user: 'Ada' }, {}]);
  });

  it('tell all properties, or all events, of one device', async () => {
    const { hub, api, devices, describedAs } = await startHome();
    const description = await describedAs(devices.lock.id);
    const properties = await Stream.open(api, addressOf(description, description.forms, 'observeallproperties', 'sse'));
    const events = await Stream.open(api, addressOf(description, description.forms, 'subscribeallevents', 'sse'));
    await report(hub, 'thermostat', 'thermostat', { heatingSetpoint: 20 });
    await report(hub, 'lock', 'lock', { state: 'locked', door: 'closed' });
    await say(hub, { type: 'event', device: 'lock', endpoint: 'main', capability: 'lock', event: 'locked' });
    expect(await properties.until(2)).toEqual([{ 'main.lock.state': 'locked' }, { 'main.lock.door': 'closed' }]);
    expect(await events.until(1)).toEqual([{ 'main.lock.locked': {} }]);
  });

  it('end when the device has no such property any more, or is gone', async () => {
    const { hub, api, devices, describedAs } = await startHome();
    const description = await describedAs(devices.strip.id);
    const open = (forms: Json | undefined, op: string) => Stream.open(api, addressOf(description, forms, op, 'sse'));
    const left = await open(description.properties?.['left.switch.on']?.forms, 'observeproperty');
    const right = await open(description.properties?.['socket 2/b%2Ec.switch.on']?.forms, 'observeproperty');
    const all = await open(description.forms, 'observeallproperties');
    const endpoints = [{ id: 'left', capabilities: { switch: { attributes: { on: {} } } } }];
    await say(hub, { type: 'device', device: { key: 'strip', name: 'Strip', identifiers: [], endpoints } });
    await right.ended;
    await report(hub, 'strip', 'switch', { on: true }, 'left');
    expect(await left.until(1)).toEqual([true]);
    expect(await all.until(1)).toEqual([{ 'left.switch.on': true }]);
    await api.call('DELETE', `/devices/${devices.strip.id}`);
    await Promise.all([left.ended, all.ended]);
  });

  it('end with the token that opened them, and when the client cannot keep up', async () => {
    const { hub, api, devices, describedAs } = await startHome();
    const { body: token } = await api.call('POST', '/tokens', { body: { name: 'a', role: 'guest' } });
    const description = await describedAs(devices.gadget.id);
    const address = addressOf(description, description.properties?.['main.acme:motto.value']?.forms, 'observeproperty', 'sse');
    const revoked = await Stream.open(api, address, textOf(token.secret));
    await api.call('DELETE', `/tokens/${textOf(token.id)}`);
    await revoked.ended;
    const slow = await Stream.open(api, address);
    const quick = await Stream.open(api, address);
    slow.response.pause();
    // The kernel's buffers take megabytes before the hub's own begins to fill.
    const count = 300;
    for (let sent = 1; sent <= count; sent++) {
      await report(hub, 'gadget', 'acme:motto', { value: `${sent}`.padEnd(50_000, 'x') });
      await quick.until(sent);
    }
    slow.response.resume();
    await slow.ended;
    expect(slow.heard.length).toBeLessThan(count);
    expect(slow.heard).toEqual(quick.heard.slice(0, slow.heard.length));
  });
});

/** The hub's side of the next request to an address that ends so. */
function nextResponse(end: string): Promise<ServerResponse> {
  const { promise, resolve } = Promise.withResolvers<ServerResponse>();
  const look = (message: unknown) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    if (request.url?.endsWith(end)) resolve(response);
  };
  subscribe('http.server.request.start', look);
  onTestFinished(() => void unsubscribe('http.server.request.start', look));
  return promise;
}

describe('a slow client of server-sent events', () => {
  it.each(['/td/observe', '/events?types=change'])('of %s is told no more once it is shut out, though much waits for it', async (end) => {
    const { hub, api, devices } = await startHome();
    const { body: token } = await api.call('POST', '/tokens', { body: { name: 'a', role: 'guest' } });
    const thing = `${api.url}/api/v1/devices/${devices.gadget.id}/td/observe`;
    const answered = nextResponse(end);
    const slow = await Stream.open(api, end.startsWith('/td') ? thing : `${api.url}/api/v1${end}`, textOf(token.secret));
    const response = await answered;
    const quick = await Stream.open(api, thing);
    slow.response.pause();
    const tell = async () => {
      const heard = quick.heard.length;
      await report(hub, 'gadget', 'acme:motto', { value: `${heard}`.padEnd(50_000, 'x') });
      await quick.until(heard + 1);
    };
    // The kernel's buffers take megabytes before the hub's own begins to fill.
    while (response.writableLength === 0) await tell();
    await api.call('DELETE', `/tokens/${textOf(token.id)}`);
    expect({ ended: response.writableEnded, left: response.destroyed }).toEqual({ ended: true, left: false });
    const taken = response.writableLength;
    // The first error of a response is heard by the framework, and by it alone.
    for (let count = 0; count < 3; count++) await tell();
    expect(response.writableLength).toBeLessThanOrEqual(taken);
    slow.response.resume();
    await slow.left;
    await tell();
  });
});

describe('long polling of a thing', () => {
  it('answers with the next value, each time it is asked', async () => {
    const { hub, api, devices, describedAs } = await startHome();
    const description = await describedAs(devices.lock.id);
    const address = addressOf(description, description.properties?.['main.lock.state']?.forms, 'observeproperty', 'longpoll');
    const head = await fetch(address, { method: 'HEAD', headers: { authorization: `Bearer ${api.ownerToken}` } });
    expect({ status: head.status, type: head.headers.get('content-type') }).toEqual({
      status: 200,
      type: 'application/json; charset=utf-8',
    });
    for (const state of ['locked', 'unlocked']) {
      const { answer } = await poll(hub, address, api.ownerToken);
      await report(hub, 'lock', 'lock', { door: state === 'locked' ? 'closed' : 'open' });
      await report(hub, 'lock', 'lock', { state });
      expect(await answer).toEqual({ status: 200, body: state });
    }
  });

  it('answers with a problem when there is nothing more to wait for', async () => {
    const { hub, api, devices, describedAs } = await startHome();
    const description = await describedAs(devices.lock.id);
    const one = addressOf(description, description.events?.['main.lock.unlocked']?.forms, 'subscribeevent', 'longpoll');
    const all = addressOf(description, description.forms, 'subscribeallevents', 'longpoll');
    const { body: token } = await api.call('POST', '/tokens', { body: { name: 'a', role: 'guest' } });
    const revoked = await poll(hub, one, textOf(token.secret));
    await api.call('DELETE', `/tokens/${textOf(token.id)}`);
    expect(await revoked.answer).toMatchObject({ status: 401, body: { code: 'not-authenticated' } });
    const orphan = await poll(hub, one, api.ownerToken);
    const last = await poll(hub, all, api.ownerToken);
    const endpoints = [{ id: 'main', capabilities: { lock: { attributes: { state: {} } } } }];
    await say(hub, { type: 'device', device: { key: 'lock', name: 'Front door', identifiers: [], endpoints } });
    expect(await orphan.answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
    await api.stop();
    expect(await last.answer).toMatchObject({ status: 503, body: { code: 'storage-closed' } });
  });

  it('is forgotten with the client that leaves', async () => {
    const { hub, api, devices, describedAs } = await startHome();
    const description = await describedAs(devices.lock.id);
    const address = addressOf(description, description.forms, 'subscribeallevents', 'longpoll');
    const { begun, left } = nextListener(hub);
    const request = get(address, { headers: { authorization: `Bearer ${api.ownerToken}` } });
    request.on('error', () => {});
    await begun;
    request.destroy();
    await left;
  });
});
