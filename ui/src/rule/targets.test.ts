import { describe, expect, it } from 'vitest';
import type { CapabilityView, Descriptor, Device } from '../api/types.ts';
import { devicesOf, membersFor, targetKey, targetName, viewFor } from './targets.ts';

const view: CapabilityView = { title: 'Switch', attributes: { on: { writable: true } }, commands: [], events: [] };
const plug: Device = {
  id: 'plug',
  name: 'Coffee machine',
  room: null,
  sources: [],
  former: ['node-7'],
  availability: 'online',
  sleeping: false,
  lastSeen: null,
  endpoints: [{ id: 'main', name: 'Coffee machine', kind: 'outlet', tags: [], capabilities: {} }],
};
const lamp: Device = { ...plug, id: 'lamp', name: 'Lamp', former: [] };
const devices = [plug, lamp];
const descriptors: ReadonlyMap<string, Descriptor> = new Map([
  ['plug', { device: 'plug', endpoints: [{ id: 'main', kind: 'outlet', capabilities: { switch: view } }] }],
]);

describe('a rule that names a device by the id it had before it was linked', () => {
  it('means the device that it is part of', () => {
    expect(devicesOf('node-7', devices)).toEqual([plug]);
    expect(targetName('node-7', devices, [])).toBe('Coffee machine');
    expect(targetKey('node-7', devices)).toBe(targetKey('plug', devices));
  });

  it('can name all that this device has', () => {
    const [member] = membersFor('command', 'node-7', devices, descriptors, () => undefined);
    expect(member).toMatchObject({ capability: 'switch', member: 'set' });
  });

  it('finds the capability although the endpoint was another', () => {
    expect(viewFor('node-7', '1', 'switch', devices, descriptors)).toBe(view);
  });
});

describe('a rule that names a device by its own id', () => {
  it('finds what the endpoint has, and nothing of another', () => {
    expect(viewFor('plug', 'main', 'switch', devices, descriptors)).toBe(view);
    expect(viewFor('plug', '1', 'switch', devices, descriptors)).toBeUndefined();
  });

  it('knows that the device is gone', () => {
    expect(devicesOf('gone', devices)).toEqual([]);
    expect(targetName('gone', devices, [])).toBe('a device that is gone');
    expect(targetKey('gone', devices)).toBe('gone');
  });
});
