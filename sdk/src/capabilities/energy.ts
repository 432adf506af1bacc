import { Type } from 'typebox';
import { choice, flag, listOf, measured, meter, oneOf, percentage, plainNumber, text, timestamp } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { amount, closed, id, moment, named, optional, seconds, thing, words } from './shapes.ts';

const config = { writable: true, category: 'config' } as const;
const resetAt = timestamp('Counts since', { category: 'diagnostic' });

/** Power is positive where it is consumed, negative where it is fed in. Phases are endpoints with a tag. */
export const powerMeter = defineCapability({
  id: 'powerMeter',
  title: 'Power',
  description: 'Measures electrical power, voltage and current.',
  tags: ['domain=energy', 'role=sensor'],
  attributes: {
    activePower: measured('power', 'Power'),
    apparentPower: measured('apparentPower', 'Apparent power'),
    reactivePower: measured('reactivePower', 'Reactive power'),
    voltage: measured('voltage', 'Voltage'),
    current: measured('current', 'Current'),
    frequency: measured('frequency', 'Frequency', { minimum: 0 }),
    powerFactor: plainNumber('Power factor', { minimum: -1, maximum: 1 }),
  },
  examples: [
    {
      title: 'A kettle',
      values: { activePower: 1986, apparentPower: 1990, voltage: 229.4, current: 8.67, frequency: 50.02, powerFactor: 0.99 },
    },
    { title: 'A roof that feeds in', values: { activePower: -3120 } },
  ],
});

export const energyMeter = defineCapability({
  id: 'energyMeter',
  title: 'Energy',
  description: 'Counts electrical energy.',
  tags: ['domain=energy', 'role=sensor'],
  risk: 'billing',
  attributes: {
    imported: meter('energy', 'Consumed'),
    exported: meter('energy', 'Fed in'),
    reactive: meter('reactiveEnergy', 'Reactive energy'),
    resetAt,
    meterId: text('Number of the meter', { series: 'static', category: 'diagnostic', maxLength: 255 }),
    pointOfDelivery: text('Point of delivery', { series: 'static', category: 'diagnostic', maxLength: 255 }),
  },
  commands: { reset: { title: 'Reset the counter' } },
  events: {
    periodClosed: {
      title: 'Period closed',
      payload: closed({
        from: optional(moment('From')),
        to: optional(moment('To')),
        imported: optional(amount('energy', 'Consumed', { minimum: 0 })),
        exported: optional(amount('energy', 'Fed in', { minimum: 0 })),
      }),
    },
  },
  examples: [
    {
      title: 'The meter of a house',
      values: { imported: 18_254_310, exported: 6_120_400, resetAt: '2021-01-01T00:00:00Z', meterId: '1EMH0012345678' },
    },
    { title: 'A new tenant', command: 'reset' },
    {
      title: 'A quarter of an hour',
      event: 'periodClosed',
      payload: { from: '2026-05-01T10:00:00Z', to: '2026-05-01T10:15:00Z', imported: 212 },
    },
  ],
});

export const gasMeter = defineCapability({
  id: 'gasMeter',
  title: 'Gas meter',
  description: 'Counts gas.',
  tags: ['domain=energy', 'role=sensor', 'medium=gas'],
  risk: 'billing',
  attributes: { volume: meter('volume', 'Gas'), energy: meter('energy', 'Energy'), resetAt },
  examples: [{ title: 'A house with a gas boiler', values: { volume: 4821.37, energy: 51_200_000, resetAt: '2019-09-12T08:00:00Z' } }],
});

export const waterMeter = defineCapability({
  id: 'waterMeter',
  title: 'Water meter',
  description: 'Counts water.',
  tags: ['domain=water', 'role=sensor', 'medium=water'],
  risk: 'billing',
  attributes: { volume: meter('volume', 'Water'), resetAt },
  examples: [{ title: 'A flat', values: { volume: 312.806, resetAt: '2024-01-01T00:00:00Z' } }],
});

export const heatMeter = defineCapability({
  id: 'heatMeter',
  title: 'Heat meter',
  description: 'Counts heat that was delivered.',
  tags: ['domain=energy', 'role=sensor', 'medium=water'],
  risk: 'billing',
  attributes: { energy: meter('energy', 'Heat'), power: measured('power', 'Power'), volume: meter('volume', 'Water'), resetAt },
  examples: [{ title: 'District heating', values: { energy: 8_412_000, power: 5400, volume: 361.2 } }],
});

