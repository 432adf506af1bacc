import type { DeviceDescriptor } from '@concord/sdk';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './harness.ts';
import { startHome, switchOn } from './rules-home.ts';

type Endpoints = DeviceDescriptor['endpoints'];

const before: Endpoints = [
  {
    id: 'main',
    capabilities: {
      switch: { attributes: { on: { source: 'state' } } },
      'zigbee2mqtt:cap': { base: 'genericNumber', attributes: { value: { source: 'brightness_cap', unit: '%' } } },
    },
  },
];
/** As a newer version of the plugin maps the same product. */
const after: Endpoints = [
  {
    id: 'main',
    capabilities: { switch: { attributes: { on: { source: 'state' } } }, level: { attributes: { max: { source: 'brightness_cap' } } } },
  },
];
const old = { capability: 'zigbee2mqtt:cap', attribute: 'value' };

describe('an attribute that a newer plugin describes elsewhere', () => {
  it('is followed by rules and scenes, which act as before', async () => {
    const data = temporaryFolder();
    const home = startHome({ data });
    const device = home.describe('lamp', before);
    const { id } = home.rules.create({
      name: 'Cap',
      triggers: [{ type: 'state', device, ...old, above: 50 }],
      conditions: { all: [{ fact: 'state', params: { device, ...old }, operator: 'lessThan', value: 90 }] },
      actions: [{ type: 'command', device, capability: old.capability, command: 'set', args: { value: 40 } }, switchOn(device)],
    });
    const scene = home.home.scenes.create({ name: 'Dim', actions: [{ device, capability: old.capability, args: { value: 20 } }] });
    home.describe('lamp', after);
    expect(home.rules.get(id)).toMatchObject({
      problems: [],
      triggers: [{ capability: 'level', attribute: 'max', above: 50 }],
      conditions: { all: [{ params: { capability: 'level', attribute: 'max' } }] },
      actions: [{ capability: 'level', args: { max: 40 } }, { capability: 'switch' }],
    });
    expect(home.home.scenes.get(scene.id).actions).toEqual([{ device, capability: 'level', args: { max: 20 } }]);
    home.report('lamp', 'level', { max: 30 });
    home.report('lamp', 'level', { max: 70 });
    expect(await home.ended(id)).toMatchObject([{ state: 'done' }]);
    await home.stop();
    const second = startHome({ data });
    expect(second.rules.get(id).triggers).toMatchObject([{ capability: 'level', attribute: 'max' }]);
  });

  it('is followed back where the plugin is an older one again', () => {
    const home = startHome();
    const device = home.describe('lamp', before);
    const { id } = home.rules.create({ name: 'Cap', triggers: [{ type: 'state', device, ...old }], actions: [switchOn(device)] });
    home.describe('lamp', after);
    home.describe('lamp', before);
    expect(home.rules.get(id).triggers).toMatchObject([old]);
  });

  it('is not followed where it is measured in another unit: 70 would come to mean another 70', () => {
    const home = startHome();
    const probe = { base: 'measurement', attributes: { value: { source: 'temp', unit: '[degF]' } } } as const;
    const device = home.describe('probe', [{ id: 'main', capabilities: { 'z:t': probe, switch: { attributes: { on: {} } } } }]);
    const { id } = home.rules.create({
      name: 'Hot',
      triggers: [{ type: 'state', device, capability: 'z:t', attribute: 'value', above: 70 }],
      actions: [switchOn(device)],
    });
    const capabilities = { temperatureSensor: { attributes: { temperature: { source: 'temp' } } }, switch: { attributes: { on: {} } } };
    home.describe('probe', [{ id: 'main', capabilities }]);
    expect(home.rules.get(id)).toMatchObject({ triggers: [{ capability: 'z:t' }], problems: [{ path: '/triggers/0/capability' }] });
  });

  it('is followed by every scene, also beside one that names a device that is gone', async () => {
    const home = startHome();
    const device = home.describe('lamp', before);
    const gone = home.describe('gone', before);
    const action = { capability: old.capability, args: { value: 20 } };
    home.home.scenes.create({
      name: 'A',
      actions: [
        { device: gone, ...action },
        { device, ...action },
      ],
    });
    const { id } = home.home.scenes.create({ name: 'B', actions: [{ device, ...action }] });
    await home.home.removeDevice(gone);
    home.describe('lamp', after);
    expect(home.home.scenes.get(id).actions).toEqual([{ device, capability: 'level', args: { max: 20 } }]);
  });

  it('is not guessed where several have the name, or where it is still there', () => {
    const home = startHome();
    const device = home.describe('lamp', before);
    const { id } = home.rules.create({ name: 'Cap', triggers: [{ type: 'state', device, ...old }], actions: [switchOn(device)] });
    const [main] = after;
    const two = { ...main?.capabilities, powerOnBehavior: { attributes: { level: { source: 'brightness_cap' } } } };
    home.describe('lamp', [{ id: 'main', capabilities: two }]);
    expect(home.rules.get(id).triggers).toMatchObject([old]);
    home.describe('lamp', [{ id: 'main', capabilities: { ...before[0]?.capabilities, ...main?.capabilities } }]);
    expect(home.rules.get(id)).toMatchObject({ triggers: [old], problems: [] });
  });
});
