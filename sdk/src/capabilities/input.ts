import { Type } from 'typebox';
import { count, flag, listOf, oneOf, text } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { amount, closed, id, named, optional, words } from './shapes.ts';

const position = Type.Integer({ title: 'Position', minimum: 0 });

/** A key, a knob or a remote's button. Several buttons are several endpoints. */
export const button = defineCapability({
  id: 'button',
  title: 'Button',
  description: 'A button that is pressed, held or turned by a person.',
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
    pressed: { title: 'Pressed', payload: closed({ count: optional(Type.Integer({ title: 'Times', minimum: 1 })) }) },
    held: { title: 'Held' },
    released: { title: 'Released' },
    latched: { title: 'Latched', payload: closed({ position: optional(position) }) },
    rotated: {
      title: 'Turned',
      payload: closed({
        steps: optional(Type.Number({ title: 'Steps', minimum: 0 })),
        direction: optional(named(['clockwise', 'counterclockwise'], 'Direction')),
      }),
    },
  },
});

/** Named keys (`up`, `ok`, `volumeUp`…), received from a remote or sent to a screen. */
export const remoteKeys = defineCapability({
  id: 'remoteKeys',
  title: 'Remote control',
  description: 'The keys of a remote control.',
  attributes: { keys: listOf(id('Key'), 'Keys', { series: 'static', category: 'diagnostic' }) },
  commands: { send: { title: 'Press a key', args: closed({ key: id('Key') }) } },
  events: { keyPressed: { title: 'Key pressed', payload: closed({ key: id('Key') }) } },
});

const timings = Type.Array(Type.Number({ minimum: 0 }), { title: 'Timings in microseconds, mark and space in turn', maxItems: 4096 });

/** Infrared or radio remote codes. `send` takes a `code` in the product's own form, or raw `timings`. */
export const remoteTransmitter = defineCapability({
  id: 'remoteTransmitter',
  title: 'Remote transmitter',
  description: 'Sends and learns the codes of infrared and radio remote controls.',
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
});

/** A reader of tags and cards. What a tag opens is a rule's matter. */
export const tagReader = defineCapability({
  id: 'tagReader',
  title: 'Tag reader',
  description: 'Reads tags, cards and codes.',
  risk: 'security',
  attributes: {
    lastTag: text('Last tag', { maxLength: 1000 }),
    technology: oneOf(['nfc', 'rfid', 'ble', 'code'], 'Technology', { series: 'static', category: 'diagnostic' }),
  },
  events: { scanned: { title: 'Scanned', payload: closed({ tag: id('Tag') }) } },
});
