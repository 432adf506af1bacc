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
const travel = { target: 'coverSettings.travelTime', unit: 's', type: 'numeric' } as const;
const moving = {
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
  },
  writable: false,
} as const;

/** Covers, doors, locks, valves. */
export const openings: Table = {
  names: {
    ...alike('opening_state door_state', {
      target: 'contactSensor.contact',
      words: { open: 'open', opened: 'open', closed: 'closed', close: 'closed' },
      writable: false,
    }),
    ...alike('calibration_vertical_run_time_up calibration_vertical_run_time_down', travel),
    position_percent: { target: 'valve.position', unit: '%' },
    ...alike('control_back cur_direction', direction),
    ...alike(
      'motor_direction reverse_direction motor_reversal motor_steering direction reverse curtain_reverse control_back_mode',
      direction,
    ),
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
    calibrated: 'coverSettings.calibrated',
    ...alike('motor_mode motor_working_mode opening_mode curtain_type motor_type tilt_mode', {
      target: 'coverSettings.motor',
      writable: true,
      beside: ['cover'],
    }),
    motor_speed: { target: 'coverSettings.speed', type: 'numeric', writable: true, unit: '%' },
    ...alike('favorite_position position_best', { target: 'coverSettings.favorite', unit: '%' }),
    ...alike('status work_state running_state motor_state cover_state moving curtain_status', moving),
    running: { target: 'cover.moving', type: 'binary', words: { true: 'other', false: 'stopped' }, writable: false, beside: ['cover'] },
    position: [
      { target: 'radiatorValve.position', type: 'numeric', unit: '%', beside: ['climate'] },
      { target: 'cover.position', type: 'numeric', unit: '%', beside: ['cover', 'tilt'] },
      { target: 'valve.position', type: 'numeric', unit: '%', beside: ['state', 'valve_state'] },
    ],
    ...alike('curtain_position cover_position current_position', { target: 'cover.position', type: 'numeric', unit: '%' }),
    auto_relock_time: { target: 'lock.autoRelock', unit: 's' },
    ...alike('valve_state valve_status valve_work_state', valveStates),
    valve_position: [
      { target: 'radiatorValve.position', unit: '%', beside: ['climate'] },
      { target: 'valve.position', unit: '%' },
    ],
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
