import { flag, measured, oneOf, plainNumber, text } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';

const concerns = ['low', 'medium', 'high', 'critical'] as const;

function ratio(title: string) {
  return measured('gasShare', title, { minimum: 0 });
}

function mass(title: string) {
  return measured('airPollutantMass', title, { minimum: 0 });
}

/** An overall grade. `index` is a number on the scale that `scale` names (US AQI, CAQI…); scales don't convert into each other. */
export const airQuality = defineCapability({
  id: 'airQuality',
  title: 'Air quality',
  description: 'Grades how good the air is.',
  tags: ['domain=air', 'role=sensor', 'medium=air'],
  attributes: {
    grade: oneOf(['good', 'fair', 'moderate', 'poor', 'veryPoor', 'extremelyPoor'], 'Air quality'),
    index: plainNumber('Index', { minimum: 0 }),
    scale: text('Scale of the index', { series: 'static', category: 'diagnostic', maxLength: 64 }),
  },
  examples: [{ title: 'An office in the afternoon', values: { grade: 'moderate', index: 74, scale: 'US AQI' } }],
});

/** `equivalent` says that the value is computed from other gases, not measured. */
export const co2Sensor = defineCapability({
  id: 'co2Sensor',
  title: 'Carbon dioxide',
  description: 'Measures carbon dioxide in the air.',
  tags: ['domain=air', 'role=sensor', 'medium=air'],
  attributes: {
    co2: ratio('Carbon dioxide'),
    equivalent: flag('Estimated', { series: 'static', category: 'diagnostic' }),
    concern: oneOf(concerns, 'Concern'),
  },
  examples: [{ title: 'A bedroom in the morning', values: { co2: 1480, equivalent: false, concern: 'medium' } }],
});

/** Share, mass and index are three different things: a sensor has what it measures (section 1.5). */
export const vocSensor = defineCapability({
  id: 'vocSensor',
  title: 'Volatile organic compounds',
  description: 'Measures volatile organic compounds in the air.',
  tags: ['domain=air', 'role=sensor', 'medium=air'],
  attributes: {
    ratio: ratio('Share'),
    mass: mass('Mass'),
    index: plainNumber('Index', { minimum: 0 }),
    concern: oneOf(concerns, 'Concern'),
  },
  examples: [
    { title: 'After painting', values: { ratio: 1.9, concern: 'high' } },
    { title: 'A sensor that knows only an index', values: { index: 128 } },
  ],
});

export const particulateSensor = defineCapability({
  id: 'particulateSensor',
  title: 'Particulate matter',
  description: 'Measures fine dust in the air.',
  tags: ['domain=air', 'role=sensor', 'medium=air'],
  attributes: {
    pm1: mass('PM1'),
    pm25: mass('PM2.5'),
    pm4: mass('PM4'),
    pm10: mass('PM10'),
    counts: measured('particleCount', 'Number of particles', { minimum: 0 }),
  },
  examples: [{ title: 'A kitchen while frying', values: { pm1: 41, pm25: 63, pm10: 71 } }],
});

/** Each gas as a share (`…Ratio`, ppm) or a mass (`…Mass`, µg/m³), whichever the sensor has; a CO alarm is `coAlarm`. */
export const pollutantSensor = defineCapability({
  id: 'pollutantSensor',
  title: 'Pollutants',
  description: 'Measures harmful gases in the air.',
  tags: ['domain=air', 'role=sensor', 'medium=air'],
  attributes: {
    coRatio: ratio('Carbon monoxide (share)'),
    coMass: mass('Carbon monoxide (mass)'),
    no2Ratio: ratio('Nitrogen dioxide (share)'),
    no2Mass: mass('Nitrogen dioxide (mass)'),
    noRatio: ratio('Nitrogen monoxide (share)'),
    noMass: mass('Nitrogen monoxide (mass)'),
    n2oRatio: ratio('Nitrous oxide (share)'),
    n2oMass: mass('Nitrous oxide (mass)'),
    o3Ratio: ratio('Ozone (share)'),
    o3Mass: mass('Ozone (mass)'),
    so2Ratio: ratio('Sulphur dioxide (share)'),
    so2Mass: mass('Sulphur dioxide (mass)'),
    hchoRatio: ratio('Formaldehyde (share)'),
    hchoMass: mass('Formaldehyde (mass)'),
    nh3Ratio: ratio('Ammonia (share)'),
    nh3Mass: mass('Ammonia (mass)'),
    h2sRatio: ratio('Hydrogen sulphide (share)'),
    h2sMass: mass('Hydrogen sulphide (mass)'),
    radon: measured('radioactivity', 'Radon', { minimum: 0 }),
    noxIndex: plainNumber('Nitrogen oxides index', { minimum: 0 }),
  },
  examples: [
    { title: 'A street in winter', values: { no2Mass: 38.2, o3Mass: 21, coRatio: 0.4 } },
    { title: 'A cellar', values: { radon: 142 } },
  ],
});

/** `lel` is the share of the lower explosive limit: at 100 % the air burns. */
export const gasSensor = defineCapability({
  id: 'gasSensor',
  title: 'Combustible gas',
  description: 'Measures how much combustible gas the air contains.',
  tags: ['domain=safety', 'role=sensor', 'medium=gas'],
  attributes: {
    substance: oneOf(['methane', 'propane', 'butane', 'hydrogen'], 'Gas', { series: 'static', category: 'diagnostic' }),
    lel: measured('share', 'Share of the explosive limit', { minimum: 0 }),
    ratio: ratio('Share'),
  },
  examples: [{ title: 'Under a gas hob', values: { substance: 'methane', lel: 2.5 } }],
});
