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
});

/** Broad-band values after ISO 20816, whose zones run from A (new) to D (damaging). */
export const vibrationMonitor = defineCapability({
  id: 'vibrationMonitor',
  title: 'Vibration monitor',
  description: 'Measures how a machine vibrates, and grades it.',
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
});

export const rotation = defineCapability({
  id: 'rotation',
  title: 'Rotation',
  description: 'How fast and how hard a motor or a spindle turns.',
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
});

/** A controller of a process. `value` and `setpoint` are in the unit that the descriptor gives; `quantity` names what they are. */
export const controlLoop = defineCapability({
  id: 'controlLoop',
  title: 'Control loop',
  description: 'Keeps a process value at its target.',
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
});

export const production = defineCapability({
  id: 'production',
  title: 'Production',
  description: 'How much a machine makes, and how well.',
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
});
