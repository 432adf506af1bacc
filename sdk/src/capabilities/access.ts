import { Type } from 'typebox';
import { flag, measured, oneOf, record } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';

const code = Type.Optional(Type.String({ title: 'Code', minLength: 1, maxLength: 32 }));

const operation = Type.Object(
  {
    source: Type.Optional(Type.String({ title: 'How', description: 'keypad, manual, remote, auto, rfid, fingerprint…' })),
    user: Type.Optional(Type.String({ title: 'User', description: "The lock's own name or slot number of the user" })),
  },
  { additionalProperties: false },
);

/** A lock on a door (Matter DoorLock, Home Assistant `lock`, Zigbee2MQTT `lock`). */
export const lock = defineCapability({
  id: 'lock',
  title: 'Lock',
  description: 'A lock that can be locked and unlocked, and says who did it where it knows.',
  risk: 'security',
  attributes: {
    state: oneOf(['locked', 'unlocked', 'unlatched', 'locking', 'unlocking', 'jammed', 'notFullyLocked'], 'State'),
    door: oneOf(['closed', 'open', 'ajar', 'jammed', 'forced'], 'Door'),
    autoRelock: measured('duration', 'Locks by itself after', { writable: true, category: 'config', minimum: 0 }),
    operating: oneOf(['normal', 'vacation', 'privacy', 'noRemote', 'passage'], 'Operating mode', { writable: true, category: 'config' }),
    lastOperation: record(
      Type.Object({
        source: Type.Optional(Type.String()),
        user: Type.Optional(Type.String()),
        at: Type.Optional(Type.String({ format: 'date-time' })),
      }),
      'Last operation',
    ),
  },
  commands: {
    lock: { title: 'Lock', args: Type.Object({ code }, { additionalProperties: false }), expects: { state: 'locked' } },
    unlock: { title: 'Unlock', args: Type.Object({ code }, { additionalProperties: false }), expects: { state: 'unlocked' } },
    unlatch: { title: 'Unlatch', args: Type.Object({ code }, { additionalProperties: false }), expects: { state: 'unlatched' } },
  },
  events: {
    locked: { title: 'Locked', payload: operation },
    unlocked: { title: 'Unlocked', payload: operation },
    unlatched: { title: 'Unlatched', payload: operation },
    operationFailed: { title: 'Operation failed', payload: operation },
  },
});

/** Keys and children's locks on a product's own panel. */
export const childLock = defineCapability({
  id: 'childLock',
  title: 'Child lock',
  description: "Whether the product's own keys are blocked.",
  attributes: {
    locked: flag('Locked', { writable: true, category: 'config' }),
    level: oneOf(['none', 'partial', 'full'], 'Level', { writable: true, category: 'config' }),
  },
});
