import type { ComponentRow } from './component-row.ts';

/** Values that can be set. */
export const settings: readonly ComponentRow[] = [
  {
    component: 'number',
    what: 'a number with a unit and a range',
    config: { state_topic: '§/s', command_topic: 'cmd/§', unit_of_measurement: 'kW', min: 0, max: 3, step: 0.1 },
    says: [['§/s', '1.5']],
    reports: { 'hass:§.value': 1500 },
    commands: [['hass:§', 'set', { value: 2000 }, 'cmd/§', '2']],
  },
  {
    component: 'select',
    what: 'one of a list',
    config: { state_topic: '§/s', command_topic: 'cmd/§', options: ['quiet', 'loud'] },
    says: [['§/s', 'loud']],
    reports: { 'hass:§.value': 'loud' },
    commands: [['hass:§', 'set', { value: 'quiet' }, 'cmd/§', 'quiet']],
  },
  {
    component: 'select',
    what: 'a list of what is no text',
    config: { state_topic: '§/s', command_topic: 'cmd/§', options: [true, false, 1.5] },
    says: [['§/s', 'True']],
    reports: { 'hass:§.value': 'True' },
    commands: [['hass:§', 'set', { value: '1.5' }, 'cmd/§', '1.5']],
  },
  {
    component: 'text',
    what: 'a text',
    config: { state_topic: '§/s', command_topic: 'cmd/§' },
    says: [['§/s', 'hello']],
    reports: { 'hass:§.value': 'hello' },
    commands: [['hass:§', 'set', { value: 'ho' }, 'cmd/§', 'ho']],
  },
  {
    component: 'number',
    what: 'a target temperature in °F',
    config: { state_topic: '§/s', command_topic: 'cmd/§', device_class: 'temperature', unit_of_measurement: '°F', min: 32, max: 212 },
    says: [['§/s', '212']],
    reports: { 'temperatureControl.setpoint': 100 },
    commands: [['temperatureControl', 'set', { setpoint: 50 }, 'cmd/§', '122']],
  },
  {
    component: 'number',
    what: 'one that does not know',
    config: { state_topic: '§/s', command_topic: 'cmd/§', payload_reset: 'n/a', mode: 'box' },
    says: [['§/s', 'n/a']],
    reports: { 'hass:§.value': null },
  },
  {
    component: 'text',
    what: 'a text with a length and a form',
    config: { state_topic: '§/s', command_topic: 'cmd/§', min: 2, max: 4, pattern: '[a-z]+' },
    says: [
      ['§/s', 'abc'],
      ['§/s', 'TOO LONG'],
    ],
    reports: { 'hass:§.value': 'abc' },
    commands: [['hass:§', 'set', { value: 'ho' }, 'cmd/§', 'ho']],
    refuses: [
      ['hass:§', 'set', { value: 'h' }],
      ['hass:§', 'set', { value: 'hello' }],
      ['hass:§', 'set', { value: 'ab1' }],
    ],
    diagnostic: 'bad-value',
  },
  {
    component: 'text',
    what: 'a password, which is never shown',
    config: { state_topic: '§/s', command_topic: 'cmd/§', mode: 'password' },
    commands: [['hass:§', 'set', { value: 'secret' }, 'cmd/§', 'secret']],
  },
];
