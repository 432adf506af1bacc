import { Type } from 'typebox';
import { choice, flag, listOf, measured, oneOf, plainNumber, timestamp } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { ModeOption } from '../device/descriptor.ts';
import { amount, closed, id, moment, optional, thing, words } from './shapes.ts';

const config = { writable: true, category: 'config' } as const;
const offer = Type.String({ title: 'Session description (SDP) of the viewer', minLength: 1, maxLength: 65_536 });

/** Pictures and live video. Media goes from the camera to the viewer, never through a value. */
export const camera = defineCapability({
  id: 'camera',
  title: 'Camera',
  description: 'Takes pictures and shows live video.',
  tags: ['domain=security', 'role=sensor'],
  risk: 'security',
  attributes: {
    streams: listOf(
      thing({
        id: id('Stream'),
        kind: optional(words('Kind')),
        codec: optional(words('Codec')),
        width: optional(Type.Integer({ title: 'Width in pixels', minimum: 1 })),
        height: optional(Type.Integer({ title: 'Height in pixels', minimum: 1 })),
      }),
      'Streams',
      { category: 'diagnostic' },
    ),
    snapshotAt: timestamp('Last picture'),
    streaming: flag('Somebody watches'),
  },
  commands: {
    snapshot: { title: 'Take a picture' },
    openStream: { title: 'Watch', args: closed({ offer }), expects: { streaming: true } },
    closeStream: { title: 'Stop watching', args: closed({ id: id('Stream') }) },
  },
  events: { sessionEnded: { title: 'Watching ended', payload: closed({ id: optional(id('Stream')), reason: optional(words('Reason')) }) } },
  examples: [
    {
      title: 'A camera that nobody watches',
      values: {
        streams: [{ id: 'main', kind: 'video', codec: 'H.264', width: 2560, height: 1440 }],
        snapshotAt: '2026-06-01T18:00:00Z',
        streaming: false,
      },
    },
    { title: 'Take a picture', command: 'snapshot' },
    { title: 'The viewer left', event: 'sessionEnded', payload: { id: 'main', reason: 'closed' } },
  ],
});

export const cameraSettings = defineCapability({
  id: 'cameraSettings',
  title: 'Camera settings',
  description: 'Whether a camera sees and hears, and how the picture stands.',
  tags: ['domain=security', 'role=setting'],
  risk: 'security',
  attributes: {
    privacy: flag('Privacy', { writable: true, description: 'While it is on, the camera sees nothing.' }),
    nightVision: oneOf(['on', 'off', 'auto'], 'Night vision', config),
    statusLight: flag('Status light', config),
    rotation: measured('angle', 'Rotation', { ...config, minimum: 0, maximum: 360 }),
    flip: choice('Mirrored', { ...config, description: 'none, horizontal, vertical or both.' }),
    microphoneMuted: flag('Microphone muted', { writable: true }),
  },
  examples: [
    {
      title: 'A camera in the living room',
      values: { privacy: true, nightVision: 'auto', statusLight: true, rotation: 180, microphoneMuted: true },
    },
    { title: 'We are at home', command: 'set', args: { privacy: true } },
  ],
});

/** Zoom is a factor; 1 is no zoom. */
export const ptz = defineCapability({
  id: 'ptz',
  title: 'Pan and tilt',
  description: 'Turns a camera and zooms.',
  tags: ['domain=security', 'role=actuator'],
  attributes: {
    pan: measured('angle', 'Pan', { writable: true, minimum: -360, maximum: 360 }),
    tilt: measured('angle', 'Tilt', { writable: true, minimum: -180, maximum: 180 }),
    zoom: plainNumber('Zoom', { writable: true, minimum: 0 }),
    presets: listOf(ModeOption, 'Presets', { category: 'diagnostic' }),
  },
  commands: {
    move: {
      title: 'Move by',
      args: closed({
        pan: optional(amount('angle', 'Pan')),
        tilt: optional(amount('angle', 'Tilt')),
        zoom: optional(Type.Number({ title: 'Zoom' })),
      }),
    },
    goToPreset: { title: 'Go to a preset', args: closed({ id: id('Preset') }), repeatable: true },
    savePreset: { title: 'Save as a preset', args: closed({ id: id('Preset') }) },
  },
  examples: [
    { title: 'It looks at the gate', values: { pan: -32, tilt: 8, zoom: 2, presets: [{ id: '1', label: 'Gate' }] } },
    { title: 'A bit to the left', command: 'move', args: { pan: -5 } },
    { title: 'To the gate', command: 'goToPreset', args: { id: '1' } },
  ],
});

