import { Type } from 'typebox';
import { listOf, measured, oneOf, record } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { closed, id, moment, named, optional, seconds, thing, words } from './shapes.ts';

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
  tags: ['domain=access', 'role=actuator'],
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
    unlockFor: {
      title: 'Unlock for a while',
      args: Type.Object({ duration: seconds(), code }, { additionalProperties: false }),
      expects: { state: 'unlocked' },
    },
  },
  events: {
    locked: { title: 'Locked', payload: operation },
    unlocked: { title: 'Unlocked', payload: operation },
    unlatched: { title: 'Unlatched', payload: operation },
    operationFailed: { title: 'Operation failed', payload: operation },
    alarm: { title: 'Alarm', payload: closed({ reason: optional(words('Reason')) }) },
  },
  examples: [
    {
      title: 'A front door that Anna locked',
      values: {
        state: 'locked',
        door: 'closed',
        autoRelock: 120,
        lastOperation: { source: 'keypad', user: 'Anna', at: '2026-03-01T21:14:00Z' },
      },
    },
    { title: 'Let somebody in', command: 'unlock', args: { code: '4711' } },
    { title: 'Unlocked by a finger', event: 'unlocked', payload: { source: 'fingerprint', user: '3' } },
  ],
});

const user = {
  id: id('User'),
  name: optional(words('Name')),
  type: optional(words('Type')),
  enabled: optional(Type.Boolean({ title: 'Enabled' })),
};
const credentialTypes = ['pin', 'rfid', 'fingerprint', 'face', 'key', 'other'] as const;
const credential = {
  id: id('Credential'),
  user: optional(id('User')),
  type: named(credentialTypes, 'Type'),
};
const schedule = {
  id: id('Schedule'),
  user: optional(id('User')),
  days: optional(Type.Array(named(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], 'Day'), { title: 'Days', maxItems: 7 })),
  from: optional(words('From, as HH:MM')),
  to: optional(words('To, as HH:MM')),
  start: optional(moment('First day')),
  end: optional(moment('Last day')),
};

/** Who may open the lock, with what and when. The codes themselves are written, and never reported. */
export const lockCredentials = defineCapability({
  id: 'lockCredentials',
  title: 'Users of a lock',
  description: 'Who may open the lock, with which code or key, and at which times.',
  tags: ['domain=access', 'role=setting', 'of=person'],
  risk: 'security',
  attributes: {
    users: listOf(thing(user), 'Users', { category: 'config' }),
    credentials: listOf(thing(credential), 'Codes and keys', { category: 'config' }),
    schedules: listOf(thing(schedule), 'Schedules', { category: 'config' }),
    capacity: record(
      thing({
        users: optional(Type.Integer({ minimum: 0 })),
        credentials: optional(Type.Integer({ minimum: 0 })),
        schedules: optional(Type.Integer({ minimum: 0 })),
      }),
      'Room for',
      { series: 'static', category: 'diagnostic' },
    ),
  },
  commands: {
    setUser: { title: 'Set a user', args: closed(user) },
    setCredential: {
      title: 'Set a code or key',
      args: closed({ ...credential, id: optional(id('Credential')), secret: optional(Type.String({ title: 'Code', maxLength: 255 })) }),
    },
    setSchedule: { title: 'Set a schedule', args: closed(schedule) },
    clear: {
      title: 'Remove',
      args: closed({ user: optional(id('User')), credential: optional(id('Credential')), schedule: optional(id('Schedule')) }),
    },
  },
  events: {
    changed: { title: 'Changed', payload: closed({ user: optional(id('User')), credential: optional(id('Credential')) }) },
    used: { title: 'Used', payload: closed({ user: optional(id('User')), credential: optional(id('Credential')) }) },
  },
  examples: [
    {
      title: 'Two people, three keys',
      values: {
        users: [
          { id: '1', name: 'Anna', enabled: true },
          { id: '2', name: 'Cleaner' },
        ],
        credentials: [
          { id: '1', user: '1', type: 'pin' },
          { id: '2', user: '1', type: 'fingerprint' },
          { id: '3', user: '2', type: 'rfid' },
        ],
        capacity: { users: 20, credentials: 50 },
      },
    },
    {
      title: 'The cleaner comes on Fridays',
      command: 'setSchedule',
      args: { id: '1', user: '2', days: ['fri'], from: '09:00', to: '12:00' },
    },
    { title: 'A key was used', event: 'used', payload: { user: '2', credential: '3' } },
  ],
});
