import { HttpClientFactory } from '@node-wot/binding-http';
import { Servient } from '@node-wot/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startHub, until, named, say } from '../harness.ts';
import { startApi, type ApiUnderTest } from './support.ts';
import { describeProducts, report } from './thing-devices.ts';

/** node-wot, the W3C's own consumer: it knows the Thing Description, and nothing of this hub. */
async function consume(api: ApiUnderTest, id: string, token = api.ownerToken) {
  const { body: description } = await api.call('GET', `/devices/${id}/td`);
  const servient = new Servient();
  servient.addClientFactory(new HttpClientFactory());
  servient.addCredentials({ [`urn:concord:device:${id}`]: { token } });
  const wot = await servient.start();
  onTestFinished(() => servient.shutdown());
  return wot.consume(description as unknown as Parameters<typeof wot.consume>[0]);
}

async function startHome() {
  const hub = await startHub();
  const api = await startApi({ hub });
  return { hub, api, devices: await describeProducts(hub) };
}

type Thing = Awaited<ReturnType<typeof consume>>;

/** The place of the form that node-wot can authenticate: it sends no token with server-sent events. */
function polled(thing: Thing, kind: 'properties' | 'events', name: string) {
  const { [kind]: affordances } = thing.getThingDescription();
  return { formIndex: affordances?.[name]?.forms.findIndex(({ subprotocol }) => subprotocol === 'longpoll') ?? -1 };
}

/** What happens before its request has arrived is not heard by long polling: so it happens again until it is. */
async function repeatUntil(heard: Promise<unknown>, happen: () => Promise<unknown>): Promise<void> {
  const isHeard = await Promise.race([heard.then(() => true), happen().then(() => false)]);
  if (!isHeard) await repeatUntil(heard, happen);
}

describe('a consumer that knows only the Thing Description', () => {
  it('reads what a device reported, and what it has not', async () => {
    const { hub, api, devices } = await startHome();
    const thing = await consume(api, devices.thermostat.id);
    const read = async (name: string) => (await thing.readProperty(name)).value();
    expect(await read('main.thermostat.heatingSetpoint')).toBeNull();
    await report(hub, 'thermostat', 'thermostat', { heatingSetpoint: 21.47, mode: 'heat', preset: 'other' });
    await until(hub, () => named(hub, 'Thermostat').endpoints[0]?.capabilities['thermostat']?.['preset']?.value === 'other');
    expect(await read('main.thermostat.heatingSetpoint')).toBe(21.47);
    expect(await read('main.thermostat.mode')).toBe('heat');
    const all = await thing.readAllProperties();
    expect(await all.get('main.thermostat.preset')?.value()).toBe('other');
    expect(all.size).toBe(4);
  });

  it.each([
    ['light', 'main.color.xy', { x: 0.3, y: 0.3 }],
    ['light', 'main.level.level', 40],
    ['light', 'main.lightEffect.effect', 'fire'],
    ['thermostat', 'main.thermostat.heatingSetpoint', 19.5],
    ['strip', 'left.switch.on', true],
    ['strip', 'socket 2/b%2Ec.switch.on', false],
    ['gadget', 'main.acme:motto.value', 'Tea "first"\n'],
    ['gadget', 'main.acme:a/b?c#d%.value', 'two'],
  ] as const)('writes of the %s the property %s, and reads it again', async (product, name, value) => {
    const { api, devices } = await startHome();
    const thing = await consume(api, devices[product].id);
    await thing.writeProperty(name, value);
    expect(await (await thing.readProperty(name)).value()).toEqual(value);
  });

  it('observes a property', async () => {
    const { api, devices } = await startHome();
    const thing = await consume(api, devices.light.id);
    const name = 'main.color.hue';
    const heard = Promise.withResolvers<unknown>();
    const subscription = await thing.observeProperty(
      name,
      async (output) => heard.resolve(await output.value()),
      heard.reject,
      polled(thing, 'properties', name),
    );
    let hue = 0;
    await repeatUntil(heard.promise, () => thing.writeProperty(name, ++hue % 360));
    expect(await heard.promise).toBeGreaterThanOrEqual(0);
    await subscription.stop();
  });

  it('hears an event, with its payload', async () => {
    const { hub, api, devices } = await startHome();
    const thing = await consume(api, devices.lock.id);
    const name = 'main.lock.unlocked';
    const heard = Promise.withResolvers<unknown>();
    const subscription = await thing.subscribeEvent(
      name,
      async (output) => heard.resolve(await output.value()),
      heard.reject,
      polled(thing, 'events', name),
    );
    const happened = { type: 'event', device: 'lock', endpoint: 'main', capability: 'lock', event: 'unlocked', payload: { user: 'Ada' } };
    await repeatUntil(heard.promise, () => say(hub, happened));
    expect(await heard.promise).toEqual({ user: 'Ada' });
    await subscription.stop();
  });

  it('invokes actions, with input and without', async () => {
    const { hub, api, devices } = await startHome();
    const light = await consume(api, devices.light.id);
    const outcome = await (await light.invokeAction('main.switch.toggle'))?.value();
    expect(outcome).toMatchObject({ status: 'done', confirmation: 'acknowledged' });
    await light.invokeAction('main.level.set', { level: 30, transition: 2 });
    expect(await (await light.readProperty('main.level.level')).value()).toBe(30);
    const lock = await consume(api, devices.lock.id);
    await lock.invokeAction('main.lock.unlock', { code: '1234' });
    const [entry] = api.access.audit.list({ limit: 1 }).items;
    expect(entry).toMatchObject({ action: 'risky-command', detail: { capability: 'lock', command: 'unlock', outcome: 'done' } });
    expect(hub.home.device(devices.lock.id).availability).toBe('online');
  });

  it('is told what it may not, and what does not fit', async () => {
    const { api, devices } = await startHome();
    const guest = await consume(api, devices.lock.id, api.token('guest'));
    await expect(guest.invokeAction('main.lock.unlock')).rejects.toThrow('Forbidden');
    const stranger = await consume(api, devices.lock.id, 'con_nobody');
    await expect(stranger.readProperty('main.lock.state')).rejects.toThrow('Unauthorized');
    const thermostat = await consume(api, devices.thermostat.id);
    await expect(thermostat.writeProperty('main.thermostat.heatingSetpoint', 90)).rejects.toThrow('Unprocessable');
  });
});
