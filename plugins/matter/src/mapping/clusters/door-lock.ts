import { CommandRejectedError } from '@concord/sdk';
import { attribute, because, feature, writable, type ClusterMapping, type ClusterView, type Operation } from '../cluster-mapping.ts';
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

const escutcheonRemoved = 5;
const doorForcedOpen = 6;

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

const credentialRoom = ['numberOfPinUsersSupported', 'numberOfRfidUsersSupported'];
const scheduleRoom = [
  'numberOfWeekDaySchedulesSupportedPerUser',
  'numberOfYearDaySchedulesSupportedPerUser',
  'numberOfHolidaySchedulesSupported',
];

/** What the lock says there is room for, added up; nothing where it says nothing. */
function room(name: string, counts: readonly (number | null | undefined)[]): Record<string, number> {
  const known = counts.filter((count) => typeof count === 'number');
  return known.length > 0 ? { [name]: known.reduce((sum, count) => sum + count, 0) } : {};
}

/** As the number of a user it stands for all of them (section 5.2.10.19.1). */
const everybody = 0xfffe;

/** Takes a user's right to come in, with all codes and keys. */
function clearance({ user, credential, schedule }: Readonly<Record<string, unknown>>, { state }: ClusterView): Operation {
  if (credential !== undefined || schedule !== undefined)
    throw new CommandRejectedError('it can only be asked to forget a user, with all codes');
  const userIndex = Number(user);
  const last = Math.min(numberOf(state['numberOfTotalUsersSupported']) ?? everybody, everybody - 1);
  if (!Number.isInteger(userIndex) || userIndex < 1 || userIndex > last) {
    throw new CommandRejectedError(`a user is told by the number in the lock, from 1 to ${last}`);
  }
  return { invoke: 'clearUser', fields: { userIndex } };
}

const asked = 'a lock tells its users and codes only when it is asked for each, so nobody could see what is overwritten';
const setUp = 'set when the lock is set up, by its administrator';
const aliro = 'keys of phones, which their maker puts there';

const canUnbolt = feature('unbolting');

/** Door Lock (Matter application clusters, section 5.2). */
export const doorLock: ClusterMapping = {
  cluster: 'doorLock',
  attributes: [
    attribute('lockState', 'lock.state', named({ 0: 'notFullyLocked', 1: 'locked', 2: 'unlocked', 3: 'unlatched' })),
    attribute('doorState', 'lock.door', named({ 0: 'open', 1: 'closed', 2: 'jammed', 3: 'forced', 4: null, 5: 'ajar' })),
    writable('autoRelockTime', 'lock.autoRelock', same),
    writable('operatingMode', 'lock.operating', operatingMode, { narrow: supportedModes }),
    {
      to: 'lockCredentials.capacity',
      from: ['numberOfTotalUsersSupported', ...credentialRoom, ...scheduleRoom],
      read: ({ state }) => ({
        ...room('users', [numberOf(state['numberOfTotalUsersSupported'])]),
        ...room(
          'credentials',
          credentialRoom.map((name) => numberOf(state[name])),
        ),
        ...room(
          'schedules',
          scheduleRoom.map((name) => numberOf(state[name])),
        ),
      }),
    },
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
    { to: 'lockCredentials.clear', needs: 'clearUser', run: clearance },
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
    {
      from: 'doorLockAlarm',
      capability: 'tamper',
      events: ['tampered'],
      read: ({ alarmCode }) => (alarmCode === escutcheonRemoved || alarmCode === doorForcedOpen ? { event: 'tampered' } : undefined),
    },
    {
      from: 'lockUserChange',
      capability: 'lockCredentials',
      events: ['changed'],
      read: ({ userIndex }) => {
        const user = numberOf(userIndex);
        return { event: 'changed', payload: typeof user === 'number' ? { user: String(user) } : {} };
      },
    },
  ],
  internal: {
    actuatorEnabled: 'always true on a lock that works',
    supportedOperatingModes: 'the options of operatingMode',
    lockType: 'a description of the hardware',
    ...because('a limit of the codes', 'maxPinCodeLength', 'minPinCodeLength', 'maxRfidCodeLength', 'minRfidCodeLength'),
    ...because('a limit of the codes', 'credentialRulesSupport', 'numberOfCredentialsSupportedPerUser'),
    ...because(setUp, 'enableLocalProgramming', 'localProgrammingFeatures', 'wrongCodeEntryLimit', 'userCodeTemporaryDisableTime'),
    ...because(setUp, 'sendPinOverTheAir', 'requirePinForRemoteOperation', 'expiringUserTimeout', 'defaultConfigurationRegister'),
    securityLevel: 'deprecated',
    ...because(
      aliro,
      'aliroReaderVerificationKey',
      'aliroReaderGroupIdentifier',
      'aliroReaderGroupSubIdentifier',
      'aliroGroupResolvingKey',
    ),
    ...because(aliro, 'aliroExpeditedTransactionSupportedProtocolVersions', 'aliroSupportedBleuwbProtocolVersions'),
    ...because(aliro, 'aliroBleAdvertisingVersion', 'numberOfAliroCredentialIssuerKeysSupported', 'numberOfAliroEndpointKeysSupported'),
  },
  unused: {
    doorStateChange: 'the attribute tells the same',
    ...because(asked, 'setUser', 'getUser', 'setCredential', 'getCredentialStatus', 'clearCredential'),
    ...because(asked, 'setWeekDaySchedule', 'getWeekDaySchedule', 'clearWeekDaySchedule', 'setYearDaySchedule', 'getYearDaySchedule'),
    ...because(asked, 'clearYearDaySchedule', 'setHolidaySchedule', 'getHolidaySchedule', 'clearHolidaySchedule'),
    ...because(aliro, 'setAliroReaderConfig', 'clearAliroReaderConfig'),
  },
};
