import { Type } from 'typebox';
import { count, counter, listOf, measured, oneOf, percentage, plainNumber, text, choice } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { amount, closed, id, moment, named, optional, percent, seconds, thing, words } from './shapes.ts';

const params = Type.Record(Type.String({ maxLength: 128 }), Type.Unknown(), { title: 'Parameters' });
const jobStates = ['queued', 'running', 'paused', 'completed', 'aborted', 'cancelled', 'other'] as const;
const job = {
  id: id('Job'),
  program: optional(id('Program')),
  state: optional(named(jobStates, 'State')),
  priority: optional(Type.Integer({ title: 'Priority' })),
};
const oneJob = closed({ id: id('Job') });

/** Orders that a machine works off (ISA-95 job control, OPC 10031-4). */
export const jobControl = defineCapability({
  id: 'jobControl',
  title: 'Jobs',
  description: 'The jobs that a machine has, and the one it works on.',
  tags: ['domain=machine', 'role=actuator'],
  risk: 'harm',
  attributes: {
    jobs: listOf(thing(job), 'Jobs'),
    current: text('Job now', { maxLength: 255 }),
    queue: count('Jobs waiting'),
  },
  commands: {
    store: { title: 'Store', args: closed({ job: closed({ ...job, params: optional(params) }) }) },
    start: { title: 'Start', args: oneJob },
    pause: { title: 'Pause', args: oneJob },
    resume: { title: 'Resume', args: oneJob },
    abort: { title: 'Abort', args: oneJob },
    cancel: { title: 'Cancel', args: oneJob },
  },
  events: {
    stateChanged: { title: 'State changed', payload: closed({ id: id('Job'), state: named(jobStates, 'State') }) },
    ended: { title: 'Ended', payload: closed({ id: id('Job'), result: optional(words('Result')) }) },
  },
  examples: [
    {
      title: 'A bakery oven with two orders',
      values: {
        jobs: [
          { id: 'J-118', program: 'rye', state: 'running' },
          { id: 'J-119', program: 'rolls', state: 'queued', priority: 2 },
        ],
        current: 'J-118',
        queue: 1,
      },
    },
    { title: 'Start the next', command: 'start', args: { id: 'J-119' } },
    { title: 'The bread is out', event: 'ended', payload: { id: 'J-118', result: 'ok' } },
  ],
});

const programFields = {
  id: id('Program'),
  name: optional(words('Name')),
  version: optional(words('Version')),
  checksum: optional(words('Checksum')),
  params: optional(params),
};
const step = closed({
  temperature: optional(amount('temperature', 'Temperature')),
  humidity: optional(percent('Humidity')),
  steam: optional(Type.Union([Type.Boolean(), Type.Number({ minimum: 0 })], { title: 'Steam' })),
  fan: optional(percent('Fan')),
  duration: optional(seconds()),
});
const programEvent = closed({ id: optional(id('Program')), version: optional(words('Version')), reason: optional(words('Reason')) });

/** Recipes, baking profiles, NC programs. The order is upload, verify, load, and only then `operationalState.start` (section 5.2). */
export const programStore = defineCapability({
  id: 'programStore',
  title: 'Programs',
  description: 'The programs stored in a machine, and the one that is loaded.',
  tags: ['domain=machine', 'role=actuator'],
  risk: 'harm',
  attributes: {
    programs: listOf(thing(programFields), 'Programs'),
    loaded: text('Loaded', { maxLength: 255 }),
    maxPrograms: count('Room for', { series: 'static', category: 'diagnostic' }),
  },
  commands: {
    upload: {
      title: 'Upload',
      args: closed({ program: closed({ ...programFields, steps: optional(Type.Array(step, { title: 'Steps', maxItems: 1000 })) }) }),
    },
    load: { title: 'Load', args: closed({ id: id('Program'), params: optional(params) }) },
    verify: { title: 'Verify', args: closed({ id: id('Program') }) },
    remove: { title: 'Remove', args: closed({ id: id('Program') }) },
  },
  events: {
    loaded: { title: 'Loaded', payload: programEvent },
    loadFailed: { title: 'Not loaded', payload: programEvent },
    removed: { title: 'Removed', payload: programEvent },
  },
  examples: [
    {
      title: 'Two baking profiles',
      values: {
        programs: [{ id: 'rye', name: 'Rye bread', version: '3', checksum: '9f2b' }, { id: 'rolls' }],
        loaded: 'rye',
        maxPrograms: 64,
      },
    },
    {
      title: 'A new profile',
      command: 'upload',
      args: {
        program: {
          id: 'baguette',
          version: '1',
          steps: [
            { temperature: 240, steam: 0.3, duration: 300 },
            { temperature: 220, duration: 900 },
          ],
        },
      },
    },
    { title: 'Loaded', event: 'loaded', payload: { id: 'rye', version: '3' } },
  ],
});

