import { describe, expect, it } from 'vitest';
import type { Capability, Device } from '../api/types.ts';
import { byLikelihood, lackingIn } from './lacking.ts';

const endpoint = { id: 'main', name: 'Door', kind: 'lock', tags: [], capabilities: { lock: {}, 'com.acme:door.bell': {} } } as const;
const device: Device = {
  id: 'd1',
  name: 'Door',
  room: null,
  sources: [],
  former: [],
  availability: 'offline',
  sleeping: false,
  lastSeen: null,
  endpoints: [{ ...endpoint, tags: [] }],
};
const lock: Capability = {
  id: 'lock',
  version: 1,
  title: 'Lock',
  description: '',
  tags: [],
  risk: 'security',
  isSetRepeatable: false,
  attributes: { state: { title: 'State', schema: {}, series: 'state', writable: false, category: 'primary' } },
  commands: { unlatch: { title: 'Pull the latch' } },
  events: {},
  examples: [],
};
const find = (id: string) => (id === 'lock' ? lock : undefined);

describe('what a replacement lacks', () => {
  it.each([
    ['/main/lock', 'no lock'],
    ['/main/lock.state', 'its lock has no “State”'],
    ['/main/lock.unlatch', 'its lock has no “Pull the latch”'],
    ['/main/com.acme:door.bell', 'no door.bell'],
    ['/main/com.acme:door.bell.rang', 'its door.bell has no “Rang”'],
    ['/garage/fan', 'garage/fan: it has nothing of the kind'],
  ])('%s is told as "%s"', (path, words) => {
    expect(lackingIn(device, [{ path, message: 'it has nothing of the kind' }], find)).toEqual([words]);
  });

  it('is told with its endpoint where there are several', () => {
    const two = { ...device, endpoints: [...device.endpoints, { ...endpoint, id: 'back', name: 'Back door', tags: [] }] };
    expect(lackingIn(two, [{ path: '/back/lock', message: '' }], find)).toEqual(['no lock (Back door)']);
  });

  it('is told of what can only be read there', () => {
    expect(lackingIn(device, [{ path: '/main/lock.state', message: 'it can only be read there' }], find)).toEqual([
      '“State” of its lock can’t be set',
    ]);
  });
});

describe('the devices that could take the place', () => {
  it('begin with those of the same model, then what lacks least, then what stands nowhere yet', () => {
    const old: Device = { ...device, maker: 'Acme', model: 'T1' };
    const choice = (name: string, lacks: string[], more: Partial<Device> = {}) => ({ device: { ...device, name, ...more }, lacks });
    const choices = [
      choice('other, in use', [], { room: 'hall' }),
      choice('other, lacking', ['no lock']),
      choice('other', []),
      choice('same model', ['no bell'], { maker: 'Acme', model: 'T1' }),
    ];
    const names = choices.toSorted(byLikelihood(old)).map((one) => one.device.name);
    expect(names).toEqual(['same model', 'other', 'other, in use', 'other, lacking']);
  });
});
