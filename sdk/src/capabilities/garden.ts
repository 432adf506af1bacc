import { choice, flag, measured, meter, oneOf, percentage, timestamp } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { closed, id, optional, seconds, words } from './shapes.ts';

const watering = closed({ zone: optional(id('Zone')) });

/** A controller for several valves; the valves are children of their own. */
export const irrigation = defineCapability({
  id: 'irrigation',
  title: 'Irrigation',
  description: 'Waters a garden by a program.',
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
});

const trouble = closed({ code: optional(words('Code')) });

/** `head` is the difference of pressure that the pump makes. */
export const pump = defineCapability({
  id: 'pump',
  title: 'Pump',
  description: 'Moves a liquid, by speed, pressure or flow.',
  risk: 'harm',
  attributes: {
    running: flag('Runs'),
    controlMode: oneOf(['speed', 'pressure', 'proportional', 'flow', 'temperature', 'automatic'], 'Keeps constant', { writable: true }),
    operationMode: oneOf(['normal', 'minimum', 'maximum', 'local'], 'Mode', { writable: true }),
    speed: measured('rotation', 'Speed', { minimum: 0 }),
    capacity: percentage('Capacity'),
    head: measured('pressure', 'Head'),
    power: measured('power', 'Power'),
  },
  events: {
    dryRunning: { title: 'Runs dry', payload: trouble },
    blocked: { title: 'Blocked', payload: trouble },
    leakage: { title: 'Leaks', payload: trouble },
    overheated: { title: 'Too hot', payload: trouble },
  },
});

export const vehicle = defineCapability({
  id: 'vehicle',
  title: 'Vehicle',
  description: 'A car or another vehicle: how far it went and how far it can go.',
  risk: 'security',
  attributes: {
    odometer: meter('length', 'Odometer'),
    range: measured('length', 'Range', { minimum: 0 }),
    fuel: percentage('Fuel'),
    consumption: measured('energyPerDistance', 'Consumption'),
    engine: oneOf(['off', 'on'], 'Engine'),
    ready: flag('Ready to drive'),
  },
});
