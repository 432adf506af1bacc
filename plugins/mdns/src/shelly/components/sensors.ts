import type { Component } from '../component.ts';
import { rpc } from '../component.ts';
import { between, faults, finite, percent, whether, yesNo } from '../values.ts';

const own = { id: 'the component’s own number' } as const;
const fault = { path: 'errors', to: 'health.active', read: faults } as const;
const kind = () => 'sensor';

/** Sensors, built in or added on (Shelly's documentation, one page each). */
export const sensors: readonly Component[] = [
  {
    type: 'temperature',
    kind,
    rows: [{ path: 'tC', to: 'temperatureSensor.temperature', read: finite }, fault],
    internal: { ...own, tF: 'the same in another unit' },
  },
  { type: 'humidity', kind, rows: [{ path: 'rh', to: 'humiditySensor.humidity', read: percent }, fault], internal: own },
  {
    type: 'illuminance',
    kind,
    rows: [
      { path: 'lux', to: 'illuminanceSensor.illuminance', read: between(0, Number.MAX_VALUE) },
      {
        path: 'illumination',
        to: 'illuminanceSensor.bright',
        read: (value) => (typeof value === 'string' ? value === 'bright' : undefined),
      },
      fault,
    ],
    internal: own,
  },
  {
    type: 'flood',
    kind,
    rows: [{ path: 'alarm', to: 'waterLeak.wet', read: yesNo, event: (wet) => (wet === true ? 'leak' : 'dry') }, fault],
    internal: { ...own, mute: 'whether its siren is muted' },
  },
  {
    type: 'smoke',
    kind: () => 'alarm',
    rows: [
      {
        path: 'alarm',
        to: 'smokeAlarm.smoke',
        read: whether('critical', 'normal'),
        event: (smoke) => (smoke === 'critical' ? 'alarm' : 'allClear'),
      },
      { path: 'mute', to: 'smokeAlarm.muted', read: yesNo },
      fault,
    ],
    internal: own,
    commands: { 'smokeAlarm.mute': (_, id) => rpc('Smoke.Mute', { id }) },
  },
  {
    type: 'presencezone',
    kind,
    rows: [
      { path: 'value', to: 'occupancySensor.occupied', read: yesNo, event: (occupied) => (occupied === true ? 'occupied' : 'vacated') },
      { path: 'state', to: 'occupancySensor.occupied', read: yesNo, event: (occupied) => (occupied === true ? 'occupied' : 'vacated') },
      { path: 'num_objects', to: 'occupancySensor.count', read: between(0, 1000) },
      fault,
    ],
    internal: own,
  },
  {
    type: 'presence',
    kind,
    onMain: true,
    rows: [
      { path: 'value', to: 'occupancySensor.occupied', read: yesNo, event: (occupied) => (occupied === true ? 'occupied' : 'vacated') },
      { path: 'num_objects', to: 'occupancySensor.count', read: between(0, 1000) },
      fault,
    ],
    internal: own,
  },
  {
    type: 'devicepower',
    rows: [
      { path: 'battery.percent', to: 'battery.level', read: percent },
      { path: 'battery.V', to: 'battery.voltage', read: finite },
      { path: 'external.present', to: 'powerSource.plugged', read: yesNo },
      fault,
    ],
    internal: own,
  },
  {
    type: 'voltmeter',
    kind,
    rows: [{ path: 'voltage', to: 'powerMeter.voltage', read: finite }, fault],
    internal: own,
  },
];
