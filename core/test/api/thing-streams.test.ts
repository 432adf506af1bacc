import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Hub } from '../../src/hub.ts';
import { say, startHub } from '../harness.ts';
import { itemsOf, startApi, textOf, type ApiUnderTest, type Json } from './support.ts';
import { describeProducts, report } from './thing-devices.ts';

async function startHome() {
  const hub = await startHub();
  const api = await startApi({ hub });
  const devices = await describeProducts(hub);
  const describedAs = async (id: string): Promise<Json> => (await api.call('GET', `/devices/${id}/td`)).body;
  return { hub, api, devices, describedAs };
}

/** The address of the form for an operation, as any consumer finds it. */
function addressOf(description: Json, forms: Json | undefined, op: string, subprotocol: string): string {
  const form = itemsOf(forms).find((one) => itemsOf(one.op).includes(op as unknown as Json) && textOf(one.subprotocol) === subprotocol);
  return new URL(textOf(form?.href), textOf(description.base)).href;
}

/** A reader of server-sent events (HTML standard, section 9.2) that remembers what it heard. */
class Stream {
  readonly response: IncomingMessage;
  readonly heard: unknown[] = [];
  readonly ended: Promise<unknown>;
  #wake: () => void = () => {};
  #text = '';

  constructor(response: IncomingMessage) {
    this.response = response;
    this.ended = once(response, 'end');
    response.on('error', () => {});
    response.on('data', (chunk) => {
      const blocks = (this.#text + String(chunk)).split('\n\n');
      this.#text = blocks.pop() ?? '';
      this.heard.push(...blocks.filter((block) => block.startsWith('data: ')).map((block) => JSON.parse(block.slice(6)) as unknown));
      this.#wake();
    });
  }

  static async open(api: ApiUnderTest, address: string, token = api.ownerToken): Promise<Stream> {
    const request = get(address, { headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    onTestFinished(() => void response.destroy());
    expect(response.headers['content-type']).toContain('text/event-stream');
    return new Stream(response);
  }

  async until(count: number): Promise<unknown[]> {
    while (this.heard.length < count) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.heard;
  }
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

/** Tells when the hub next begins to listen to its own changes for somebody, and when that listening ends. */
function nextListener(hub: Hub): { begun: Promise<void>; left: Promise<void> } {
  const { changes } = hub.home;
  const listen = changes.listen.bind(changes);
  const begun = Promise.withResolvers<void>();
  const left = Promise.withResolvers<void>();
  changes.listen = (listener) => {
    changes.listen = listen;
    begun.resolve();
    const leave = listen(listener);
    return () => {
      leave();
      left.resolve();
    };
  };
  return { begun: begun.promise, left: left.promise };
}

/** Asks by long polling, and resolves once the hub listens: what happens before that is not heard. */
async function poll(hub: Hub, address: string, token: string): Promise<{ answer: Promise<{ status: number; body: Json }> }> {
  const { begun } = nextListener(hub);
  const answered = fetch(address, { headers: { authorization: `Bearer ${token}` } });
  await begun;
  return { answer: answered.then(async (response) => ({ status: response.status, body: (await response.json()) as Json })) };
}

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
