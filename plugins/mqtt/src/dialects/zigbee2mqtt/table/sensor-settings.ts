import { alike, type Table } from './row.ts';

const sensitivity = [
  { target: 'sensorSettings.sensitivity', type: 'enum', writable: true },
  { target: 'sensorSettings.sensitivityLevel', type: 'numeric', writable: true, unit: '' },
] as const;
const range = { target: 'sensorSettings.detectionRange', writable: true } as const;
const nearRange = { target: 'sensorSettings.minDetectionRange', writable: true } as const;
/** Where the ranges of those that say no unit end: they count seconds. */
const seconds = { unit: 's', highest: [60, 120, 240, 480, 3600, 65_535, 4_294_967_295] } as const;
const hold = { target: 'sensorSettings.holdTime', writable: true, unstated: seconds } as const;
const delay = { target: 'sensorSettings.delay', writable: true, unstated: seconds } as const;
const every = { target: 'sensorSettings.reportInterval', writable: true } as const;
const measures = { target: 'sensorSettings.measureInterval', writable: true } as const;
const enabled = { target: 'sensorSettings.enabled', writable: true } as const;
const corrections = [
  { target: 'sensorSettings.temperatureOffset', type: 'numeric', writable: true },
  { target: 'sensorSettings.pressureOffset', type: 'numeric', writable: true },
] as const;

export const temperatureThreshold = {
  target: 'sensorSettings.reportThreshold',
  quantity: 'temperatureDifference',
  unit: '°C',
  type: 'numeric',
  writable: true,
  child: 'temperature',
} as const;
const mode = {
  target: 'sensorSettings.mode',
  type: 'enum',
  writable: true,
  beside: [
    'presence',
    'occupancy',
    'illuminance',
    'temperature',
    'pressure',
    'contact',
    'vibration',
    'water_leak',
    'humidity',
    'presence_state',
  ],
} as const;

/** How a sensor measures, how often it tells, and its corrections. */
export const sensorSettings: Table = {
  names: {
    manual_forced_recalibration: { target: 'sensorSettings.calibrate()', argument: 'reference', type: 'numeric' },
    regulation_setpoint_offset: [],
    moisture_calibration: [],
    sensitivity,
    ...alike(
      `fading_time occupancy_timeout keep_time presence_timeout hold_time presence_keep_time motion_timeout pir_timeout radar_delay_time
       absence_delay departure_delay absence_delay_timer presence_delay none_delay_time nobody_time vacancy_delay mmWaveHoldTime
       detection_interval noise_timeout occupied_to_unoccupied_delay absence_timeout unmanned_duration pir_o_to_u_delay delays_time
       pir_occupied_to_unoccupied_delay ultrasonic_o_to_u_delay vacant_confirm_time`,
      hold,
    ),
    // How long somebody must be there before it is told; beside its opposite, without which the word says neither.
    presence_time: { ...delay, beside: ['presence_delay'] },
    ...alike('detection_delay occupancy_delay unoccupied_to_occupied_delay pir_u_to_o_delay ultrasonic_u_to_o_delay', delay),
    detection_range: { ...range, unstated: { unit: 'm', highest: [10] } },
    ...alike(
      `detection_distance maximum_range detection_distance_max set_detection_distance radar_range static_detection_distance
       motion_detection_distance max_range radar_detection_max_range max_distance`,
      range,
    ),
    ...alike('shield_range closest_detection_distance', nearRange),
    ...alike('minimum_range detection_distance_min min_range radar_detection_min_range min_distance', nearRange),
    ...alike('installation_height mounting_height', { target: 'sensorSettings.mountingHeight' }),
    set_altitude: { target: 'sensorSettings.altitude' },
    ...alike(
      `radar_switch radar_enable pir_enable induction induction_mode motion_detection vibration_detection movement_detection
       radar_detection`,
      enabled,
    ),
    ...alike('work_mode motion_detection_mode radar_mode detection_mode resolution range contact_mode vibration_mode', mode),
    // Of a thermostat it says which sensor counts.
    sensor_mode: [
      {
        target: 'thermostat.temperatureSource',
        writable: true,
        type: 'enum',
        beside: ['climate', 'current_heating_setpoint', 'system_mode'],
      },
      mode,
    ],
    ...alike(
      `reading_interval update_frequency report_delay report_period report_interval reporting_interval
       sensor_reading_interval reading_delay time_report read_interval temperature_report_interval
       humidity_report_interval temperature_periodic_report temp_reporting_interval`,
      every,
    ),
    // As Zigbee's own reporting counts.
    maximalSendingPeriod: { ...every, unstated: seconds },
    minimalSendingPeriod: { target: 'sensorSettings.minReportInterval', writable: true, unstated: seconds },
    data_report_duration: { ...every, unstated: seconds },
    reporting_time: { ...every, unstated: { unit: 'min', highest: [1440] } },
    ...alike(
      `measurement_interval illuminance_interval sampling_interval samplingPeriod measurement_period sample_interval soil_sampling
       temperature_sampling sht_interval
       measurment_period detection_cycle light_sampling temp_and_humidity_sampling sampling`,
      measures,
    ),
    ...alike('temperature_sensitivity temp_sensitivity temperature_sensibility deltaTemp', temperatureThreshold),
    humidity_sensitivity: { target: 'sensorSettings.reportThreshold', unit: '%', type: 'numeric', writable: true, child: 'humidity' },
    ...alike('local_temperature_calibration temperature_calibration temperature_offset local_temperature_offset temperature_correction', [
      { target: 'sensorSettings.temperatureOffset', type: 'numeric', unstated: { unit: '°C', highest: [15] } },
    ]),
    ...alike('humidity_calibration humidity_offset', { target: 'sensorSettings.humidityOffset', unstated: { unit: '%', highest: [15] } }),
    ...alike('soil_calibration soil_moisture_calibration', {
      target: 'sensorSettings.offset',
      unit: '%',
      child: 'soil',
    }),
    ...alike('pressure_calibration pressure_offset offset_pressure', { target: 'sensorSettings.pressureOffset' }),
    ...alike('illuminance_calibration offset_illuminance fixed_deviation_lux', {
      target: 'sensorSettings.offset',
      unit: 'lx',
      child: 'illuminance',
      type: 'numeric',
    }),
    offset: [{ target: 'sensorSettings.temperatureOffset', type: 'numeric', beside: ['current_value', 'temperature'] }],
    lux_factor: 'sensorSettings.factor',
    ...alike('automatic_self_calibration automatic_calibrations automatic_scal', 'sensorSettings.autoCalibration'),
    ...alike('forced_recalibration spatial_learning quick_calibration scan_environment', {
      target: 'sensorSettings.calibrate()',
      writable: true,
    }),
    factory_reset_co2: { target: 'sensorSettings.resetCalibration()' },
    current_value: { target: 'temperatureSensor.temperature', writable: false },
  },
  patterns: [
    [/_(?:maximum|max)_range$/, range],
    [/_(?:minimum|min)_range$/, nearRange],
    [/sensitivity(?:_level|_adjustment)?$|^sensitivity_/, sensitivity],
    [/_(?:calibration|offset|correction|compensation)$|^offset_/, corrections],
    [/(?:^|_)(?:fading_time|hold_time|presence_timeout|occupancy_timeout)$/, hold],
    [/(?:^|_)(?:detection|sensing)_(?:distance|range)(?:_max)?$/, range],
    [/(?:^|_)(?:report|reporting|reading|update)_(?:interval|period|frequency)$/, every],
    [/(?:^|_)(?:sampling|measurement|measuring)(?:_period|_interval)?$/, measures],
  ],
};
