import { Type } from 'typebox';
import { choice, flag, listOf, measured, oneOf, percentage, plainNumber, record, text } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { amount, closed, id, named, optional, percent, seconds, thing, words } from './shapes.ts';

const config = { writable: true, category: 'config' } as const;

/** Beside the attributes of a light in `set`: how long the change takes. */
const setOptions = { transition: measured('duration', 'Transition', { minimum: 0 }) };

/** By how much per second: `move` goes on until `stop` or the end of the range. */
function mover(rate: ReturnType<typeof amount>, by: ReturnType<typeof amount>) {
  return {
    move: { title: 'Move', args: closed({ rate }) },
    step: { title: 'Step', args: closed({ by, transition: optional(seconds('Transition')) }) },
    stop: { title: 'Stop', repeatable: true },
  } as const;
}

/** On or off. Its risk depends on what it switches; the definition says none, and a kind with more at stake says so itself. */
const onOffSwitch = defineCapability({
  id: 'switch',
  title: 'Switch',
  description: 'Switches something on and off.',
  // What it switches is not known here: a relay that pulses a garage door would pulse twice.
  isSetRepeatable: false,
  tags: ['domain=light', 'role=actuator'],
  attributes: { on: flag('On', { writable: true }), locked: flag('Kept as it is', config) },
  setOptions,
  commands: {
    toggle: { title: 'Toggle' },
    onFor: { title: 'On for a while', args: closed({ duration: seconds() }), expects: { on: true } },
  },
  examples: [
    { title: 'A lamp that is on', values: { on: true } },
    { title: 'Off, within two seconds', command: 'set', args: { on: false, transition: 2 } },
    { title: 'On for five minutes', command: 'onFor', args: { duration: 300 } },
  ],
});
// `switch` is a word of the language: it can be exported under that name, not declared.
export { onOffSwitch as switch };

/** Brightness, or any other strength. Above 0 it also switches a light on; 0 is not off. */
export const level = defineCapability({
  id: 'level',
  title: 'Level',
  description: 'How bright a light is, or how strong something else runs.',
  tags: ['domain=light', 'role=actuator'],
  attributes: {
    level: percentage('Level', { writable: true }),
    min: percentage('Lowest level', config),
    max: percentage('Highest level', config),
    onLevel: percentage('Level when switched on', config),
    usualTransition: measured('duration', 'Change takes', { ...config, minimum: 0 }),
    onTransition: measured('duration', 'Switching on takes', { ...config, minimum: 0 }),
    offTransition: measured('duration', 'Switching off takes', { ...config, minimum: 0 }),
    rate: plainNumber('Speed of dimming', { ...config, description: "On the product's own scale." }),
    curve: plainNumber('Curve of dimming', config),
    whileOff: flag('Takes a level while off', config),
    load: choice('Kind of load', config),
  },
  setOptions,
  commands: mover(amount('share', 'Percent per second'), amount('share', 'By', { minimum: -100, maximum: 100 })),
  examples: [
    { title: 'A lamp at a third', values: { level: 33, min: 1, max: 100 } },
    { title: 'Dim', command: 'set', args: { level: 10, transition: 4 } },
    { title: 'A bit brighter', command: 'step', args: { by: 10 } },
  ],
});

export const colorTemperature = defineCapability({
  id: 'colorTemperature',
  title: 'Colour temperature',
  description: 'How warm or cold white light is.',
  tags: ['domain=light', 'role=actuator'],
  attributes: {
    temperature: measured('colorTemperature', 'Colour temperature', { writable: true, minimum: 0 }),
    min: measured('colorTemperature', 'Warmest', { minimum: 0, series: 'static', category: 'diagnostic' }),
    max: measured('colorTemperature', 'Coldest', { minimum: 0, series: 'static', category: 'diagnostic' }),
  },
  setOptions,
  commands: mover(amount('colorTemperature', 'Kelvin per second'), amount('colorTemperature', 'By')),
  examples: [
    { title: 'Warm white', values: { temperature: 2700, min: 2000, max: 6535 } },
    { title: 'Daylight', command: 'set', args: { temperature: 5000, transition: 1 } },
  ],
});

