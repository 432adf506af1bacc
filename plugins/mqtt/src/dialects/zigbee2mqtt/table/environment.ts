import type { Row } from '../../../mapping/row.ts';
import { alike, type Table } from './row.ts';

const grams = [{ target: 'pollutantSensor.hchoMass' }, { target: 'pollutantSensor.hchoRatio' }] as const;

/** A temperature of something that is not what the product is for: it stands on an endpoint of its own. */
export function temperatureOf(child: string): Row {
  return { target: 'temperatureSensor.temperature', child, writable: false };
}

/** The weather, the air, water and soil. */
export const environment: Table = {
  names: {
    ...alike(
      'temperature current_temperature temperature_probe room_temperature ntc_temperature sensor_temperature',
      'temperatureSensor.temperature',
    ),
    ...alike('temperature_f temperature_c', { target: 'temperatureSensor.temperature', writable: false }),
    ...alike('outdoor_air_temperature out_temperature', temperatureOf('outdoor')),
    ...alike('floor_temperature floor_temp local_temperature_floor', temperatureOf('floor')),
    cable_sensor_temperature: temperatureOf('external'),
    ...alike('water_temperature water_temp outlet_water_temperature', temperatureOf('water')),
    ntc1_temperature: temperatureOf('ntc1'),
    ntc2_temperature: temperatureOf('ntc2'),
    return_water_temperature: temperatureOf('return'),
    probe_temperature: temperatureOf('probe'),
    indoor_heat_exchanger_temperature: temperatureOf('indoor-exchanger'),
    outdoor_heat_exchanger_temperature: temperatureOf('outdoor-exchanger'),
    ...alike('heat_index wind_chill feels_like', { target: 'temperatureSensor.feelsLike' }),
    humidity: { target: 'humiditySensor.humidity', unstated: { unit: '%' } },
    dew_point: { target: 'humiditySensor.dewPoint' },
    vpd: { target: 'humiditySensor.vapourDeficit' },
    ...alike('pressure bar psi Bar PSI water_pressure remote_pressure', { target: 'pressureSensor.pressure', type: 'numeric' }),
    ...alike('illuminance illuminance_lux ambient_light lux_value lux Lux', {
      target: 'illuminanceSensor.illuminance',
      writable: false,
    }),
    ...alike('light_level brightness_state illumination', {
      target: 'illuminanceSensor.grade',
      words: {
        dark: 'dark',
        dim: 'dim',
        twilight: 'dim',
        bright: 'bright',
        low: 'dark',
        middle: 'dim',
        medium: 'dim',
        high: 'bright',
        strong: 'bright',
      },
    }),
    ...alike('uv_index uv', { target: 'solarRadiation.uvIndex', unit: '' }),
    ...alike('noise noise_level', 'soundSensor.soundLevel'),
    noise_detected: 'soundSensor.detected',
    ...alike('rain rainwater', [
      { target: 'rainSensor.raining', type: 'binary' },
      { target: 'rainSensor.raining', words: { raining: true, rain: true, none: false, dry: false } },
    ]),
    rain_status: { target: 'rainSensor.raining', words: { raining: true, rain: true, none: false, dry: false, true: true, false: false } },
    ...alike('rain_rate rain_intensity', 'rainSensor.intensity'),
    precipitation: 'rainSensor.accumulated',
    wind_speed: 'windSensor.speed',
    gust_speed: 'windSensor.gust',
    wind_direction: 'windSensor.direction',

    ...alike('soil_moisture moisture', 'soilSensor.moisture'),
    ...alike('soil_fertility fertility', 'soilSensor.fertility'),
    ...alike('dry water_warning', {
      target: 'soilSensor.dry',
      words: { true: true, false: false, alarm: true, none: false },
      beside: ['soil_moisture', 'dry', 'moisture'],
    }),
    ec: [
      { target: 'soilSensor.conductivity', beside: ['soil_moisture', 'soil_fertility', 'moisture'] },
      { target: 'waterQuality.conductivity' },
    ],

    ph: { target: 'waterQuality.ph', unit: 'pH' },
    orp: 'waterQuality.orp',
    // Parts per million of water are milligrams in a litre.
    tds: { target: 'waterQuality.tds' },
    salinity: 'waterQuality.salinity',
    free_chlorine: 'waterQuality.chlorine',
    turbidity: 'waterQuality.turbidity',
    ...alike('liquid_level_percent tank_level', { target: 'levelSensor.level' }),
    water_level: [
      { target: 'levelSensor.level', type: 'numeric' },
      {
        target: 'levelSensor.state',
        words: { empty: 'empty', low: 'low', normal: 'ok', middle: 'ok', medium: 'ok', high: 'high', full: 'full' },
      },
    ],
    liquid_depth: 'levelSensor.height',
    liquid_state: { target: 'levelSensor.state', words: { empty: 'empty', low: 'low', normal: 'ok', high: 'high', full: 'full' } },
    ...alike('flow flow_rate water_flow water_current instantaneous_flow_rate', { target: 'flowSensor.flow', type: 'numeric' }),

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
    ...alike('aqi aqi25 aqi_25_index', { target: 'airQuality.index', unit: '' }),
    ...alike('co2 eco2', 'co2Sensor.co2'),
    ...alike('voc tvoc total_volatile_organic_compounds', [{ target: 'vocSensor.mass' }, { target: 'vocSensor.ratio' }]),
    voc_index: { target: 'vocSensor.index', unit: '' },
    pm1: 'particulateSensor.pm1',
    pm25: 'particulateSensor.pm25',
    pm4: 'particulateSensor.pm4',
    pm10: 'particulateSensor.pm10',
    ...alike('pm_n05 pm_n1 pm_n25 pm_n4 pm_n10', 'particulateSensor.counts'),
    ...alike('formaldehyd formaldehyde hcho', grams),
    ...alike('co carbon_monoxide_value', { target: 'pollutantSensor.coRatio', writable: false, type: 'numeric' }),
    nox_index: { target: 'pollutantSensor.noxIndex', unit: '' },
    ozone: [{ target: 'pollutantSensor.o3Mass' }, { target: 'pollutantSensor.o3Ratio' }],
    ...alike('gas_value gas_density', [
      { target: 'gasSensor.lel', type: 'numeric', writable: false },
      { target: 'gasSensor.ratio', type: 'numeric', writable: false },
    ]),
  },
};
