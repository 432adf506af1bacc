import { choice, flag, measured, meter, oneOf, percentage, timestamp } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { closed, id, optional, seconds, words } from './shapes.ts';

const watering = closed({ zone: optional(id('Zone')) });

/** A controller for several valves; the valves are children of their own. */
export const irrigation = defineCapability({
  id: 'irrigation',
  title: 'Irrigation',
  description: 'Waters a garden by a program.',
  tags: ['domain=water', 'role=actuator', 'medium=water'],
  risk: 'harm',
  attributes: {
    program: choice('Program', { writable: true }),
    running: flag('Waters'),
    nextRunAt: timestamp('Next run'),
    rainDelay: measured('duration', 'Pause after rain', { writable: true, category: 'config', minimum: 0 }),
  },
  commands: {
    run: { title: 'Water', args: closed({ zone: optional(id('Zone')), duration: optional(seconds()) }), expects: { running: true } },
    stop: { title: 'Stop', expects: { running: false } },
    skip: { title: 'Skip the next run' },
  },
  events: { started: { title: 'Began', payload: watering }, finished: { title: 'Finished', payload: watering } },
  examples: [
    {
      title: 'A garden in the morning',
      values: { program: 'summer', running: true, nextRunAt: '2026-07-02T04:30:00Z', rainDelay: 86_400 },
    },
    { title: 'The roses, ten minutes', command: 'run', args: { zone: 'roses', duration: 600 } },
    { title: 'Done', event: 'finished', payload: { zone: 'roses' } },
  ],
});

const trouble = closed({ code: optional(words('Code')) });

/** `head` is the difference of pressure that the pump makes. `capacity` is a share of what it is set to, so it may be above 100 %. */
export const pump = defineCapability({
  id: 'pump',
  title: 'Pump',
  description: 'Moves a liquid, by speed, pressure or flow.',
  tags: ['domain=water', 'role=actuator', 'medium=water'],
  risk: 'harm',
  attributes: {
    running: flag('Runs'),
    controlMode: oneOf(['speed', 'pressure', 'proportional', 'flow', 'temperature', 'automatic'], 'Keeps constant', { writable: true }),
    operationMode: oneOf(['normal', 'minimum', 'maximum', 'local'], 'Mode', { writable: true }),
    speed: measured('rotation', 'Speed', { minimum: 0 }),
    capacity: measured('share', 'Capacity', { minimum: 0 }),
    head: measured('pressure', 'Head'),
    power: measured('power', 'Power'),
  },
  events: {
    dryRunning: { title: 'Runs dry', payload: trouble },
    blocked: { title: 'Blocked', payload: trouble },
    leakage: { title: 'Leaks', payload: trouble },
    overheated: { title: 'Too hot', payload: trouble },
  },
  examples: [
    {
      title: 'A heating pump',
      values: { running: true, controlMode: 'proportional', operationMode: 'normal', speed: 2140, capacity: 55, head: 24_000, power: 18 },
    },
    { title: 'As slow as it can', command: 'set', args: { operationMode: 'minimum' } },
    { title: 'The well is empty', event: 'dryRunning', payload: { code: 'E3' } },
  ],
});

export const vehicle = defineCapability({
  id: 'vehicle',
  title: 'Vehicle',
  description: 'A car or another vehicle: how far it went and how far it can go.',
  tags: ['domain=mobility', 'role=sensor', 'of=vehicle'],
  risk: 'security',
  attributes: {
    odometer: meter('length', 'Odometer'),
    range: measured('length', 'Range', { minimum: 0 }),
    fuel: percentage('Fuel'),
    consumption: measured('energyPerDistance', 'Consumption'),
    engine: oneOf(['off', 'on'], 'Engine'),
    ready: flag('Ready to drive'),
  },
  examples: [
    { title: 'An electric car', values: { odometer: 48_210_000, range: 264_000, consumption: 0.172, engine: 'off' } },
    { title: 'A car with a tank', values: { odometer: 131_400_000, fuel: 42 } },
  ],
});
