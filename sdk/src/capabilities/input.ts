import { Type } from 'typebox';
import { count, flag, listOf, oneOf, text } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { amount, closed, id, named, optional, seconds, words } from './shapes.ts';

/**
 * What some products say of any gesture: how long it took, which group of lamps it was for, which zone of an alarm system, and the number of
 * what they count (a scene, a key, a region) where they do not say how many there are.
 */
const details = {
  duration: optional(seconds()),
  group: optional(words('Group')),
  zone: optional(words('Zone')),
  which: optional(words('Which of several')),
};

const position = Type.Integer({ title: 'Position', minimum: 0 });

/** A key, a knob or a remote's button. Several buttons are several endpoints. */
export const button = defineCapability({
  id: 'button',
  title: 'Button',
  description: 'A button that is pressed, held or turned by a person.',
  tags: ['domain=access', 'role=sensor', 'of=person'],
  attributes: {
    pressed: flag('Pressed'),
    position: count('Position', { series: 'state' }),
    gestures: listOf(words('Gesture'), 'Gestures', {
      series: 'static',
      category: 'diagnostic',
      description: 'What it can tell apart: press, double, triple, hold, release…',
    }),
  },
  commands: { press: { title: 'Press', description: 'For virtual buttons only.' } },
  events: {
    pressed: { title: 'Pressed', payload: closed({ count: optional(Type.Integer({ title: 'Times', minimum: 1 })), ...details }) },
    held: { title: 'Held', payload: closed(details) },
    released: { title: 'Released', payload: closed(details) },
    latched: { title: 'Latched', payload: closed({ position: optional(position) }) },
    rotated: {
      title: 'Turned',
      payload: closed({
        steps: optional(Type.Number({ title: 'Steps', minimum: 0 })),
        direction: optional(named(['clockwise', 'counterclockwise'], 'Direction')),
        ...details,
      }),
    },
  },
  examples: [
    { title: 'A key of a remote that lies still', values: { pressed: false, gestures: ['press', 'double', 'hold'] } },
    { title: 'A double press', event: 'pressed', payload: { count: 2 } },
    { title: 'A knob, three steps to the right', event: 'rotated', payload: { steps: 3, direction: 'clockwise' } },
  ],
});

/** Named keys (`up`, `ok`, `volumeUp`…), received from a remote or sent to a screen. */
export const remoteKeys = defineCapability({
  id: 'remoteKeys',
  title: 'Remote control',
  description: 'The keys of a remote control.',
  tags: ['domain=media', 'role=actuator'],
  attributes: { keys: listOf(id('Key'), 'Keys', { series: 'static', category: 'diagnostic' }) },
  commands: { send: { title: 'Press a key', args: closed({ key: id('Key') }) } },
  events: { keyPressed: { title: 'Key pressed', payload: closed({ key: id('Key') }) } },
  examples: [
    { title: 'A television', values: { keys: ['up', 'down', 'ok', 'back', 'home', 'volumeUp', 'volumeDown'] } },
    { title: 'Back', command: 'send', args: { key: 'back' } },
    { title: 'Somebody pressed ok', event: 'keyPressed', payload: { key: 'ok' } },
  ],
});

const timings = Type.Array(Type.Number({ minimum: 0 }), { title: 'Timings in microseconds, mark and space in turn', maxItems: 4096 });

/** Infrared or radio remote codes. `send` takes a `code` in the product's own form, or raw `timings`. */
export const remoteTransmitter = defineCapability({
  id: 'remoteTransmitter',
  title: 'Remote transmitter',
  description: 'Sends and learns the codes of infrared and radio remote controls.',
  tags: ['domain=media', 'role=actuator'],
  attributes: {
    media: oneOf(['ir', 'rf'], 'Medium', { series: 'static' }),
    learning: flag('Learning', { writable: true }),
  },
  commands: {
    send: {
      title: 'Send',
      args: closed({
        code: optional(Type.String({ title: 'Code', minLength: 1, maxLength: 65_536 })),
        timings: optional(timings),
        carrier: optional(amount('frequency', 'Carrier', { minimum: 0 })),
        repeat: optional(Type.Integer({ title: 'Repeats', minimum: 0, maximum: 100 })),
      }),
    },
    learn: { title: 'Learn', expects: { learning: true }, repeatable: true },
  },
  events: { received: { title: 'Received', payload: closed({ code: Type.String({ title: 'Code', maxLength: 65_536 }) }) } },
  examples: [
    { title: 'An infrared sender at rest', values: { media: 'ir', learning: false } },
    {
      title: 'The power key of an amplifier',
      command: 'send',
      args: { timings: [9000, 4500, 560, 560, 560, 1690], carrier: 38_000, repeat: 1 },
    },
    { title: 'It learnt one', event: 'received', payload: { code: 'BbMRnQEyAkADA' } },
  ],
});

/** A reader of tags and cards. What a tag opens is a rule's matter. */
export const tagReader = defineCapability({
  id: 'tagReader',
  title: 'Tag reader',
  description: 'Reads tags, cards and codes.',
  tags: ['domain=access', 'role=sensor', 'of=person'],
  risk: 'security',
  attributes: {
    lastTag: text('Last tag', { maxLength: 1000 }),
    technology: oneOf(['nfc', 'rfid', 'ble', 'code'], 'Technology', { series: 'static', category: 'diagnostic' }),
  },
  events: { scanned: { title: 'Scanned', payload: closed({ tag: id('Tag') }) } },
  examples: [
    { title: 'A reader at the door', values: { lastTag: '04-7A-2B-91', technology: 'nfc' } },
    { title: 'A card', event: 'scanned', payload: { tag: '04-7A-2B-91' } },
  ],
});
