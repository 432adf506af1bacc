import type { Row } from '../../../mapping/row.ts';

function alike(names: string, ...rows: readonly (string | Row)[]): Readonly<Record<string, readonly Row[]>> {
  const list = rows.map((row) => (typeof row === 'string' ? { target: row, type: 'numeric', writable: false } : row));
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, list]));
}

/** A counter, which has no unit. */
function counted(target: string): Row {
  return { target, type: 'numeric', writable: false, unit: '' };
}

const setpoint: Row = { target: 'temperatureControl.setpoint', type: 'numeric' };

/**
 * What metrics are called on machines and meters (capability map, section 5.2). A number counts only in a unit that its birth says; what is
 * written has names of its own, since nobody knows what it moves.
 */
export const table: Readonly<Record<string, readonly Row[]>> = {
  ...alike('temperature temp pv', 'temperatureSensor.temperature'),
  ...alike('setpoint sp set-point temperature-setpoint', setpoint),
  ...alike('humidity', 'humiditySensor.humidity'),
  ...alike('pressure diff-pressure differential-pressure', 'pressureSensor.pressure'),
  ...alike('flow flow-rate', 'flowSensor.flow'),
  ...alike('level fill-level tank-level', 'levelSensor.level', 'levelSensor.height', 'levelSensor.volume'),
  ...alike('co2', 'co2Sensor.co2'),
  ...alike('illuminance', 'illuminanceSensor.illuminance'),

  ...alike('power active-power', 'powerMeter.activePower'),
  ...alike('apparent-power', 'powerMeter.apparentPower'),
  ...alike('reactive-power', 'powerMeter.reactivePower'),
  ...alike('voltage', 'powerMeter.voltage'),
  ...alike('current', 'powerMeter.current'),
  ...alike('frequency', 'powerMeter.frequency'),
  ...alike('power-factor', counted('powerMeter.powerFactor')),
  ...alike('energy energy-total total-energy', 'energyMeter.imported'),

  ...alike('speed act-speed actual-speed', 'rotation.speed'),
  ...alike('cmd-speed speed-setpoint', 'rotation.speedSetpoint'),
  ...alike('torque', 'rotation.torque'),
  ...alike('load', 'rotation.load'),
  ...alike('override', 'rotation.override'),
  ...alike('vel-rms velocity-rms', 'vibrationMonitor.velocityRms'),
  ...alike('acc-peak acceleration-peak', 'vibrationMonitor.accelerationPeak'),
  ...alike('acc-rms acceleration-rms', 'vibrationMonitor.accelerationRms'),

  ...alike('run-hours runtime run-time operating-hours operating-time hours', 'usageMeter.runTime'),
  ...alike('starts start-count', counted('usageMeter.starts')),
  ...alike('cycles cycle-count', counted('usageMeter.cycles')),
  ...alike('parts-good good-parts good-count', counted('production.good')),
  ...alike('parts-bad bad-parts rejected reject-count', counted('production.rejected')),
  ...alike('oee', 'production.oee'),
  ...alike('remaining-life life', 'lifetime.remaining'),
  ...alike('uptime', 'diagnostics.uptime'),
  ...alike('door-open', { target: 'contactSensor.contact', type: 'binary', words: { true: 'open', false: 'closed' }, writable: false }),
};

/** Last names that say nothing without the folder that they are in: `Energy/Total`, `Door/Open`. */
export const needsFolder: ReadonlySet<string> = new Set(['total', 'value', 'actual', 'act', 'open', 'total-value', 'measured']);

/** What is one of several by its phase: `Voltage/L1`. */
export const phase = /^l[123]$|^phase-[abc123]$/;

export function targets(): string[] {
  return Object.values(table).flatMap((rows) => rows.map(({ target }) => target));
}
