import { binary, numeric, trigger, type ClassTable, type Known } from './known.ts';

const config = { category: 'config', writable: true } as const;
const fault: Known = binary(undefined, { category: 'diagnostic' });

/** Irrigation; what its valves say stands below the number of the valve, or `master`. */
export const irrigation: ClassTable = {
  systemVoltage: numeric('powerMeter.voltage', 'V', { category: 'diagnostic' }),
  masterValveDelay: numeric(undefined, 's', config),
  flowSensorActive: binary(undefined, { category: 'diagnostic' }),
  pressureSensorActive: binary(undefined, { category: 'diagnostic' }),
  rainSensorActive: binary(undefined, { category: 'diagnostic' }),
  rainSensorPolarity: numeric(undefined, undefined, config),
  moistureSensorActive: binary(undefined, { category: 'diagnostic' }),
  moistureSensorPolarity: numeric(undefined, undefined, config),
  flow: numeric('flowSensor.flow', 'l/h'),
  pressure: numeric({ target: 'pressureSensor.pressure', child: 'water' }, 'kPa'),
  shutoffDuration: numeric(undefined, 'h', { category: 'diagnostic' }),
  errorNotProgrammed: fault,
  errorEmergencyShutdown: fault,
  errorHighPressure: fault,
  errorLowPressure: fault,
  errorValve: fault,
  highPressureThreshold: numeric(undefined, 'kPa', config),
  lowPressureThreshold: numeric(undefined, 'kPa', config),
  masterValveOpen: binary(undefined, { category: 'diagnostic' }),
  firstOpenZoneId: numeric(undefined, undefined, { category: 'diagnostic' }),
  shutoff: trigger(),
};
