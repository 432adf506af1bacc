import { CommandRejectedError } from '@concord/sdk';
import { attribute, feature, writable, type ClusterMapping, type ClusterView, type Operation } from '../cluster-mapping.ts';
import { clamp, isRecord, named, numberArgument, numberOf, same } from '../convert.ts';

const operations: Readonly<Record<number, string>> = { 0: 'locked', 1: 'unlocked', 4: 'unlatched' };

const sources: Readonly<Record<number, string>> = {
  1: 'manual',
  2: 'proprietaryRemote',
  3: 'keypad',
  4: 'auto',
  5: 'button',
  6: 'schedule',
  7: 'remote',
  8: 'rfid',
  9: 'biometric',
  10: 'aliro',
};

const alarms: Readonly<Record<number, string>> = {
  0: 'lockJammed',
  1: 'lockFactoryReset',
  3: 'lockRadioPowerCycled',
  4: 'wrongCodeEntryLimit',
  5: 'frontEscutcheonRemoved',
  6: 'doorForcedOpen',
  7: 'doorAjar',
  8: 'forcedUser',
};

const operatingMode = named({ 0: 'normal', 1: 'vacation', 2: 'privacy', 3: 'noRemote', 4: 'passage' });

/** Bit of the supported modes → our name; a bit that is clear means that the mode is supported (section 5.2.9.27). */
const modeBits: readonly (readonly [bit: string, mode: string])[] = [
  ['normal', 'normal'],
  ['vacation', 'vacation'],
  ['privacy', 'privacy'],
  ['noRemoteLockUnlock', 'noRemote'],
  ['passage', 'passage'],
];

function supportedModes({ state }: ClusterView) {
  const bits = state['supportedOperatingModes'];
  return { options: modeBits.filter(([bit]) => !isRecord(bits) || bits[bit] !== true).map(([, id]) => ({ id })) };
}

/** Who did it and how, from the payload of an operation event (section 5.2.11). */
function operationOf(payload: Readonly<Record<string, unknown>>): { source?: string; user?: string } {
  const source = sources[numberOf(payload['operationSource']) ?? 0];
  const user = numberOf(payload['userIndex']);
  return { ...(source !== undefined && { source }), ...(typeof user === 'number' && { user: String(user) }) };
}

/** A lock command with the PIN that the caller gave, encoded as the octets that the lock compares. */
function withPin(invoke: string, { code }: Readonly<Record<string, unknown>>, fields: Readonly<Record<string, unknown>> = {}): Operation {
  if (code === undefined) return { invoke, fields };
  if (typeof code !== 'string' || !/^\d{1,32}$/.test(code)) throw new CommandRejectedError('the code must be digits');
  return { invoke, fields: { ...fields, pinCode: new TextEncoder().encode(code) } };
}

const canUnbolt = feature('unbolting');

/** Door Lock (Matter application clusters, section 5.2). */
export const doorLock: ClusterMapping = {
  cluster: 'doorLock',
  attributes: [
    attribute('lockState', 'lock.state', named({ 0: 'notFullyLocked', 1: 'locked', 2: 'unlocked', 3: 'unlatched' })),
    attribute('doorState', 'lock.door', named({ 0: 'open', 1: 'closed', 2: 'jammed', 3: 'forced', 4: null, 5: 'ajar' })),
    writable('autoRelockTime', 'lock.autoRelock', same),
    writable('operatingMode', 'lock.operating', operatingMode, { narrow: supportedModes }),
  ],
  commands: [
    { to: 'lock.lock', run: (args) => withPin('lockDoor', args) },
    // With a latch of its own, "unlock door" pulls it as well, and "unbolt door" does not (section 5.2.10).
    { to: 'lock.unlock', run: (args, view) => withPin(canUnbolt(view) ? 'unboltDoor' : 'unlockDoor', args) },
    { to: 'lock.unlatch', run: (args) => withPin('unlockDoor', args), when: canUnbolt },
    {
      to: 'lock.unlockFor',
      needs: 'unlockWithTimeout',
      run: ({ duration, ...args }) =>
        withPin('unlockWithTimeout', args, { timeout: clamp(Math.round(numberArgument(duration, 'duration')), 0, 65_534) }),
    },
  ],
  events: [
    {
      from: 'lockOperation',
      capability: 'lock',
      events: ['locked', 'unlocked', 'unlatched'],
      read: (payload, _view, at) => {
        const event = operations[numberOf(payload['lockOperationType']) ?? -1];
        if (event === undefined) return undefined;
        const operation = operationOf(payload);
        return { event, payload: operation, values: { lastOperation: { ...operation, at } } };
      },
    },
    {
      from: 'lockOperationError',
      capability: 'lock',
      events: ['operationFailed'],
      read: (payload) => ({ event: 'operationFailed', payload: operationOf(payload) }),
    },
    {
      from: 'doorLockAlarm',
      capability: 'lock',
      events: ['alarm'],
      read: (payload) => ({ event: 'alarm', payload: { reason: alarms[numberOf(payload['alarmCode']) ?? -1] ?? 'other' } }),
    },
  ],
  internal: {
    actuatorEnabled: 'always true on a lock that works',
    supportedOperatingModes: 'the options of operatingMode',
    lockType: 'a description of the hardware',
  },
};
