import type { Row } from '../component.ts';
import { between, faults, finite } from '../values.ts';

const atLeastZero = between(0, Number.MAX_VALUE);

/** What every component with a load measures. Units are canonical already: W, V, A, Hz, Wh, °C. */
export const metering: readonly Row[] = [
  { path: 'apower', to: 'powerMeter.activePower', read: finite },
  { path: 'aprtpower', to: 'powerMeter.apparentPower', read: finite },
  { path: 'voltage', to: 'powerMeter.voltage', read: finite },
  { path: 'current', to: 'powerMeter.current', read: finite },
  { path: 'freq', to: 'powerMeter.frequency', read: atLeastZero },
  { path: 'pf', to: 'powerMeter.powerFactor', read: between(-1, 1) },
  { path: 'aenergy.total', to: 'energyMeter.imported', read: atLeastZero },
  { path: 'ret_aenergy.total', to: 'energyMeter.exported', read: atLeastZero },
  { path: 'temperature.tC', to: 'diagnostics.internalTemperature', read: finite },
  { path: 'errors', to: 'health.active', read: faults },
];

const sameTwice = 'the same in another unit, or the same counter per minute';

export const meteringInternal = {
  id: 'the component’s own number',
  source: 'who caused the last change: shown in the device’s own log',
  'temperature.tF': sameTwice,
  'aenergy.by_minute': sameTwice,
  'aenergy.minute_ts': sameTwice,
  'ret_aenergy.by_minute': sameTwice,
  'ret_aenergy.minute_ts': sameTwice,
} as const;

export const timers = {
  timer_started_at: 'a timer that runs in the device',
  timer_duration: 'a timer that runs in the device',
} as const;
