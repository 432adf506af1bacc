import { choice, flag, listOf, measured, oneOf, percentage, record, text, timestamp } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { ModeOption } from '../device/descriptor.ts';
import { amount, closed, id, named, optional, seconds, thing, words } from './shapes.ts';

/** What an appliance or a machine does. `operationMode` follows the VDMA/OPC UA machinery modes and stays null for household goods. */
export const operationalState = defineCapability({
  id: 'operationalState',
  title: 'Operation',
  description: 'Whether an appliance runs, in which phase, and for how long still.',
  tags: ['domain=household', 'role=actuator'],
  risk: 'harm',
  attributes: {
    state: oneOf(['stopped', 'running', 'paused', 'error', 'notAvailable', 'outOfService'], 'State'),
    operationMode: oneOf(['none', 'processing', 'setup', 'maintenance'], 'Mode of operation', { writable: true }),
    phase: choice('Phase'),
    phases: listOf(words('Phase'), 'Phases', { category: 'diagnostic' }),
    remaining: measured('duration', 'Remaining', { minimum: 0 }),
    progress: percentage('Progress'),
    startAt: timestamp('Starts at', { writable: true }),
    error: record(thing({ code: words('Code'), text: optional(words('Text')) }), 'Error'),
  },
  commands: {
    start: { title: 'Start', expects: { state: 'running' } },
    pause: { title: 'Pause', expects: { state: 'paused' } },
    resume: { title: 'Resume', expects: { state: 'running' } },
    stop: { title: 'Stop', expects: { state: 'stopped' } },
  },
  events: {
    completed: { title: 'Completed', payload: closed({ result: optional(words('Result')) }) },
    error: { title: 'Error', payload: closed({ code: optional(words('Code')), text: optional(words('Text')) }) },
  },
  examples: [
    {
      title: 'A washing machine that rinses',
      values: { state: 'running', phase: 'rinse', phases: ['wash', 'rinse', 'spin'], remaining: 1380, progress: 62 },
    },
    { title: 'Wait for me', command: 'pause' },
    { title: 'The laundry is done', event: 'completed', payload: { result: 'ok' } },
  ],
});

/** A list that the product brings with it: programs, modes. Tags carry the standard meaning. */
export const mode = defineCapability({
  id: 'mode',
  title: 'Mode',
  description: 'Which of its own modes or programs the product is in.',
  tags: ['domain=household', 'role=setting'],
  attributes: {
    mode: choice('Mode', { writable: true }),
    modes: listOf(ModeOption, 'Modes', { series: 'static', category: 'diagnostic' }),
    startupMode: choice('Mode after a start', { writable: true, category: 'config' }),
    onMode: choice('Mode when switched on', { writable: true, category: 'config' }),
  },
  examples: [
    {
      title: 'A washing machine',
      values: {
        mode: 'cotton-eco',
        modes: [
          { id: 'cotton-eco', label: 'Cotton eco', tags: ['eco'] },
          { id: 'quick', label: 'Quick 30', tags: ['quick'] },
        ],
      },
    },
    { title: 'The quick one', command: 'set', args: { mode: 'quick' } },
  ],
});

export const oven = defineCapability({
  id: 'oven',
  title: 'Oven',
  description: 'Bakes, steams or cooks with microwaves.',
  tags: ['domain=household', 'role=actuator', 'medium=food'],
  risk: 'harm',
  attributes: {
    preheated: flag('Preheated'),
    steam: percentage('Steam', { writable: true }),
    cookTime: measured('duration', 'Cooking time', { writable: true, minimum: 0 }),
    microwavePower: measured('power', 'Microwave power', { writable: true, minimum: 0 }),
    probeTarget: measured('temperature', 'Target of the probe', { writable: true }),
    residualHeat: flag('Still hot'),
  },
  commands: {
    preheat: { title: 'Preheat', args: closed({ setpoint: amount('temperature', 'Target') }) },
    cook: { title: 'Cook', args: closed({ time: seconds('Time'), power: optional(amount('power', 'Power', { minimum: 0 })) }) },
    addTime: { title: 'Add time', args: closed({ time: seconds('Time') }) },
  },
  events: { preheated: { title: 'Preheated' }, probeReached: { title: 'Probe reached its target' } },
  examples: [
    { title: 'Bread with steam', values: { preheated: true, steam: 40, cookTime: 2400, residualHeat: true } },
    { title: 'Heat up', command: 'preheat', args: { setpoint: 230 } },
    { title: 'Put it in', event: 'preheated' },
  ],
});

export const laundry = defineCapability({
  id: 'laundry',
  title: 'Laundry',
  description: 'How a washing machine spins and rinses, and how dry a dryer makes it.',
  tags: ['domain=household', 'role=setting'],
  attributes: {
    spinSpeed: measured('rotation', 'Spin speed', { writable: true, minimum: 0 }),
    spinSpeeds: listOf(amount('rotation', 'Spin speed', { minimum: 0 }), 'Spin speeds', { series: 'static', category: 'diagnostic' }),
    rinses: choice('Rinses', { writable: true }),
    dryness: oneOf(['damp', 'normal', 'extra', 'max'], 'Dryness', { writable: true }),
  },
  examples: [
    { title: 'A gentle program', values: { spinSpeed: 800, spinSpeeds: [400, 800, 1200, 1400], rinses: 'extra' } },
    { title: 'Spin fast', command: 'set', args: { spinSpeed: 1400 } },
  ],
});

