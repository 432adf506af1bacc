import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Device } from '../../src/home/index.ts';
import { HubProcess, valueOf } from './hub-process.ts';
import { Program } from './program.ts';

/**
 * The whole road on real input: a lock behind MQTT, a Matter thermostat over UDP, a Shelly plug over HTTP, each a process of its own that
 * speaks its protocol, and one rule between them. The steps build on each other, as a home does.
 */
describe('a home of three makers', () => {
  const plugins = join(import.meta.dirname, '../../../plugins');
  const network = process.env['CONCORD_TEST_NETWORK'] ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'concord-scenario-'));
  const data = join(folder, 'hub');
  let hub: HubProcess;
  let lockPeer: Program;
  let thermostatPeer: Program;
  let plugPeer: Program;
  let lock: Device;
  let thermostat: Device;
  let plug: Device;
  let rule: string;
  let manualCode: string;

  const setpoint = async () => valueOf(await hub.device(thermostat.id), 'thermostat', 'heatingSetpoint');
  const isOn = async () => valueOf(await hub.device(plug.id), 'switch', 'on');
  const newest = async (count: number) => {
    const runs = await hub.runs(rule);
    return runs.length === count && runs[0]?.finishedAt !== undefined && runs[0];
  };

  beforeAll(async () => {
    hub = await HubProcess.start(data);
    lockPeer = new Program(join(plugins, 'mqtt/demo/lock.ts'), ['--mqtt', hub.mqtt]);
    thermostatPeer = new Program(join(plugins, 'matter/demo/thermostat.ts'), [
      '--data',
      join(folder, 'thermostat'),
      '--network',
      network,
      '--port',
      '5599',
    ]);
    plugPeer = new Program(join(plugins, 'mdns/demo/shelly-plug.ts'), ['--network', network, '--name', 'Coffee machine']);
    [, manualCode = ''] = await thermostatPeer.line(/"manualCode":"(\d+)"/);
    await plugPeer.line(/listening/);
  });
  afterAll(async () => {
    await Promise.all([lockPeer, thermostatPeer, plugPeer].map((peer) => peer?.kill()));
    await hub?.program.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it('finds the lock that announces itself over MQTT, without being asked', async () => {
    lock = await hub.until(async () =>
      (await hub.devices()).find(({ endpoints }) => endpoints.some(({ capabilities }) => 'lock' in capabilities)),
    );
    await hub.until(async () => valueOf(await hub.device(lock.id), 'lock', 'state') === 'locked');
    expect(lock).toMatchObject({ sources: [{ plugin: 'mqtt' }] });
  });

  it('finds the Matter thermostat, shows it as a candidate, and takes it in with its code', async () => {
    const candidate = await hub.until(async () => (await hub.candidates()).find(({ plugin }) => plugin === 'matter'));
    expect(candidate.form).toMatchObject({ required: ['code'] });
    const { devices } = await hub.call<{ devices: Device[] }>('POST', `/candidates/${candidate.id}/adopt`, { input: { code: manualCode } });
    expect(devices).toHaveLength(1);
    thermostat = await hub.until(async () =>
      (await hub.devices()).find(
        ({ endpoints, availability }) => availability === 'online' && endpoints.some(({ capabilities }) => 'thermostat' in capabilities),
      ),
    );
    expect(typeof (await setpoint())).toBe('number');
  });

  it('finds the plug by mDNS and takes it in', async () => {
    const candidate = await hub.until(async () => (await hub.candidates()).find(({ plugin, adoptable }) => plugin === 'mdns' && adoptable));
    await hub.call('POST', `/candidates/${candidate.id}/adopt`, { input: {} });
    plug = await hub.until(async () =>
      (await hub.devices()).find(({ sources, availability }) => availability === 'online' && sources[0]?.plugin === 'mdns'),
    );
    expect(await isOn()).toBe(false);
  });

  it("sets Ana's temperature and switches the plug on when Ana unlocks, and the trace says how", async () => {
    await hub.createPerson({ name: 'Ana', preferences: { temperature: 22.5 }, links: [{ device: lock.id, user: '1' }] });
    await hub.createPerson({ name: 'Ben', preferences: { temperature: 19 }, links: [{ device: lock.id, user: '2' }] });
    ({ id: rule } = await hub.createRule({
      name: 'Welcome home',
      mode: 'queued',
      triggers: [{ type: 'event', device: lock.id, capability: 'lock', event: 'unlocked' }],
      conditions: {
        all: [
          {
            fact: 'state',
            params: { device: thermostat.id, capability: 'thermostat', attribute: 'heatingSetpoint' },
            operator: 'greaterThan',
            value: 0,
          },
        ],
      },
      actions: [
        {
          type: 'command',
          device: thermostat.id,
          capability: 'thermostat',
          command: 'set',
          args: { heatingSetpoint: { $: 'person.preferences.temperature', else: 20 } },
        },
        { type: 'command', device: plug.id, capability: 'switch', command: 'set', args: { on: true } },
      ],
    }));
    lockPeer.tell('unlock 1');
    const run = await hub.until(() => newest(1));
    expect(run).toMatchObject({ state: 'done', person: { name: 'Ana' } });
    expect(run.trace.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual([
      'trigger met',
      'conditions met',
      'command done',
      'command done',
    ]);
    for (const step of run.trace.slice(2)) expect(step.detail).toMatchObject({ confirmation: 'acknowledged' });
    await hub.until(async () => (await setpoint()) === 22.5 && (await isOn()) === true);
    await plugPeer.line(/"switch":true/);
    await thermostatPeer.line(/22\.5/);
  });

  it("sets Ben's temperature for Ben, and the default where nobody is known", async () => {
    lockPeer.tell('lock');
    lockPeer.tell('unlock 2');
    expect(await hub.until(() => newest(2))).toMatchObject({ state: 'done', person: { name: 'Ben' } });
    await hub.until(async () => (await setpoint()) === 19);
    lockPeer.tell('lock');
    lockPeer.tell('unlock');
    const run = await hub.until(() => newest(3));
    expect(run.state).toBe('done');
    expect(run.person).toBeUndefined();
    await hub.until(async () => (await setpoint()) === 20);
  });

  it('goes on without the Matter plugin when its process is killed, and has the thermostat back by itself', async () => {
    const { pid } = await hub.plugin('matter');
    process.kill(pid ?? 0, 'SIGKILL');
    await hub.until(async () => (await hub.device(thermostat.id)).availability === 'unavailable');
    await hub.call('POST', `/devices/${plug.id}/commands`, { capability: 'switch', command: 'set', args: { on: false } });
    await hub.until(async () => (await isOn()) === false);
    await hub.until(async () => (await hub.device(thermostat.id)).availability === 'online');
    await hub.call('POST', `/devices/${thermostat.id}/commands`, {
      capability: 'thermostat',
      command: 'set',
      args: { heatingSetpoint: 18 },
    });
    await hub.until(async () => (await setpoint()) === 18);
    expect(await hub.plugin('matter')).toMatchObject({ state: 'running', restarts: 1 });
  });

  it('has everything after the hub was killed, and finishes a run that was waiting in a delay', async () => {
    const { id } = await hub.createRule({
      name: 'Plug off again',
      triggers: [{ type: 'event', device: lock.id, capability: 'lock', event: 'locked' }],
      actions: [
        { type: 'command', device: plug.id, capability: 'switch', command: 'set', args: { on: true } },
        { type: 'delay', for: 'PT3S' },
        { type: 'command', device: plug.id, capability: 'switch', command: 'set', args: { on: false } },
      ],
    });
    lockPeer.tell('lock');
    await hub.until(async () => (await hub.runs(id))[0]?.state === 'waiting');
    const { http, mqtt } = { http: new URL(hub.url).host, mqtt: new URL(hub.mqtt).host };
    await hub.program.kill('SIGKILL');

    hub = await HubProcess.start(data, { http, mqtt });
    expect(await hub.until(async () => (await hub.runs(id)).find(({ finishedAt }) => finishedAt !== undefined))).toMatchObject({
      state: 'done',
    });
    await hub.until(async () => (await isOn()) === false);
    expect(await hub.runs(id)).toHaveLength(1);
    const devices = await hub.devices();
    expect(devices.map((device) => device.id)).toEqual(expect.arrayContaining([lock.id, thermostat.id, plug.id]));
    await hub.until(async () => (await hub.devices()).every(({ availability }) => availability === 'online'));
    await hub.call('POST', `/devices/${thermostat.id}/commands`, {
      capability: 'thermostat',
      command: 'set',
      args: { heatingSetpoint: 21 },
    });
    await hub.until(async () => (await setpoint()) === 21);
    lockPeer.tell('unlock 1');
    expect(await hub.until(() => newest(4))).toMatchObject({ state: 'done', person: { name: 'Ana' } });
  });

  it('stops cleanly when it is asked to', async () => {
    expect(await hub.program.kill('SIGTERM')).toBe(0);
  });
});
