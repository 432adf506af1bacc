import { Type } from 'typebox';
import { choice, count, flag, listOf, measured, oneOf, percentage, plainNumber, record, text } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { ModeOption } from '../device/descriptor.ts';
import { amount, closed, id, named, optional, percent, seconds, thing, words } from './shapes.ts';

const config = { writable: true, category: 'config' } as const;
const setpoint = { writable: true } as const;

/**
 * Heating and cooling of a room. With one target it is `setpoint`, or `heatingSetpoint` for a heater alone; with two,
 * `heatingSetpoint` and `coolingSetpoint`. Presets are the product's own list; the usual ids are `comfort`, `eco`, `away`, `boost`, `sleep`.
 */
export const thermostat = defineCapability({
  id: 'thermostat',
  title: 'Thermostat',
  description: 'Keeps a room at a temperature.',
  tags: ['domain=climate', 'role=actuator', 'of=room'],
  attributes: {
    mode: oneOf(['off', 'heat', 'cool', 'auto', 'heatCool', 'dry', 'fanOnly', 'emergencyHeat', 'precool', 'sleep'], 'Mode', setpoint),
    action: oneOf(['idle', 'heating', 'cooling', 'drying', 'fan', 'preheating', 'defrosting', 'off'], 'Does now'),
    localTemperature: measured('temperature', 'Temperature', { minimum: -273.15 }),
    setpoint: measured('temperature', 'Target', setpoint),
    heatingSetpoint: measured('temperature', 'Heats to', setpoint),
    coolingSetpoint: measured('temperature', 'Cools to', setpoint),
    heatingMin: measured('temperature', 'Lowest target for heating', config),
    heatingMax: measured('temperature', 'Highest target for heating', config),
    coolingMin: measured('temperature', 'Lowest target for cooling', config),
    coolingMax: measured('temperature', 'Highest target for cooling', config),
    heatingFloor: measured('temperature', 'Lowest target that can be set', { series: 'static', category: 'diagnostic' }),
    heatingCeiling: measured('temperature', 'Highest target that can be set', { series: 'static', category: 'diagnostic' }),
    preset: choice('Preset', setpoint),
    presetSetpoints: record(Type.Record(Type.String({ maxLength: 128 }), amount('temperature', 'Target')), 'Target of each preset', config),
    ecoSetpoint: measured('temperature', 'Target when saving', config),
    comfortSetpoint: measured('temperature', 'Target for comfort', config),
    awaySetpoint: measured('temperature', 'Target when away', config),
    boostSetpoint: measured('temperature', 'Target of the boost', config),
    frostSetpoint: measured('temperature', 'Target against frost', config),
    sleepSetpoint: measured('temperature', 'Target at night', config),
    unoccupiedHeatingSetpoint: measured('temperature', 'Heats to when nobody is there', config),
    unoccupiedCoolingSetpoint: measured('temperature', 'Cools to when nobody is there', config),
    hold: flag('Holds the target', setpoint),
    holdDuration: measured('duration', 'Holds the target for', { ...config, minimum: 0 }),
    occupied: flag('Somebody is there', setpoint),
    setpointSource: choice('Who set the target', { category: 'diagnostic' }),
    runningMode: oneOf(['off', 'heat', 'cool'], 'Heats or cools', { category: 'diagnostic' }),
    heatDemand: percentage('Heating demand', setpoint),
    coolDemand: percentage('Cooling demand'),
    hysteresis: measured('temperatureDifference', 'Hysteresis', { ...config, minimum: 0 }),
    floorMin: measured('temperature', 'Lowest temperature of the floor', config),
    floorMax: measured('temperature', 'Highest temperature of the floor', config),
    outdoorTemperature: measured('temperature', 'Temperature outside, told to it', config),
    remoteTemperature: measured('temperature', 'Temperature of another sensor', config),
    sensorType: choice('Kind of the wired sensor', config),
    control: choice('Way of controlling', config),
    cycleTime: measured('duration', 'Length of a heating cycle', { ...config, minimum: 0 }),
    preheat: flag('Heats ahead of the schedule', config),
    temperatureSource: choice('Sensor in use', config),
  },
  commands: {
    nudge: { title: 'Warmer or colder', args: closed({ delta: amount('temperatureDifference', 'By') }) },
    resumeSchedule: { title: 'Back to the schedule', expects: { hold: false }, repeatable: true },
  },
  events: { setpointChanged: { title: 'Target changed', payload: closed({ cause: optional(words('By')) }) } },
  examples: [
    {
      title: 'A room that is warmed up',
      values: { mode: 'heat', action: 'heating', localTemperature: 19.3, heatingSetpoint: 21, preset: 'comfort', heatDemand: 60 },
    },
    { title: 'Cool at 25, heat at 20', command: 'set', args: { mode: 'heatCool', heatingSetpoint: 20, coolingSetpoint: 25 } },
    { title: 'Half a degree more', command: 'nudge', args: { delta: 0.5 } },
    { title: 'Somebody turned the wheel', event: 'setpointChanged', payload: { cause: 'manual' } },
  ],
});

