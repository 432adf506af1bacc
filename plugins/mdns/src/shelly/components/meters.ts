import type { Component, Part, Row } from '../component.ts';
import { between, faults, finite } from '../values.ts';
import { metering, meteringInternal } from './metering.ts';

const atLeastZero = between(0, Number.MAX_VALUE);
const powerFactor = between(-1, 1);

const phases: readonly (readonly [prefix: string, Part])[] = (['L1', 'L2', 'L3'] as const).map((phase, at) => [
  `${'abc'.charAt(at)}_`,
  { suffix: phase.toLowerCase(), name: phase, tags: [`phase=${phase}`] },
]);
const neutral: Part = { suffix: 'n', name: 'N', tags: ['phase=N'] };

/** What is measured on one line. */
function measures(prefix: string, part?: Part): Row[] {
  const rows: Row[] = [
    { path: `${prefix}act_power`, to: 'powerMeter.activePower', read: finite },
    { path: `${prefix}aprt_power`, to: 'powerMeter.apparentPower', read: finite },
    { path: `${prefix}voltage`, to: 'powerMeter.voltage', read: finite },
    { path: `${prefix}current`, to: 'powerMeter.current', read: finite },
    { path: `${prefix}freq`, to: 'powerMeter.frequency', read: atLeastZero },
    { path: `${prefix}pf`, to: 'powerMeter.powerFactor', read: powerFactor },
    { path: `${prefix}errors`, to: 'health.active', read: faults },
  ];
  return part ? rows.map((row) => ({ ...row, part })) : rows;
}

/** What is counted on one line. */
function counts(prefix: string, part?: Part): Row[] {
  const rows: Row[] = [
    { path: `${prefix}total_act_energy`, to: 'energyMeter.imported', read: atLeastZero },
    { path: `${prefix}total_act_ret_energy`, to: 'energyMeter.exported', read: atLeastZero },
  ];
  return part ? rows.map((row) => ({ ...row, part })) : rows;
}

const own = { id: 'the component’s own number' } as const;
const calibration = { user_calibrated_phase: 'set up in the device' } as const;
const kind = () => 'meter';

/** Meters (Shelly's documentation, "PM1", "EM", "EMData", "EM1", "EM1Data"). */
export const meters: readonly Component[] = [
  { type: 'pm1', kind, rows: metering, internal: meteringInternal },
  {
    type: 'em',
    kind,
    rows: [
      { path: 'total_act_power', to: 'powerMeter.activePower', read: finite },
      { path: 'total_aprt_power', to: 'powerMeter.apparentPower', read: finite },
      { path: 'total_current', to: 'powerMeter.current', read: finite },
      { path: 'errors', to: 'health.active', read: faults },
      ...phases.flatMap(([prefix, part]) => measures(prefix, part)),
      { path: 'n_current', to: 'powerMeter.current', read: finite, part: neutral },
      { path: 'n_errors', to: 'health.active', read: faults, part: neutral },
    ],
    internal: { ...own, ...calibration },
  },
  {
    type: 'emdata',
    joins: 'em',
    rows: [
      { path: 'total_act', to: 'energyMeter.imported', read: atLeastZero },
      { path: 'total_act_ret', to: 'energyMeter.exported', read: atLeastZero },
      ...phases.flatMap(([prefix, part]) => counts(prefix, part)),
    ],
    internal: own,
  },
  { type: 'em1', kind, rows: measures(''), internal: { ...own, calibration: 'set up in the device' } },
  { type: 'em1data', joins: 'em1', rows: counts(''), internal: own },
];
