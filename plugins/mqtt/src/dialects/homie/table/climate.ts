import { setpoints } from './measurements.ts';
import { alike, type HomieRow, type Table } from './row.ts';

const set = { type: 'numeric', writable: true } as const;
const thermostats = [
  'thermostat',
  'thermo',
  'heating',
  'hvac',
  'climate',
  'trv',
  'radiator',
  'heater',
  'ac',
  'aircon',
  'controls',
  'furnace',
];

const modes = {
  off: 'off',
  heat: 'heat',
  heating: 'heat',
  cool: 'cool',
  cooling: 'cool',
  auto: 'auto',
  automatic: 'auto',
  'heat-cool': 'heatCool',
  heat_cool: 'heatCool',
  heatcool: 'heatCool',
  dry: 'dry',
  fan: 'fanOnly',
  fan_only: 'fanOnly',
  'fan-only': 'fanOnly',
  fanonly: 'fanOnly',
  emergency: 'emergencyHeat',
  'emergency-heat': 'emergencyHeat',
  emergency_heat: 'emergencyHeat',
  sleep: 'sleep',
};
const actions = {
  off: 'off',
  idle: 'idle',
  heat: 'heating',
  heating: 'heating',
  cool: 'cooling',
  cooling: 'cooling',
  dry: 'drying',
  drying: 'drying',
  fan: 'fan',
  true: 'heating',
  false: 'idle',
};

const mode: HomieRow = { target: 'thermostat.mode', words: modes, type: 'enum' };
const action: HomieRow = { target: 'thermostat.action', words: actions, writable: false };

/** Heating, cooling and ventilation. */
export const climate: Table = {
  ...alike(
    'setpoint set-point target-temperature temperature-target target-temp temperature-setpoint setpoint-temperature set-temperature thermostat-setpoint',
    { target: 'thermostat.setpoint' },
  ),
  ...alike('target temperature', { target: 'thermostat.setpoint', ...set, inside: thermostats }),
  ...alike('heatsetpoint heat-setpoint heating-setpoint heat-target', { target: 'thermostat.heatingSetpoint' }),
  ...alike('coolsetpoint cool-setpoint cooling-setpoint cool-target', { target: 'thermostat.coolingSetpoint' }),
  ...alike('systemmode system-mode thermostat-mode hvac-mode heating-mode', mode),
  ...alike(
    'mode',
    { ...mode, beside: setpoints },
    { ...mode, inside: thermostats },
    { target: 'fan.mode', type: 'enum', inside: ['fan'] },
    {
      target: 'mode.mode',
      type: 'enum',
      writable: true,
    },
  ),
  ...alike(
    'systemstatus system-status running-state operating-state heating-state action',
    { ...action, beside: setpoints },
    { ...action, inside: thermostats },
  ),
  ...alike('heating', { ...action, type: 'binary' }),
  ...alike('state status', { ...action, inside: thermostats }),
  ...alike(
    'preset presets',
    { target: 'thermostat.preset', type: 'enum', beside: setpoints },
    { target: 'thermostat.preset', type: 'enum', inside: thermostats },
  ),
  ...alike('heat-demand heating-demand demand', { target: 'thermostat.heatDemand', unstated: { unit: '%', highest: [100] } }),
  ...alike(
    'valve valve-position',
    { target: 'radiatorValve.position', type: 'numeric', beside: setpoints },
    { target: 'radiatorValve.position', type: 'numeric', inside: thermostats },
  ),
  ...alike('boost', { target: 'radiatorValve.boosting', type: 'binary', beside: setpoints }),
  ...alike('hysteresis', { target: 'thermostat.hysteresis', ...set }),
  ...alike('fanmode fan-mode', { target: 'fan.mode', type: 'enum' }),
  ...alike(
    'speed fan-speed',
    { target: 'fan.mode', type: 'enum', inside: ['fan', 'ventilation', 'ventilator', 'speed'] },
    { target: 'fan.speed', type: 'numeric', inside: ['fan', 'ventilation', 'ventilator'] },
  ),
};
