import { faults, numeric, structure, diagnostic, type Spec, type SpecTable } from '../spec.ts';

/** How the names of a three-phase meter begin, and the child endpoint that they are about. */
const lines = { a: 'L1', b: 'L2', c: 'L3', n: 'N' } as const;

/** Phases and their sum (Gen2 documents: EM, EMData). */
const measured: Readonly<Record<string, readonly [target: string, unit: string]>> = {
  voltage: ['powerMeter.voltage', 'V'],
  current: ['powerMeter.current', 'A'],
  act_power: ['powerMeter.activePower', 'W'],
  aprt_power: ['powerMeter.apparentPower', 'VA'],
  pf: ['powerMeter.powerFactor', ''],
  freq: ['powerMeter.frequency', 'Hz'],
};

const counted: Readonly<Record<string, readonly [target: string, unit: string]>> = {
  act_energy: ['energyMeter.imported', 'Wh'],
  act_ret_energy: ['energyMeter.exported', 'Wh'],
  lag_react_energy: ['energyMeter.reactive', 'varh'],
};

function ofPhase([target, unit]: readonly [string, string], child: string): Spec {
  return numeric(target, unit, { row: { child } });
}

function phase(prefix: string, child: string): SpecTable {
  return {
    ...Object.fromEntries(Object.entries(measured).map(([name, row]) => [`em.${prefix}_${name}`, ofPhase(row, child)])),
    ...Object.fromEntries(Object.entries(counted).map(([name, row]) => [`emdata.${prefix}_total_${name}`, ofPhase(row, child)])),
    [`em.${prefix}_errors`]: faults({ row: { child } }),
  };
}

const reset = (method: string) => ({ commands: { reset: ({ id }: { readonly id: number | undefined }) => ({ method, params: { id } }) } });

export const phases: SpecTable = {
  ...Object.assign({}, ...Object.entries(lines).map(([prefix, child]) => phase(prefix, child))),
  'em.total_current': numeric('powerMeter.current', 'A'),
  'em.total_act_power': numeric('powerMeter.activePower', 'W'),
  'em.total_aprt_power': numeric('powerMeter.apparentPower', 'VA'),
  'em.user_calibrated_phase': structure(diagnostic),
  'emdata.total_act': numeric('energyMeter.imported', 'Wh', reset('EMData.ResetCounters')),
  'emdata.total_act_ret': numeric('energyMeter.exported', 'Wh'),
  'em1data.total_act_energy': numeric('energyMeter.imported', 'Wh', reset('EM1Data.ResetCounters')),
  'em1data.total_act_ret_energy': numeric('energyMeter.exported', 'Wh'),
};
