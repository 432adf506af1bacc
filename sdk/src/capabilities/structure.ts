import { count, choice, flag, listOf, timestamp } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { closed, id, optional, seconds, thing, words } from './shapes.ts';

const child = closed({ id: id('Child'), name: optional(words('Name')) });

/** What a bridge carries. Each child is a device of its own, linked by `via`. */
export const bridge = defineCapability({
  id: 'bridge',
  title: 'Bridge',
  description: 'The devices behind the bridge, and whether new ones may join.',
  tags: ['domain=system', 'role=service', 'of=device'],
  risk: 'security',
  attributes: {
    children: listOf(thing({ id: id('Child'), name: optional(words('Name')) }), 'Children', { category: 'diagnostic' }),
    joinOpen: flag('Open for new devices', { writable: true, category: 'config' }),
    joinUntil: timestamp('Open until', { category: 'diagnostic' }),
  },
  commands: {
    openJoin: { title: 'Let devices join', args: closed({ duration: optional(seconds()) }), expects: { joinOpen: true } },
    removeChild: { title: 'Remove a child', args: closed({ id: id('Child') }) },
  },
  events: {
    childAdded: { title: 'Child added', payload: child },
    childRemoved: { title: 'Child removed', payload: child },
    childLost: { title: 'Child lost', payload: child },
  },
  examples: [
    {
      title: 'A bridge with two lamps',
      values: { children: [{ id: '0x00158d0001a2b3c4', name: 'Lamp 1' }, { id: '0x00158d0001a2b3c5' }], joinOpen: false },
    },
    { title: 'Let devices join for four minutes', command: 'openJoin', args: { duration: 240 } },
    { title: 'A lamp joins', event: 'childAdded', payload: { id: '0x00158d0001a2b3c6', name: 'Lamp 3' } },
  ],
});

const target = {
  device: optional(id('Device')),
  group: optional(id('Group')),
  endpoint: optional(id('Endpoint')),
  capability: optional(id('Capability')),
};

/** What a controller drives by itself, without the hub. A target is a device or a group. */
export const binding = defineCapability({
  id: 'binding',
  title: 'Binding',
  description: 'The devices and groups that the product drives directly.',
  tags: ['domain=system', 'role=setting', 'of=device'],
  attributes: {
    targets: listOf(thing(target), 'Targets', { writable: true, category: 'config' }),
    maxTargets: count('Most targets', { series: 'static', category: 'diagnostic' }),
  },
  commands: {
    add: { title: 'Add a target', args: closed({ target: closed(target) }) },
    remove: { title: 'Remove a target', args: closed({ target: closed(target) }) },
  },
  examples: [
    { title: 'A wall switch that drives a group', values: { targets: [{ group: 'kitchen', capability: 'switch' }], maxTargets: 8 } },
    {
      title: 'Drive one lamp more',
      command: 'add',
      args: { target: { device: '0x00158d0001a2b3c4', endpoint: '1', capability: 'switch' } },
    },
  ],
});

/** Scenes that the product itself stores. The home's own scenes are the hub's. */
export const scene = defineCapability({
  id: 'scene',
  title: 'Scenes of the product',
  description: 'The scenes stored in the product, and which one is set.',
  tags: ['domain=system', 'role=service', 'of=device'],
  attributes: {
    scenes: listOf(thing({ id: id('Scene'), label: optional(words('Label')) }), 'Scenes'),
    active: choice('Scene'),
  },
  commands: {
    recall: { title: 'Recall', args: closed({ id: id('Scene'), transition: optional(seconds('Transition')) }), repeatable: true },
    store: { title: 'Store', args: closed({ id: id('Scene') }) },
    remove: { title: 'Remove', args: closed({ id: id('Scene') }) },
  },
  events: { recalled: { title: 'Recalled', payload: closed({ id: id('Scene') }) } },
  examples: [
    {
      title: 'A light strip with two scenes',
      values: {
        scenes: [
          { id: '1', label: 'Sunset' },
          { id: '2', label: 'Reading' },
        ],
        active: '1',
      },
    },
    { title: 'Read', command: 'recall', args: { id: '2', transition: 1.5 } },
    { title: 'It was recalled by a remote', event: 'recalled', payload: { id: '2' } },
  ],
});