/** Colour, as CIE 1931 xy or as hue and saturation; `channels` are the raw strengths of the lamps in the product's own order. */
export const color = defineCapability({
  id: 'color',
  title: 'Colour',
  description: 'The colour of a light.',
  tags: ['domain=light', 'role=actuator'],
  attributes: {
    xy: record(thing({ x: Type.Number({ minimum: 0, maximum: 1 }), y: Type.Number({ minimum: 0, maximum: 1 }) }), 'Colour (CIE xy)', {
      writable: true,
    }),
    hue: measured('angle', 'Hue', { writable: true, minimum: 0, maximum: 360 }),
    saturation: percentage('Saturation', { writable: true }),
    mode: oneOf(['xy', 'hs', 'temperature', 'effect'], 'What sets the colour'),
    channels: listOf(percent('Strength'), 'Strength of each colour', { writable: true }),
    whileOff: flag('Takes a colour while off', config),
  },
  setOptions,
  commands: mover(amount('angle', 'Degrees of hue per second'), amount('angle', 'By degrees of hue', { minimum: -360, maximum: 360 })),
  examples: [
    { title: 'Deep orange', values: { xy: { x: 0.5614, y: 0.4156 }, mode: 'xy' } },
    { title: 'Light blue, by hue', values: { hue: 210, saturation: 35, mode: 'hs' } },
    { title: 'Make it red', command: 'set', args: { hue: 0, saturation: 100, transition: 0.4 } },
  ],
});

export const lightEffect = defineCapability({
  id: 'lightEffect',
  title: 'Light effect',
  description: 'The effect that a light plays, its colours and its speed.',
  tags: ['domain=light', 'role=actuator'],
  attributes: {
    effect: choice('Effect', { writable: true }),
    effects: listOf(words('Effect'), 'Effects', { category: 'diagnostic' }),
    speed: percentage('Speed', { writable: true }),
    color: text('Colour', { writable: true, maxLength: 64, description: 'A name, or #rrggbb.' }),
    palette: choice('Palette', { writable: true }),
    colors: listOf(words('Colour'), 'Colours', { writable: true, description: 'Names, or #rrggbb, in the order of the lamps.' }),
    style: choice('How colours meet', { writable: true }),
    scale: plainNumber('Scale of the gradient', { writable: true, minimum: 0 }),
    offset: plainNumber('Shift of the gradient', { writable: true, minimum: 0 }),
    segments: listOf(
      thing({
        from: Type.Integer({ title: 'First lamp', minimum: 0 }),
        to: Type.Integer({ title: 'Last lamp', minimum: 0 }),
        level: optional(percent('Level')),
        color: optional(words('Colour')),
        effect: optional(words('Effect')),
      }),
      'Segments',
      { writable: true },
    ),
  },
  commands: { trigger: { title: 'Play an effect', args: closed({ effect: id('Effect') }) } },
  events: { ended: { title: 'Effect ended', payload: closed({ effect: optional(id('Effect')) }) } },
  examples: [
    {
      title: 'A strip that plays fire',
      values: { effect: 'Fire 2012', speed: 50, palette: 'Lava', segments: [{ from: 0, to: 59, level: 80, color: '#ff6a00' }] },
    },
    { title: 'Breathe once', command: 'trigger', args: { effect: 'breathe' } },
    { title: 'It is over', event: 'ended', payload: { effect: 'breathe' } },
  ],
});

/** What the product does when power comes back. */
export const powerOnBehavior = defineCapability({
  id: 'powerOnBehavior',
  title: 'After a power cut',
  description: 'What the product does when power comes back.',
  tags: ['domain=light', 'role=setting'],
  attributes: {
    state: oneOf(['off', 'on', 'toggle', 'previous', 'inverted'], 'State', config),
    level: percentage('Level', config),
    colorTemperature: measured('colorTemperature', 'Colour temperature', { ...config, minimum: 0 }),
    color: choice('Colour', config),
    delay: measured('duration', 'After', { ...config, minimum: 0 }),
  },
  examples: [
    { title: 'As it was before', values: { state: 'previous', level: 50 } },
    { title: 'Stay off', command: 'set', args: { state: 'off' } },
  ],
});

