import type { ClassTable } from '../known.ts';
import { flag, variable } from './variable.ts';

/** Intruders, tampering, the system itself, and who is at home. */
export const security: ClassTable = {
  'Home_Security/Sensor_status': variable(
    { 1: 'intrusionHere', 2: 'intrusion' },
    flag('occupancySensor.occupied', 'intrusionHere intrusion'),
  ),
  'Home_Security/Cover_status': variable({ 3: 'coverRemoved' }, flag('tamper.tampered', 'coverRemoved')),
  'Home_Security/Motion_sensor_status': variable({ 7: 'motionHere', 8: 'motion' }, flag('motionSensor.motion', 'motionHere motion')),
  'Home_Security/Magnetic_interference_status': variable({ 11: 'interference' }),
  'System/Hardware_status': variable({ 1: 'failure', 3: 'failureWithCode' }, flag('health.problem', 'failure failureWithCode')),
  'System/Software_status': variable({ 2: 'failure', 4: 'failureWithCode' }),
  'System/Cover_status': variable({ 6: 'coverRemoved' }, flag('tamper.tampered', 'coverRemoved')),
  'System/Emergency_shutoff_status': variable({ 7: 'shutoff' }),
  'Home_monitoring/Home_occupancy_status': variable(
    { 1: 'occupiedHere', 2: 'occupied' },
    flag('occupancySensor.occupied', 'occupiedHere occupied'),
  ),
  'Siren/Siren_status': variable({ 1: 'active' }, flag('siren.active', 'active')),
};
