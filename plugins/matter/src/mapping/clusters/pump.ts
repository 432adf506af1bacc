import { attribute, because, writable, type ClusterMapping, type EventMapping } from '../cluster-mapping.ts';
import { bit, named, per, same, times } from '../convert.ts';

/** Event of the cluster → an event of the pump for those that have one, else a fault of its health. */
const troubles: Readonly<Record<string, string>> = {
  dryRunning: 'dryRunning',
  leakage: 'leakage',
  pumpBlocked: 'blocked',
  motorTemperatureHigh: 'overheated',
  electronicTemperatureHigh: 'overheated',
};

const faults = [
  'supplyVoltageLow',
  'supplyVoltageHigh',
  'powerMissingPhase',
  'systemPressureLow',
  'systemPressureHigh',
  'pumpMotorFatalFailure',
  'sensorFailure',
  'electronicNonFatalFailure',
  'electronicFatalFailure',
  'generalFault',
  'airDetection',
  'turbineOperation',
];

const limits = ['maxPressure', 'maxSpeed', 'maxFlow'].concat(
  ...['ConstPressure', 'CompPressure', 'ConstSpeed', 'ConstFlow', 'ConstTemp'].map((name) => [`min${name}`, `max${name}`]),
);

/** Pump Configuration and Control (Matter application clusters, section 4.2). */
export const pump: ClusterMapping = {
  cluster: 'pumpConfigurationAndControl',
  attributes: [
    attribute('pumpStatus', 'pump.running', bit('running')),
    {
      to: 'health.problem',
      from: ['pumpStatus'],
      read: ({ state: { pumpStatus } }) => bit('deviceFault').read(pumpStatus) === true || bit('supplyFault').read(pumpStatus) === true,
    },
    writable(
      'controlMode',
      'pump.controlMode',
      named({ 0: 'speed', 1: 'pressure', 2: 'proportional', 3: 'flow', 5: 'temperature', 7: 'automatic' }),
    ),
    writable('operationMode', 'pump.operationMode', named({ 0: 'normal', 1: 'minimum', 2: 'maximum', 3: 'local' })),
    attribute('speed', 'pump.speed', same),
    // Steps of 0.005 % (section 4.2.7.17).
    attribute('capacity', 'pump.capacity', per(200)),
    attribute('power', 'pump.power', same),
    attribute('lifetimeRunningHours', 'usageMeter.runTime', times(3600)),
    attribute('lifetimeEnergyConsumed', 'usageMeter.energy', times(1000)),
  ],
  events: [
    ...Object.entries(troubles).map(([from, event]): EventMapping => ({
      from,
      capability: 'pump',
      events: [event],
      read: () => ({ event, payload: { code: from } }),
    })),
    ...faults.map((from): EventMapping => ({
      from,
      capability: 'health',
      events: ['raised'],
      read: () => ({ event: 'raised', payload: { code: from } }),
    })),
  ],
  internal: {
    ...because('what the pump can do at most', ...limits),
    ...because('the mode it was set to is told, and this follows', 'effectiveOperationMode', 'effectiveControlMode'),
    alarmMask: 'deprecated',
  },
};
