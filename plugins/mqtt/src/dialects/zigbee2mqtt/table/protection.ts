import { alike, type Table } from './row.ts';

const reaction = {
  ignore: 'ignore',
  alarm: 'alarm',
  trip: 'trip',
  closed: 'ignore',
  // A breaker that is off still warns.
  true: 'trip',
  false: 'alarm',
  on: 'trip',
  off: 'alarm',
};

/** At which power, current or voltage a product switches its load off. */
export const protection: Table = {
  names: {
    ac_current_max_overload: { target: 'loadProtection.maxCurrent' },
    ac_voltage_max_overload: { target: 'loadProtection.maxVoltage' },
    ac_power_max_overload: { target: 'loadProtection.maxPower' },
    emergency_overcurrent: { target: 'loadProtection.tripped', writable: false },
    ...alike('overload_protection over_power_threshold power_max overload_threshold max_power power_threshold', {
      target: 'loadProtection.maxPower',
      type: 'numeric',
    }),
    ...alike('over_current_threshold current_max max_current upper_current_threshold current_threshold', {
      target: 'loadProtection.maxCurrent',
      type: 'numeric',
    }),
    ...alike('over_voltage_threshold voltage_max upper_voltage_threshold', {
      target: 'loadProtection.maxVoltage',
      type: 'numeric',
    }),
    ...alike('under_voltage_threshold voltage_min lower_voltage_threshold', {
      target: 'loadProtection.minVoltage',
      type: 'numeric',
    }),
    ...alike('leakage_threshold over_leakage_current_threshold', { target: 'loadProtection.maxLeakage' }),
    ...alike('high_temperature_threshold over_temperature_threshold', { target: 'loadProtection.maxTemperature' }),
    temperature_threshold: { target: 'loadProtection.maxTemperature', beside: ['over_current_threshold', 'power', 'energy'] },
    ...alike('over_power_setting power_breaker overload_breaker', { target: 'loadProtection.onPower', words: reaction }),
    ...alike('over_current_setting over_current_breaker', { target: 'loadProtection.onCurrent', words: reaction }),
    ...alike('over_voltage_setting over_voltage_breaker', { target: 'loadProtection.onHighVoltage', words: reaction }),
    ...alike('under_voltage_setting under_voltage_breaker', { target: 'loadProtection.onLowVoltage', words: reaction }),
    ...alike('temperature_setting high_temperature_breaker temperature_breaker', {
      target: 'loadProtection.onTemperature',
      words: reaction,
    }),
    leakage_breaker: { target: 'loadProtection.onLeakage', words: reaction },
  },
};
