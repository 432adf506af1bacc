import { Type } from 'typebox';
import { flag, listOf, measured, oneOf, percentage, plainNumber, timestamp, choice } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { closed, id, named, optional, percent, seconds, words } from './shapes.ts';

const config = { writable: true, category: 'config' } as const;
const alarmStates = ['normal', 'warning', 'critical'] as const;
const alarmPayload = closed({ severity: optional(named(['warning', 'critical'], 'Severity')) });
const alarmCommands = {
  test: { title: 'Test', expects: { testing: true } },
  mute: { title: 'Mute', expects: { muted: true } },
};

export const smokeAlarm = defineCapability({
  id: 'smokeAlarm',
  title: 'Smoke alarm',
  description: 'Warns of smoke.',
  tags: ['domain=safety', 'role=sensor', 'medium=air'],
  risk: 'harm',
  attributes: {
    smoke: oneOf(alarmStates, 'Smoke'),
    density: measured('smokeOpacity', 'Density', { minimum: 0 }),
    contamination: oneOf(['normal', 'light', 'medium', 'critical'], 'Dust in the chamber', { category: 'diagnostic' }),
    testing: flag('Testing', { category: 'diagnostic' }),
    muted: flag('Muted', { writable: true }),
    endOfLife: flag('Worn out', { category: 'diagnostic' }),
    expiresAt: timestamp('Good until', { category: 'diagnostic' }),
    interconnected: flag('Alarm of another detector'),
  },
  commands: alarmCommands,
  events: { alarm: { title: 'Smoke', payload: alarmPayload }, allClear: { title: 'All clear' }, testDone: { title: 'Test done' } },
  examples: [
    { title: 'Smoke in the kitchen', values: { smoke: 'critical', density: 0.31, muted: false } },
    { title: 'A detector at rest', values: { smoke: 'normal', testing: false, endOfLife: false, expiresAt: '2034-06-01T00:00:00Z' } },
    { title: 'The yearly test', command: 'test' },
    { title: 'It smokes', event: 'alarm', payload: { severity: 'critical' } },
  ],
});

export const coAlarm = defineCapability({
  id: 'coAlarm',
  title: 'Carbon monoxide alarm',
  description: 'Warns of carbon monoxide.',
  tags: ['domain=safety', 'role=sensor', 'medium=air'],
  risk: 'harm',
  attributes: {
    co: oneOf(alarmStates, 'Carbon monoxide'),
    testing: flag('Testing', { category: 'diagnostic' }),
    muted: flag('Muted', { writable: true }),
    endOfLife: flag('Worn out', { category: 'diagnostic' }),
    interconnected: flag('Alarm of another detector'),
  },
  commands: alarmCommands,
  events: { alarm: { title: 'Carbon monoxide', payload: alarmPayload }, allClear: { title: 'All clear' } },
  examples: [
    { title: 'A boiler room', values: { co: 'warning', muted: false, endOfLife: false } },
    { title: 'Be quiet, the window is open', command: 'mute' },
    { title: 'All clear', event: 'allClear' },
  ],
});

export const gasAlarm = defineCapability({
  id: 'gasAlarm',
  title: 'Gas alarm',
  description: 'Warns of combustible gas.',
  tags: ['domain=safety', 'role=sensor', 'medium=gas'],
  risk: 'harm',
  attributes: {
    gas: oneOf(alarmStates, 'Gas'),
    testing: flag('Testing', { category: 'diagnostic' }),
    muted: flag('Muted', { writable: true }),
  },
  commands: alarmCommands,
  events: { alarm: { title: 'Gas', payload: alarmPayload }, allClear: { title: 'All clear' } },
  examples: [
    { title: 'A kitchen', values: { gas: 'normal', testing: false } },
    { title: 'Gas', event: 'alarm', payload: { severity: 'critical' } },
  ],
});

export const waterLeak = defineCapability({
  id: 'waterLeak',
  title: 'Water leak',
  description: 'Notices water where there should be none.',
  tags: ['domain=safety', 'role=sensor', 'medium=water'],
  attributes: { wet: flag('Wet') },
  events: { leak: { title: 'Leak' }, dry: { title: 'Dry again' } },
  examples: [
    { title: 'Under the washing machine', values: { wet: false } },
    { title: 'The hose burst', event: 'leak' },
  ],
});

/** Limits of what the endpoint measures, in the unit of that measurement: the descriptor says which. */
export const limitAlarm = defineCapability({
  id: 'limitAlarm',
  title: 'Limit alarm',
  description: 'Warns when a measurement leaves its limits.',
  tags: ['domain=safety', 'role=sensor'],
  attributes: {
    enabled: flag('Watches', config),
    state: oneOf(['normal', 'low', 'lowLow', 'high', 'highHigh'], 'State'),
    high: plainNumber('High', config),
    highHigh: plainNumber('Very high', config),
    low: plainNumber('Low', config),
    lowLow: plainNumber('Very low', config),
    hysteresis: plainNumber('Hysteresis', { ...config, minimum: 0 }),
  },
  events: {
    exceeded: {
      title: 'Limit exceeded',
      payload: closed({
        limit: optional(named(['low', 'lowLow', 'high', 'highHigh'], 'Limit')),
        value: optional(Type.Number({ title: 'Value' })),
      }),
    },
    returned: { title: 'Back within limits' },
  },
  examples: [
    { title: 'A freezer that warms up', values: { state: 'high', high: -15, highHigh: -10, hysteresis: 1 } },
    { title: 'Warn later', command: 'set', args: { high: -12 } },
    { title: 'Too warm', event: 'exceeded', payload: { limit: 'high', value: -14.6 } },
  ],
});

