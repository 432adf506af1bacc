import { once } from 'node:events';
import { get } from 'node:http';
import { connect } from 'node:net';
import { compile } from '@concord/sdk';
import { describe, expect, it } from 'vitest';
import { StreamMessage } from '../../src/api/event-messages.ts';
import { named, say, startHub } from '../harness.ts';
import { startApi } from './support.ts';

const temperature = (value: number) => ({
  type: 'report',
  device: 'lamp-1',
  endpoint: 'main',
  capability: 'temperatureSensor',
  values: { temperature: value },
});

describe('the live feed', () => {
  it('tells values, events, wishes and resources as they change', async () => {
    const hub = await startHub();
    const api = await startApi({ hub });
    const { id } = named(hub, 'Lamp 1');
    const listener = await api.listen();
    await say(hub, temperature(20));
    expect(await listener.next(({ attribute }) => attribute === 'temperature')).toMatchObject({
      type: 'change',
      kind: 'attribute',
      device: id,
      endpoint: 'main',
      capability: 'temperatureSensor',
      record: { value: 20, unit: 'Cel', quality: 'good' },
      previous: null,
      cause: { kind: 'report', plugin: 'lamps' },
    });
    await say(hub, { type: 'event', device: 'lamp-1', endpoint: 'main', capability: 'lock', event: 'unlocked', payload: { user: 'Ada' } });
    expect(await listener.next(({ kind }) => kind === 'event')).toMatchObject({ event: 'unlocked', payload: { user: 'Ada' } });
    await api.call('POST', `/devices/${id}/commands`, { body: { capability: 'switch', command: 'set', args: { on: true } } });
    expect(await listener.next(({ kind }) => kind === 'desired')).toMatchObject({ attribute: 'on', record: { desired: { value: true } } });
    const { body: room } = await api.call('POST', '/rooms', { body: { name: 'Kitchen' } });
    await listener.next(({ type, action, id: made }) => type === 'room' && action === 'added' && made === room.id);
    await api.call('PATCH', `/devices/${id}`, { body: { room: room.id } });
    await listener.next(({ type, action, id: changed }) => type === 'device' && action === 'updated' && changed === id);
    const rule = { name: 'a', triggers: [{ type: 'time', at: '07:00' }], actions: [{ type: 'notify', message: 'Tea is ready' }] };
    const { body: made } = await api.call('POST', '/rules', { body: rule });
    await listener.next(({ type, id: changed }) => type === 'rule' && changed === made.id);
    await api.call('POST', `/rules/${made.id}/run`);
    await listener.next(({ type, rule: of, state }) => type === 'run' && of === made.id && state === 'done');
    await listener.next(({ type, message }) => type === 'notification' && message === 'Tea is ready');
    await api.call('POST', '/plugins/lamps/restart');
    await listener.next(({ type, id: plugin }) => type === 'plugin' && plugin === 'lamps');
    const validator = compile(StreamMessage);
    expect(listener.messages.filter((message) => !validator.accepts(message))).toEqual([]);
  });

  it('keeps to the types that were asked for', async () => {
    const hub = await startHub();
    const api = await startApi({ hub });
    const listener = await api.listen('?types=room,person');
    await say(hub, temperature(20));
    await api.call('POST', '/scenes', { body: { name: 'Night', actions: [] } });
    await api.call('POST', '/people', { body: { name: 'Ada' } });
    await listener.next(({ type }) => type === 'person');
    expect(listener.messages.map(({ type }) => type)).toEqual(['person']);
    const refused = await api.listen('?types=smell');
    expect(await refused.closed).toBe(4400);
  });

  it('shows nobody what they may not read', async () => {
    const hub = await startHub();
    const api = await startApi({ hub });
    const guest = await api.listen('', { authorization: `Bearer ${api.token('guest')}` });
    await api.call('POST', '/people', { body: { name: 'Ada' } });
    await api.call('POST', '/rooms', { body: { name: 'Kitchen' } });
    await guest.next(({ type }) => type === 'room');
    expect(guest.messages.some(({ type }) => type === 'person')).toBe(false);
  });

  it('refuses who has no account', async () => {
    const api = await startApi();
    await expect(api.listen('', {})).rejects.toThrow('refused with 401');
    await expect(api.listen(`?access_token=${api.ownerToken}`, {})).rejects.toThrow('refused with 401');
  });

  it('ends with the session, the token or the role that opened it', async () => {
    const api = await startApi();
    const cookie = await api.logIn('Ada', 'owner');
    const bySession = await api.listen('', { cookie, origin: api.url });
    const { body: token } = await api.call('POST', '/tokens', { body: { name: 'a', role: 'member' } });
    const byToken = await api.listen('', { authorization: `Bearer ${token.secret}` });
    const bob = await api.logIn('Bob', 'member');
    const byRole = await api.listen('', { cookie: bob, origin: api.url });
    const staying = await api.listen();
    await api.call('DELETE', `/tokens/${token.id}`);
    expect(await byToken.closed).toBe(4401);
    const user = api.access.users.findByName('Bob')?.user.id ?? '';
    await api.call('PATCH', `/users/${user}`, { body: { role: 'guest' } });
    expect(await byRole.closed).toBe(4401);
    await api.call('DELETE', '/sessions/current', { cookie, origin: api.url });
    expect(await bySession.closed).toBe(4401);
    expect(staying.socket.readyState).toBe(staying.socket.OPEN);
  });

  it('notices within a beat that the command line revoked a token, and that a client is dead', async () => {
    const api = await startApi({ beatEveryMs: 50 });
    const { id, secret } = api.access.tokens.create({ name: 'a', role: 'member' });
    const revoked = await api.listen('', { authorization: `Bearer ${secret}` });
    api.access.tokens.delete(id);
    expect(await revoked.closed).toBe(4401);
    // A client that opened the feed and then answers no ping.
    const { port } = new URL(api.url);
    const dead = connect(Number(port), '127.0.0.1');
    const lines = ['GET /api/v1/events HTTP/1.1', 'host: a', 'upgrade: websocket', 'connection: upgrade', 'sec-websocket-version: 13'];
    const key = `sec-websocket-key: ${Buffer.alloc(16).toString('base64')}`;
    dead.write(`${[...lines, key, `authorization: Bearer ${api.ownerToken}`].join('\r\n')}\r\n\r\n`);
    dead.resume();
    await once(dead, 'close');
  });

  it('drops messages for a client that does not read, tells it how many, and slows nobody else', async () => {
    const hub = await startHub();
    const api = await startApi({ hub });
    const slow = await api.listen('?types=notification,change');
    const quick = await api.listen('?types=notification');
    slow.socket.pause();
    const notification = { message: 'x'.repeat(2000), origin: { kind: 'hub', id: 'test' } } as const;
    // The kernel's buffers take megabytes before the hub's own begins to fill.
    const batch = 200;
    const batches = 80;
    for (let sent = 1; sent <= batches; sent++) {
      for (let count = 0; count < batch; count++) hub.notifications.publish(notification);
      await quick.next(() => quick.messages.length === sent * batch);
    }
    slow.socket.resume();
    const { count: missed } = await slow.next(({ type }) => type === 'missed');
    expect(Number(missed)).toBeGreaterThan(0);
    expect(slow.messages.length - 1 + Number(missed)).toBe(batch * batches);
    await say(hub, temperature(21));
    await slow.next(({ attribute }) => attribute === 'temperature');
    expect(quick.messages).toHaveLength(batch * batches);
  });

  it('speaks server-sent events as well', async () => {
    const hub = await startHub();
    const api = await startApi({ hub });
    const request = get(`${api.url}/api/v1/events?types=change`, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${api.ownerToken}` },
    });
    const [response] = await once(request, 'response');
    expect(response.headers['content-type']).toContain('text/event-stream');
    const heard = new Promise<string>((resolve) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += String(chunk);
        if (text.includes('"temperature"')) resolve(text);
      });
    });
    await say(hub, temperature(22));
    const [, data = ''] = /data: (.*)\n\n/.exec(await heard) ?? [];
    expect(JSON.parse(data)).toMatchObject({ type: 'change', attribute: 'temperature', record: { value: 22 } });
    response.destroy();
  });

  it('keeps the hub from hanging when it stops while clients listen', async () => {
    const api = await startApi();
    const listener = await api.listen();
    const request = get(`${api.url}/api/v1/events`, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${api.ownerToken}` },
    });
    request.on('error', () => {});
    const [response] = await once(request, 'response');
    response.on('error', () => {});
    response.resume();
    const gone = once(response, 'close');
    await api.stop();
    expect(await listener.closed).toBe(1001);
    await gone;
  });
});
