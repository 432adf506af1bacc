import type { ClassTable, Known } from '../known.ts';
import { flag, levels, limit, variable } from './variable.ts';

const valve = (state: number, child?: string): Known =>
  variable(
    { [state]: 'operated', [state * 256]: 'closed', [state * 256 + 1]: 'open' },
    {
      target: 'valve.state',
      ...(child !== undefined && { child }),
      words: { idle: null, operated: 'other', closed: 'closed', open: 'open' },
    },
  );

/** Valves, weather, irrigation, water quality, pests and light. */
export const water: ClassTable = {
  'Water_Valve/Valve_operation_status': valve(1),
  'Water_Valve/Master_valve_operation_status': valve(2, 'master'),
  'Water_Valve/Valve_short_circuit_status': variable({ 3: 'shortCircuit' }),
  'Water_Valve/Master_valve_short_circuit_status': variable({ 4: 'shortCircuit' }),
  'Water_Valve/Valve_current_alarm_status': variable(levels(5), limit('current')),
  'Water_Valve/Master_valve_current_alarm_status': variable(levels(6), limit('masterCurrent')),
  'Water_Valve/Valve_jammed_status': variable({ 7: 'jammed' }, flag('valve.fault', 'jammed')),
  'Weather_Alarm/Rain_alarm_status': variable({ 1: 'rain' }, flag('rainSensor.raining', 'rain')),
  'Weather_Alarm/Moisture_alarm_status': variable({ 2: 'moisture' }),
  'Weather_Alarm/Freeze_alarm_status': variable(
    { 3: 'freeze' },
    {
      target: 'limitAlarm.state',
      child: 'cold',
      words: { idle: 'normal', freeze: 'low' },
    },
  ),
  'Irrigation/Schedule_id_status': variable(
    { 1: 'started', 2: 'finished' },
    { target: 'irrigation.running', words: { idle: false, started: true, finished: false } },
  ),
  'Irrigation/Valve_id_run_status': variable({ 3: 'started', 4: 'finished' }),
  'Irrigation/Device_configuration_status': variable({ 5: 'notConfigured' }),
  'Water_Quality_Monitoring/Chlorine_alarm_status': variable({ 1: 'alarm', 257: 'low', 258: 'high' }, limit('chlorine')),
  'Water_Quality_Monitoring/Acidity_pH_status': variable({ 2: 'alarm', 513: 'low', 514: 'high', 515: 'decreasing', 516: 'increasing' }),
  'Water_Quality_Monitoring/Water_Oxidation_alarm_status': variable({ 3: 'alarm', 769: 'low', 770: 'high' }, limit('oxidation')),
  'Water_Quality_Monitoring/Chlorine_Sensor_status': variable({ 4: 'empty' }),
  'Water_Quality_Monitoring/Acidity_pH_Sensor_status': variable({ 5: 'empty' }),
  'Water_Quality_Monitoring/Waterflow_measuring_station_sensor': variable({ 6: 'shortage' }),
  'Water_Quality_Monitoring/Waterflow_clear_water_sensor': variable({ 7: 'shortage' }),
  'Water_Quality_Monitoring/Disinfection_system_status': variable({ 8: 'error' }),
  'Water_Quality_Monitoring/Filter_cleaning_status': variable({ 9: 'ongoing' }),
  'Water_Quality_Monitoring/Heating_status': variable({ 10: 'ongoing' }),
  'Water_Quality_Monitoring/Filter_pump_status': variable({ 11: 'ongoing' }),
  'Water_Quality_Monitoring/Freshwater_flow_status': variable({ 12: 'ongoing' }),
  'Water_Quality_Monitoring/Dry_protection_status': variable({ 13: 'active' }),
  'Water_Quality_Monitoring/Water_tank_status': variable(
    { 14: 'empty', 15: 'notKnown', 16: 'full' },
    { target: 'levelSensor.state', words: { idle: null, empty: 'empty', notknown: null, full: 'full' } },
  ),
  'Water_Quality_Monitoring/Collective_disorder_status': variable({ 17: 'disorder' }),
  'Pest_Control/Trap_status': variable({ 1: 'armedHere', 2: 'armed', 3: 'rearmHere', 4: 'rearm' }),
  'Light_sensor/Light_detection_status': variable({ 1: 'light' }, flag('illuminanceSensor.bright', 'light')),
};
