import { shaken } from './presence.ts';
import { alike, type Table } from './row.ts';

const direction = {
  target: 'coverSettings.direction',
  words: {
    normal: 'normal',
    forward: 'normal',
    reversed: 'reversed',
    reverse: 'reversed',
    back: 'reversed',
    backward: 'reversed',
    true: 'reversed',
    false: 'normal',
    on: 'reversed',
    off: 'normal',
  },
  writable: true,
} as const;
const travel = { target: 'coverSettings.travelTime', type: 'numeric' } as const;
export const moving = {
  target: 'cover.moving',
  words: {
    opening: 'opening',
    closing: 'closing',
    stopped: 'stopped',
    stop: 'stopped',
    pause: 'stopped',
    standby: 'stopped',
    idle: 'stopped',
    up: 'opening',
    down: 'closing',
    blocked: 'other',
  },
  writable: false,
} as const;
/** That a motor turns, and not which way. */
const turns = {
  target: 'cover.moving',
  type: 'binary',
  words: { true: 'other', false: 'stopped' },
  writable: false,
  beside: ['cover'],
} as const;
const valveStates = {
  target: 'valve.state',
  words: {
    open: 'open',
    opened: 'open',
    close: 'closed',
    closed: 'closed',
    opening: 'opening',
    closing: 'closing',
    on: 'open',
    off: 'closed',
    unknown: null,
  },
  writable: false,
} as const;

/** Covers, doors, locks, valves. */
export const openings: Table = {
  names: {
    ...alike('opening_state door_state', {
      target: 'contactSensor.contact',
      words: { open: 'open', opened: 'open', tilted: 'open', closed: 'closed', close: 'closed' },
      also: { target: 'contactSensor.tilted', words: { tilted: true, open: false, opened: false, closed: false, close: false } },
      writable: false,
    }),
    ...alike('calibration_vertical_run_time_up calibration_vertical_run_time_down', travel),
    position_percent: { target: 'valve.position' },
    ...alike('control_back cur_direction', direction),
    ...alike('motor_direction reverse_direction motor_reversal motor_steering direction curtain_reverse control_back_mode', direction),
    ...alike('calibration_time traverse_time lift_duration travel_time motor_working_time', travel),
    ...alike(
      'calibration_time_up calibration_time_down lift_duration_up lift_duration_down calibration_time_to_open calibration_time_to_close',
      travel,
    ),
    ...alike('calibration limits_calibration', {
      target: 'coverSettings.calibrating',
      words: { on: true, off: false, true: true, false: false, start: true, end: false, stop: false, calibrate: true },
      writable: true,
      beside: ['cover'],
    }),
    calibrated: [
      { target: 'coverSettings.calibrated', beside: ['cover'] },
      { target: 'radiatorValve.adapted', beside: ['climate'] },
    ],
    // A motor or a valve finds its ends; a sensor finds its zero.
    calibrate: [
      { target: 'coverSettings.calibrating', type: 'binary', writable: true, beside: ['cover'] },
      { target: 'coverSettings.calibrate()', beside: ['cover'] },
      { target: 'radiatorValve.adapt()', beside: ['climate'] },
    ],
    ...alike('motor_mode motor_working_mode opening_mode curtain_type motor_type tilt_mode', {
      target: 'coverSettings.motor',
      writable: true,
      beside: ['cover'],
    }),
    motor_speed: { target: 'coverSettings.speed', type: 'numeric', writable: true },
    ...alike('favorite_position position_best', { target: 'coverSettings.favorite' }),
    ...alike('status work_state motor_state cover_state curtain_status', { ...moving, beside: ['cover'] }),
    ...alike('running moving', [{ ...moving, beside: ['cover'] }, turns, shaken]),
    position: [
      { target: 'radiatorValve.position', type: 'numeric', beside: ['climate'] },
      { target: 'cover.position', type: 'numeric', beside: ['cover', 'tilt'] },
      { target: 'valve.position', type: 'numeric', beside: ['state', 'valve_state'] },
    ],
    ...alike('curtain_position cover_position current_position', { target: 'cover.position', type: 'numeric', unstated: { unit: '%' } }),
    auto_relock_time: { target: 'lock.autoRelock' },
    ...alike('valve_state valve_status valve_work_state', valveStates),
    valve_position: [{ target: 'radiatorValve.position', beside: ['climate'] }, { target: 'valve.position' }],
    child_lock: { target: 'childLock.locked', words: { lock: true, unlock: false, true: true, false: false, on: true, off: false } },
    ...alike('button_lock button_lock_mode key_lock keylock localProtection lock_mode', {
      target: 'childLock.locked',
      words: { lock: true, unlock: false, true: true, false: false, on: true, off: false, enabled: true, disabled: false },
      writable: true,
    }),
    keypad_lockout: {
      target: 'childLock.level',
      words: { unlock: 'none', lock: 'full', lock1: 'partial', lock2: 'full', no_lockout: 'none', level_1: 'partial', level_2: 'full' },
    },
  },
};
