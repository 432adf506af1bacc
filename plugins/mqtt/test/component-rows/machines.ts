import type { ComponentRow } from './component-row.ts';

/** What works by itself: robots, and the firmware of everything. */
export const machines: readonly ComponentRow[] = [
  {
    component: 'vacuum',
    what: 'a robot that knows its rooms',
    config: {
      state_topic: '§/s',
      command_topic: 'cmd/§',
      supported_features: ['start', 'pause', 'stop', 'return_home', 'locate', 'clean_spot', 'fan_speed', 'send_command', 'battery'],
      fan_speed_list: ['min', 'max'],
      set_fan_speed_topic: 'cmd/§/fan',
      send_command_topic: 'cmd/§/own',
      clean_segments_command_topic: 'cmd/§/rooms',
    },
    says: [['§/s', '{"state":"docked","fan_speed":"max","battery_level":61,"segments":{"1":"Kitchen","2":"Hall"}}']],
    reports: {
      'vacuum.activity': 'docked',
      'vacuum.suction': 'max',
      'operationalState.state': 'stopped',
      'battery.level': 61,
      'serviceArea.areas': [
        { id: '1', name: 'Kitchen' },
        { id: '2', name: 'Hall' },
      ],
    },
    commands: [
      ['vacuum', 'start', {}, 'cmd/§', 'start'],
      ['vacuum', 'dock', {}, 'cmd/§', 'return_to_base'],
      ['vacuum', 'cleanSpot', {}, 'cmd/§', 'clean_spot'],
      ['vacuum', 'locate', {}, 'cmd/§', 'locate', 'assumed'],
      ['vacuum', 'set', { suction: 'min' }, 'cmd/§/fan', 'min'],
      ['operationalState', 'stop', {}, 'cmd/§', 'stop'],
      ['serviceArea', 'set', { selected: ['2', '1'] }, 'cmd/§/rooms', '["2","1"]', 'assumed'],
      ['hass:§_command', 'set', { value: 'sing' }, 'cmd/§/own', 'sing', 'assumed'],
    ],
    refuses: [['serviceArea', 'set', { selected: ['3'] }]],
  },
  {
    component: 'vacuum',
    what: 'one that cleans, at a speed that it does not list, rooms of its configuration',
    config: {
      state_topic: '§/s',
      command_topic: 'cmd/§',
      fan_speed_list: ['min'],
      segments: ['a.Kitchen', 'Hall'],
      clean_segments_command_topic: 'cmd/§/rooms',
      clean_segments_command_template: '{"ids": {{ value | to_json }}}',
    },
    says: [['§/s', '{"state":"cleaning","fan_speed":"turbo"}']],
    reports: {
      'vacuum.activity': 'cleaning',
      'vacuum.suction': 'other',
      'operationalState.state': 'running',
      'serviceArea.areas': [{ id: 'a', name: 'Kitchen' }, { id: 'Hall' }],
    },
    commands: [['serviceArea', 'set', { selected: ['a'] }, 'cmd/§/rooms', '{"ids": ["a"]}', 'assumed']],
    refuses: [
      ['vacuum', 'pause', {}],
      ['vacuum', 'set', { suction: 'min' }],
    ],
  },
  {
    component: 'lawn_mower',
    what: 'a topic for each command',
    config: {
      activity_state_topic: '§/s',
      activity_value_template: '{{ value_json.a }}',
      start_mowing_command_topic: 'cmd/§/start',
      start_mowing_command_template: '{"do": "{{ value }}"}',
      dock_command_topic: 'cmd/§/dock',
    },
    says: [['§/s', '{"a": "mowing"}']],
    reports: { 'lawnMower.activity': 'mowing' },
    commands: [
      ['lawnMower', 'start', {}, 'cmd/§/start', '{"do": "start_mowing"}'],
      ['lawnMower', 'dock', {}, 'cmd/§/dock', 'dock'],
    ],
    refuses: [['lawnMower', 'pause', {}]],
  },
  {
    component: 'lawn_mower',
    what: 'one topic for all, nothing reported',
    config: { command_topic: 'cmd/§', command_template: '{"action": "{{ value }}"}' },
    reports: {},
    commands: [['lawnMower', 'pause', {}, 'cmd/§', '{"action": "pause"}', 'assumed']],
  },
  {
    component: 'update',
    what: 'everything in one JSON object',
    config: { state_topic: '§/s', command_topic: 'cmd/§', payload_install: 'go', device_class: 'firmware' },
    says: [
      [
        '§/s',
        '{"installed_version":"1.9.0","latest_version":"1.10.0","release_url":"https://example.com/n","release_summary":"Faster","in_progress":false,"update_percentage":null}',
      ],
    ],
    reports: {
      'update.state': 'available',
      'update.installedVersion': '1.9.0',
      'update.latestVersion': '1.10.0',
      'update.notesUrl': 'https://example.com/n',
      'hass:§_release_summary.value': 'Faster',
    },
    commands: [
      ['update', 'install', {}, 'cmd/§', 'go'],
      ['update', 'install', { version: '1.10.0' }, 'cmd/§', 'go'],
    ],
    refuses: [['update', 'install', { version: '2' }]],
  },
  {
    component: 'update',
    what: 'one that is half way',
    config: { state_topic: '§/s', value_template: '{{ value_json.update | to_json }}' },
    says: [['§/s', '{"update":{"installed_version":"1","latest_version":"2","update_percentage":50}}']],
    reports: { 'update.state': 'downloading', 'update.progress': 50 },
  },
  {
    component: 'update',
    what: 'two topics, the installed one newer than the other',
    config: { state_topic: '§/s', latest_version_topic: '§/l', latest_version_template: '{{ value_json.v }}' },
    says: [
      ['§/s', '2.0'],
      ['§/l', '{"v":"1.9"}'],
    ],
    reports: { 'update.state': 'idle', 'update.installedVersion': '2.0', 'update.latestVersion': '1.9' },
  },
];