/** Broad-band values after ISO 20816, whose zones run from A (new) to D (damaging). */
export const vibrationMonitor = defineCapability({
  id: 'vibrationMonitor',
  title: 'Vibration monitor',
  description: 'Measures how a machine vibrates, and grades it.',
  tags: ['domain=machine', 'role=sensor'],
  attributes: {
    velocityRms: measured('vibrationVelocity', 'Velocity', { minimum: 0 }),
    accelerationRms: measured('acceleration', 'Acceleration', { minimum: 0 }),
    accelerationPeak: measured('acceleration', 'Peak acceleration', { minimum: 0 }),
    displacement: measured('vibrationPath', 'Displacement', { minimum: 0 }),
    crest: plainNumber('Crest factor', { minimum: 0 }),
    kurtosis: plainNumber('Kurtosis'),
    dominantFrequency: measured('frequency', 'Dominant frequency', { minimum: 0 }),
    zone: oneOf(['A', 'B', 'C', 'D'], 'Zone'),
  },
  commands: { capture: { title: 'Record the waveform', args: closed({ duration: optional(seconds()) }) } },
  events: { zoneChanged: { title: 'Zone changed', payload: closed({ zone: named(['A', 'B', 'C', 'D', 'other'], 'Zone') }) } },
  examples: [
    {
      title: 'A motor that will need care',
      values: {
        velocityRms: 4.6,
        accelerationRms: 6.2,
        accelerationPeak: 24,
        displacement: 31,
        crest: 3.9,
        kurtosis: 4.2,
        dominantFrequency: 148.5,
        zone: 'C',
      },
    },
    { title: 'Record two seconds', command: 'capture', args: { duration: 2 } },
    { title: 'It got worse', event: 'zoneChanged', payload: { zone: 'C' } },
  ],
});

export const rotation = defineCapability({
  id: 'rotation',
  title: 'Rotation',
  description: 'How fast and how hard a motor or a spindle turns.',
  tags: ['domain=machine', 'role=actuator'],
  risk: 'harm',
  attributes: {
    speed: measured('rotation', 'Speed', { minimum: 0 }),
    speedSetpoint: measured('rotation', 'Target', { writable: true, minimum: 0 }),
    direction: oneOf(['cw', 'ccw', 'stopped'], 'Direction'),
    torque: measured('torque', 'Torque'),
    load: measured('share', 'Load', { minimum: 0 }),
    override: measured('share', 'Override', { writable: true, minimum: 0 }),
  },
  events: { stalled: { title: 'Stalled' } },
  examples: [
    {
      title: 'A spindle that mills',
      values: { speed: 11_980, speedSetpoint: 12_000, direction: 'cw', torque: 3.4, load: 61, override: 100 },
    },
    { title: 'Slower', command: 'set', args: { override: 80 } },
    { title: 'It stands', event: 'stalled' },
  ],
});

/** A controller of a process. `value` and `setpoint` are in the unit that the descriptor gives; `quantity` names what they are. */
export const controlLoop = defineCapability({
  id: 'controlLoop',
  title: 'Control loop',
  description: 'Keeps a process value at its target.',
  tags: ['domain=machine', 'role=actuator'],
  risk: 'harm',
  attributes: {
    value: plainNumber('Value'),
    setpoint: plainNumber('Target', { writable: true }),
    output: percentage('Output'),
    loopMode: oneOf(['manual', 'auto', 'cascade'], 'Mode', { writable: true }),
    kp: plainNumber('Gain', { writable: true, category: 'config' }),
    ti: measured('duration', 'Integral time', { writable: true, category: 'config', minimum: 0 }),
    td: measured('duration', 'Derivative time', { writable: true, category: 'config', minimum: 0 }),
    quantity: choice('Quantity', { series: 'static', category: 'diagnostic' }),
  },
  events: { saturated: { title: 'At its limit', payload: closed({ output: optional(percent('Output')) }) } },
  examples: [
    {
      title: 'A boiler that is held at 85 degrees',
      values: { value: 84.2, setpoint: 85, output: 37, loopMode: 'auto', kp: 2.5, ti: 120, td: 0, quantity: 'temperature' },
    },
    { title: 'By hand', command: 'set', args: { loopMode: 'manual' } },
    { title: 'It can do no more', event: 'saturated', payload: { output: 100 } },
  ],
});

export const production = defineCapability({
  id: 'production',
  title: 'Production',
  description: 'How much a machine makes, and how well.',
  tags: ['domain=machine', 'role=sensor'],
  attributes: {
    good: counter('Good parts'),
    rejected: counter('Rejected parts'),
    target: count('Target', { writable: true }),
    cycleTime: measured('duration', 'Cycle time', { minimum: 0 }),
    oee: percentage('Overall effectiveness'),
  },
  events: {
    partDone: {
      title: 'Part done',
      payload: closed({
        good: optional(Type.Boolean({ title: 'Good' })),
        at: optional(moment('At')),
        serial: optional(words('Serial number')),
      }),
    },
  },
  examples: [
    { title: 'A press in the early shift', values: { good: 1842, rejected: 11, target: 4000, cycleTime: 6.4, oee: 81.5 } },
    { title: 'One more', event: 'partDone', payload: { good: true, at: '2026-08-03T07:12:05Z', serial: 'A-001843' } },
  ],
});
