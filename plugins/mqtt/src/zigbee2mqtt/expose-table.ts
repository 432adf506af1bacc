import type { Expose } from './expose.ts';

/** What the words of an enum, or the two values of a binary, are called in the capability. */
export type Words = Readonly<Record<string, unknown>>;

/** Where an expose goes (capability map, section 3.7). A row only counts where type and unit fit the attribute too. */
export interface Row {
  /** `capability.attribute` */
  readonly target: string;
  readonly words?: Words;
  /** A unit to take where Zigbee2MQTT gives none, or gives it in no known spelling. */
  readonly unit?: string;
  /** Only beside (or only without) one of these. */
  readonly beside?: readonly string[];
  readonly without?: readonly string[];
  readonly type?: Expose['type'];
}

const alarm: Words = { true: 'warning', false: 'normal' };
const batteries = ['battery', 'battery_low', 'battery_state'];

const rows: Readonly<Record<string, string | Row | readonly Row[]>> = {
  ac_frequency: 'powerMeter.frequency',
  air_quality: {
    target: 'airQuality.grade',
    words: {
      excellent: 'good',
      good: 'fair',
      moderate: 'moderate',
      poor: 'poor',
      unhealthy: 'veryPoor',
      hazardous: 'extremelyPoor',
      out_of_range: 'other',
      unknown: null,
    },
  },
  alarm: { target: 'siren.active', type: 'binary' },
  aqi: 'airQuality.index',
  auto_relock_time: { target: 'lock.autoRelock', unit: 's' },
  backlight_mode: [
    {
      target: 'indicator.ledMode',
      type: 'enum',
      words: { off: 'off', on: 'on', normal: 'followLoad', inverted: 'inverted', low: 'other', medium: 'other', high: 'other' },
    },
    { target: 'indicator.ledMode', type: 'binary', words: { true: 'on', false: 'off' } },
  ],
  battery: 'battery.level',
  battery_low: 'battery.low',
  calibration_time: { target: 'coverSettings.travelTime', unit: 's' },
  carbon_monoxide: { target: 'coAlarm.co', words: alarm },
  child_lock: 'childLock.locked',
  co: 'pollutantSensor.coRatio',
  co2: 'co2Sensor.co2',
  color_temp_startup: { target: 'powerOnBehavior.colorTemperature', unit: 'mired' },
  contact: { target: 'contactSensor.contact', words: { true: 'closed', false: 'open' } },
  countdown: { target: 'countdown.remaining', unit: 's' },
  current: 'powerMeter.current',
  current_temperature: 'temperatureSensor.temperature',
  device_temperature: 'diagnostics.internalTemperature',
  dry: 'soilSensor.dry',
  ec: 'soilSensor.conductivity',
  energy: 'energyMeter.imported',
  fading_time: { target: 'sensorSettings.holdTime', unit: 's' },
  formaldehyd: [{ target: 'pollutantSensor.hchoMass' }, { target: 'pollutantSensor.hchoRatio' }],
  frost_protection: 'radiatorValve.frostProtection',
  garage_door_contact: { target: 'contactSensor.contact', words: { true: 'closed', false: 'open' } },
  gas: { target: 'gasAlarm.gas', words: alarm, type: 'binary' },
  gust_speed: 'windSensor.gust',
  hcho: [{ target: 'pollutantSensor.hchoMass' }, { target: 'pollutantSensor.hchoRatio' }],
  humidity: 'humiditySensor.humidity',
  humidity_calibration: { target: 'sensorSettings.humidityOffset', unit: '%' },
  humidity_offset: { target: 'sensorSettings.humidityOffset', unit: '%' },
  illuminance: 'illuminanceSensor.illuminance',
  illuminance_lux: 'illuminanceSensor.illuminance',
  indicator_mode: {
    target: 'indicator.ledMode',
    words: { off: 'off', on: 'on', off_on: 'followLoad', 'off/on': 'followLoad', on_off: 'inverted', 'on/off': 'inverted' },
  },
  keypad_lockout: { target: 'childLock.level', words: { unlock: 'none', lock1: 'partial', lock2: 'full' } },
  led_disabled_night: 'indicator.night',
  linkquality: { target: 'linkQuality.lqi', unit: '' },
  liquid_level_percent: 'levelSensor.level',
  local_temperature_calibration: 'sensorSettings.temperatureOffset',
  mains_voltage: 'powerMeter.voltage',
  max_brightness: { target: 'level.max', unit: '0-254' },
  min_brightness: { target: 'level.min', unit: '0-254' },
  motion_state: {
    target: 'occupancySensor.movement',
    words: { none: 'none', small: 'still', static: 'still', large: 'moving', moving: 'moving' },
  },
  motor_direction: {
    target: 'coverSettings.direction',
    words: { normal: 'normal', forward: 'normal', reversed: 'reversed', reverse: 'reversed', back: 'reversed' },
  },
  noise: 'soundSensor.soundLevel',
  noise_detected: 'soundSensor.detected',
  nox_index: 'pollutantSensor.noxIndex',
  occupancy: 'occupancySensor.occupied',
  operation_mode: 'inputMode.mode',
  orp: 'waterQuality.orp',
  ozone: [{ target: 'pollutantSensor.o3Mass' }, { target: 'pollutantSensor.o3Ratio' }],
  ph: { target: 'waterQuality.ph', unit: 'pH' },
  pm1: 'particulateSensor.pm1',
  pm10: 'particulateSensor.pm10',
  pm25: 'particulateSensor.pm25',
  pm4: 'particulateSensor.pm4',
  power: 'powerMeter.activePower',
  power_apparent: 'powerMeter.apparentPower',
  power_factor: 'powerMeter.powerFactor',
  power_on_behavior: {
    target: 'powerOnBehavior.state',
    words: { off: 'off', on: 'on', toggle: 'toggle', previous: 'previous', inverted: 'inverted' },
  },
  power_outage_count: { target: 'diagnostics.powerLossCount', unit: '' },
  power_outage_memory: [
    { target: 'powerOnBehavior.state', type: 'enum', words: { off: 'off', on: 'on', restore: 'previous' } },
    { target: 'powerOnBehavior.state', type: 'binary', words: { true: 'previous', false: 'off' } },
  ],
  power_reactive: 'powerMeter.reactivePower',
  precipitation: 'rainSensor.accumulated',
  presence: 'occupancySensor.occupied',
  pressure: 'pressureSensor.pressure',
  produced_energy: 'energyMeter.exported',
  rain: 'rainSensor.raining',
  rain_rate: 'rainSensor.intensity',
  reading_interval: { target: 'sensorSettings.reportInterval', unit: 's' },
  relay_status: { target: 'powerOnBehavior.state', words: { off: 'off', on: 'on', memory: 'previous' } },
  scale_protection: 'radiatorValve.scaleProtection',
  sensitivity: { target: 'sensorSettings.sensitivity', type: 'enum' },
  silence: { target: 'smokeAlarm.muted', beside: ['smoke'] },
  smoke: { target: 'smokeAlarm.smoke', words: alarm },
  smoke_density_dbm: 'smokeAlarm.density',
  soil_moisture: 'soilSensor.moisture',
  sos: 'safetyAlarm.active',
  status_led: { target: 'indicator.ledMode', words: { off: 'off', on: 'on', auto: 'auto' } },
  switch_actions: 'inputMode.actions',
  switch_mode: 'inputMode.mode',
  switch_type: 'inputMode.type',
  tamper: 'tamper.tampered',
  target_distance: 'occupancySensor.targetDistance',
  temperature: 'temperatureSensor.temperature',
  temperature_calibration: 'sensorSettings.temperatureOffset',
  temperature_offset: 'sensorSettings.temperatureOffset',
  temperature_unit: { target: 'localSettings.temperatureUnit', words: { celsius: 'C', fahrenheit: 'F' } },
  test: { target: 'smokeAlarm.testing', beside: ['smoke'] },
  uptime: 'diagnostics.uptime',
  uv_index: { target: 'solarRadiation.uvIndex', unit: '' },
  valve_position: { target: 'radiatorValve.position', unit: '%' },
  vibration: 'accelerationSensor.vibrating',
  voc: [{ target: 'vocSensor.mass' }, { target: 'vocSensor.ratio' }],
  voc_index: { target: 'vocSensor.index', unit: '' },
  voltage: [
    { target: 'battery.voltage', beside: batteries },
    { target: 'powerMeter.voltage', without: batteries },
  ],
  water_consumed: 'waterMeter.volume',
  water_leak: 'waterLeak.wet',
  wind_direction: 'windSensor.direction',
  wind_speed: 'windSensor.speed',
  window_detection: 'radiatorValve.windowDetection',
  window_open: 'radiatorValve.windowOpen',
};

