import { describeAttribute, flag, type DeviceDescriptor } from '@concord/sdk';
import type { Hub } from '../../src/hub.ts';
import type { Device } from '../../src/home/index.ts';
import { named, say, until } from '../harness.ts';

type Endpoint = DeviceDescriptor['endpoints'][number];

function device(key: string, name: string, endpoints: Endpoint[], more: Partial<DeviceDescriptor> = {}): DeviceDescriptor {
  return { key, name, maker: 'Concord', model: 'Make-believe', identifiers: [{ type: 'own', value: key }], endpoints, ...more };
}

const colourLight: Endpoint = {
  id: 'main',
  kind: 'light',
  capabilities: {
    switch: { attributes: { on: {} }, commands: ['toggle', 'onFor'] },
    level: { attributes: { level: { minimum: 1, maximum: 100, step: 1 } }, commands: ['step'] },
    color: { attributes: { xy: {}, hue: {}, saturation: {}, mode: {} } },
    lightEffect: {
      attributes: { effect: { options: [{ id: 'fire', label: 'Fireplace' }, { id: 'rainbow' }] }, effects: {} },
      commands: ['trigger'],
      events: ['ended'],
    },
  },
};

/** Products of every shape, as a plugin describes them. */
export const products = {
  light: device('light', 'Colour light', [colourLight], { firmware: '1.2.3', via: 'bridge' }),
  bridge: device('bridge', 'Bridge', [{ id: 'main', capabilities: { bridge: { attributes: {} } } }]),
  lock: device('lock', 'Front door', [
    {
      id: 'main',
      capabilities: {
        lock: { attributes: { state: {}, door: {}, autoRelock: {} }, commands: ['lock', 'unlock'], events: ['locked', 'unlocked'] },
      },
    },
  ]),
  thermostat: device('thermostat', 'Thermostat', [
    {
      id: 'main',
      capabilities: {
        thermostat: {
          attributes: {
            mode: { options: [{ id: 'heat' }, { id: 'off' }] },
            heatingSetpoint: { minimum: 5, maximum: 30, step: 0.5 },
            preset: { options: [{ id: 'eco', label: 'Save energy' }] },
          },
        },
        temperatureSensor: { attributes: { temperature: {} } },
      },
    },
  ]),
  strip: device('strip', 'Strip', [
    { id: 'left', name: 'Left', capabilities: { switch: { attributes: { on: {} } } } },
    { id: 'socket 2/b.c', capabilities: { switch: { attributes: { on: {} } }, button: { attributes: {}, events: ['press'] } } },
  ]),
  gadget: device('gadget', 'Gadget', [
    {
      id: 'main',
      capabilities: {
        'acme:display': {
          base: 'genericNumber',
          title: 'Brightness',
          attributes: { value: { minimum: 0, maximum: 10, unit: 'W', step: 1 } },
        },
        'acme:motto': { base: 'genericText', attributes: { value: {} } },
        'acme:a/b?c#d%': { base: 'genericSelect', attributes: { value: { options: [{ id: 'one' }, { id: 'two' }] } } },
        'acme:state': { base: 'genericObject', attributes: { value: {} } },
        'acme:bell': { base: 'genericTrigger', attributes: {}, commands: ['press', 'dance', 'press'], events: ['fired', 'fired', 'sung'] },
      },
    },
  ]),
  horn: device('horn', 'Horn', [
    {
      id: 'main',
      capabilities: { level: { attributes: { level: {}, 'com.acme:siren': describeAttribute(flag('Siren', { writable: true })) } } },
    },
  ]),
} as const satisfies Record<string, DeviceDescriptor>;

/** Lets the lamps' plugin bring all products into the home. */
export async function describeProducts(hub: Hub): Promise<Record<keyof typeof products, Device>> {
  for (const product of Object.values(products)) {
    await say(hub, { type: 'device', device: product });
    await say(hub, { type: 'availability', device: product.key, state: 'online' });
  }
  const entries = Object.entries(products).map(async ([word, { name }]) => {
    await until(hub, () => hub.home.devices().some((one) => one.name === name && one.availability === 'online'));
    return [word, named(hub, name)] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<keyof typeof products, Device>;
}

/** Lets the plugin report one value. */
export function report(hub: Hub, device: keyof typeof products, capability: string, values: object, endpoint = 'main'): Promise<void> {
  return say(hub, { type: 'report', device, endpoint, capability, values });
}
