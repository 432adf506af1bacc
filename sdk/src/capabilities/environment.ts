import { count, flag, listOf, measured, oneOf, percentage, plainNumber } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { amount, moment, named, optional, percent, thing } from './shapes.ts';

/** The temperature of what the endpoint's tags say: air, water, a room, a bearing. */
export const temperatureSensor = defineCapability({
  id: 'temperatureSensor',
  title: 'Temperature',
  description: 'Measures a temperature.',
  tags: ['domain=climate', 'role=sensor'],
  attributes: {
    temperature: measured('temperature', 'Temperature', { minimum: -273.15 }),
    delta: measured('temperatureDifference', 'Difference'),
    feelsLike: measured('temperature', 'Feels like'),
  },
  examples: [
    { title: 'A living room', values: { temperature: 21.4 } },
    { title: 'A heat pump, supply against return', values: { delta: 5.2 } },
  ],
});

export const humiditySensor = defineCapability({
  id: 'humiditySensor',
  title: 'Humidity',
  description: 'Measures how humid the air is.',
  tags: ['domain=climate', 'role=sensor', 'medium=air'],
  attributes: {
    humidity: percentage('Humidity'),
    absoluteHumidity: measured('absoluteHumidity', 'Water in the air', { minimum: 0 }),
    dewPoint: measured('temperature', 'Dew point'),
    vapourDeficit: measured('pressure', 'Vapour pressure deficit', { minimum: 0 }),
  },
  examples: [{ title: 'A bathroom after a shower', values: { humidity: 74.5, absoluteHumidity: 14.6, dewPoint: 17.1 } }],
});

export const pressureSensor = defineCapability({
  id: 'pressureSensor',
  title: 'Pressure',
  description: 'Measures the pressure of air, water or another medium.',
  tags: ['domain=environment', 'role=sensor'],
  attributes: {
    pressure: measured('pressure', 'Pressure'),
    trend: oneOf(['falling', 'steady', 'rising'], 'Trend'),
  },
  examples: [
    { title: 'The air before rain', values: { pressure: 99_640, trend: 'falling' } },
    { title: 'Heating water at 1.6 bar', values: { pressure: 160_000 } },
  ],
});

export const illuminanceSensor = defineCapability({
  id: 'illuminanceSensor',
  title: 'Brightness',
  description: 'Measures how bright it is.',
  tags: ['domain=environment', 'role=sensor'],
  attributes: {
    illuminance: measured('illuminance', 'Brightness', { minimum: 0 }),
    bright: flag('Bright'),
    grade: oneOf(['dark', 'dim', 'bright'], 'Brightness in words'),
  },
  examples: [{ title: 'A hall in the evening', values: { illuminance: 42, bright: false } }],
});

export const solarRadiation = defineCapability({
  id: 'solarRadiation',
  title: 'Solar radiation',
  description: 'Measures how strongly the sun shines.',
  tags: ['domain=environment', 'role=sensor'],
  attributes: {
    irradiance: measured('irradiance', 'Irradiance'),
    uvIndex: plainNumber('UV index', { minimum: 0 }),
  },
  examples: [{ title: 'A clear noon in May', values: { irradiance: 871, uvIndex: 7 } }],
});

export const soundSensor = defineCapability({
  id: 'soundSensor',
  title: 'Sound',
  description: 'Measures how loud it is, and notices noise.',
  tags: ['domain=environment', 'role=sensor', 'medium=air'],
  attributes: { soundLevel: measured('soundLevel', 'Sound level'), detected: flag('Noise') },
  events: { detected: { title: 'Noise detected' } },
  examples: [
    { title: 'A quiet room', values: { soundLevel: 34.5, detected: false } },
    { title: 'A glass falls', event: 'detected' },
  ],
});

/** Vibration and position. `face` is the side that lies on top, for cubes. */
export const accelerationSensor = defineCapability({
  id: 'accelerationSensor',
  title: 'Movement of a thing',
  description: 'Notices that a thing vibrates, moves, falls or is tilted.',
  tags: ['domain=environment', 'role=sensor'],
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
  examples: [
    { title: 'A washing machine that spins', values: { vibrating: true, strength: 38, x: 0.4, y: -9.7, z: 0.9, tilt: 4 } },
    { title: 'A cube that lies on another side', values: { face: 3 } },
    { title: 'Somebody tips the bin', event: 'tilted' },
  ],
});

