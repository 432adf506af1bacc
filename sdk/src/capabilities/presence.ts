import { Type } from 'typebox';
import { count, flag, listOf, measured, oneOf, text } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { closed, id, named, optional, words } from './shapes.ts';

/** A door, window or gate: the endpoint's tags say which. */
export const contactSensor = defineCapability({
  id: 'contactSensor',
  title: 'Contact',
  description: 'Tells whether a door or a window is open.',
  tags: ['domain=access', 'role=sensor'],
  attributes: { contact: oneOf(['closed', 'open'], 'Contact'), tilted: flag('Tilted') },
  events: { opened: { title: 'Opened' }, closed: { title: 'Closed' } },
  examples: [
    { title: 'A window that is tilted', values: { contact: 'open', tilted: true } },
    { title: 'The front door opens', event: 'opened' },
  ],
});

export const motionSensor = defineCapability({
  id: 'motionSensor',
  title: 'Motion',
  description: 'Notices that something moves.',
  tags: ['domain=presence', 'role=sensor', 'of=person'],
  attributes: { motion: flag('Motion') },
  events: { detected: { title: 'Motion detected' }, cleared: { title: 'Motion ended' } },
  examples: [
    { title: 'Somebody walks through the hall', values: { motion: true } },
    { title: 'It is still again', event: 'cleared' },
  ],
});

/** Whether somebody is there, also without moving. */
export const occupancySensor = defineCapability({
  id: 'occupancySensor',
  title: 'Occupancy',
  description: 'Tells whether somebody is there.',
  tags: ['domain=presence', 'role=sensor', 'of=person'],
  attributes: {
    occupied: flag('Occupied'),
    technology: oneOf(['pir', 'radar', 'ultrasonic', 'contact', 'vision', 'rf'], 'Technology', {
      series: 'static',
      category: 'diagnostic',
    }),
    movement: oneOf(['none', 'still', 'moving'], 'Movement'),
    count: count('People'),
    targetDistance: measured('length', 'Distance', { minimum: 0 }),
  },
  events: { occupied: { title: 'Somebody came' }, vacated: { title: 'Everybody left' } },
  examples: [
    { title: 'Somebody reads on the sofa', values: { occupied: true, technology: 'radar', movement: 'still', targetDistance: 2.6 } },
    { title: 'The room is empty', event: 'vacated' },
  ],
});

const sensed = closed({
  kind: optional(named(['activity', 'object', 'sound'], 'Kind')),
  name: id('What'),
  count: optional(Type.Integer({ title: 'How many', minimum: 0 })),
});

/** What a camera or a microphone understands of what goes on. */
export const ambientSensing = defineCapability({
  id: 'ambientSensing',
  title: 'Surroundings',
  description: 'Recognises people, things, activities and sounds.',
  tags: ['domain=presence', 'role=sensor'],
  attributes: {
    activities: listOf(words('Activity'), 'Activities'),
    objects: listOf(words('Object'), 'Objects'),
    sounds: listOf(words('Sound'), 'Sounds'),
    count: count('How many'),
  },
  events: { detected: { title: 'Recognised', payload: sensed }, ended: { title: 'Ended', payload: sensed } },
  examples: [
    { title: 'A camera at the door', values: { objects: ['person', 'parcel'], count: 1 } },
    { title: 'A parcel', event: 'detected', payload: { kind: 'object', name: 'parcel', count: 1 } },
  ],
});

const place = closed({ zone: optional(words('Zone')) });

/** Where a person or a thing that moves about is. */
export const tracker = defineCapability({
  id: 'tracker',
  title: 'Whereabouts',
  description: 'Tells where a person, a pet or a thing is.',
  tags: ['domain=presence', 'role=sensor', 'of=person'],
  risk: 'security',
  attributes: {
    home: flag('At home'),
    zone: text('Zone', { maxLength: 255 }),
    latitude: measured('angle', 'Latitude', { minimum: -90, maximum: 90, series: 'measurement' }),
    longitude: measured('angle', 'Longitude', { minimum: -180, maximum: 180, series: 'measurement' }),
    accuracy: measured('length', 'Accuracy', { minimum: 0, category: 'diagnostic' }),
    speed: measured('speed', 'Speed', { minimum: 0 }),
  },
  events: { arrived: { title: 'Arrived', payload: place }, left: { title: 'Left', payload: place } },
  examples: [
    { title: 'A phone at work', values: { home: false, zone: 'Work', latitude: 48.2082, longitude: 16.3738, accuracy: 25, speed: 0 } },
    { title: 'Home again', event: 'arrived', payload: { zone: 'Home' } },
  ],
});