export const dishwasher = defineCapability({
  id: 'dishwasher',
  title: 'Dishwasher',
  description: 'What a dishwasher lacks or suffers from.',
  tags: ['domain=household', 'role=sensor'],
  attributes: {
    saltLow: flag('Salt low'),
    rinseAidLow: flag('Rinse aid low'),
    inflowFault: flag('No water comes in', { category: 'diagnostic' }),
    drainFault: flag('Water does not drain', { category: 'diagnostic' }),
  },
  examples: [{ title: 'It wants salt', values: { saltLow: true, rinseAidLow: false, inflowFault: false, drainFault: false } }],
});

export const refrigerator = defineCapability({
  id: 'refrigerator',
  title: 'Refrigerator',
  description: 'Keeps food cold.',
  tags: ['domain=household', 'role=actuator', 'medium=food'],
  attributes: {
    doorOpen: flag('Door open'),
    rapidCool: flag('Rapid cooling', { writable: true }),
    rapidFreeze: flag('Rapid freezing', { writable: true }),
    iceMaker: flag('Ice maker', { writable: true }),
  },
  events: { doorLeftOpen: { title: 'Door left open' } },
  examples: [
    { title: 'After shopping', values: { doorOpen: false, rapidCool: true, iceMaker: true } },
    { title: 'Freeze what is new', command: 'set', args: { rapidFreeze: true } },
    { title: 'Somebody forgot the door', event: 'doorLeftOpen' },
  ],
});

const stuck = { title: 'Stuck', payload: closed({ reason: optional(words('Reason')) }) };
const finished = {
  title: 'Finished',
  payload: closed({ duration: optional(seconds()), area: optional(amount('area', 'Area', { minimum: 0 })) }),
};

/** The suction power is one of the product's own list. */
export const vacuum = defineCapability({
  id: 'vacuum',
  title: 'Vacuum robot',
  description: 'Cleans floors by itself.',
  tags: ['domain=household', 'role=actuator'],
  attributes: {
    activity: oneOf(
      ['cleaning', 'returning', 'docked', 'charging', 'idle', 'paused', 'error', 'emptying', 'washing', 'mapping'],
      'Activity',
    ),
    suction: choice('Suction', { writable: true }),
    binFull: flag('Bin full'),
  },
  commands: {
    start: { title: 'Start', expects: { activity: 'cleaning' }, repeatable: true },
    pause: { title: 'Pause', expects: { activity: 'paused' }, repeatable: true },
    dock: { title: 'Return to the dock', expects: { activity: 'returning' }, repeatable: true },
    locate: { title: 'Make it heard' },
    cleanSpot: { title: 'Clean this spot', expects: { activity: 'cleaning' } },
  },
  events: { stuck, finished },
  examples: [
    { title: 'It cleans', values: { activity: 'cleaning', suction: 'max', binFull: false } },
    { title: 'Go home', command: 'dock' },
    { title: 'A cable', event: 'stuck', payload: { reason: 'brush blocked' } },
    { title: 'A flat in fifty minutes', event: 'finished', payload: { duration: 3010, area: 61.5 } },
  ],
});

export const lawnMower = defineCapability({
  id: 'lawnMower',
  title: 'Mowing robot',
  description: 'Mows a lawn by itself.',
  tags: ['domain=household', 'role=actuator'],
  risk: 'harm',
  attributes: {
    activity: oneOf(['mowing', 'returning', 'docked', 'paused', 'error'], 'Activity'),
    cutHeight: measured('length', 'Cutting height', { writable: true, minimum: 0 }),
  },
  commands: {
    start: { title: 'Start', expects: { activity: 'mowing' } },
    pause: { title: 'Pause', expects: { activity: 'paused' } },
    dock: { title: 'Return to the dock', expects: { activity: 'returning' } },
  },
  events: { stuck, finished },
  examples: [
    { title: 'It mows', values: { activity: 'mowing', cutHeight: 0.035 } },
    { title: 'Children play', command: 'dock' },
    { title: 'Done', event: 'finished', payload: { duration: 5400, area: 420 } },
  ],
});

/** Where a robot works. */
export const serviceArea = defineCapability({
  id: 'serviceArea',
  title: 'Areas',
  description: 'The areas that a robot knows, and which of them it serves.',
  tags: ['domain=household', 'role=setting'],
  attributes: {
    areas: listOf(thing({ id: id('Area'), name: optional(words('Name')), map: optional(id('Map')) }), 'Areas', { category: 'diagnostic' }),
    maps: listOf(thing({ id: id('Map'), name: optional(words('Name')) }), 'Maps', { category: 'diagnostic' }),
    selected: listOf(id('Area'), 'Chosen areas', { writable: true }),
    current: text('Area now', { maxLength: 255 }),
    progress: listOf(
      thing({
        area: id('Area'),
        state: named(['pending', 'operating', 'skipped', 'completed', 'other'], 'State'),
        duration: optional(seconds()),
      }),
      'Progress',
    ),
  },
  commands: { skip: { title: 'Skip an area', args: closed({ area: id('Area') }) } },
  events: { areaDone: { title: 'Area done', payload: closed({ area: id('Area') }) } },
  examples: [
    {
      title: 'A robot that knows two rooms',
      values: {
        areas: [
          { id: '16', name: 'Kitchen' },
          { id: '17', name: 'Hall' },
        ],
        selected: ['16'],
        current: '16',
        progress: [{ area: '16', state: 'operating', duration: 240 }],
      },
    },
    { title: 'Not the kitchen today', command: 'skip', args: { area: '16' } },
    { title: 'The hall is clean', event: 'areaDone', payload: { area: '17' } },
  ],
});
