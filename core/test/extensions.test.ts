import { describe, expect, it } from 'vitest';
import type { Hub } from '../src/hub.ts';
import type { RuleInput } from '../src/rules/index.ts';
import { endedRun, named, say, startHub, until } from './harness.ts';

const origin = { kind: 'hub', id: 'test' } as const;
const glow = {
  title: 'Glow',
  risk: 'none',
  attributes: {
    warmth: { title: 'Warmth', schema: { type: 'number', minimum: 0, maximum: 100 }, quantity: 'share', writable: true },
    mood: { title: 'Mood', schema: { enum: ['calm', 'wild', 'other'] } },
  },
  commands: { flicker: { title: 'Flicker', args: { type: 'object', properties: { times: { type: 'integer', minimum: 1 } } } } },
  events: { burnt: { title: 'Burnt out' } },
};
const crumbs = { title: 'Crumbs', schema: { type: 'integer', minimum: 0 } };
const capabilities = {
  'com.acme:glow': { definition: glow, attributes: { warmth: {}, mood: {} }, commands: ['flicker'], events: ['burnt'] },
  switch: { attributes: { on: {}, 'com.acme:crumbs': { definition: crumbs } } },
};

const describeShed = (all: object) =>
  ({
    type: 'device',
    device: { key: 'shed', name: 'Shed', identifiers: [{ type: 'own', value: 'shed' }], endpoints: [{ id: 'main', capabilities: all }] },
  }) as const;
const report = (hub: Hub, capability: string, values: object) =>
  say(hub, { type: 'report', device: 'shed', endpoint: 'main', capability, values });
const shown = (hub: Hub, capability: string, attribute: string) => named(hub, 'Shed').endpoints[0]?.capabilities[capability]?.[attribute];

async function startWithShed(all: object = capabilities): Promise<Hub> {
  const hub = await startHub();
  await say(hub, describeShed(all));
  await say(hub, { type: 'availability', device: 'shed', state: 'online' });
  await until(hub, () => hub.home.devices().some(({ name, availability }) => name === 'Shed' && availability === 'online'));
  return hub;
}

describe("a maker's own capability", () => {
  it('is reported, and refused where it does not fit, as one of the model', async () => {
    const hub = await startWithShed();
    await report(hub, 'com.acme:glow', { warmth: 40, mood: 'calm' });
    await report(hub, 'com.acme:glow', { warmth: 101, mood: 'wild' });
    await until(hub, () => shown(hub, 'com.acme:glow', 'mood')?.value === 'wild');
    expect(shown(hub, 'com.acme:glow', 'warmth')).toMatchObject({ value: 40, unit: '%', quality: 'good' });
  });

  it('is told with its definition, since the model does not have it', async () => {
    const hub = await startWithShed();
    const [main] = hub.home.descriptor(named(hub, 'Shed').id).endpoints;
    expect(main?.capabilities).toMatchObject({
      'com.acme:glow': { title: 'Glow', commands: ['flicker'], events: ['burnt'], definition: { id: 'com.acme:glow', risk: 'none' } },
      switch: { attributes: { 'com.acme:crumbs': { title: 'Crumbs', writable: false } } },
    });
  });

  it('is commanded by its own schemas', async () => {
    const hub = await startWithShed();
    const { id } = named(hub, 'Shed');
    const send = (command: string, args: Record<string, unknown>) =>
      hub.home.command(id, { capability: 'com.acme:glow', command, args }, origin);
    await expect(send('set', { warmth: 60 })).resolves.toMatchObject({ status: 'done' });
    await until(hub, () => shown(hub, 'com.acme:glow', 'warmth')?.value === 60);
    for (const [command, args] of [
      ['set', { warmth: 101 }],
      ['set', { mood: 'wild' }],
      ['flicker', { times: 0 }],
      ['flicker', { fast: true }],
      ['explode', {}],
    ] as const) {
      await expect(send(command, args)).rejects.toMatchObject({ code: 'command-invalid' });
    }
  });

  it('starts rules, stands in their conditions, and is moved by them', async () => {
    const hub = await startWithShed();
    const { id: device } = named(hub, 'Shed');
    const input: RuleInput = {
      name: 'Too warm',
      triggers: [{ type: 'state', device, capability: 'com.acme:glow', attribute: 'warmth', above: 50 }],
      conditions: {
        fact: 'state',
        params: { device, capability: 'switch', attribute: 'com.acme:crumbs' },
        operator: 'greaterThan',
        value: 2,
      },
      actions: [{ type: 'command', device, capability: 'com.acme:glow', command: 'set', args: { warmth: 10 } }],
    };
    const { id } = hub.rules.create(input);
    await report(hub, 'switch', { 'com.acme:crumbs': 3 });
    await report(hub, 'com.acme:glow', { warmth: 20 });
    await report(hub, 'com.acme:glow', { warmth: 80 });
    expect((await endedRun(hub, id)).state).toBe('done');
    await until(hub, () => shown(hub, 'com.acme:glow', 'warmth')?.value === 10);

    const wrong = { ...input, actions: [{ type: 'command', device, capability: 'com.acme:glow', command: 'set', args: { warmth: 300 } }] };
    expect(hub.rules.check(wrong).findings).toMatchObject([{ path: '/actions/0/args/warmth' }]);
  });

  it('costs nothing but itself where its definition can not be taken', async () => {
    const hostile = {
      ...glow,
      attributes: {
        ...glow.attributes,
        name: { title: 'Name', schema: { type: 'string', pattern: '^(a+)+$' } },
        twice: { title: 'Twice', schema: { type: 'object', properties: { p: { type: 'integer' } }, required: ['p', 'p'] } },
      },
    };
    const hub = await startWithShed({
      'com.acme:glow': { definition: hostile, attributes: { warmth: {}, name: {}, twice: {} } },
      'com.acme:dark': { definition: { title: 'Dark' }, attributes: {} },
      lock: { definition: glow, attributes: { state: {} } },
      switch: { attributes: { on: {} } },
    });
    expect(Object.keys(named(hub, 'Shed').endpoints[0]?.capabilities ?? {})).toEqual(['com.acme:glow', 'switch']);
    await report(hub, 'com.acme:glow', { twice: { p: 1 }, name: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', warmth: 30 });
    await until(hub, () => shown(hub, 'com.acme:glow', 'warmth')?.value === 30);
    for (const name of ['name', 'twice']) expect(shown(hub, 'com.acme:glow', name)).toBeUndefined();
    const refused = hub.plugins.get('lamps').diagnostics.map(({ place }) => place);
    expect(refused).toContainEqual(expect.stringContaining('/definition/attributes/twice/schema/required'));
  });
});