/** A timer that runs in the product itself, so it works without the hub. */
export const countdown = defineCapability({
  id: 'countdown',
  title: 'Timer',
  description: 'A timer in the product that switches it on or off.',
  tags: ['domain=system', 'role=setting'],
  // The time that is left would begin again.
  isSetRepeatable: false,
  attributes: {
    remaining: measured('duration', 'Remaining', { writable: true, minimum: 0 }),
    autoOff: measured('duration', 'Off by itself after', { ...config, minimum: 0 }),
    autoOn: measured('duration', 'On by itself after', { ...config, minimum: 0 }),
    pulse: measured('duration', 'Length of a pulse', { ...config, minimum: 0 }),
  },
  commands: {
    start: {
      title: 'Start',
      args: closed({ duration: seconds(), endState: optional(named(['on', 'off'], 'State at the end')) }),
    },
    cancel: { title: 'Cancel', expects: { remaining: 0 }, repeatable: true },
  },
  events: { elapsed: { title: 'Elapsed' } },
  examples: [
    { title: 'A plug that goes off by itself', values: { remaining: 540, autoOff: 1800 } },
    { title: 'Off in half an hour', command: 'start', args: { duration: 1800, endState: 'off' } },
    { title: 'Time is up', event: 'elapsed' },
  ],
});

/**
 * How a wired key acts. Each is one of the product's own list; the usual ids are `toggle`, `momentary`, `edge` for `type`, and
 * `coupled`, `decoupled` for `mode`.
 */
export const inputMode = defineCapability({
  id: 'inputMode',
  title: 'Input mode',
  description: 'Which kind of key is wired to the input, and whether it drives the load itself.',
  tags: ['domain=system', 'role=setting'],
  attributes: {
    type: choice('Kind of key', config),
    mode: choice('Mode', config),
    actions: choice('Actions', config),
    multiClick: flag('Tells clicks in a row apart', config),
    longPress: measured('duration', 'Held from', { ...config, minimum: 0 }),
  },
  examples: [
    { title: 'A push button that no longer drives the load', values: { type: 'momentary', mode: 'decoupled' } },
    { title: 'Couple it again', command: 'set', args: { mode: 'coupled' } },
  ],
});

const reactions = ['ignore', 'alarm', 'trip'] as const;

export const loadProtection = defineCapability({
  id: 'loadProtection',
  title: 'Load protection',
  description: 'The limits at which the product switches its load off.',
  tags: ['domain=safety', 'role=setting'],
  risk: 'harm',
  attributes: {
    maxPower: measured('power', 'Most power', { ...config, minimum: 0 }),
    maxCurrent: measured('current', 'Most current', { ...config, minimum: 0 }),
    maxVoltage: measured('voltage', 'Highest voltage', { ...config, minimum: 0 }),
    minVoltage: measured('voltage', 'Lowest voltage', { ...config, minimum: 0 }),
    maxLeakage: measured('current', 'Most leakage current', { ...config, minimum: 0 }),
    maxTemperature: measured('temperature', 'Highest temperature', config),
    onPower: oneOf(reactions, 'At too much power', config),
    onCurrent: oneOf(reactions, 'At too much current', config),
    onHighVoltage: oneOf(reactions, 'At too high a voltage', config),
    onLowVoltage: oneOf(reactions, 'At too low a voltage', config),
    onTemperature: oneOf(reactions, 'At too high a temperature', config),
    onLeakage: oneOf(reactions, 'At a leakage current', config),
    tripped: flag('Tripped'),
  },
  commands: { reset: { title: 'Reset', expects: { tripped: false } } },
  events: { tripped: { title: 'Tripped', payload: closed({ reason: optional(words('Reason')) }) } },
  examples: [
    { title: 'A plug that cuts off at 10 A', values: { maxCurrent: 10, maxPower: 2300, tripped: false } },
    { title: 'After the heater was pulled', command: 'reset' },
    { title: 'Too much', event: 'tripped', payload: { reason: 'overpower' } },
  ],
});
