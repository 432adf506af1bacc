import { choice, flag, listOf, measured, oneOf, percentage, timestamp } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { ModeOption } from '../device/descriptor.ts';
import { closed, id, named, optional, percent, seconds, words } from './shapes.ts';

/** A blind, shutter, curtain or awning. 0 is closed and 100 open, whatever the source says (section 1.6). */
export const cover = defineCapability({
  id: 'cover',
  title: 'Cover',
  description: 'A blind, a shutter, a curtain or an awning.',
  tags: ['domain=access', 'role=actuator'],
  risk: 'harm',
  attributes: {
    position: percentage('Position', { writable: true, description: '0 is closed, 100 open.' }),
    tilt: percentage('Tilt', { writable: true, description: '0 is closed, 100 open.' }),
    moving: oneOf(['stopped', 'opening', 'closing'], 'Moving'),
    obstructed: flag('Obstructed'),
    presets: listOf(ModeOption, 'Presets', { series: 'static', category: 'diagnostic' }),
  },
  commands: {
    open: { title: 'Open', expects: { position: 100 } },
    close: { title: 'Close', expects: { position: 0 } },
    stop: { title: 'Stop', expects: { moving: 'stopped' } },
    openTilt: { title: 'Open the slats', expects: { tilt: 100 } },
    closeTilt: { title: 'Close the slats', expects: { tilt: 0 } },
    goToPreset: { title: 'Go to a preset', args: closed({ id: id('Preset') }) },
  },
  events: {
    moved: { title: 'Moved', payload: closed({ position: optional(percent('Position')) }) },
    obstructed: { title: 'Obstructed' },
  },
  examples: [
    { title: 'A blind, half down, slats open', values: { position: 48, tilt: 100, moving: 'stopped' } },
    { title: 'A gap of a fifth', command: 'set', args: { position: 20 } },
    { title: 'Down', command: 'close' },
    { title: 'It arrived', event: 'moved', payload: { position: 0 } },
  ],
});

export const coverSettings = defineCapability({
  id: 'coverSettings',
  title: 'Cover settings',
  description: 'Which way a motor turns, how long it travels, and where it ends.',
  tags: ['domain=access', 'role=setting'],
  risk: 'harm',
  attributes: {
    direction: oneOf(['normal', 'reversed'], 'Direction', { writable: true, category: 'config' }),
    travelTime: measured('duration', 'Time from end to end', { writable: true, category: 'config', minimum: 0 }),
    calibrated: flag('Calibrated', { category: 'diagnostic' }),
    calibrating: flag('Learns its ends', { writable: true, category: 'config' }),
    favorite: percentage('Favourite position', { writable: true, category: 'config', description: '0 is closed, 100 open.' }),
    speed: percentage('Speed', { writable: true, category: 'config' }),
    motor: choice('Way of turning', { writable: true, category: 'config' }),
  },
  commands: {
    calibrate: { title: 'Calibrate' },
    setLimit: { title: 'Make this the end', args: closed({ end: named(['open', 'closed'], 'End') }) },
  },
  events: { calibrated: { title: 'Calibrated' } },
  examples: [
    { title: 'A curtain motor', values: { direction: 'reversed', travelTime: 24.5, calibrated: true } },
    { title: 'Learn the ends', command: 'calibrate' },
    { title: 'Done', event: 'calibrated' },
  ],
});

/** A garage door, a gate, a motorised window or door. */
export const closure = defineCapability({
  id: 'closure',
  title: 'Motorised door',
  description: 'A garage door, a gate, or a door or window with a motor.',
  tags: ['domain=access', 'role=actuator'],
  risk: 'harm',
  attributes: {
    state: oneOf(['closed', 'open', 'opening', 'closing', 'stopped', 'partial', 'ventilating', 'pedestrian'], 'State'),
    position: percentage('Position', { writable: true, description: '0 is closed, 100 open.' }),
    latched: flag('Latched', { writable: true }),
    secure: flag('Secure'),
    obstructed: flag('Obstructed'),
  },
  commands: {
    open: { title: 'Open', expects: { state: 'open' } },
    close: { title: 'Close', expects: { state: 'closed' } },
    stop: { title: 'Stop' },
    ventilate: { title: 'Open a gap for air', expects: { state: 'ventilating' } },
    pedestrian: { title: 'Open for a person', expects: { state: 'pedestrian' } },
  },
  events: {
    completed: { title: 'Movement ended' },
    secured: { title: 'Secured' },
    error: { title: 'Error', payload: closed({ reason: optional(words('Reason')) }) },
  },
  examples: [
    { title: 'A garage door that closes', values: { state: 'closing', position: 63, obstructed: false } },
    { title: 'A gap for air', command: 'ventilate' },
    { title: 'A bicycle stands in the way', event: 'error', payload: { reason: 'obstructed' } },
  ],
});

/** A valve for water or gas. `fault` is a yes or no; which one it is stands in `health`. */
export const valve = defineCapability({
  id: 'valve',
  title: 'Valve',
  description: 'A valve in a pipe for water, gas or another medium.',
  tags: ['domain=water', 'role=actuator'],
  risk: 'harm',
  attributes: {
    state: oneOf(['closed', 'open', 'opening', 'closing'], 'State'),
    position: percentage('Position', { writable: true, description: '0 is closed, 100 open.' }),
    remaining: measured('duration', 'Closes in', { minimum: 0 }),
    autoCloseAt: timestamp('Closes at'),
    fault: flag('Fault', { category: 'diagnostic' }),
  },
  commands: {
    open: {
      title: 'Open',
      args: closed({ duration: optional(seconds()), level: optional(percent('Level')) }),
      expects: { state: 'open' },
    },
    close: { title: 'Close', expects: { state: 'closed' } },
  },
  events: {
    opened: { title: 'Opened' },
    closed: { title: 'Closed' },
    fault: { title: 'Fault', payload: closed({ reason: optional(words('Reason')) }) },
  },
  examples: [
    {
      title: 'A garden tap that waters',
      values: { state: 'open', position: 100, remaining: 540, autoCloseAt: '2026-07-01T05:10:00Z', fault: false },
    },
    { title: 'Water for ten minutes', command: 'open', args: { duration: 600 } },
    { title: 'Closed', event: 'closed' },
  ],
});
