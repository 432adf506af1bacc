import { Type } from 'typebox';
import { choice, flag, measured, oneOf, percentage, plainNumber, text, timestamp } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { closed, optional, words } from './shapes.ts';

const config = { writable: true, category: 'config' } as const;

/** The product's own lamp and voice. */
export const indicator = defineCapability({
  id: 'indicator',
  title: 'Indicator',
  description: 'What the status light and the sounds of the product itself do.',
  tags: ['domain=system', 'role=setting', 'of=device'],
  attributes: {
    ledMode: oneOf(['off', 'on', 'followLoad', 'inverted', 'auto'], 'Status light', config),
    pattern: choice('What the status light shows', {
      ...config,
      description: "One of the product's own list, where `ledMode` says too little.",
    }),
    ledLevel: percentage('Brightness of the status light', config),
    ledColor: text('Colour of the status light', { ...config, maxLength: 64, description: 'A name, or #rrggbb.' }),
    onLevel: percentage('Brightness while switched on', config),
    offLevel: percentage('Brightness while switched off', config),
    onColor: text('Colour while switched on', { ...config, maxLength: 64, description: 'A name, or #rrggbb.' }),
    offColor: text('Colour while switched off', { ...config, maxLength: 64, description: 'A name, or #rrggbb.' }),
    night: flag('Dark at night', config),
    soundVolume: percentage('Volume', config),
    sound: flag('Sounds', config),
    soundMode: choice('Loudness in words', { ...config, description: "One of the product's own list, where it has no volume in percent." }),
  },
  examples: [
    { title: 'A plug whose light follows its load', values: { ledMode: 'followLoad', ledLevel: 40, night: true } },
    { title: 'No light in the bedroom', command: 'set', args: { ledMode: 'off' } },
  ],
});

/** Keys and children's locks on a product's own panel. */
export const childLock = defineCapability({
  id: 'childLock',
  title: 'Child lock',
  description: "Whether the product's own keys are blocked.",
  tags: ['domain=safety', 'role=setting', 'of=device'],
  attributes: {
    locked: flag('Locked', config),
    level: oneOf(['none', 'partial', 'full'], 'Level', config),
  },
  examples: [
    { title: 'A heater with blocked keys', values: { locked: true, level: 'full' } },
    { title: 'Free the keys', command: 'set', args: { locked: false } },
  ],
});

/** What the product's own display shows, and in which words. Values that travel to the hub are always in canonical units. */
export const localSettings = defineCapability({
  id: 'localSettings',
  title: 'Display and clock',
  description: 'The units, the language, the clock and the brightness of the display of the product.',
  tags: ['domain=system', 'role=setting', 'of=device'],
  attributes: {
    temperatureUnit: oneOf(['C', 'F'], 'Temperature unit', config),
    clock: oneOf(['12', '24'], 'Clock', config),
    language: text('Language', { ...config, maxLength: 35, description: 'A language tag, for instance `de-AT`.' }),
    timeZone: text('Time zone', {
      ...config,
      maxLength: 64,
      description: 'A name of the time zone database, for instance `Europe/Vienna`.',
    }),
    time: timestamp('Time of the product', { category: 'diagnostic' }),
    displayLevel: percentage('Brightness of the display', config),
    standbyLevel: percentage('Brightness of the resting display', config),
    displayOn: flag('Display on', config),
    displayOffAfter: measured('duration', 'Display off after', { ...config, minimum: 0 }),
    orientation: choice('Orientation of the display', config),
    shows: choice('What the display shows', config),
    appearance: choice('Look of the display', config),
  },
  commands: { syncTime: { title: 'Set the clock', repeatable: true } },
  examples: [
    {
      title: 'A wall thermostat',
      values: { temperatureUnit: 'C', clock: '24', language: 'de-AT', timeZone: 'Europe/Vienna', displayLevel: 60 },
    },
    { title: 'Set its clock', command: 'syncTime' },
  ],
});

/**
 * How a sensor measures. `sensitivity` is one of the product's own list, `sensitivityLevel` a number on a scale of its own; `reportThreshold`
 * and `offset` are in the unit of what the endpoint measures, which the descriptor says.
 */
export const sensorSettings = defineCapability({
  id: 'sensorSettings',
  title: 'Sensor settings',
  description: 'How fine, how often and with which correction the sensor measures.',
  tags: ['domain=system', 'role=setting', 'of=device'],
  attributes: {
    sensitivity: choice('Sensitivity', config),
    sensitivityLevel: plainNumber('Sensitivity as a number', config),
    mode: choice('Way of measuring', config),
    enabled: flag('Measures', config),
    holdTime: measured('duration', 'Holds for', { ...config, minimum: 0 }),
    delay: measured('duration', 'Waits before it tells', { ...config, minimum: 0 }),
    detectionRange: measured('length', 'Range', { ...config, minimum: 0 }),
    minDetectionRange: measured('length', 'Begins at', { ...config, minimum: 0 }),
    mountingHeight: measured('length', 'Mounted at a height of', { ...config, minimum: 0 }),
    altitude: measured('length', 'Above sea level', config),
    measureInterval: measured('duration', 'Measures every', { ...config, minimum: 0 }),
    reportInterval: measured('duration', 'Reports every', { ...config, minimum: 0 }),
    minReportInterval: measured('duration', 'Reports at most every', { ...config, minimum: 0 }),
    reportThreshold: plainNumber('Reports a change of', { ...config, minimum: 0 }),
    temperatureOffset: measured('temperatureDifference', 'Temperature correction', config),
    humidityOffset: measured('share', 'Humidity correction', config),
    pressureOffset: measured('pressure', 'Pressure correction', config),
    offset: plainNumber('Correction', config),
    factor: plainNumber('Multiplied by', config),
    autoCalibration: flag('Calibrates itself', config),
  },
  commands: {
    resetCalibration: { title: 'Back to the factory calibration' },
    calibrate: {
      title: 'Calibrate',
      args: closed({
        target: optional(words('What to calibrate')),
        reference: optional(Type.Number({ title: 'True value', description: 'In the canonical unit of the attribute.' })),
      }),
    },
  },
  events: { calibrated: { title: 'Calibrated', payload: closed({ target: optional(words('What was calibrated')) }) } },
  examples: [
    { title: 'A motion sensor', values: { sensitivity: 'medium', holdTime: 60, detectionRange: 5 } },
    { title: 'A thermometer that shows too much', command: 'set', args: { temperatureOffset: -0.7 } },
    { title: 'Against a reference', command: 'calibrate', args: { target: 'co2', reference: 420 } },
  ],
});
