import type { ClassTable } from '../known.ts';
import { alarm, flag, inspection, levels, limit, maintenance, test, variable } from './variable.ts';

/** Smoke, gases, heat and water. */
export const safety: ClassTable = {
  'Smoke_Alarm/Sensor_status': variable({ 1: 'smokeHere', 2: 'smoke' }, alarm('smokeAlarm.smoke', 'smokeHere smoke')),
  'Smoke_Alarm/Alarm_status': variable(
    { 3: 'test', 6: 'silenced' },
    {
      ...flag('smokeAlarm.testing', 'test'),
      words: { idle: false, test: true, silenced: false },
      also: { target: 'smokeAlarm.muted', words: { idle: false, test: false, silenced: true } },
    },
  ),
  'Smoke_Alarm/Maintenance_status': variable(maintenance, flag('smokeAlarm.endOfLife', 'replace endOfLife')),
  'Smoke_Alarm/Periodic_inspection_status': variable(inspection),
  'Smoke_Alarm/Dust_in_device_status': variable(
    { 8: 'dust' },
    { target: 'smokeAlarm.contamination', words: { idle: 'normal', dust: 'critical' } },
  ),
  'CO_Alarm/Sensor_status': variable({ 1: 'coHere', 2: 'co' }, alarm('coAlarm.co', 'coHere co')),
  'CO_Alarm/Test_status': variable(
    test,
    flag('coAlarm.testing', 'test', { words: { idle: false, test: true, passed: false, failed: false } }),
  ),
  'CO_Alarm/Maintenance_status': variable(maintenance, flag('coAlarm.endOfLife', 'replace endOfLife')),
  'CO_Alarm/Alarm_status': variable({ 6: 'silenced' }, flag('coAlarm.muted', 'silenced')),
  'CO_Alarm/Periodic_inspection_status': variable(inspection),
  'CO2_Alarm/Sensor_status': variable(
    { 1: 'co2Here', 2: 'co2' },
    { target: 'co2Sensor.concern', words: { idle: 'low', co2here: 'high', co2: 'high' } },
  ),
  'CO2_Alarm/Test_status': variable(test),
  'CO2_Alarm/Maintenance_status': variable(maintenance),
  'CO2_Alarm/Alarm_status': variable({ 6: 'silenced' }),
  'CO2_Alarm/Periodic_inspection_status': variable(inspection),
  'Heat_Alarm/Heat_sensor_status': variable(
    { 1: 'overheatHere', 2: 'overheat', 5: 'underheatHere', 6: 'underheat' },
    {
      target: 'limitAlarm.state',
      child: 'heat',
      words: { idle: 'normal', overheathere: 'high', overheat: 'high', underheathere: 'low', underheat: 'low' },
    },
  ),
  'Heat_Alarm/Alarm_status': variable({ 7: 'test', 9: 'silenced' }),
  'Heat_Alarm/Maintenance_status': variable({ 8: 'endOfLife' }),
  'Heat_Alarm/Periodic_inspection_status': variable({ 11: 'inspection' }),
  'Heat_Alarm/Dust_in_device_status': variable({ 10: 'dust' }),
  'Water_Alarm/Sensor_status': variable({ 1: 'leakHere', 2: 'leak' }, flag('waterLeak.wet', 'leakHere leak')),
  'Water_Alarm/Maintenance_status': variable({ 5: 'replaceFilter' }),
  'Water_Alarm/Water_flow_alarm_status': variable(levels(6), limit('flow')),
  'Water_Alarm/Water_pressure_alarm_status': variable(levels(7), limit('pressure')),
  'Water_Alarm/Water_temperature_alarm_status': variable(levels(8), limit('temperature')),
  'Water_Alarm/Water_level_alarm_status': variable(levels(9), limit('level')),
  'Water_Alarm/Pump_status': variable({ 10: 'active', 11: 'failure' }),
  'Gas_alarm/Combustible_gas_status': variable({ 1: 'gasHere', 2: 'gas' }, alarm('gasAlarm.gas', 'gasHere gas')),
  'Gas_alarm/Toxic_gas_status': variable({ 3: 'gasHere', 4: 'gas' }, { ...alarm('gasAlarm.gas', 'gasHere gas'), child: 'toxic' }),
  'Gas_alarm/Alarm_status': variable({ 5: 'test' }, flag('gasAlarm.testing', 'test')),
  'Gas_alarm/Maintenance_status': variable({ 6: 'replace' }),
};
