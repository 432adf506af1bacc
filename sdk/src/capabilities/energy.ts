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
  attributes: {
    activePower: measured('power', 'Power'),
    apparentPower: measured('apparentPower', 'Apparent power'),
    reactivePower: measured('reactivePower', 'Reactive power'),
    voltage: measured('voltage', 'Voltage'),
    current: measured('current', 'Current'),
    frequency: measured('frequency', 'Frequency', { minimum: 0 }),
    powerFactor: plainNumber('Power factor', { minimum: -1, maximum: 1 }),
  },
});

export const energyMeter = defineCapability({
  id: 'energyMeter',
  title: 'Energy',
  description: 'Counts electrical energy.',
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
});

export const gasMeter = defineCapability({
  id: 'gasMeter',
  title: 'Gas meter',
  description: 'Counts gas.',
  risk: 'billing',
  attributes: { volume: meter('volume', 'Gas'), energy: meter('energy', 'Energy'), resetAt },
});

export const waterMeter = defineCapability({
  id: 'waterMeter',
  title: 'Water meter',
  description: 'Counts water.',
  risk: 'billing',
  attributes: { volume: meter('volume', 'Water'), resetAt },
});

export const heatMeter = defineCapability({
  id: 'heatMeter',
  title: 'Heat meter',
  description: 'Counts heat that was delivered.',
  risk: 'billing',
  attributes: { energy: meter('energy', 'Heat'), power: measured('power', 'Power'), volume: meter('volume', 'Water'), resetAt },
});

/** The price stands per kWh in `currency` (ISO 4217). */
export const tariff = defineCapability({
  id: 'tariff',
  title: 'Tariff',
  description: 'What energy costs now and later, and how clean it is.',
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
});

const fault = { title: 'Fault', payload: closed({ code: optional(words('Code')), reason: optional(words('Reason')) }) };

/** `yieldToday` starts again each day. */
export const solar = defineCapability({
  id: 'solar',
  title: 'Solar power',
  description: 'Makes electricity from sunlight.',
  attributes: {
    state: oneOf(['off', 'starting', 'producing', 'throttled', 'fault'], 'State'),
    yieldToday: meter('energy', 'Yield today'),
    peak: measured('power', 'Peak power', { minimum: 0, series: 'static', category: 'diagnostic' }),
    exportLimit: measured('power', 'Limit of feeding in', { ...config, minimum: 0 }),
  },
  events: { fault },
});

/** A battery that feeds a home. Its risk is harm: limits out of range damage it. */
export const batteryStorage = defineCapability({
  id: 'batteryStorage',
  title: 'Battery storage',
  description: 'Stores energy for the home.',
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
});

const session = closed({ sessionId: optional(id('Session')), energy: optional(amount('energy', 'Energy', { minimum: 0 })) });

/** A charging point for an electric car. */
export const evCharger = defineCapability({
  id: 'evCharger',
  title: 'Car charger',
  description: 'Charges an electric car.',
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
});

/** A consumer or producer that lets others shift or limit its power. Power is negative where it is produced. */
export const energyManagement = defineCapability({
  id: 'energyManagement',
  title: 'Energy management',
  description: 'Lets the home shift, limit or pause what the product consumes.',
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
});