const clip = { id: id('Clip'), from: optional(moment('From')), to: optional(moment('To')), reason: optional(words('Reason')) };

export const recording = defineCapability({
  id: 'recording',
  title: 'Recording',
  description: 'Records video, and knows what it recorded.',
  tags: ['domain=security', 'role=actuator'],
  risk: 'security',
  attributes: {
    recording: flag('Recording', { writable: true }),
    clips: listOf(thing(clip), 'Recordings', { category: 'diagnostic' }),
    destinations: listOf(thing({ id: id('Destination'), label: optional(words('Label')) }), 'Recorded to', { category: 'diagnostic' }),
  },
  commands: {
    start: { title: 'Start', expects: { recording: true } },
    stop: { title: 'Stop', expects: { recording: false } },
    trigger: { title: 'Record this moment' },
  },
  events: { begun: { title: 'Recording began', payload: closed(clip) }, ended: { title: 'Recording ended', payload: closed(clip) } },
  examples: [
    {
      title: 'It records',
      values: { recording: true, clips: [{ id: 'c-81', from: '2026-06-01T02:11:00Z', to: '2026-06-01T02:11:30Z', reason: 'person' }] },
    },
    { title: 'Keep this', command: 'trigger' },
    { title: 'A new clip', event: 'ended', payload: { id: 'c-82', reason: 'motion' } },
  ],
});

const point = thing({ x: Type.Number({ minimum: 0, maximum: 1 }), y: Type.Number({ minimum: 0, maximum: 1 }) });
const crossing = closed({ zone: id('Zone'), object: optional(words('What')) });

/** A zone is a polygon in the picture: 0, 0 is the upper left corner, 1, 1 the lower right. */
export const detectionZones = defineCapability({
  id: 'detectionZones',
  title: 'Detection zones',
  description: 'The parts of the picture in which something is noticed.',
  tags: ['domain=security', 'role=setting'],
  attributes: {
    zones: listOf(
      thing({ id: id('Zone'), name: optional(words('Name')), points: optional(Type.Array(point, { maxItems: 64 })) }),
      'Zones',
      config,
    ),
    triggers: listOf(words('What'), 'Notices', config),
    sensitivity: choice('Sensitivity', config),
  },
  events: { entered: { title: 'Entered', payload: crossing }, left: { title: 'Left', payload: crossing } },
  examples: [
    {
      title: 'The path to the door',
      values: {
        zones: [
          {
            id: 'path',
            name: 'Path',
            points: [
              { x: 0.1, y: 0.6 },
              { x: 0.5, y: 0.6 },
              { x: 0.5, y: 1 },
            ],
          },
        ],
        triggers: ['person'],
        sensitivity: 'high',
      },
    },
    { title: 'Notice cars too', command: 'set', args: { triggers: ['person', 'car'] } },
    { title: 'Somebody comes', event: 'entered', payload: { zone: 'path', object: 'person' } },
  ],
});

export const doorbell = defineCapability({
  id: 'doorbell',
  title: 'Doorbell',
  description: 'Somebody rings at the door.',
  tags: ['domain=access', 'role=sensor', 'of=person'],
  attributes: {},
  events: { rung: { title: 'Rang' } },
  examples: [{ title: 'Somebody is at the door', event: 'rung' }],
});

export const intercom = defineCapability({
  id: 'intercom',
  title: 'Intercom',
  description: 'Talks with somebody at the door.',
  tags: ['domain=access', 'role=service', 'of=person'],
  risk: 'security',
  attributes: {
    call: oneOf(['idle', 'ringing', 'talking'], 'Call'),
    microphoneMuted: flag('Microphone muted', { writable: true }),
  },
  commands: {
    answer: { title: 'Answer', args: closed({ offer }), expects: { call: 'talking' } },
    hangUp: { title: 'Hang up', expects: { call: 'idle' } },
  },
  events: { called: { title: 'Called' }, ended: { title: 'Call ended' } },
  examples: [
    { title: 'It rings', values: { call: 'ringing', microphoneMuted: false } },
    { title: 'Not now', command: 'hangUp' },
    { title: 'Somebody calls', event: 'called' },
  ],
});
