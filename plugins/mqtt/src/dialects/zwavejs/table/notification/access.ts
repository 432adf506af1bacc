import type { Row } from '../../../../mapping/row.ts';
import { choice, type ClassTable } from '../known.ts';
import { flag, variable } from './variable.ts';

/** Open in the regular position, and open in tilt position: the state of the door, said more exactly. */
const door: Row = {
  target: 'contactSensor.contact',
  words: { open: 'open', closed: 'closed', openregular: 'open', opentilted: 'open', tilted: 'open', idle: null },
  also: {
    target: 'contactSensor.tilted',
    words: { opentilted: true, tilted: true, openregular: false, closed: false, open: null, idle: null },
  },
};

/** Doors, handles and barriers. */
export const access: ClassTable = {
  'Access_Control/Keypad_state': variable({ 16: 'disabled', 17: 'busy' }),
  'Access_Control/Door_state': variable({ 22: 'open', 23: 'closed', 5632: 'openRegular', 5633: 'openTilted' }, door),
  'Access_Control/Door_state_simple': variable({ 22: 'open', 23: 'closed' }, { ...door, child: 'simple' }),
  'Access_Control/Opening_state': choice({ 0: 'closed', 1: 'open', 2: 'tilted' }, { ...door, child: 'opening' }),
  'Access_Control/Door_tilt_state': choice(
    { 0: 'upright', 1: 'tilted' },
    {
      target: 'contactSensor.tilted',
      child: 'opening',
      words: { upright: false, tilted: true },
    },
  ),
  'Access_Control/Door_handle_state': variable(
    { 24: 'open', 25: 'closed' },
    { target: 'contactSensor.contact', child: 'handle', words: { open: 'open', closed: 'closed', idle: null } },
  ),
  'Access_Control/Barrier_performing_initialization_process_status': variable({ 64: 'initializing', 16384: 'done', 16639: 'initializing' }),
  'Access_Control/Barrier_UL_disabling_status': variable({ 69: 'disabled' }),
  'Access_Control/Barrier_vacation_mode_status': variable({ 71: 'vacation', 18176: 'off', 18431: 'on' }),
  'Access_Control/Barrier_safety_beam_obstacle_status': variable(
    { 72: 'obstacle', 18432: 'clear', 18687: 'obstacle' },
    { target: 'closure.obstructed', words: { idle: false, clear: false, obstacle: true } },
  ),
  'Access_Control/Barrier_sensor_status': variable({ 73: 'sensorLost' }),
  'Access_Control/Barrier_battery_status': variable({ 74: 'low' }, flag('battery.low', 'low', { child: 'barrierSensor' })),
  'Access_Control/Barrier_short-circuit_status': variable({ 75: 'shortCircuit' }),
  'Access_Control/Barrier_control_status': variable({ 76: 'otherRemote' }),
};
