import { alike, measured, type Table } from './row.ts';

/** Beside one of these a temperature is that of the room which a thermostat heats. */
export const setpoints = [
  'setpoint',
  'set-point',
  'target-temperature',
  'temperature-target',
  'heatsetpoint',
  'heating-setpoint',
  'coolsetpoint',
];

/** The weather, the air, water and soil, electricity: what also a longer name says with its last words (`outdoor-temperature`). */
export const measurements: Table = {
  ...alike(
    'temperature temp temperature-degrees current-temperature room-temperature air-temperature local-temperature',
    { ...measured('thermostat.localTemperature'), beside: setpoints },
    measured('temperatureSensor.temperature'),
  ),
  ...alike('humidity relative-humidity', measured('humiditySensor.humidity', '%')),
  ...alike('absolute-humidity', measured('humiditySensor.absoluteHumidity')),
  ...alike('dew-point dewpoint', measured('humiditySensor.dewPoint')),
  ...alike('pressure barometric-pressure air-pressure atmospheric-pressure water-pressure', measured('pressureSensor.pressure')),
  ...alike(
    'illuminance illumination lux brightness luminance luminosity light ambient-light light-level',
    measured('illuminanceSensor.illuminance'),
  ),
  ...alike('irradiance solar-radiation', measured('solarRadiation.irradiance')),
  ...alike('uv uv-index', { ...measured('solarRadiation.uvIndex'), unit: '' }),
  ...alike('noise noise-level sound sound-level loudness', measured('soundSensor.soundLevel')),
  ...alike('wind wind-speed', measured('windSensor.speed')),
  ...alike('wind-gust gust gusts gust-speed', measured('windSensor.gust')),
  ...alike('wind-direction', measured('windSensor.direction')),
  ...alike('rain rainfall precipitation', measured('rainSensor.accumulated'), measured('rainSensor.intensity'), {
    target: 'rainSensor.raining',
    type: 'binary',
    writable: false,
  }),
  ...alike('rain-rate rain-intensity precipitation-rate', measured('rainSensor.intensity')),
  ...alike('moisture soil-moisture', measured('soilSensor.moisture')),
  ...alike('conductivity', measured('soilSensor.conductivity')),
  ...alike('co2 carbon-dioxide eco2', measured('co2Sensor.co2')),
  ...alike('voc tvoc', measured('vocSensor.ratio'), measured('vocSensor.mass')),
  ...alike('voc-index', { ...measured('vocSensor.index'), unit: '' }),
  ...alike('aqi air-quality-index iaq air-quality', { ...measured('airQuality.index'), unit: '' }),
  ...alike('pm1 pm1-0', measured('particulateSensor.pm1')),
  ...alike('pm25 pm2-5', measured('particulateSensor.pm25')),
  ...alike('pm4', measured('particulateSensor.pm4')),
  ...alike('pm10', measured('particulateSensor.pm10')),
  ...alike('co carbon-monoxide', measured('pollutantSensor.coRatio')),
  ...alike('ozone o3', measured('pollutantSensor.o3Ratio'), measured('pollutantSensor.o3Mass')),
  ...alike('radon', measured('pollutantSensor.radon')),
  ...alike('ph', { ...measured('waterQuality.ph', 'pH') }),
  ...alike('orp redox', measured('waterQuality.orp')),
  ...alike('flow flow-rate water-flow', measured('flowSensor.flow')),
  ...alike(
    'water-level tank-level fill-level liquid-level',
    measured('levelSensor.level'),
    measured('levelSensor.height'),
    measured('levelSensor.volume'),
  ),

  ...alike('power active-power watts consumption', measured('powerMeter.activePower'), { ...measured('energyMeter.imported') }),
  ...alike('apparent-power', measured('powerMeter.apparentPower')),
  ...alike('reactive-power', measured('powerMeter.reactivePower')),
  ...alike('power-factor', measured('powerMeter.powerFactor')),
  ...alike('frequency', measured('powerMeter.frequency')),
  ...alike(
    'voltage',
    { ...measured('battery.voltage'), beside: ['battery', 'battery-level', 'battery-low'] },
    measured('powerMeter.voltage'),
  ),
  ...alike('current', measured('powerMeter.current')),
  ...alike('energy total-energy energy-total energy-consumption energy-imported import-energy import imported', {
    ...measured('energyMeter.imported'),
  }),
  ...alike('energy-exported export-energy energy-returned returned-energy export exported', measured('energyMeter.exported')),
  ...alike('gas-volume gas', measured('gasMeter.volume')),
  ...alike('water-volume', measured('waterMeter.volume')),
  ...alike(
    'battery battery-level battery-percentage',
    measured('battery.level', '%'),
    { target: 'battery.low', type: 'binary', writable: false },
    measured('battery.voltage'),
  ),
  ...alike('battery-voltage', measured('battery.voltage')),
};
