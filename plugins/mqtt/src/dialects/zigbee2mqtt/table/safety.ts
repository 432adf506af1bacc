import { alike, type Table } from './row.ts';

const alarm = {
  true: 'warning',
  false: 'normal',
  on: 'warning',
  off: 'normal',
  alarm: 'warning',
  alarmed: 'warning',
  normal: 'normal',
  none: 'normal',
  prealarm: 'warning',
  warning_alarm: 'warning',
  critical_alarm: 'critical',
  critical: 'critical',
  // It warms up, or looks again.
  detecting: null,
  unknown: null,
};
const smokes = ['smoke', 'smoke_state', 'smoke_density', 'smoke_value', 'smoke_level', 'smoke_concentration', 'smoke_alarm_state'];
const monoxides = ['carbon_monoxide', 'co'];
const gases = ['gas', 'gas_value', 'gas_state'];
const worn = { normal: false, expires_soon: true, expired: true, true: true, false: false };
const selfTests = {
  checking: 'running',
  testing: 'running',
  success: 'passed',
  check_success: 'passed',
  failure: 'failed',
  check_failure: 'failed',
  comm_fault: 'failed',
  radar_fault: 'failed',
  idle: 'idle',
  normal: 'idle',
};
/** A test that can be seen and set off, or one that can only be set off. */
const tests = [
  { target: 'smokeAlarm.testing', command: 'test', type: 'binary', beside: smokes },
  { target: 'coAlarm.testing', command: 'test', type: 'binary', beside: monoxides },
  { target: 'gasAlarm.testing', command: 'test', type: 'binary', beside: gases },
  { target: 'smokeAlarm.test()', beside: smokes },
  { target: 'coAlarm.test()', beside: monoxides },
  { target: 'gasAlarm.test()', beside: gases },
] as const;
const mutes = [
  { target: 'smokeAlarm.muted', beside: smokes },
  { target: 'coAlarm.muted', beside: monoxides },
  { target: 'gasAlarm.muted', beside: gases },
  { target: 'smokeAlarm.mute()', beside: smokes },
  { target: 'coAlarm.mute()', beside: monoxides },
  { target: 'gasAlarm.mute()', beside: gases },
  { target: 'siren.stop()', type: 'enum', writable: true },
] as const;
const gas = (['binary', 'enum'] as const).map((type) => ({ target: 'gasAlarm.gas', words: alarm, type }));
/** What a siren has beside its switch. */
const sirens = [
  'siren',
  'warning',
  'melody',
  'ringtone',
  'alarm_melody',
  'alarm_ringtone',
  'alarm_ring',
  'alarm_time',
  'alarm_duration',
  'alarm_volume',
  'volume',
  'duration',
];
/** Where `alarm` is whether the detector may sound at all. */
const detectors = ['smoke', 'gas', 'co', 'carbon_monoxide', 'co2'];
const faults = { target: 'health.active', writable: false } as const;
const wet = {
  target: 'waterLeak.wet',
  words: { true: true, false: false, alarm: true, normal: false },
} as const;

/** Smoke, gas, water, sabotage, calls for help, and what makes noise then. */
export const safety: Table = {
  names: {
    ...alike('device_overheated emergency_overheat', { target: 'health.problem', type: 'binary', writable: false }),
    // An alarm bit of a zone, and of nothing that is said.
    alarm_1: [],
    alarm_2: [],
    ...alike('smoke smoke_state smoke_alarm', { target: 'smokeAlarm.smoke', words: alarm }),
    ...alike('carbon_monoxide carbon_monoxide_state carbon_monoxide_alarm', { target: 'coAlarm.co', words: alarm }),
    ...alike('gas_state gas_alarm', gas),
    gas: [
      ...gas,
      { target: 'gasSensor.lel', type: 'numeric', writable: false },
      { target: 'gasSensor.ratio', type: 'numeric', writable: false },
      { target: 'gasMeter.volume', type: 'numeric', writable: false },
    ],
    alarm_state: [
      { target: 'smokeAlarm.smoke', words: alarm, beside: smokes },
      { target: 'coAlarm.co', words: alarm, beside: monoxides },
      { target: 'gasAlarm.gas', words: alarm, beside: gases },
    ],
    alarm_status: {
      target: 'accelerationSensor.vibrating',
      words: { alarm: true, normal: false },
      writable: false,
      beside: ['dismiss_alarm'],
      without: ['water_leak', ...detectors],
    },
    ...alike('smoke_density_dbm smoke_density', 'smokeAlarm.density'),
    chamber_contamination: {
      target: 'smokeAlarm.contamination',
      words: { normal: 'normal', light_contamination: 'light', medium_contamination: 'medium', critical_contamination: 'critical' },
    },
    ...alike('test test_in_progress self_checking', tests),
    ...alike('self_test self_test_result selftest_result checking_result', [
      { target: 'diagnostics.selfTest', words: selfTests, type: 'enum' },
      ...tests,
    ]),
    ...alike('trigger_selftest selftest trigger_self_test', [...tests, { target: 'diagnostics.test()', writable: true }]),
    ...alike('silence temporary_mute hush mute smoke_alarm_silenced', mutes),
    ...alike('endoflife end_of_life lifecycle', [
      { target: 'smokeAlarm.endOfLife', words: worn, beside: smokes },
      { target: 'coAlarm.endOfLife', words: worn, beside: monoxides },
    ]),
    ...alike('water_leak water_leakage_state', wet),
    ...alike('water_leak_alarm leak_detect water_condition_alarm', { target: 'waterLeak.wet', type: 'binary', writable: false }),
    tamper: 'tamper.tampered',
    ...alike('tamper_alarm tamper_state', { target: 'tamper.tampered', writable: false }),
    ...alike('sos sos_alarm panic', { target: 'safetyAlarm.active', type: 'binary' }),

    alarm: [
      { target: 'siren.active', type: 'binary', writable: true, beside: sirens, without: [...detectors, 'type'] },
      { target: 'coAlarm.co', words: alarm, type: 'binary', writable: false, beside: monoxides },
    ],
    ...alike('siren siren_on buzzer_switch', { target: 'siren.active', type: 'binary', writable: true }),
    ...alike('melody ringtone alarm_ringtone alarm_melody', { target: 'siren.tone', writable: true }),
    ...alike('alarm_volume siren_volume', [
      { target: 'siren.volume', type: 'numeric' },
      { target: 'siren.loudness', type: 'enum' },
    ]),
    ...alike('alarm_time alarm_duration max_duration siren_duration', { target: 'siren.duration', type: 'numeric' }),
    duration: { target: 'siren.duration', type: 'numeric', beside: sirens, unstated: { unit: 's', highest: [3600] } },
    // A leak sensor says by it what a leak is.
    alarm_mode: { target: 'siren.mode', type: 'enum', writable: true, beside: sirens, without: ['water_leak', 'occupancy'] },

    ...alike('fault fault_alarm error trouble valve_alarm motor_fault', [
      {
        target: 'health.problem',
        type: 'binary',
        words: { true: true, false: false, detected: true, not_detected: false },
        writable: false,
      },
      faults,
    ]),
    ...alike('error_status fault_code error_code fault_state error_state sensor_error faults fault_status oem_fault_code alarms', faults),
    room_status_code: faults,
    clear_fault: { target: 'health.reset()' },
  },
  patterns: [[/(?:^|_)water_leak(?:_alarm)?$|_leak_detect$/, { target: 'waterLeak.wet', type: 'binary', writable: false }]],
};