/** The rows to try for an expose, given the names of everything else that the device exposes. */
export function rowsFor({ name, type }: Expose, names: ReadonlySet<string>): Row[] {
  const found = Object.hasOwn(rows, name) ? rows[name] : undefined;
  if (found === undefined) return [];
  const list: readonly Row[] = typeof found === 'string' ? [{ target: found }] : Array.isArray(found) ? found : [found as Row];
  return list.filter(
    (row) =>
      (row.type === undefined || row.type === type) &&
      (row.beside?.some((other) => names.has(other)) ?? true) &&
      !row.without?.some((other) => names.has(other)),
  );
}

/** The features of `climate` and `fan`, which are values like the others (section 3.6). */
const ofFeatures: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  climate: {
    current_heating_setpoint: { target: 'thermostat.heatingSetpoint' },
    fan_mode: { target: 'fan.mode' },
    local_temperature: { target: 'thermostat.localTemperature' },
    local_temperature_calibration: { target: 'sensorSettings.temperatureOffset', unit: '°C' },
    occupied_cooling_setpoint: { target: 'thermostat.coolingSetpoint' },
    occupied_heating_setpoint: { target: 'thermostat.heatingSetpoint' },
    pi_cooling_demand: { target: 'thermostat.coolDemand' },
    pi_heating_demand: { target: 'thermostat.heatDemand' },
    preset: { target: 'thermostat.preset' },
    running_state: { target: 'thermostat.action', words: { idle: 'idle', heat: 'heating', cool: 'cooling', fan_only: 'fan', off: 'off' } },
    swing_mode: {
      target: 'airflow.swing',
      words: { off: 'off', vertical: 'vertical', horizontal: 'horizontal', both: 'both', on: 'vertical' },
    },
    system_mode: {
      target: 'thermostat.mode',
      words: {
        off: 'off',
        heat: 'heat',
        cool: 'cool',
        auto: 'auto',
        dry: 'dry',
        fan_only: 'fanOnly',
        emergency_heating: 'emergencyHeat',
        precooling: 'precool',
        sleep: 'sleep',
      },
    },
  },
  fan: {
    mode: { target: 'fan.mode' },
    speed: { target: 'fan.speed', unit: '0-254' },
    state: { target: 'switch.on' },
  },
};

export function featureRows(type: string, feature: Expose, names: ReadonlySet<string>): Row[] {
  const row = Object.hasOwn(ofFeatures, type) ? ofFeatures[type]?.[feature.name] : undefined;
  return row ? [row] : rowsFor(feature, names);
}

/** Every target of the table, for the test that they all exist. */
export function targets(): string[] {
  const features = Object.values(ofFeatures).flatMap((list) => Object.values(list));
  return [...Object.values(rows).flat(), ...features].map((row) => (typeof row === 'string' ? row : row.target));
}

/** Phases of meters that measure three at once: `power_phase_b`, `current_a`. */
const phases: Readonly<Record<string, string>> = { a: 'L1', b: 'L2', c: 'L3' };
const phased =
  /^(?<name>power|power_apparent|power_reactive|power_factor|current|voltage|energy|produced_energy)(?:_phase)?_(?<phase>[abc])$/;

/** The same expose without its phase, and the phase; undefined where it has none. */
export function phaseOf(expose: Expose): { readonly expose: Expose; readonly phase: string } | undefined {
  const { name, phase = '' } = phased.exec(expose.name)?.groups ?? {};
  const line = phases[phase];
  return name === undefined || line === undefined ? undefined : { expose: { ...expose, name }, phase: line };
}