/** The price stands per kWh in `currency` (ISO 4217). */
export const tariff = defineCapability({
  id: 'tariff',
  title: 'Tariff',
  description: 'What energy costs now and later, and how clean it is.',
  tags: ['domain=energy', 'role=information', 'of=home'],
  attributes: {
    price: measured('energyPrice', 'Price'),
    currency: text('Currency', { series: 'static', maxLength: 3 }),
    tier: text('Tier', { maxLength: 128 }),
    nextChangeAt: timestamp('Next change'),
    forecast: listOf(
      thing({
        from: moment('From'),
        to: optional(moment('To')),
        price: optional(amount('energyPrice', 'Price')),
        carbonIntensity: optional(amount('carbonIntensity', 'Carbon intensity', { minimum: 0 })),
        tier: optional(words('Tier')),
      }),
      'Forecast',
    ),
    carbonIntensity: measured('carbonIntensity', 'Carbon intensity', { minimum: 0 }),
    exportLimited: flag('Feeding in is limited'),
  },
  events: {
    priceChanged: { title: 'Price changed', payload: closed({ price: optional(amount('energyPrice', 'Price')) }) },
    gridEvent: {
      title: 'Event in the grid',
      payload: closed({ type: optional(words('Type')), until: optional(moment('Until')), text: optional(words('Text')) }),
    },
  },
  examples: [
    {
      title: 'A price by the hour',
      values: {
        price: 0.2475,
        currency: 'EUR',
        nextChangeAt: '2026-05-01T11:00:00Z',
        carbonIntensity: 186,
        forecast: [{ from: '2026-05-01T11:00:00Z', to: '2026-05-01T12:00:00Z', price: 0.1982 }],
      },
    },
    { title: 'The hour has turned', event: 'priceChanged', payload: { price: 0.1982 } },
  ],
});

const fault = { title: 'Fault', payload: closed({ code: optional(words('Code')), reason: optional(words('Reason')) }) };

/** `yieldToday` starts again each day. */
export const solar = defineCapability({
  id: 'solar',
  title: 'Solar power',
  description: 'Makes electricity from sunlight.',
  tags: ['domain=energy', 'role=sensor'],
  attributes: {
    state: oneOf(['off', 'starting', 'producing', 'throttled', 'fault'], 'State'),
    yieldToday: meter('energy', 'Yield today'),
    peak: measured('power', 'Peak power', { minimum: 0, series: 'static', category: 'diagnostic' }),
    exportLimit: measured('power', 'Limit of feeding in', { ...config, minimum: 0 }),
  },
  events: { fault },
  examples: [
    { title: 'A roof at noon', values: { state: 'producing', yieldToday: 14_250, peak: 9800 } },
    { title: 'Feed in no more than 70 %', command: 'set', args: { exportLimit: 6860 } },
    { title: 'The inverter is too hot', event: 'fault', payload: { code: '307', reason: 'temperature' } },
  ],
});

/** A battery that feeds a home. Its risk is harm: limits out of range damage it. */
export const batteryStorage = defineCapability({
  id: 'batteryStorage',
  title: 'Battery storage',
  description: 'Stores energy for the home.',
  tags: ['domain=energy', 'role=actuator', 'of=home'],
  risk: 'harm',
  attributes: {
    soc: percentage('Charge'),
    stored: measured('energy', 'Stored', { minimum: 0 }),
    capacity: measured('energy', 'Capacity', { minimum: 0, series: 'static', category: 'diagnostic' }),
    soh: percentage('State of health', { category: 'diagnostic' }),
    state: oneOf(['idle', 'charging', 'discharging', 'full', 'empty', 'fault'], 'State'),
    strategy: choice('Strategy', { writable: true }),
    minSoc: percentage('Keeps at least', config),
    chargeLimit: measured('power', 'Most power when charging', { ...config, minimum: 0 }),
    dischargeLimit: measured('power', 'Most power when discharging', { ...config, minimum: 0 }),
  },
  events: { fault },
  examples: [
    {
      title: 'A battery in the evening',
      values: { soc: 64, stored: 6400, capacity: 10_000, soh: 97, state: 'discharging', strategy: 'self-consumption' },
    },
    { title: 'Keep a reserve for a power cut', command: 'set', args: { minSoc: 30 } },
    { title: 'A cell is too cold', event: 'fault', payload: { code: 'F12', reason: 'temperature' } },
  ],
});

const session = closed({ sessionId: optional(id('Session')), energy: optional(amount('energy', 'Energy', { minimum: 0 })) });

