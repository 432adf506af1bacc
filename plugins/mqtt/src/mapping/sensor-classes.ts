import { capabilities, type GenericBase, type Quantity } from '@concord/sdk';

/** Where a measured value belongs: an attribute of a capability. */
export interface Target {
  readonly capability: string;
  readonly attribute: string;
}

/** The device classes of sensors with a named meaning (capability map, section 3.4). */
const classTargets: Readonly<Record<string, string>> = {
  absolute_humidity: 'humiditySensor.absoluteHumidity',
  apparent_power: 'powerMeter.apparentPower',
  aqi: 'airQuality.index',
  atmospheric_pressure: 'pressureSensor.pressure',
  battery: 'battery.level',
  carbon_dioxide: 'co2Sensor.co2',
  carbon_monoxide: 'pollutantSensor.co',
  conductivity: 'soilSensor.conductivity',
  current: 'powerMeter.current',
  energy: 'energyMeter.imported',
  energy_distance: 'vehicle.consumption',
  energy_storage: 'batteryStorage.stored',
  frequency: 'powerMeter.frequency',
  gas: 'gasMeter.volume',
  humidity: 'humiditySensor.humidity',
  illuminance: 'illuminanceSensor.illuminance',
  irradiance: 'solarRadiation.irradiance',
  moisture: 'soilSensor.moisture',
  nitrogen_dioxide: 'pollutantSensor.no2',
  nitrogen_monoxide: 'pollutantSensor.no',
  nitrous_oxide: 'pollutantSensor.n2o',
  ozone: 'pollutantSensor.o3',
  ph: 'waterQuality.ph',
  pm1: 'particulateSensor.pm1',
  pm25: 'particulateSensor.pm25',
  pm4: 'particulateSensor.pm4',
  pm10: 'particulateSensor.pm10',
  power: 'powerMeter.activePower',
  power_factor: 'powerMeter.powerFactor',
  precipitation: 'rainSensor.accumulated',
  precipitation_intensity: 'rainSensor.intensity',
  pressure: 'pressureSensor.pressure',
  radon: 'pollutantSensor.radon',
  reactive_energy: 'energyMeter.reactive',
  reactive_power: 'powerMeter.reactivePower',
  signal_strength: 'linkQuality.rssi',
  sound_pressure: 'soundSensor.soundLevel',
  sulphur_dioxide: 'pollutantSensor.so2',
  temperature: 'temperatureSensor.temperature',
  temperature_delta: 'temperatureSensor.delta',
  volatile_organic_compounds: 'vocSensor.mass',
  volatile_organic_compounds_parts: 'vocSensor.ratio',
  voltage: 'powerMeter.voltage',
  volume_flow_rate: 'flowSensor.flow',
  volume_storage: 'levelSensor.volume',
  water: 'waterMeter.volume',
  wind_direction: 'windSensor.direction',
  wind_speed: 'windSensor.speed',
};

/** Classes that only name a quantity (capability map, section 3.8); the unit alone would leave some of them open. */
const classQuantities: Readonly<Record<string, Quantity>> = {
  area: 'area',
  blood_glucose_concentration: 'bloodGlucose',
  data_rate: 'dataRate',
  data_size: 'data',
  distance: 'length',
  duration: 'duration',
  speed: 'speed',
  volume: 'volume',
  weight: 'mass',
};

/** Classes whose values are no numbers. */
const classBases: Readonly<Record<string, GenericBase>> = { date: 'genericDateTime', timestamp: 'genericDateTime', enum: 'genericSelect' };

/** Classes that mean what they say in these units only: decibels without a reference are a ratio of anything. */
const classUnits: Readonly<Record<string, readonly string[]>> = { signal_strength: ['dBm'] };

/** The unit decides between a share of the air and a mass in it: one can't be turned into the other (section 1.5). */
export function sensorTarget(deviceClass: string, unit: string | undefined): Target | undefined {
  const units = Object.hasOwn(classUnits, deviceClass) ? classUnits[deviceClass] : undefined;
  if (unit !== undefined && units?.includes(unit) === false) return undefined;
  const row = Object.hasOwn(classTargets, deviceClass) ? classTargets[deviceClass] : undefined;
  return row === undefined ? undefined : (parseTarget(row) ?? parseTarget(row + (unit?.startsWith('pp') ? 'Ratio' : 'Mass')));
}

export function sensorQuantity(deviceClass: string | undefined): Quantity | undefined {
  return deviceClass !== undefined && Object.hasOwn(classQuantities, deviceClass) ? classQuantities[deviceClass] : undefined;
}

export function sensorBase(deviceClass: string | undefined): GenericBase | undefined {
  return deviceClass !== undefined && Object.hasOwn(classBases, deviceClass) ? classBases[deviceClass] : undefined;
}

/** Reads `capability.attribute`; undefined where the model has no such attribute. */
export function parseTarget(text: string): Target | undefined {
  const [capability = '', attribute = ''] = text.split('.');
  return capabilities.get(capability)?.attributes[attribute] ? { capability, attribute } : undefined;
}
