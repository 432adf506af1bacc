import { alike, measured, type HomieRow, type Table } from './row.ts';

const switched = [
  'switch',
  'relay',
  'outlet',
  'plug',
  'socket',
  'light',
  'lights',
  'lamp',
  'fan',
  'led',
  'dimmer',
  'actuator',
  'pump',
  'heater',
];
const onOrOff: HomieRow = { target: 'switch.on', words: { true: true, false: false, on: true, off: false } };
const yes = { writable: false } as const;
const alarm = { true: 'warning', false: 'normal', alarm: 'warning', on: 'warning', off: 'normal', normal: 'normal', clear: 'normal' };
const opened = { true: 'open', false: 'closed', open: 'open', opened: 'open', close: 'closed', closed: 'closed', tilted: 'open' };

/** Where true says by itself which of the two it is; `contact` does not, unless the property names its values. */
const opening: HomieRow = { target: 'contactSensor.contact', words: opened, ...yes };

/** What is on or off, open or closed, there or not. */
export const states: Table = {
  ...alike('on onoff on-off relay relay-state switch outlet plug socket relay-on switch-on', onOrOff),
  ...alike('power', { ...onOrOff, type: 'binary' }, { ...onOrOff, type: 'enum' }),
  ...alike('state status value', { ...onOrOff, inside: switched }),

  ...alike(
    'window window-open window-state',
    { target: 'radiatorValve.windowOpen', words: { true: true, false: false, open: true, closed: false }, beside: ['setpoint'], ...yes },
    opening,
  ),
  ...alike('door door-open door-state garage-door gate open opened is-open opening', opening),
  ...alike('contact contact-state', { target: 'contactSensor.contact', words: opened, isNamed: true, ...yes }),
  ...alike('motion motion-detected pir movement', { target: 'motionSensor.motion', ...yes }),
  ...alike('presence occupancy occupied presence-detected', {
    target: 'occupancySensor.occupied',
    words: { true: true, false: false, present: true, absent: false, occupied: true, unoccupied: false },
    ...yes,
  }),
  ...alike('smoke smoke-detected smoke-alarm', { target: 'smokeAlarm.smoke', words: alarm, ...yes }),
  ...alike('carbon-monoxide-alarm co-alarm co-detected', { target: 'coAlarm.co', words: alarm, ...yes }),
  ...alike('gas-alarm gas-detected gas', { target: 'gasAlarm.gas', words: alarm, type: 'binary', ...yes }),
  ...alike('leak water-leak flood wet leakage water', { target: 'waterLeak.wet', type: 'binary', ...yes }),
  ...alike('tamper tampered sabotage', { target: 'tamper.tampered', ...yes }),
  ...alike('vibration vibrating', { target: 'accelerationSensor.vibrating', type: 'binary', ...yes }),
  ...alike('rain raining', { target: 'rainSensor.raining', type: 'binary', ...yes }),
  ...alike('problem fault error', { target: 'health.problem', type: 'binary', ...yes }),
  ...alike('battery-low low-battery lowbat low-bat', { target: 'battery.low', type: 'binary', ...yes }),
  ...alike('charging', { target: 'battery.charging', words: { true: 'charging', false: 'notCharging' }, type: 'binary', ...yes }),
  ...alike('siren', { target: 'siren.active' }),
  ...alike('child-lock', { target: 'childLock.locked' }),

  ...alike('uptime', { ...measured('diagnostics.uptime') }),
  ...alike('rssi signal-strength wifi-signal wifi-rssi', measured('linkQuality.rssi'), measured('linkQuality.quality')),
  ...alike('signal signal-quality wifi-quality link-quality', measured('linkQuality.quality'), measured('linkQuality.rssi')),
  ...alike('snr', measured('linkQuality.snr')),
  ...alike('free-heap freeheap free-memory', measured('diagnostics.freeMemory')),
  ...alike('cpu-load', measured('diagnostics.cpuLoad')),
  ...alike('cpu-temperature cpu-temp', measured('diagnostics.internalTemperature')),
  ...alike('ip ip-address localip local-ip', { target: 'network.addresses', ...yes }),
  ...alike('ssid', { target: 'network.ssid', ...yes }),
};
