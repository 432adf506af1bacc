import { binary, choice, duration, numeric, text, trigger, type ClassTable } from './known.ts';

const set = { writable: true } as const;
const config = { category: 'config', writable: true } as const;
const remaining = duration(undefined, { category: 'diagnostic' });

export const binarySwitch: ClassTable = {
  currentValue: binary('switch.on', { ...set, kind: 'switch' }),
  duration: remaining,
};

export const multilevelSwitch: ClassTable = {
  duration: remaining,
  restorePrevious: trigger(),
  event: numeric(),
  ...Object.fromEntries(
    ['Up', 'Down', 'On', 'Off', 'Open', 'Close', 'CW', 'CCW', 'Right', 'Left', 'Forward', 'Reverse', 'Push', 'Pull'].map((name) => [
      name,
      trigger(),
    ]),
  ),
};

export const colorSwitch: ClassTable = { duration: remaining };

/** What a node of another kind answers, too: the same value once more, where a better class is there. */
export const basic: ClassTable = {
  currentValue: numeric(undefined, undefined, { ...set, category: 'diagnostic' }),
  duration: remaining,
  restorePrevious: trigger(undefined, { category: 'diagnostic' }),
  event: numeric(undefined, undefined, { category: 'diagnostic' }),
};

export const windowCovering: ClassTable = { duration: remaining };

export const barrierOperator: ClassTable = {
  signalingState: choice({ 0: 'off', 255: 'on' }, undefined, config),
};

const handles = text(undefined, { category: 'diagnostic' });

export const doorLock: ClassTable = {
  duration: remaining,
  boltStatus: choice({ 0: 'locked', 1: 'unlocked' }, undefined, { category: 'diagnostic' }),
  latchStatus: choice({ 0: 'open', 1: 'closed' }, undefined, { category: 'diagnostic' }),
  doorStatus: choice({ 0: 'open', 1: 'closed' }, { target: 'lock.door', words: { open: 'open', closed: 'closed' } }),
  autoRelockTime: numeric('lock.autoRelock', 's', config),
  operationType: choice({ 1: 'constant', 2: 'timed' }, undefined, config),
  lockTimeoutConfiguration: numeric(undefined, 's', config),
  lockTimeout: numeric(undefined, 's', { category: 'diagnostic' }),
  holdAndReleaseTime: numeric(undefined, 's', config),
  twistAssist: binary(undefined, config),
  blockToBlock: binary(undefined, config),
  outsideHandlesCanOpenDoor: { ...handles },
  insideHandlesCanOpenDoor: { ...handles },
};
