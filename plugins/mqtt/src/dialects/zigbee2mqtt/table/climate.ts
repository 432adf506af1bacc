import { temperatureOf } from './environment.ts';
import { moving } from './openings.ts';
import { alike, type Table } from './row.ts';
import { temperatureThreshold } from './sensor-settings.ts';

const number = { type: 'numeric' } as const;
const set = { ...number, writable: true } as const;
const thermostats = ['climate', 'current_heating_setpoint', 'target_temperature'];

const modes = {
  off: 'off',
  heat: 'heat',
  heating: 'heat',
  cool: 'cool',
  cooling: 'cool',
  auto: 'auto',
  dry: 'dry',
  fan_only: 'fanOnly',
  fan: 'fanOnly',
  emergency_heating: 'emergencyHeat',
  precooling: 'precool',
  sleep: 'sleep',
};

const noticed = {
  target: 'radiatorValve.windowOpen',
  words: { true: true, false: false, yes: true, no: false, open: true, close: false, closed: false },
  writable: false,
} as const;
const hysteresis = {
  target: 'thermostat.hysteresis',
  ...set,
  beside: thermostats,
  unstated: { unit: '°C', highest: [5] },
} as const;

/** Heating, cooling and air. */
export const climate: Table = {
  names: {
    max_floor_temp_cooling: { target: 'thermostat.floorMax', child: 'cooling', ...set },
    min_floor_temp_coolnig: { target: 'thermostat.floorMin', child: 'cooling', ...set },
    ...alike('open_window_detected window_state', noticed),
    operating_mode: [
      { target: 'thermostat.preset', writable: true, type: 'enum', beside: ['climate'] },
      { target: 'mode.mode', type: 'enum', writable: true },
    ],
    window_open_external: [],
    local_temperature: [{ target: 'thermostat.localTemperature', beside: ['climate'] }, { target: 'temperatureSensor.temperature' }],
    ...alike('current_heating_setpoint occupied_heating_setpoint temperature_set', {
      target: 'thermostat.heatingSetpoint',
      ...set,
    }),
    // Of air conditioners, which heat and cool to it.
    target_temperature: { target: 'thermostat.setpoint', ...set },
    system_mode: { target: 'thermostat.mode', words: modes },
    running_mode: { target: 'thermostat.runningMode', words: { off: 'off', heat: 'heat', cool: 'cool' }, writable: false },
    running_state: [
      { target: 'thermostat.action', words: { idle: 'idle', heat: 'heating', cool: 'cooling' }, writable: false },
      { ...moving, beside: ['cover'] },
    ],
    output_status: { target: 'thermostat.action', words: { inactive: 'idle', active: 'heating' }, writable: false },
    ...alike('preset pilot_wire_mode thermostat_preset', { target: 'thermostat.preset', writable: true }),
    ...alike('trv_mode', { target: 'thermostat.preset', writable: true, type: 'enum', beside: ['climate'] }),
    ...alike('max_heat_setpoint_limit max_temperature_limit max_heat_temp setpoint_maximum', {
      target: 'thermostat.heatingMax',
      ...set,
      unstated: { unit: '°C', highest: [70] },
    }),
    ...alike('min_heat_setpoint_limit min_temperature_limit setpoint_minimum', { target: 'thermostat.heatingMin', ...set }),
    upper_temp: { target: 'thermostat.heatingMax', ...set, beside: thermostats },
    lower_temp: { target: 'thermostat.heatingMin', ...set, beside: thermostats },
    ...alike('max_cool_setpoint_limit', { target: 'thermostat.coolingMax', ...set }),
    ...alike('min_cool_setpoint_limit min_cool_temp', { target: 'thermostat.coolingMin', ...set }),
    abs_min_heat_setpoint_limit: { target: 'thermostat.heatingFloor', ...number },
    abs_max_heat_setpoint_limit: { target: 'thermostat.heatingCeiling', ...number },
    ...alike('eco_temperature eco_mode_heat_temperature energy_saving_temperature', { target: 'thermostat.ecoSetpoint', ...set }),
    comfort_temperature: { target: 'thermostat.comfortSetpoint', ...set },
    ...alike('holiday_temperature away_preset_temperature away_temperature holiday_temp_set', {
      target: 'thermostat.awaySetpoint',
      ...set,
    }),
    boost_temperature: { target: 'thermostat.boostSetpoint', ...set },
    ...alike('antifrost_temperature frost_protection_temperature frost_set frost_protect low_protect_temperature', {
      target: 'thermostat.frostSetpoint',
      ...set,
    }),
    ...alike('night_temperature sleep_temperature preset_sleep_temperature', { target: 'thermostat.sleepSetpoint', ...set }),
    unoccupied_heating_setpoint: { target: 'thermostat.unoccupiedHeatingSetpoint', ...set },
    unoccupied_cooling_setpoint: { target: 'thermostat.unoccupiedCoolingSetpoint', ...set },
    temperature_setpoint_hold: 'thermostat.hold',
    // 65535 is "until told otherwise" or "not in use", which is no duration.
    temperature_setpoint_hold_duration: { target: 'thermostat.holdDuration', none: 65_535, unstated: { unit: 'min', highest: [65_535] } },
    setpoint_change_source: { target: 'thermostat.setpointSource', type: 'enum', writable: false },
    thermostat_occupancy: { target: 'thermostat.occupied', words: { occupied: true, unoccupied: false } },
    ...alike('floor_min_setpoint min_floor_temp min_floor_temp_heating', { target: 'thermostat.floorMin', ...set }),
    ...alike('floor_max_setpoint max_floor_temp max_floor_temperature max_floor_temp_heating', { target: 'thermostat.floorMax', ...set }),
    thermostat_outdoor_temperature: { target: 'thermostat.outdoorTemperature', ...set },
    // Thermostats of floors call their wired sensor so.
    outdoor_temperature: [
      { target: 'thermostat.outdoorTemperature', ...set },
      { ...temperatureOf('floor'), beside: ['sensor'] },
      temperatureOf('outdoor'),
    ],
    ...alike('external_temperature_input remote_temperature', { target: 'thermostat.remoteTemperature', ...set, beside: thermostats }),
    external_temperature: [{ target: 'thermostat.remoteTemperature', ...set, beside: thermostats }, temperatureOf('external')],
    external_measured_room_sensor: {
      target: 'thermostat.remoteTemperature',
      ...set,
      none: -8000,
      unstated: { unit: '°C', factor: 0.01, highest: [3500] },
    },
    ...alike('sensor sensor_choose temperature_sensor_select remote_sensing temperature_sensor local_temperature_source_select', {
      target: 'thermostat.temperatureSource',
      writable: true,
      type: 'enum',
      beside: ['climate', 'current_heating_setpoint', 'system_mode'],
    }),
    room_floor_sensor_mode: { target: 'thermostat.temperatureSource', type: 'enum' },
    ...alike('sensor_type floor_sensor_type temperature_sensor_type', {
      target: 'thermostat.sensorType',
      type: 'enum',
      beside: ['climate', 'floor_temperature'],
    }),
    ...alike('control_algorithm regulator_mode thermostat_application heating_emitter control_type floor_control_mode', {
      target: 'thermostat.control',
    }),
    cycle_time: { target: 'thermostat.cycleTime', writable: true },
    main_cycle_output: 'thermostat.control',
    ...alike('preheat icon2_pre_heat', { target: 'thermostat.preheat', words: { enable: true, disable: false, true: true, false: false } }),
    ...alike('demand_percentage pi_heating_demand', { target: 'thermostat.heatDemand' }),
    ...alike(
      'deadzone_temperature hysteresis_temperature hysterersis hysteresis occupied_setback min_setpoint_deadband deadband',
      hysteresis,
    ),
    ...alike('temperature_delta temperature_variation', [hysteresis, temperatureThreshold]),
    eco_mode: { target: 'thermostat.preset', type: 'binary', words: { true: 'eco', false: 'none', on: 'eco', off: 'none' } },
    ...alike('away_mode vacation_mode', {
      target: 'thermostat.preset',
      type: 'binary',
      words: { true: 'away', false: 'none', on: 'away', off: 'none' },
    }),

    ...alike('window_detection open_window_detection window_check window_open_feature', 'radiatorValve.windowDetection'),
    window_open: noticed,
    open_window: [noticed, { target: 'radiatorValve.windowDetection', type: 'binary', writable: true }],
    window: [
      {
        target: 'radiatorValve.windowOpen',
        words: { open: true, opened: true, close: false, closed: false, true: true, false: false },
        beside: ['climate'],
        writable: false,
      },
      {
        target: 'contactSensor.contact',
        words: { open: 'open', opened: 'open', close: 'closed', closed: 'closed', true: 'open', false: 'closed' },
        type: 'binary',
      },
    ],
    open_window_temperature: { target: 'radiatorValve.windowTemperature', ...set },
    window_temp: { target: 'radiatorValve.windowDrop', ...set },
    window_open_check: [
      { target: 'radiatorValve.windowDrop', ...set },
      { target: 'radiatorValve.windowDetection', type: 'binary' },
    ],
    ...alike('open_window_time window_detection_time open_window_timeout', {
      target: 'radiatorValve.windowDuration',
      type: 'numeric',
    }),
    frost_protection: 'radiatorValve.frostProtection',
    ...alike('frost frost_guard', { target: 'radiatorValve.frostProtection', type: 'binary' }),
    ...alike('scale_protection valve_protection', 'radiatorValve.scaleProtection'),
    ...alike('boost_heating boost', { target: 'radiatorValve.boosting', type: 'binary', beside: thermostats }),
    ...alike('boost_time boost_heating_countdown boost_timeset_countdown boost_duration', [
      { target: 'radiatorValve.boostDuration', type: 'numeric', writable: true },
      { target: 'countdown.remaining', child: 'boost', type: 'numeric', writable: false },
    ]),
    heat_protect: { target: 'limitAlarm.high', child: 'temperature', ...set, quantity: 'temperature' },

    programming_operation_mode: 'thermostatSchedule.active',
    ...alike('schedule_type_used schedule_mode working_day week program_mode', { target: 'thermostatSchedule.active', type: 'enum' }),
    ...alike('schedule_enabled program_enabled schedule_enable', { target: 'thermostatSchedule.enabled', type: 'binary' }),
    ...alike('workdays_schedule schedule_weekday', { target: 'thermostatSchedule.workday', type: 'text' }),
    ...alike('schedule_weekend weekend_schedule schedule_holiday holidays_schedule', {
      target: 'thermostatSchedule.weekend',
      type: 'text',
    }),

    ...alike('fan_mode', { target: 'fan.mode' }),
    ...alike('fan_speed zb_fan_speed smart_fan_speed fan_level', [
      { target: 'fan.mode', type: 'enum' },
      { target: 'fan.speed', type: 'numeric', stated: true },
      { target: 'fan.stage', unit: '', type: 'numeric' },
    ]),
    ...alike('current_fan_rpm target_fan_rpm fan_rpm', [
      { target: 'rotation.speed', writable: false },
      { target: 'rotation.speedSetpoint', writable: true },
    ]),
    horizontal_vanes: 'airflow.horizontal',
    vertical_vanes: 'airflow.vertical',
    vanes_swing: { target: 'airflow.swing', words: { '0': 'off', '1': 'both', '2': 'horizontal', '3': 'vertical' } },
    swing_mode: {
      target: 'airflow.swing',
      words: { off: 'off', vertical: 'vertical', horizontal: 'horizontal', both: 'both', on: 'vertical' },
    },
    // Of a switch it is the strength of its radio.
    turbo_mode: { target: 'airflow.boost', beside: ['fan_speed', 'fan_mode', 'quiet_mode', 'sleep_mode'] },
    ...alike('quiet_mode quiet_fan', 'airflow.quiet'),
    ionization: 'airflow.ionizer',
    sleep_mode: { target: 'thermostat.preset', type: 'binary', words: { true: 'sleep', false: 'none', on: 'sleep', off: 'none' } },
    gentle_wind: { target: 'fan.wind', type: 'binary', words: { true: 'natural', false: 'off', on: 'natural', off: 'off' } },
    ...alike('current_compressor_power', { target: 'heatSource.modulation' }),
    mode: [
      { target: 'thermostat.preset', writable: true, type: 'enum', beside: ['climate'] },
      { target: 'mode.mode', type: 'enum', writable: true },
    ],
  },
};

/** The days of a week program, each with its own attribute. */
export const schedules: Table = {
  names: Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].flatMap((day) =>
      [`schedule_${day}`, `weekly_schedule_${day}`].map((name) => [name, { target: `thermostatSchedule.${day}`, type: 'text' }]),
    ),
  ),
};