export const tamper = defineCapability({
  id: 'tamper',
  title: 'Tamper',
  description: 'Notices that somebody opens or removes the product.',
  tags: ['domain=security', 'role=sensor', 'of=device'],
  attributes: { tampered: flag('Tampered with') },
  commands: { reset: { title: 'Reset', expects: { tampered: false } } },
  events: { tampered: { title: 'Tampered with' } },
  examples: [
    { title: 'A siren that hangs where it should', values: { tampered: false } },
    { title: 'Its lid was opened', event: 'tampered' },
    { title: 'It was the owner', command: 'reset' },
  ],
});

/** A call for help: a panic button, an SOS key. */
export const safetyAlarm = defineCapability({
  id: 'safetyAlarm',
  title: 'Call for help',
  description: 'Tells that somebody called for help.',
  tags: ['domain=safety', 'role=sensor', 'of=person'],
  risk: 'security',
  attributes: { active: flag('Active') },
  commands: { clear: { title: 'Clear', expects: { active: false } } },
  events: { triggered: { title: 'Help called' } },
  examples: [
    { title: 'Somebody pressed the emergency key', values: { active: true } },
    { title: 'Help came', command: 'clear' },
    { title: 'Help!', event: 'triggered' },
  ],
});

export const siren = defineCapability({
  id: 'siren',
  title: 'Siren',
  description: 'A loud alarm, with or without a light.',
  tags: ['domain=security', 'role=actuator'],
  risk: 'security',
  attributes: {
    active: flag('Sounds', { writable: true }),
    tone: choice('Tone', { writable: true }),
    tones: listOf(id('Tone'), 'Tones', { series: 'static', category: 'diagnostic' }),
    volume: percentage('Volume', { writable: true }),
    duration: measured('duration', 'Duration', { writable: true, minimum: 0 }),
    strobe: flag('Flashes', { writable: true }),
    mode: choice('Way of alarming', config),
    loudness: choice('Loudness in words', config),
  },
  commands: {
    start: {
      title: 'Start',
      args: closed({ tone: optional(id('Tone')), duration: optional(seconds()), volume: optional(percent('Volume')) }),
      expects: { active: true },
    },
    stop: { title: 'Stop', expects: { active: false } },
  },
  events: { started: { title: 'Started' }, stopped: { title: 'Stopped' } },
  examples: [
    {
      title: 'A siren at rest',
      values: { active: false, tone: 'burglar', tones: ['burglar', 'fire', 'chime'], volume: 80, duration: 180 },
    },
    { title: 'Sound for a minute', command: 'start', args: { tone: 'burglar', duration: 60, volume: 100 } },
    { title: 'It sounds', event: 'started' },
  ],
});

export const chime = defineCapability({
  id: 'chime',
  title: 'Chime',
  description: 'Plays a short sound, as a door bell does.',
  tags: ['domain=media', 'role=actuator'],
  attributes: {
    sounds: listOf(id('Sound'), 'Sounds', { series: 'static', category: 'diagnostic' }),
    sound: choice('Sound', config),
    enabled: flag('Enabled', config),
  },
  commands: { play: { title: 'Play', args: closed({ sound: optional(id('Sound')) }) } },
  events: { played: { title: 'Played', payload: closed({ sound: optional(id('Sound')) }) } },
  examples: [
    { title: 'A chime with three sounds', values: { sounds: ['ding-dong', 'westminster', 'bark'], sound: 'ding-dong', enabled: true } },
    { title: 'Bark', command: 'play', args: { sound: 'bark' } },
    { title: 'It played', event: 'played', payload: { sound: 'ding-dong' } },
  ],
});

const armed = ['armedHome', 'armedAway', 'armedNight', 'armedVacation', 'armedCustom'] as const;
const code = optional(Type.String({ title: 'Code', minLength: 1, maxLength: 32 }));

/** An intruder alarm. What `arm` takes as its mode is the state that it leads to. */
export const alarmPanel = defineCapability({
  id: 'alarmPanel',
  title: 'Alarm system',
  description: 'Guards a home against intruders.',
  tags: ['domain=security', 'role=actuator', 'of=home'],
  risk: 'security',
  attributes: {
    state: oneOf(['disarmed', ...armed, 'arming', 'pending', 'triggered', 'disarming'], 'State'),
    ready: flag('Ready to be armed'),
    bypassed: listOf(id('Zone'), 'Zones left out', { writable: true }),
    changedBy: choice('Changed by'),
  },
  commands: {
    arm: { title: 'Arm', args: closed({ mode: named(armed, 'Mode'), code }) },
    disarm: { title: 'Disarm', args: closed({ code }), expects: { state: 'disarmed' } },
    trigger: { title: 'Raise the alarm', args: closed({ code }), expects: { state: 'triggered' } },
  },
  events: {
    triggered: { title: 'Alarm', payload: closed({ zone: optional(id('Zone')), reason: optional(words('Reason')) }) },
    armed: { title: 'Armed', payload: closed({ mode: optional(named(armed, 'Mode')), user: optional(id('User')) }) },
    disarmed: { title: 'Disarmed', payload: closed({ user: optional(id('User')) }) },
  },
  examples: [
    { title: 'Armed for the night', values: { state: 'armedNight', ready: true, bypassed: ['bedroom-window'], changedBy: 'Anna' } },
    { title: 'Everybody leaves', command: 'arm', args: { mode: 'armedAway', code: '4711' } },
    { title: 'A window breaks', event: 'triggered', payload: { zone: 'kitchen-window', reason: 'glass' } },
  ],
});
