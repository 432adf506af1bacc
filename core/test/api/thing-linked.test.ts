import { describe, expect, it } from 'vitest';
import type { Hub } from '../../src/hub.ts';
import { named, say, startHub, until } from '../harness.ts';
import { startApi, textOf } from './support.ts';
import { poll, Stream } from './thing-listeners.ts';

const switchable = { switch: { attributes: { on: {} }, commands: ['toggle'] } };
const warm = { temperatureSensor: { attributes: { temperature: {} } } };
const board = [
  { id: 'main', capabilities: { ...switchable, level: { attributes: { level: {} } } } },
  { id: 'right', capabilities: { ...switchable, ...warm } },
];
/** Its `main` is the board's `right`. */
const socket = [{ id: 'main', capabilities: { ...switchable, ...warm } }];

async function startHome() {
  const hub = await startHub();
  const api = await startApi({ hub });
  for (const [key, endpoints] of Object.entries({ board, socket })) {
    await say(hub, { type: 'device', device: { key, name: key, identifiers: [], endpoints } });
    await say(hub, { type: 'availability', device: key, state: 'online' });
    await until(hub, () => hub.home.devices().some(({ name, availability }) => name === key && availability === 'online'));
  }
  const things = { board: `/devices/${named(hub, 'board').id}/td`, socket: `/devices/${named(hub, 'socket').id}/td` };
  const link = () => hub.home.identity.link(named(hub, 'board').id, named(hub, 'socket').id);
  const unlink = () => {
    const { id, sources } = named(hub, 'board');
    hub.home.identity.unlink(id, sources.find(({ linked }) => linked)?.id ?? '');
  };
  const address = (path: string) => `${api.url}/api/v1${path}`;
  return { hub, api, things, link, unlink, address };
}

function turn(hub: Hub, device: string, on: boolean, endpoint = 'main'): Promise<void> {
  return say(hub, { type: 'report', device, endpoint, capability: 'switch', values: { on } });
}

describe('the Thing of a device that was linked to another', () => {
  it('is that of the other, and has its names alone', async () => {
    const { hub, api, things, link } = await startHome();
    const before = (await api.call('GET', things.socket)).body;
    link();
    const [thing, former] = await Promise.all([things.board, things.socket].map(async (path) => (await api.call('GET', path)).body));
    expect(former).toEqual(thing);
    expect(textOf(former?.id)).not.toBe(before.id);
    expect(await api.call('PUT', `${things.socket}/properties/main.switch.on`, { body: true })).toMatchObject({ status: 204 });
    expect((await api.call('POST', `${things.socket}/actions/main.switch.toggle`)).body).toMatchObject({ endpoint: 'main' });
    expect((await api.call('GET', `${things.socket}/properties/main.temperatureSensor.temperature`)).status).toBe(404);
    const { endpoints } = named(hub, 'board');
    const valueOf = (endpoint: string) => endpoints.find(({ id }) => id === endpoint)?.capabilities['switch']?.['on']?.value;
    expect([valueOf('main'), valueOf('right')]).toEqual([true, null]);
  });

  it('ends the streams that were of the former one, so that who connects anew hears the other', async () => {
    const { hub, api, things, link, address } = await startHome();
    const [one, all] = await Promise.all(
      ['properties/main.switch.on/observe', 'observe'].map((path) => Stream.open(api, address(`${things.socket}/${path}`))),
    );
    const others = await Stream.open(api, address(`${things.board}/observe`));
    link();
    await Promise.all([one?.ended, all?.ended]);
    const anew = await Stream.open(api, address(`${things.socket}/observe`));
    await turn(hub, 'board', true);
    expect(await anew.until(1)).toEqual([{ 'main.switch.on': true }]);
    expect(await others.until(1)).toEqual([{ 'main.switch.on': true }]);
  });

  it('ends them again when it is a device of its own', async () => {
    const { hub, api, things, link, unlink, address } = await startHome();
    link();
    const former = await Stream.open(api, address(`${things.socket}/properties/main.switch.on/observe`));
    const other = await Stream.open(api, address(`${things.board}/properties/main.switch.on/observe`));
    unlink();
    await former.ended;
    const anew = await Stream.open(api, address(`${things.socket}/observe`));
    await turn(hub, 'board', true);
    await turn(hub, 'socket', false);
    expect(await anew.until(1)).toEqual([{ 'main.switch.on': false }]);
    expect(await other.until(1)).toEqual([true]);
  });

  it('goes on with a long poll where the other has what it waits for, and ends it where not', async () => {
    const { hub, api, things, link, address } = await startHome();
    const on = await poll(hub, address(`${things.socket}/properties/main.switch.on/observe`), api.ownerToken);
    const warmth = await poll(hub, address(`${things.socket}/properties/main.temperatureSensor.temperature/observe`), api.ownerToken);
    link();
    expect(await warmth.answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
    await turn(hub, 'board', true);
    expect(await on.answer).toEqual({ status: 200, body: true });
  });
});
