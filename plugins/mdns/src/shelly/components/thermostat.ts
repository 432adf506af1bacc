import { rpc, type Component } from '../component.ts';
import { faults, finite, whether } from '../values.ts';

/** A room thermostat that drives a relay (Shelly's documentation, "Thermostat"). */
export const thermostat: Component = {
  type: 'thermostat',
  kind: () => 'thermostat',
  rows: [
    { path: 'current_C', to: 'thermostat.localTemperature', read: finite },
    { path: 'target_C', to: 'thermostat.setpoint', read: finite, writable: true },
    { path: 'output', to: 'thermostat.action', read: whether('heating', 'idle'), when: ({ type }) => type !== 'cooling' },
    { path: 'output', to: 'thermostat.action', read: whether('cooling', 'idle'), when: ({ type }) => type === 'cooling' },
    { path: 'errors', to: 'health.active', read: faults },
  ],
  internal: {
    id: 'the component’s own number',
    current_F: 'the same in another unit',
    target_F: 'the same in another unit',
    enable: 'set up in the device',
    flags: 'internal marks of the device',
    steps: 'how far a change got',
    schedules: 'set up in the device',
  },
  set: { thermostat: ({ setpoint }, id) => rpc('Thermostat.SetConfig', { id, config: { target_C: setpoint } }) },
};