export const soilSensor = defineCapability({
  id: 'soilSensor',
  title: 'Soil',
  description: 'Measures how moist and how fertile soil is.',
  tags: ['domain=environment', 'role=sensor', 'medium=soil'],
  attributes: {
    moisture: percentage('Moisture'),
    conductivity: measured('conductivity', 'Conductivity', { minimum: 0 }),
    dry: flag('Dry'),
    fertility: measured('conductivity', 'Fertility', { minimum: 0 }),
  },
  examples: [{ title: 'A tomato bed', values: { moisture: 31, conductivity: 640, dry: false } }],
});

/** `accumulated` only rises; a fall is a reset of the gauge. */
export const rainSensor = defineCapability({
  id: 'rainSensor',
  title: 'Rain',
  description: 'Notices rain and measures how much falls.',
  tags: ['domain=environment', 'role=sensor', 'medium=water'],
  attributes: {
    raining: flag('Raining'),
    intensity: measured('rainRate', 'Intensity', { minimum: 0 }),
    accumulated: measured('rainDepth', 'Rainfall', { minimum: 0, series: 'totalIncreasing' }),
  },
  events: { rainStarted: { title: 'Rain began' }, rainStopped: { title: 'Rain ended' } },
  examples: [
    { title: 'A shower', values: { raining: true, intensity: 3.6, accumulated: 412.8 } },
    { title: 'It begins', event: 'rainStarted' },
  ],
});

/** The direction is where the wind comes from: 0 is north, 90 east. */
export const windSensor = defineCapability({
  id: 'windSensor',
  title: 'Wind',
  description: 'Measures the speed and the direction of the wind.',
  tags: ['domain=environment', 'role=sensor', 'medium=air'],
  attributes: {
    speed: measured('speed', 'Wind', { minimum: 0 }),
    gust: measured('speed', 'Gusts', { minimum: 0 }),
    direction: measured('angle', 'Direction', { minimum: 0, maximum: 360 }),
  },
  examples: [{ title: 'A fresh breeze from the west', values: { speed: 8.9, gust: 13.4, direction: 270 } }],
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
  tags: ['domain=environment', 'role=information'],
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
  examples: [
    {
      title: 'A cloudy day with rain to come',
      values: {
        condition: 'cloudy',
        forecast: [
          {
            at: '2026-04-02T12:00:00Z',
            condition: 'rain',
            temperature: 11.5,
            lowTemperature: 6,
            rain: 4.2,
            rainProbability: 80,
            windSpeed: 6.1,
          },
        ],
      },
    },
  ],
});

export const waterQuality = defineCapability({
  id: 'waterQuality',
  title: 'Water quality',
  description: 'Measures what water in a pool, a pond or a pipe contains.',
  tags: ['domain=water', 'role=sensor', 'medium=water'],
  attributes: {
    ph: measured('acidity', 'Acidity', { minimum: 0, maximum: 14 }),
    orp: measured('voltage', 'Redox potential'),
    tds: measured('soluteMass', 'Dissolved solids', { minimum: 0 }),
    conductivity: measured('conductivity', 'Conductivity', { minimum: 0 }),
    salinity: measured('salinity', 'Salinity', { minimum: 0 }),
    turbidity: measured('turbidity', 'Turbidity', { minimum: 0 }),
    chlorine: measured('soluteMass', 'Chlorine', { minimum: 0 }),
  },
  examples: [{ title: 'A pool in summer', values: { ph: 7.3, orp: 0.682, tds: 940, conductivity: 1880, chlorine: 0.8 } }],
});

export const levelSensor = defineCapability({
  id: 'levelSensor',
  title: 'Fill level',
  description: 'Measures how full a tank or a container is.',
  tags: ['domain=water', 'role=sensor'],
  attributes: {
    level: percentage('Level'),
    height: measured('length', 'Height'),
    volume: measured('volume', 'Volume', { minimum: 0 }),
    state: oneOf(['empty', 'low', 'ok', 'high', 'full'], 'State'),
  },
  events: { low: { title: 'Low' }, full: { title: 'Full' } },
  examples: [
    { title: 'A rain barrel', values: { level: 62, height: 0.74, volume: 0.31, state: 'ok' } },
    { title: 'Nearly empty', event: 'low' },
  ],
});

/** A negative flow runs backwards. */
export const flowSensor = defineCapability({
  id: 'flowSensor',
  title: 'Flow',
  description: 'Measures how much water or another medium flows.',
  tags: ['domain=water', 'role=sensor'],
  attributes: { flow: measured('flow', 'Flow'), flowing: flag('Flowing') },
  events: { started: { title: 'Flow began' }, stopped: { title: 'Flow ended' } },
  examples: [
    { title: 'A tap at nine litres a minute', values: { flow: 0.54, flowing: true } },
    { title: 'Somebody opens the tap', event: 'started' },
  ],
});
