import type { Row } from '../../../mapping/row.ts';
import { alike, type Table } from './row.ts';

type Bound = 'high' | 'low' | 'highHigh' | 'lowLow' | 'hysteresis';

/** Limits stand on an endpoint named for what they limit, since a device watches several things. */
function limit(bound: Bound, child: string, unit: string, quantity?: Row['quantity']): Row {
  return { target: `limitAlarm.${bound}`, child, unit, type: 'numeric', writable: true, ...(quantity && { quantity }) };
}

const thermostats = ['climate', 'current_heating_setpoint', 'target_temperature'];

const state = {
  words: {
    none: 'normal',
    normal: 'normal',
    cancel: 'normal',
    canceled: 'normal',
    low: 'low',
    lower_alarm: 'low',
    loweralarm: 'low',
    min: 'low',
    alarm_low: 'low',
    high: 'high',
    upper_alarm: 'high',
    upperalarm: 'high',
    max: 'high',
    alarm_high: 'high',
    true: 'high',
    false: 'normal',
  },
  writable: false,
} as const;

/** Limits of measurements, whether they are watched, and what came of it. */
export const limits: Table = {
  names: {
    illuminance_v1: limit('high', 'illuminance', 'lx'),
    illuminance_v0: limit('low', 'illuminance', 'lx'),
    illuminance_warning: { target: 'limitAlarm.state', child: 'illuminance', ...state },
    moisture_warning: { target: 'limitAlarm.state', child: 'soil', ...state },
    ntc_alarm: { target: 'limitAlarm.state', child: 'ntc', ...state },
    ntc_high_temp_alarm_threshold: limit('high', 'ntc', '°C', 'temperature'),
    ntc_low_temp_alarm_threshold: limit('low', 'ntc', '°C', 'temperature'),
    ...alike(
      'high_temperature max_temperature_alarm temperature_alarm_max alarm_temperature_max temperature_v1_set',
      limit('high', 'temperature', '°C', 'temperature'),
    ),
    ...alike(
      'low_temperature min_temperature_alarm temperature_alarm_min alarm_temperature_min temperature_v0_set',
      limit('low', 'temperature', '°C', 'temperature'),
    ),
    ...alike('temperature_max maximum_temperature max_temperature comfort_temperature_max max_temp', [
      { ...limit('high', 'temperature', '°C', 'temperature'), beside: ['temperature'], without: ['climate', 'current_heating_setpoint'] },
      { target: 'thermostat.heatingMax', unit: '°C', type: 'numeric', beside: thermostats },
    ]),
    ...alike('temperature_min minimum_temperature min_temperature comfort_temperature_min min_temp', [
      { ...limit('low', 'temperature', '°C', 'temperature'), beside: ['temperature'], without: ['climate', 'current_heating_setpoint'] },
      { target: 'thermostat.heatingMin', unit: '°C', type: 'numeric', beside: thermostats },
    ]),
    ...alike(
      'high_humidity max_humidity max_humidity_alarm humidity_alarm_max alarm_humidity_max humidity_v1_set humidity_max',
      limit('high', 'humidity', '%'),
    ),
    ...alike(
      'low_humidity min_humidity min_humidity_alarm humidity_alarm_min alarm_humidity_min humidity_v0_set humidity_min',
      limit('low', 'humidity', '%'),
    ),
    comfort_humidity_max: limit('high', 'humidity', '%'),
    comfort_humidity_min: limit('low', 'humidity', '%'),
    ...alike('high_gas high_co2_gas high_co2 co2_alarm_value', limit('high', 'co2', 'ppm')),
    ...alike('low_gas low_co2_gas low_co2', limit('low', 'co2', 'ppm')),
    high_voc: { target: 'limitAlarm.high', child: 'voc', type: 'numeric', writable: true },
    low_voc: { target: 'limitAlarm.low', child: 'voc', type: 'numeric', writable: true },
    ...alike('high_pm25 pm25_alarm_value', limit('high', 'pm25', 'µg/m³')),
    low_pm25: limit('low', 'pm25', 'µg/m³'),
    ...alike('soil_warning moisture_v0_set', limit('low', 'soil', '%')),
    moisture_v1_set: limit('high', 'soil', '%'),
    ...alike('max_set', { ...limit('high', 'liquid', '%'), beside: ['liquid_state', 'liquid_level_percent'] }),
    ...alike('min_set', { ...limit('low', 'liquid', '%'), beside: ['liquid_state', 'liquid_level_percent'] }),
    probe_temperature_v1_set: limit('high', 'probe', '°C', 'temperature'),
    probe_temperature_v0_set: limit('low', 'probe', '°C', 'temperature'),
    ...alike('bright_threshold daylight_threshold lux_level_high', limit('high', 'illuminance', 'lx')),
    ...alike('dark_threshold lux_level_low', limit('low', 'illuminance', 'lx')),
    ph_max: limit('high', 'ph', 'pH'),
    ph_min: limit('low', 'ph', 'pH'),
    ...alike('ec_max ec_v1_set', limit('high', 'ec', 'µS/cm')),
    ...alike('ec_min ec_v0_set', limit('low', 'ec', 'µS/cm')),
    orp_max: limit('high', 'orp', 'mV'),
    orp_min: limit('low', 'orp', 'mV'),
    free_chlorine_max: limit('high', 'chlorine', 'mg/L'),
    free_chlorine_min: limit('low', 'chlorine', 'mg/L'),
    ...alike('temperature_alarm temperature_warning temperature_alarm_status', {
      target: 'limitAlarm.state',
      child: 'temperature',
      ...state,
    }),
    ...alike('humidity_alarm humidity_warning humidity_alarm_status', { target: 'limitAlarm.state', child: 'humidity', ...state }),
    probe_temperature_warning: { target: 'limitAlarm.state', child: 'probe', ...state },
    // Fertility is only watched for being too low.
    soil_fertility_warning: { target: 'limitAlarm.state', child: 'fertility', ...state, words: { ...state.words, alarm: 'low' } },
    overheat: {
      target: 'limitAlarm.state',
      child: 'temperature',
      words: { overheated: 'high', 'no alert': 'normal', true: 'high', false: 'normal' },
      writable: false,
    },
    // A controller in the sensor itself, which switches what it is bound to at these borders.
    enabling_temperature_control: { target: 'limitAlarm.enabled', child: 'temperature', beside: ['high_temperature'] },
    enabling_humidity_control: { target: 'limitAlarm.enabled', child: 'humidity', beside: ['high_humidity'] },
  },
  patterns: [
    [
      /^(?:enable|enabling)_(?:gas|co2_gas|co2)(?:_control)?$/,
      { target: 'limitAlarm.enabled', child: 'co2', beside: ['high_gas', 'high_co2_gas', 'high_co2'] },
    ],
    [/^enable_voc(?:_control)?$/, { target: 'limitAlarm.enabled', child: 'voc', beside: ['high_voc'] }],
  ],
};