/** A charging point for an electric car. */
export const evCharger = defineCapability({
  id: 'evCharger',
  title: 'Car charger',
  description: 'Charges an electric car.',
  tags: ['domain=mobility', 'role=actuator', 'of=vehicle'],
  risk: 'harm',
  attributes: {
    state: oneOf(['notPluggedIn', 'noDemand', 'demand', 'charging', 'discharging', 'ending', 'fault'], 'State'),
    supply: oneOf(['disabled', 'charging', 'discharging', 'error', 'enabled'], 'Supply'),
    userMaxCurrent: measured('current', 'Most current', { writable: true, minimum: 0 }),
    minCurrent: measured('current', 'Least current', { minimum: 0, series: 'setting', category: 'diagnostic' }),
    maxCurrent: measured('current', 'Limit of the charger', { minimum: 0, series: 'setting', category: 'diagnostic' }),
    circuitCapacity: measured('current', 'Limit of the circuit', { minimum: 0, series: 'static', category: 'diagnostic' }),
    sessionId: text('Session', { maxLength: 255 }),
    sessionEnergy: meter('energy', 'Energy of this session'),
    sessionDuration: measured('duration', 'Length of this session', { minimum: 0 }),
    soc: percentage('Charge of the car'),
    targets: listOf(
      thing({
        days: optional(Type.Array(named(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], 'Day'), { title: 'Days', maxItems: 7 })),
        at: Type.String({ title: 'Ready at, as HH:MM', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
        soc: optional(amount('share', 'Charge', { minimum: 0, maximum: 100 })),
        energy: optional(amount('energy', 'Energy', { minimum: 0 })),
      }),
      'Targets',
      { writable: true },
    ),
  },
  commands: {
    enable: {
      title: 'Let charge',
      args: closed({
        until: optional(moment('Until')),
        min: optional(amount('current', 'Least current', { minimum: 0 })),
        max: optional(amount('current', 'Most current', { minimum: 0 })),
      }),
    },
    disable: { title: 'Stop charging', expects: { supply: 'disabled' } },
    enableDischarge: {
      title: 'Let discharge',
      args: closed({ until: optional(moment('Until')), max: optional(amount('current', 'Most current', { minimum: 0 })) }),
    },
  },
  events: {
    evConnected: { title: 'Car connected', payload: session },
    evLeft: { title: 'Car left', payload: session },
    started: { title: 'Charging began', payload: session },
    stopped: { title: 'Charging ended', payload: session },
    fault,
    rfid: { title: 'Card shown', payload: closed({ tag: id('Tag') }) },
  },
  examples: [
    {
      title: 'A car that charges',
      values: {
        state: 'charging',
        supply: 'charging',
        userMaxCurrent: 16,
        maxCurrent: 32,
        sessionId: '4711',
        sessionEnergy: 8300,
        sessionDuration: 4120,
        soc: 58,
      },
    },
    { title: 'Charge with 10 A until the morning', command: 'enable', args: { until: '2026-05-02T06:00:00Z', min: 6, max: 10 } },
    { title: 'A car arrives', event: 'evConnected', payload: { sessionId: '4712' } },
  ],
});

/** A consumer or producer that lets others shift or limit its power. Power is negative where it is produced. */
export const energyManagement = defineCapability({
  id: 'energyManagement',
  title: 'Energy management',
  description: 'Lets the home shift, limit or pause what the product consumes.',
  tags: ['domain=energy', 'role=actuator', 'of=home'],
  risk: 'harm',
  attributes: {
    type: text('Type', { series: 'static', maxLength: 128 }),
    state: oneOf(['offline', 'online', 'fault', 'adjusting', 'paused'], 'State'),
    canGenerate: flag('Can produce', { series: 'static', category: 'diagnostic' }),
    minPower: measured('power', 'Least power', { series: 'setting', category: 'diagnostic' }),
    maxPower: measured('power', 'Most power', { series: 'setting', category: 'diagnostic' }),
    forecast: listOf(thing({ from: moment('From'), duration: optional(seconds()), power: optional(amount('power', 'Power')) }), 'Forecast'),
    optOut: oneOf(['none', 'local', 'grid', 'all'], 'Opted out of', config),
  },
  commands: {
    adjustPower: {
      title: 'Change the power',
      args: closed({ power: amount('power', 'Power'), duration: seconds() }),
      expects: { state: 'adjusting' },
    },
    shiftStart: { title: 'Start at', args: closed({ at: moment('Start') }) },
    pause: { title: 'Pause', args: closed({ duration: optional(seconds()) }), expects: { state: 'paused' } },
    resume: { title: 'Resume', expects: { state: 'online' } },
    cancel: { title: 'Cancel', expects: { state: 'online' } },
  },
  events: { adjustStarted: { title: 'Change began' }, adjustEnded: { title: 'Change ended' } },
  examples: [
    {
      title: 'A heat pump that may be shifted',
      values: { type: 'heatPump', state: 'online', canGenerate: false, minPower: 400, maxPower: 2800, optOut: 'none' },
    },
    { title: 'Run with less for half an hour', command: 'adjustPower', args: { power: 900, duration: 1800 } },
    { title: 'It does', event: 'adjustStarted' },
  ],
});