const transition = thing({
  at: Type.String({ title: 'Time of day, as HH:MM', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
  heatingSetpoint: optional(amount('temperature', 'Heats to')),
  coolingSetpoint: optional(amount('temperature', 'Cools to')),
  mode: optional(words('Mode')),
  preset: optional(words('Preset')),
});

const day = { ...config, maxLength: 1000, description: 'The changes of the day as the product writes them.' };

/** The week program that the thermostat itself holds: as `schedules`, or one text a day where the product's notation is all there is. */
export const thermostatSchedule = defineCapability({
  id: 'thermostatSchedule',
  title: 'Heating schedule',
  description: 'The week program stored in the thermostat.',
  tags: ['domain=climate', 'role=setting', 'of=room'],
  attributes: {
    enabled: flag('Enabled', config),
    active: choice('Schedule', config),
    monday: text('Monday', day),
    tuesday: text('Tuesday', day),
    wednesday: text('Wednesday', day),
    thursday: text('Thursday', day),
    friday: text('Friday', day),
    saturday: text('Saturday', day),
    sunday: text('Sunday', day),
    workday: text('Working days', day),
    weekend: text('Weekend', day),
    schedules: listOf(
      thing({
        id: optional(id('Schedule')),
        label: optional(words('Label')),
        days: Type.Array(named(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], 'Day'), { title: 'Days', maxItems: 7 }),
        transitions: Type.Array(transition, { title: 'Changes', maxItems: 100 }),
      }),
      'Schedules',
      config,
    ),
  },
  commands: { activate: { title: 'Use a schedule', args: closed({ id: id('Schedule') }), repeatable: true } },
  events: { transition: { title: 'Next step of the schedule', payload: closed({ id: optional(id('Schedule')) }) } },
  examples: [
    {
      title: 'Warm on weekday mornings',
      values: {
        enabled: true,
        active: 'week',
        schedules: [
          {
            id: 'week',
            days: ['mon', 'tue', 'wed', 'thu', 'fri'],
            transitions: [
              { at: '06:00', heatingSetpoint: 21 },
              { at: '08:30', heatingSetpoint: 18 },
            ],
          },
        ],
      },
    },
    { title: 'The holiday schedule', command: 'activate', args: { id: 'holiday' } },
    { title: 'Half past eight', event: 'transition', payload: { id: 'week' } },
  ],
});

export const radiatorValve = defineCapability({
  id: 'radiatorValve',
  title: 'Radiator valve',
  description: 'The valve of a radiator, and how it protects itself and the room.',
  tags: ['domain=climate', 'role=actuator', 'medium=water'],
  attributes: {
    position: percentage('Opening', { writable: true }),
    windowOpen: flag('Window open'),
    windowDetection: flag('Notices open windows', config),
    frostProtection: flag('Protects against frost', config),
    scaleProtection: flag('Protects against scale', config),
    windowTemperature: measured('temperature', 'Target while a window is open', config),
    windowDrop: measured('temperatureDifference', 'Fall that tells of a window', { ...config, minimum: 0 }),
    windowDuration: measured('duration', 'Takes a window as open for', { ...config, minimum: 0 }),
    boosting: flag('Boost', { writable: true }),
    boostDuration: measured('duration', 'Boost lasts', { ...config, minimum: 0 }),
    adapted: flag('Adapted to the valve', { category: 'diagnostic' }),
  },
  commands: {
    boost: { title: 'Boost', args: closed({ duration: optional(seconds()) }) },
    adapt: { title: 'Adapt to the valve', expects: { adapted: true } },
  },
  events: { windowOpened: { title: 'Window opened' } },
  examples: [
    {
      title: 'A valve that closed for an open window',
      values: { position: 0, windowOpen: true, windowDetection: true, frostProtection: true },
    },
    { title: 'Five minutes at full', command: 'boost', args: { duration: 300 } },
    { title: 'A window opens', event: 'windowOpened' },
  ],
});

/** Modes are the product's own list; the usual ids are `auto`, `low`, `medium`, `high` and `smart`. */
export const fan = defineCapability({
  id: 'fan',
  title: 'Fan',
  description: 'Moves air, at some speed and in some direction.',
  tags: ['domain=climate', 'role=actuator', 'medium=air'],
  attributes: {
    speed: percentage('Speed', { writable: true }),
    mode: choice('Mode', { writable: true }),
    stage: count('Speed as a step', {
      writable: true,
      series: 'state',
      description: 'Which step means what is the matter of the product.',
    }),
    steps: count('Number of speeds', { series: 'static', category: 'diagnostic' }),
    direction: oneOf(['forward', 'reverse'], 'Direction', { writable: true }),
    rock: oneOf(['off', 'leftRight', 'upDown', 'round'], 'Swings', { writable: true }),
    wind: oneOf(['off', 'sleep', 'natural'], 'Wind', { writable: true }),
  },
  commands: { step: { title: 'Faster or slower', args: closed({ direction: named(['up', 'down'], 'Direction') }) } },
  examples: [
    { title: 'A ceiling fan', values: { speed: 50, mode: 'medium', steps: 6, direction: 'forward' } },
    { title: 'Faster', command: 'step', args: { direction: 'up' } },
  ],
});

export const airflow = defineCapability({
  id: 'airflow',
  title: 'Airflow',
  description: 'Where an air conditioner blows, and how.',
  tags: ['domain=climate', 'role=actuator', 'medium=air'],
  attributes: {
    vertical: choice('Vertical vanes', { writable: true }),
    horizontal: choice('Horizontal vanes', { writable: true }),
    swing: oneOf(['off', 'vertical', 'horizontal', 'both'], 'Swing', { writable: true }),
    boost: flag('Full power', { writable: true }),
    quiet: flag('Quiet', { writable: true }),
    ionizer: flag('Ioniser', { writable: true }),
  },
  examples: [
    { title: 'An air conditioner that sweeps', values: { vertical: 'middle', swing: 'horizontal', quiet: true, boost: false } },
    { title: 'Full power', command: 'set', args: { boost: true, quiet: false } },
  ],
});

export const humidifier = defineCapability({
  id: 'humidifier',
  title: 'Humidifier',
  description: 'Keeps the air of a room at a humidity.',
  tags: ['domain=climate', 'role=actuator', 'medium=air'],
  attributes: {
    target: percentage('Target', { writable: true }),
    function: oneOf(['humidify', 'dehumidify', 'auto'], 'Function', { writable: true }),
    action: oneOf(['idle', 'humidifying', 'drying', 'off'], 'Does now'),
    preset: choice('Preset', { writable: true }),
    water: percentage('Water'),
  },
  events: { waterEmpty: { title: 'Out of water' } },
  examples: [
    { title: 'A dehumidifier in the cellar', values: { target: 55, function: 'dehumidify', action: 'drying', water: 70 } },
    { title: 'A bit more humid', command: 'set', args: { target: 60 } },
    { title: 'Its tank is empty', event: 'waterEmpty' },
  ],
});

/** The temperature of an oven, a freezer, a washing program: of things, where `thermostat` is for rooms. */
export const temperatureControl = defineCapability({
  id: 'temperatureControl',
  title: 'Temperature control',
  description: 'Keeps a chamber, a plate or water at a temperature.',
  tags: ['domain=household', 'role=actuator'],
  risk: 'harm',
  attributes: {
    setpoint: measured('temperature', 'Target', setpoint),
    min: measured('temperature', 'Lowest target', { series: 'static', category: 'diagnostic' }),
    max: measured('temperature', 'Highest target', { series: 'static', category: 'diagnostic' }),
    step: measured('temperatureDifference', 'Step', { minimum: 0, series: 'static', category: 'diagnostic' }),
    level: choice('Level', { writable: true }),
    levels: listOf(ModeOption, 'Levels', { series: 'static', category: 'diagnostic' }),
  },
  events: { reached: { title: 'Target reached' } },
  examples: [
    { title: 'An oven at 180 degrees', values: { setpoint: 180, min: 30, max: 275, step: 5 } },
    { title: 'A freezer', command: 'set', args: { setpoint: -18 } },
    { title: 'Hot', event: 'reached' },
  ],
});

export const waterHeater = defineCapability({
  id: 'waterHeater',
  title: 'Water heater',
  description: 'Heats the water of a tank.',
  tags: ['domain=climate', 'role=actuator', 'medium=water'],
  attributes: {
    program: oneOf(['off', 'eco', 'electric', 'performance', 'highDemand', 'heatPump', 'gas'], 'Program', { writable: true }),
    tank: percentage('Hot water'),
    tankVolume: measured('volume', 'Size of the tank', { minimum: 0, series: 'static', category: 'diagnostic' }),
    demand: listOf(words('Heater'), 'Heaters that run'),
    boosting: flag('Boost'),
  },
  commands: {
    boost: {
      title: 'Boost',
      args: closed({
        duration: optional(seconds()),
        setpoint: optional(amount('temperature', 'Target')),
        untilPercent: optional(percent('Until so much is hot')),
      }),
      expects: { boosting: true },
    },
    cancelBoost: { title: 'End the boost', expects: { boosting: false }, repeatable: true },
  },
  events: { boostStarted: { title: 'Boost began' }, boostEnded: { title: 'Boost ended' } },
  examples: [
    { title: 'A boiler in the morning', values: { program: 'eco', tank: 72, tankVolume: 0.2, boosting: false } },
    { title: 'Guests want to shower', command: 'boost', args: { duration: 3600, setpoint: 60 } },
    { title: 'Hot enough', event: 'boostEnded' },
  ],
});

/** `cop` is heat out divided by electricity in. */
export const heatSource = defineCapability({
  id: 'heatSource',
  title: 'Heat source',
  description: 'What makes the heat of a home: a heat pump, a boiler, district heating.',
  tags: ['domain=climate', 'role=sensor', 'of=home'],
  attributes: {
    type: oneOf(['heatPump', 'boiler', 'electric', 'district', 'solar'], 'Type', { series: 'static' }),
    active: flag('Runs'),
    modulation: percentage('Modulation'),
    compressorSpeed: percentage('Compressor'),
    defrosting: flag('Defrosts'),
    flame: flag('Flame'),
    auxiliary: flag('Auxiliary heater'),
    cop: plainNumber('Coefficient of performance', { minimum: 0 }),
    demand: oneOf(['none', 'heating', 'cooling', 'dhw'], 'Demand'),
    curveOffset: measured('temperatureDifference', 'Shift of the heating curve', config),
  },
  events: { lockout: { title: 'Locked out', payload: closed({ reason: optional(words('Reason')) }) } },
  examples: [
    {
      title: 'A heat pump on a cold day',
      values: { type: 'heatPump', active: true, modulation: 64, compressorSpeed: 58, defrosting: false, cop: 3.4, demand: 'heating' },
    },
    { title: 'A cooler curve', command: 'set', args: { curveOffset: -2 } },
    { title: 'It went out', event: 'lockout', payload: { reason: 'no flame' } },
  ],
});
