import { alike, type Table } from './row.ts';

const sensitivity = [
  { target: 'sensorSettings.sensitivity', type: 'enum', writable: true },
  { target: 'sensorSettings.sensitivityLevel', type: 'numeric', writable: true, unit: '' },
] as const;
const range = { target: 'sensorSettings.detectionRange', unit: 'm', writable: true } as const;
const nearRange = { target: 'sensorSettings.minDetectionRange', unit: 'm', writable: true } as const;
const hold = { target: 'sensorSettings.holdTime', unit: 's', writable: true } as const;
const delay = { target: 'sensorSettings.delay', unit: 's', writable: true } as const;
const every = { target: 'sensorSettings.reportInterval', unit: 's', writable: true } as const;
const measures = { target: 'sensorSettings.measureInterval', unit: 's', writable: true } as const;
const enabled = { target: 'sensorSettings.enabled', writable: true } as const;
const corrections = [
  { target: 'sensorSettings.temperatureOffset', type: 'numeric', writable: true, stated: true },
  { target: 'sensorSettings.pressureOffset', type: 'numeric', writable: true, stated: true },
] as const;

/** How a sensor measures, how often it tells, and its corrections. */
export const sensorSettings: Table = {
  names: {
    manual_forced_recalibration: { target: 'sensorSettings.calibrate()', argument: 'reference', type: 'numeric' },
    regulation_setpoint_offset: [],
    moisture_calibration: [],
    sensitivity,
    ...alike(
      'fading_time occupancy_timeout keep_time presence_timeout hold_time presence_keep_time motion_timeout pir_timeout radar_delay_time',
      hold,
    ),
    ...alike(
      'absence_delay departure_delay absence_delay_timer presence_time none_delay_time nobody_time vacancy_delay mmWaveHoldTime',
      hold,
    ),
    ...alike(
      'detection_interval noise_timeout occupied_to_unoccupied_delay absence_timeout unmanned_duration pir_o_to_u_delay delays_time',
      hold,
    ),
    ...alike('pir_occupied_to_unoccupied_delay ultrasonic_o_to_u_delay vacant_confirm_time', hold),
    ...alike('detection_delay presence_delay occupancy_delay unoccupied_to_occupied_delay pir_u_to_o_delay ultrasonic_u_to_o_delay', delay),
    ...alike('detection_distance detection_range maximum_range detection_distance_max set_detection_distance radar_range', range),
    ...alike('static_detection_distance motion_detection_distance shield_range max_range radar_detection_max_range max_distance', range),
    ...alike('minimum_range detection_distance_min min_range radar_detection_min_range min_distance', nearRange),
    ...alike('installation_height mounting_height', { target: 'sensorSettings.mountingHeight', unit: 'm' }),
    set_altitude: { target: 'sensorSettings.altitude', unit: 'm' },
    ...alike('radar_switch radar_enable pir_enable induction induction_mode motion_detection vibration_detection', enabled),
    ...alike('presence_switch movement_detection radar_detection', enabled),
    ...alike('work_mode motion_detection_mode sensor_mode radar_mode detection_mode resolution range contact_mode vibration_mode', {
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
    }),
    ...alike('reading_interval measurement_interval update_frequency report_delay report_period report_interval reporting_interval', every),
    ...alike(
      'data_report_duration reporting_time sensor_reading_interval reading_delay time_report maximalSendingPeriod read_interval',
      every,
    ),
    ...alike('minimalSendingPeriod', { target: 'sensorSettings.minReportInterval', unit: 's', writable: true }),
    ...alike(
      'temperature_report_interval humidity_report_interval illuminance_interval temperature_periodic_report temp_reporting_interval',
      every,
    ),
    ...alike(
      'sampling_interval samplingPeriod measurement_period sample_interval soil_sampling temperature_sampling sht_interval',
      measures,
    ),
    ...alike('measurment_period detection_cycle light_sampling temp_and_humidity_sampling sampling', measures),
    ...alike('temperature_sensitivity temp_sensitivity temperature_sensibility deltaTemp temperature_delta temperature_variation', {
      target: 'sensorSettings.reportThreshold',
      quantity: 'temperatureDifference',
      unit: '°C',
      type: 'numeric',
      writable: true,
      child: 'temperature',
    }),
    humidity_sensitivity: { target: 'sensorSettings.reportThreshold', unit: '%', type: 'numeric', writable: true, child: 'humidity' },
    ...alike('local_temperature_calibration temperature_calibration temperature_offset local_temperature_offset temperature_correction', [
      { target: 'sensorSettings.temperatureOffset', unit: '°C', type: 'numeric' },
    ]),
    ...alike('humidity_calibration humidity_offset', { target: 'sensorSettings.humidityOffset', unit: '%' }),
    ...alike('soil_calibration soil_moisture_calibration', {
      target: 'sensorSettings.offset',
      unit: '%',
      child: 'soil',
    }),
    ...alike('pressure_calibration pressure_offset offset_pressure', { target: 'sensorSettings.pressureOffset', unit: 'hPa' }),
    ...alike('illuminance_calibration offset_illuminance fixed_deviation_lux', {
      target: 'sensorSettings.offset',
      unit: 'lx',
      stated: true,
      child: 'illuminance',
      type: 'numeric',
    }),
    offset: [{ target: 'sensorSettings.temperatureOffset', unit: '°C', type: 'numeric', beside: ['current_value', 'temperature'] }],
    lux_factor: 'sensorSettings.factor',
    ...alike('automatic_self_calibration automatic_calibrations automatic_scal', 'sensorSettings.autoCalibration'),
    ...alike('forced_recalibration calibrate spatial_learning quick_calibration scan_environment', {
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
