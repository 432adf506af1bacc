import type { ComponentRow } from './component-row.ts';

/** Days, times of day and moments that can be set. */
export const moments: readonly ComponentRow[] = [
  {
    component: 'date',
    what: 'a day, said in words',
    config: { state_topic: '§/s', command_topic: 'cmd/§' },
    says: [['§/s', '1 March 2025']],
    reports: { 'hass:§.value': '2025-03-01', 'hass:§.part': 'date' },
    commands: [['hass:§', 'set', { value: '2025-12-01' }, 'cmd/§', '2025-12-01']],
    refuses: [['hass:§', 'set', { value: '12:00' }]],
  },
  {
    component: 'time',
    what: 'a time of day',
    config: { state_topic: '§/s', command_topic: 'cmd/§', command_template: 'at {{ value }}' },
    says: [['§/s', '7:30 PM']],
    reports: { 'hass:§.value': '19:30:00', 'hass:§.part': 'time' },
    commands: [['hass:§', 'set', { value: '08:15' }, 'cmd/§', 'at 08:15:00']],
    refuses: [['hass:§', 'set', { value: '2025-12-01' }]],
  },
  {
    component: 'datetime',
    what: 'a moment',
    config: { state_topic: '§/s', command_topic: 'cmd/§' },
    says: [['§/s', '2025-12-01T10:00:00+01:00']],
    reports: { 'hass:§.value': '2025-12-01T09:00:00.000Z', 'hass:§.part': 'datetime' },
    commands: [['hass:§', 'set', { value: '2025-12-01T10:00:00Z' }, 'cmd/§', '2025-12-01T10:00:00+00:00']],
  },
  {
    component: 'datetime',
    what: 'local time of a zone, in summer',
    config: { state_topic: '§/s', command_topic: 'cmd/§', timezone: 'Europe/Vienna' },
    says: [['§/s', '2025-07-01 10:00:00']],
    reports: { 'hass:§.value': '2025-07-01T08:00:00.000Z' },
  },
  {
    component: 'datetime',
    what: 'a moment of nowhere',
    config: { state_topic: '§/s', command_topic: 'cmd/§' },
    says: [['§/s', '2025-07-01 10:00:00']],
    diagnostic: 'bad-value',
  },
];
