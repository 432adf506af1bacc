import { count, flag, listOf, measured, oneOf, percentage, plainNumber } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { amount, moment, named, optional, percent, thing } from './shapes.ts';

/** The temperature of what the endpoint's tags say: air, water, a room, a bearing. */
export const temperatureSensor = defineCapability({
  id: 'temperatureSensor',
  title: 'Temperature',
  description: 'Measures a temperature.',
  attributes: {
    temperature: measured('temperature', 'Temperature', { minimum: -273.15 }),
    delta: measured('temperatureDifference', 'Difference'),
  },
});

export const humiditySensor = defineCapability({
  id: 'humiditySensor',
  title: 'Humidity',
  description: 'Measures how humid the air is.',
  attributes: {
    humidity: percentage('Humidity'),
    absoluteHumidity: measured('absoluteHumidity', 'Water in the air', { minimum: 0 }),
    dewPoint: measured('temperature', 'Dew point'),
  },
});

export const pressureSensor = defineCapability({
  id: 'pressureSensor',
  title: 'Pressure',
  description: 'Measures the pressure of air, water or another medium.',
  attributes: {
    pressure: measured('pressure', 'Pressure'),
    trend: oneOf(['falling', 'steady', 'rising'], 'Trend'),
  },
});

export const illuminanceSensor = defineCapability({
  id: 'illuminanceSensor',
  title: 'Brightness',
  description: 'Measures how bright it is.',
  attributes: {
    illuminance: measured('illuminance', 'Brightness', { minimum: 0 }),
    bright: flag('Bright'),
  },
});

export const solarRadiation = defineCapability({
  id: 'solarRadiation',
  title: 'Solar radiation',
  description: 'Measures how strongly the sun shines.',
  attributes: {
    irradiance: measured('irradiance', 'Irradiance'),
    uvIndex: plainNumber('UV index', { minimum: 0 }),
  },
});

export const soundSensor = defineCapability({
  id: 'soundSensor',
  title: 'Sound',
  description: 'Measures how loud it is, and notices noise.',
  attributes: { soundLevel: measured('soundLevel', 'Sound level'), detected: flag('Noise') },
  events: { detected: { title: 'Noise detected' } },
});

/** Vibration and position. `face` is the side that lies on top, for cubes. */
export const accelerationSensor = defineCapability({
  id: 'accelerationSensor',
  title: 'Movement of a thing',
  description: 'Notices that a thing vibrates, moves, falls or is tilted.',
  attributes: {
    vibrating: flag('Vibrates'),
    moving: flag('Moves'),
    strength: plainNumber('Strength'),
    x: measured('acceleration', 'Acceleration x'),
    y: measured('acceleration', 'Acceleration y'),
    z: measured('acceleration', 'Acceleration z'),
    tilt: measured('angle', 'Tilt', { series: 'measurement' }),
    face: count('Side on top', { series: 'state' }),
  },
  events: {
    vibrated: { title: 'Vibrated' },
    dropped: { title: 'Dropped' },
    tilted: { title: 'Tilted' },
    moved: { title: 'Moved' },
  },
});

export const soilSensor = defineCapability({
  id: 'soilSensor',
  title: 'Soil',
  description: 'Measures how moist and how fertile soil is.',
  attributes: {
    moisture: percentage('Moisture'),
    conductivity: measured('conductivity', 'Conductivity', { minimum: 0 }),
    dry: flag('Dry'),
  },
});

/** `accumulated` only rises; a fall is a reset of the gauge. */
export const rainSensor = defineCapability({
  id: 'rainSensor',
  title: 'Rain',
  description: 'Notices rain and measures how much falls.',
  attributes: {
    raining: flag('Raining'),
    intensity: measured('rainRate', 'Intensity', { minimum: 0 }),
    accumulated: measured('rainDepth', 'Rainfall', { minimum: 0, series: 'totalIncreasing' }),
  },
  events: { rainStarted: { title: 'Rain began' }, rainStopped: { title: 'Rain ended' } },
});

/** The direction is where the wind comes from: 0 is north, 90 east. */
export const windSensor = defineCapability({
  id: 'windSensor',
  title: 'Wind',
  description: 'Measures the speed and the direction of the wind.',
  attributes: {
    speed: measured('speed', 'Wind', { minimum: 0 }),
    gust: measured('speed', 'Gusts', { minimum: 0 }),
    direction: measured('angle', 'Direction', { minimum: 0, maximum: 360 }),
  },
});

const conditions = [
  'clear',
  'clearNight',
  'partlyCloudy',
  'cloudy',
  'fog',
  'rain',
  'heavyRain',
  'snow',
  'sleet',
  'hail',
  'thunderstorm',
  'windy',
] as const;

export const weather = defineCapability({
  id: 'weather',
  title: 'Weather',
  description: 'The weather now and in the hours and days to come.',
  attributes: {
    condition: oneOf(conditions, 'Weather'),
    forecast: listOf(
      thing({
        at: moment('From'),
        condition: optional(named([...conditions, 'other'], 'Weather')),
        temperature: optional(amount('temperature', 'Temperature')),
        lowTemperature: optional(amount('temperature', 'Lowest temperature')),
        rain: optional(amount('rainDepth', 'Rainfall', { minimum: 0 })),
        rainProbability: optional(percent('Chance of rain')),
        windSpeed: optional(amount('speed', 'Wind', { minimum: 0 })),
        humidity: optional(percent('Humidity')),
      }),
      'Forecast',
    ),
  },
});

export const waterQuality = defineCapability({
  id: 'waterQuality',
  title: 'Water quality',
  description: 'Measures what water in a pool, a pond or a pipe contains.',
  attributes: {
    ph: measured('acidity', 'Acidity', { minimum: 0, maximum: 14 }),
    orp: measured('voltage', 'Redox potential'),
    tds: measured('soluteMass', 'Dissolved solids', { minimum: 0 }),
    conductivity: measured('conductivity', 'Conductivity', { minimum: 0 }),
    salinity: measured('salinity', 'Salinity', { minimum: 0 }),
    turbidity: measured('turbidity', 'Turbidity', { minimum: 0 }),
    chlorine: measured('soluteMass', 'Chlorine', { minimum: 0 }),
  },
});

export const levelSensor = defineCapability({
  id: 'levelSensor',
  title: 'Fill level',
  description: 'Measures how full a tank or a container is.',
  attributes: {
    level: percentage('Level'),
    height: measured('length', 'Height'),
    volume: measured('volume', 'Volume', { minimum: 0 }),
    state: oneOf(['empty', 'low', 'ok', 'high', 'full'], 'State'),
  },
  events: { low: { title: 'Low' }, full: { title: 'Full' } },
});

/** A negative flow runs backwards. */
export const flowSensor = defineCapability({
  id: 'flowSensor',
  title: 'Flow',
  description: 'Measures how much water or another medium flows.',
  attributes: { flow: measured('flow', 'Flow'), flowing: flag('Flowing') },
  events: { started: { title: 'Flow began' }, stopped: { title: 'Flow ended' } },
});
