import type { ComponentRow } from './component-row.ts';

/** What is sent out and comes in: scenes, messages, sirens, infrared light. */
export const signals: readonly ComponentRow[] = [
  {
    component: 'scene',
    what: 'a scene of the product',
    config: { command_topic: 'cmd/§', payload_on: '{"scene_recall": 1}', name: 'Relax' },
    reports: { 'scene.scenes': [{ id: '§', label: 'Relax' }] },
    commands: [['scene', 'recall', { id: '§' }, 'cmd/§', '{"scene_recall": 1}', 'assumed']],
    refuses: [['scene', 'recall', { id: 'another' }]],
  },
  {
    component: 'notify',
    what: 'a display',
    config: { command_topic: 'cmd/§', command_template: '{"text": {{ value | tojson }}}' },
    commands: [['notifier', 'show', { message: 'Tea "now"' }, 'cmd/§', '{"text": "Tea \\"now\\""}', 'assumed']],
    refuses: [['notifier', 'show', { message: 'Tea?', replies: ['Yes'] }]],
  },
  {
    component: 'siren',
    what: 'tones, a volume and a time, as JSON',
    config: { state_topic: '§/s', command_topic: 'cmd/§', available_tones: ['fire', 'ping'] },
    says: [['§/s', '{"state":"ON","tone":"ping","volume_level":0.4,"duration":30}']],
    reports: { 'siren.tones': ['fire', 'ping'], 'siren.active': true, 'siren.tone': 'ping', 'siren.volume': 40, 'siren.duration': 30 },
    commands: [
      [
        'siren',
        'start',
        { tone: 'fire', volume: 50, duration: 10 },
        'cmd/§',
        '{"state":"ON","tone":"fire","duration":10,"volume_level":0.5}',
      ],
      ['siren', 'stop', {}, 'cmd/§', '{"state":"OFF"}'],
      ['siren', 'set', { active: true }, 'cmd/§', '{"state":"ON"}'],
    ],
    refuses: [
      ['siren', 'start', { tone: 'song' }],
      ['siren', 'set', { tone: 'fire' }],
    ],
  },
  {
    component: 'siren',
    what: 'only on and off, by templates',
    config: {
      state_topic: '§/s',
      state_value_template: '{{ value_json.POWER }}',
      command_topic: 'cmd/§',
      command_template: 'on {{ state }}',
      command_off_template: 'off {{ value }}',
      support_duration: false,
      support_volume_set: false,
    },
    says: [['§/s', '{"POWER":"OFF"}']],
    reports: { 'siren.active': false },
    commands: [
      ['siren', 'start', {}, 'cmd/§', 'on ON'],
      ['siren', 'stop', {}, 'cmd/§', 'off OFF'],
    ],
    refuses: [['siren', 'start', { duration: 5 }]],
  },
  {
    component: 'infrared',
    what: 'a sender',
    config: { schema: 'emitter', command_topic: 'cmd/§' },
    commands: [
      [
        'remoteTransmitter',
        'send',
        { timings: [9000, 4500, 560], carrier: 36_000, repeat: 1 },
        'cmd/§',
        '{"timings":[9000,-4500,560],"modulation":36000,"repeat_count":1}',
        'assumed',
      ],
      [
        'remoteTransmitter',
        'send',
        { code: '{"timings":[100,-200]}' },
        'cmd/§',
        '{"timings":[100,-200],"modulation":38000,"repeat_count":0}',
        'assumed',
      ],
    ],
    refuses: [['remoteTransmitter', 'send', { code: 'BbMRnQ' }]],
  },
  {
    component: 'infrared',
    what: 'a sender with a language of its own',
    config: { schema: 'emitter', command_topic: 'cmd/§', command_template: "{{ modulation }}:{{ timings | join(',') }}" },
    commands: [['remoteTransmitter', 'send', { timings: [1, 2] }, 'cmd/§', '38000:1,-2', 'assumed']],
  },
  {
    component: 'infrared',
    what: 'a receiver',
    config: { schema: 'receiver', state_topic: '§/s', value_template: '{{ value_json.ir | tojson }}' },
    says: [
      ['§/s', '{"ir": null}'],
      ['§/s', '{"ir": {"timings": [100, -200], "modulation": 38000}}'],
    ],
    events: [['remoteTransmitter', 'received', { code: '{"timings":[100,-200],"modulation":38000}' }]],
    reports: { 'remoteTransmitter.media': 'ir' },
  },
  {
    component: 'infrared',
    what: 'a signal that is none',
    config: { schema: 'receiver', state_topic: '§/s' },
    says: [['§/s', '{"timings": ["x"]}']],
    diagnostic: 'bad-value',
  },
];
