import { alike, type Table } from './row.ts';

const batteries = ['battery', 'battery_low', 'battery_state', 'battery_level'];

const charging = {
  charging: 'charging',
  charged: 'full',
  fullycharged: 'full',
  full: 'full',
  not_charging: 'notCharging',
  notcharged: 'notCharging',
  no_charge: 'notCharging',
  uncharged: 'notCharging',
  discharging: 'notCharging',
  none: 'notCharging',
  missing: null,
};

/** Electricity, gas and water, and the battery of the product. */
export const meters: Table = {
  names: {
    ...alike('mains_power_connected ac_connected', { target: 'powerSource.mainsPresent', type: 'binary', writable: false }),
    voltage_phase_ab: { target: 'powerMeter.voltage', child: 'L1-L2' },
    voltage_phase_bc: { target: 'powerMeter.voltage', child: 'L2-L3' },
    voltage_phase_ca: { target: 'powerMeter.voltage', child: 'L3-L1' },
    // Counters that begin anew, each beside the one that never does.
    energy_today: { target: 'energyMeter.imported', child: 'today' },
    energy_yesterday: { target: 'energyMeter.imported', child: 'yesterday' },
    energy_month: { target: 'energyMeter.imported', child: 'month' },
    output_energy_today: { target: 'energyMeter.exported', child: 'today' },
    output_energy_month: { target: 'energyMeter.exported', child: 'month' },
    leakage_current: { target: 'powerMeter.current', child: 'leakage', writable: false },
    power_outage: { target: 'powerSource.mainsPresent', words: { power_ok: true, outage_detected: false }, writable: false },
    ...alike('power total_power active_power total_active_power', 'powerMeter.activePower'),
    ...alike('power_apparent total_power_apparent apparent_power total_apparent_power', 'powerMeter.apparentPower'),
    ...alike('power_reactive total_power_reactive reactive_power total_reactive_power', 'powerMeter.reactivePower'),
    power_factor: 'powerMeter.powerFactor',
    ...alike('current rms_current', { target: 'powerMeter.current', writable: false }),
    ac_frequency: { target: 'powerMeter.frequency' },
    frequency: { target: 'powerMeter.frequency', writable: false },
    voltage: [
      {
        target: 'battery.voltage',
        beside: [...batteries, 'detectwindow_temperature'],
        without: ['power', 'current', 'energy', 'ac_frequency', 'voltage_phase_b'],
      },
      { target: 'powerMeter.voltage' },
    ],
    ...alike('rms_voltage voltage_rms', 'powerMeter.voltage'),
    battery_voltage: 'battery.voltage',
    mains_voltage: 'powerSource.inputVoltage',
    ...alike('energy energy_consumed consumed_energy energy_wh', 'energyMeter.imported'),
    // Where a counter of what goes back stands beside it, it adds both up.
    total_energy: { target: 'energyMeter.imported', without: ['produced_energy', 'energy_produced', 'reverse_energy'] },
    ...alike('produced_energy energy_produced total_output_energy reverse_energy', 'energyMeter.exported'),
    ...alike('energy_reactive reactive_energy', 'energyMeter.reactive'),
    meter_id: { target: 'energyMeter.meterId', beside: ['energy'] },
    ...alike('energy_reset reset_energy reset_total_energy reset_energy_meters', { target: 'energyMeter.reset()' }),
    ...alike('water_total water_consumed_total', { target: 'waterMeter.volume', writable: false }),
    water_consumed: [
      { target: 'waterMeter.volume', child: 'last', writable: false, beside: ['last_irrigation_duration', 'last_valve_open_duration'] },
      { target: 'waterMeter.volume', writable: false },
    ],

    battery: { target: 'battery.level', type: 'numeric', unstated: { unit: '%' } },
    battery_low: 'battery.low',
    ...alike('battery_state battery_level', [
      { target: 'battery.charging', words: charging },
      {
        target: 'battery.grade',
        words: { critical: 'critical', low: 'low', middle: 'medium', medium: 'medium', high: 'high', full: 'full', usb: 'other' },
      },
    ]),
    ...alike('charging charging_status charge_status charge_state charging_state', [
      { target: 'battery.charging', type: 'binary', words: { true: 'charging', false: 'notCharging' }, beside: batteries },
      {
        target: 'battery.charging',
        words: charging,
        beside: batteries,
      },
    ]),
    ...alike('power_supply_mode power_source primary_power_source', {
      target: 'powerSource.source',
      words: { battery: 'battery', mains: 'mains', usb: 'usb', ac: 'mains', dc: 'other', solar: 'solar', cable: 'mains' },
      writable: false,
    }),
    power_type: [
      {
        target: 'battery.grade',
        words: {
          battery_full: 'full',
          battery_high: 'high',
          battery_medium: 'medium',
          battery_low: 'low',
          full: 'full',
          low: 'low',
          medium: 'medium',
          high: 'high',
          usb: 'other',
        },
        writable: false,
      },
    ],
    consumer_connected: 'powerSource.plugged',
  },
  patterns: [
    [/^energy_(?:tier_|t)\d+$|^E(?:ASF|ASD)\d+$|^EAST$/, { target: 'energyMeter.imported', type: 'numeric' }],
    [/^produced_energy_(?:tier_|t)\d+$|^EAIT$/, { target: 'energyMeter.exported', type: 'numeric' }],
    [/^ERQ\d+$/, { target: 'energyMeter.reactive', type: 'numeric' }],
  ],
};
