import type { ComponentRow } from './component-row.ts';

/** What is switched, pressed and what happens. */
export const switching: readonly ComponentRow[] = [
  {
    component: 'switch',
    what: 'an outlet with its own words',
    config: { state_topic: '§/s', command_topic: 'cmd/§', payload_on: '1', payload_off: '0', device_class: 'outlet' },
    says: [['§/s', '1']],
    reports: { 'switch.on': true },
    commands: [
      ['switch', 'set', { on: false }, 'cmd/§', '0'],
      ['switch', 'toggle', {}, 'cmd/§', '0'],
    ],
  },
  {
    component: 'switch',
    what: 'one that never reports is assumed to obey',
    config: { command_topic: 'cmd/§' },
    commands: [['switch', 'set', { on: true }, 'cmd/§', 'ON', 'assumed']],
    reports: {},
  },
  {
    component: 'switch',
    what: 'a child lock',
    config: { state_topic: '§/s', command_topic: 'cmd/§', entity_category: 'config', name: 'x', object_id: 'child_lock' },
    says: [['§/s', 'ON']],
    reports: { 'hass:§.value': true },
  },
  {
    component: 'button',
    what: 'restart',
    config: { command_topic: 'cmd/§', device_class: 'restart', payload_press: 'boot' },
    commands: [['diagnostics', 'restart', {}, 'cmd/§', 'boot', 'assumed']],
  },
  {
    component: 'button',
    what: 'anything',
    config: { command_topic: 'cmd/§' },
    commands: [['hass:§', 'press', {}, 'cmd/§', 'PRESS', 'assumed']],
  },
  {
    component: 'event',
    what: 'a doorbell',
    config: { state_topic: '§/s', event_types: ['press'], device_class: 'doorbell' },
    says: [['§/s', '{"event_type":"press"}']],
    events: [['doorbell', 'rung', undefined]],
  },
  {
    component: 'event',
    what: 'a button',
    config: { state_topic: '§/s', event_types: ['double', 'hold'], device_class: 'button' },
    says: [['§/s', '{"event_type":"double"}']],
    events: [['button', 'pressed', { count: 2 }]],
  },
  {
    component: 'event',
    what: 'anything',
    config: { state_topic: '§/s', event_types: ['bark'] },
    says: [['§/s', '{"event_type":"bark","loud":3}']],
    events: [['hass:§', 'fired', { event_type: 'bark', loud: 3 }]],
  },
];
