import { alike, type Table } from './row.ts';

const occupied = [
  { target: 'occupancySensor.occupied', type: 'binary' },
  {
    target: 'occupancySensor.occupied',
    words: {
      presence: true,
      none: false,
      absence: false,
      occupied: true,
      unoccupied: false,
      motion: true,
      stationary: true,
      unmanned: false,
      disabled: null,
    },
  },
] as const;
const movement = {
  target: 'occupancySensor.movement',
  words: {
    none: 'none',
    no: 'none',
    absence: 'none',
    small: 'still',
    static: 'still',
    peaceful: 'still',
    stationary: 'still',
    still: 'still',
    // Beside a word for movement: somebody who does not move.
    presence: 'still',
    breath: 'still',
    small_move: 'moving',
    small_movement: 'moving',
    large: 'moving',
    large_move: 'moving',
    large_movement: 'moving',
    active: 'moving',
    move: 'moving',
    motion: 'moving',
    movement: 'moving',
    moving: 'moving',
    medium: 'moving',
    far: 'moving',
    near: 'moving',
    approaching: 'moving',
    leaving: 'moving',
    true: 'moving',
    false: 'none',
  },
} as const;

/** A word for who is there. */
export const presenceWords = [occupied[1], { ...movement, type: 'enum', writable: false }] as const;
export const shaken = {
  target: 'accelerationSensor.moving',
  type: 'binary',
  writable: false,
  beside: ['vibration', 'x_axis', 'tilt', 'x', 'tumble'],
} as const;

/** Who or what is there, and what moves. */
export const presence: Table = {
  names: {
    ...alike('occupancy presence area1Occupancy area2Occupancy area3Occupancy area4Occupancy occupancy_alarm', occupied),
    ...alike('presence_state presence_status', presenceWords),
    ...alike('motion_state human_motion_state motion_status movement', {
      ...movement,
      type: 'enum',
      writable: false,
    }),
    ...alike('target_distance distance dis_current presence_distance radar_distance occupancy_distance', {
      target: 'occupancySensor.targetDistance',
      writable: false,
      type: 'numeric',
      beside: ['presence', 'occupancy', 'presence_state', 'motion_state', 'radar_sensitivity', 'human_motion_state', 'state'],
    }),
    people: { target: 'occupancySensor.count', type: 'numeric' },
    motion: { target: 'motionSensor.motion', type: 'binary' },
    contact: { target: 'contactSensor.contact', words: { true: 'closed', false: 'open' }, type: 'binary' },
    garage_door_contact: { target: 'contactSensor.contact', words: { true: 'closed', false: 'open' } },
    vibration: { target: 'accelerationSensor.vibrating', type: 'binary' },
    tumble_switch: shaken,
    strength: { target: 'accelerationSensor.strength', type: 'numeric', beside: ['vibration'] },
    ...alike('x_axis x', { target: 'accelerationSensor.x', beside: ['y_axis', 'y'] }),
    ...alike('y_axis y', { target: 'accelerationSensor.y', beside: ['x_axis', 'x'] }),
    ...alike('z_axis z', { target: 'accelerationSensor.z', beside: ['x_axis', 'x'] }),
    side: { target: 'accelerationSensor.face', type: 'numeric' },
  },
};
