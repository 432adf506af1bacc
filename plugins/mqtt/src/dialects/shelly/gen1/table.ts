import type { Component } from '../component.ts';
import type { Order } from '../order.ts';
import { diagnostic, either, faults, flag, internal, none, numeric, structure, text, words, type SpecTable } from '../spec.ts';

/** Counters of the first generation count watt-minutes. */
const wattMinutes = { factor: 1 / 60 } as const;

const alarm = { none: 'normal', mild: 'warning', heavy: 'critical', test: 'other', unknown: null } as const;
const elsewhere = internal('said on a topic of its own');

/** A topic of a component that takes a plain value. */
function put(topic: string, value: (value: unknown) => unknown = (given) => given) {
  return (given: unknown, { key }: Component): Order => ({ topic: `${key}/${topic}`, payload: String(value(given)) });
}

/** A member of the JSON that a light takes. */
function set(member: string) {
  return (given: unknown, { key }: Component): Order => ({ topic: `${key}/set`, payload: JSON.stringify({ [member]: given }) });
}

/** What a relay, a motor or a lamp uses. */
const load: SpecTable = {
  '*.power': numeric('powerMeter.activePower', 'W'),
  '*.energy': numeric('energyMeter.imported', 'Wh', wattMinutes),
  '*.overpower': flag('loadProtection.tripped'),
  '*.overpower_value': numeric(undefined, 'W', diagnostic),
  '*.timer_remaining': numeric('countdown.remaining', 's'),
  '*.timer_duration': numeric(undefined, 's', diagnostic),
  '*.has_timer': flag(undefined, diagnostic),
  '*.source': text(undefined, diagnostic),
  '*.transition': numeric(undefined, 'ms', diagnostic),
  '*.is_valid': internal('whether the rest counts'),
};

/** The lamps: what their colours are made of, beside the colour itself. */
const lamps: SpecTable = {
  ...Object.fromEntries(
    ['color', 'white', 'light'].flatMap((type) => [
      [`${type}.red`, numeric(undefined, '', { feature: { category: 'diagnostic', minimum: 0, maximum: 255 } })],
      [`${type}.green`, numeric(undefined, '', { feature: { category: 'diagnostic', minimum: 0, maximum: 255 } })],
      [`${type}.blue`, numeric(undefined, '', { feature: { category: 'diagnostic', minimum: 0, maximum: 255 } })],
      [`${type}.white`, numeric(undefined, '', { feature: { minimum: 0, maximum: 255, step: 1 }, write: set('white') })],
      [`${type}.temp`, numeric('colorTemperature.temperature', 'K', { feature: { minimum: 2700, maximum: 6500 }, write: set('temp') })],
    ]),
  ),
  'color.effect': numeric('lightEffect.effect', '', { feature: { minimum: 0, maximum: 6, step: 1 }, write: set('effect') }),
  'color.gain': numeric(undefined, '%', { feature: { minimum: 0, maximum: 100, step: 1 }, write: set('gain') }),
  'color.brightness': numeric(undefined, '%', { feature: { minimum: 0, maximum: 100, step: 1 }, write: set('brightness') }),
};

/** Meters of their own: EM and 3EM. Their totals are in watt-hours and survive a restart, the others do not. */
const meters: SpecTable = {
  'emeter.power': numeric('powerMeter.activePower', 'W'),
  'emeter.reactive_power': numeric('powerMeter.reactivePower', 'var'),
  'emeter.voltage': numeric('powerMeter.voltage', 'V'),
  'emeter.current': numeric('powerMeter.current', 'A'),
  'emeter.pf': numeric('powerMeter.powerFactor', ''),
  'emeter.total': numeric('energyMeter.imported', 'Wh'),
  'emeter.total_returned': numeric('energyMeter.exported', 'Wh'),
  'emeter.energy': numeric(undefined, 'Wh', { ...wattMinutes, ...diagnostic }),
  'emeter.returned_energy': numeric(undefined, 'Wh', { ...wattMinutes, ...diagnostic }),
};

/** Sensors that run on a battery, and Gas. */
const sensors: SpecTable = {
  'sensor.temperature': numeric('temperatureSensor.temperature', '°C', none(999)),
  'sensor.humidity': numeric('humiditySensor.humidity', '%', none(999)),
  'sensor.battery': numeric('battery.level', '%'),
  'sensor.battery_voltage': numeric('battery.voltage', 'V'),
  'sensor.charger': either('battery.charging', 'charging', 'notCharging'),
  'sensor.ext_power': either('powerSource.source', 'usb', 'battery'),
  'sensor.flood': flag('waterLeak.wet'),
  'sensor.rain_sensor': flag(undefined, diagnostic),
  'sensor.motion': flag('motionSensor.motion'),
  'sensor.vibration': flag('accelerationSensor.vibrating'),
  'sensor.state': words('contactSensor.contact', { open: 'open', close: 'closed', closed: 'closed', unknown: null }),
  'sensor.tilt': numeric('accelerationSensor.tilt', '°', none(-1)),
  'sensor.lux': numeric('illuminanceSensor.illuminance', 'lx', none(-1)),
  'sensor.illumination': words('illuminanceSensor.grade', { dark: 'dark', twilight: 'dim', bright: 'bright', unknown: null }),
  'sensor.smoke': either('smokeAlarm.smoke', 'warning', 'normal'),
  'sensor.gas': words('gasAlarm.gas', alarm, {
    commands: {
      mute: () => ({ topic: 'sensor/mute', payload: 'mute' }),
      test: () => ({ topic: 'sensor/start_self_test', payload: 'start' }),
    },
  }),
  'sensor.concentration': numeric('gasSensor.ratio', 'ppm', none(-1)),
  'sensor.operation': words('health.state', { normal: 'normal', warmup: 'checkFunction', fault: 'failure', unknown: null }),
  'sensor.self_test': words('diagnostics.selfTest', {
    not_completed: 'idle',
    completed: 'passed',
    running: 'running',
    pending: 'running',
    unknown: null,
  }),
  'sensor.error': { feature: { type: 'text' }, row: { target: 'health.active' } },
  'sensor.act_reasons': structure(diagnostic),
  'sensor.wakeupevent': structure(diagnostic),
  'sensor.active': flag('sensorSettings.enabled'),
  'sensor.timestamp': numeric(undefined, '', diagnostic),
  'valve.state': words(
    'valve.state',
    {
      opened: 'open',
      open: 'open',
      closed: 'closed',
      opening: 'opening',
      closing: 'closing',
      not_connected: null,
      failure: 'other',
      checking: 'other',
      unknown: null,
    },
    {
      commands: {
        open: ({ key }) => ({ topic: `${key}/command`, payload: 'open' }),
        close: ({ key }) => ({ topic: `${key}/command`, payload: 'close' }),
      },
    },
  ),
};

/** TRV (Gen1 documents, "Shelly TRV: MQTT"). */
const radiator: SpecTable = {
  'thermostat.target_t.value': numeric('thermostat.heatingSetpoint', '°C', {
    feature: { minimum: 4, maximum: 31, step: 0.1 },
    write: put('command/target_t'),
    kind: 'thermostat',
  }),
  'thermostat.target_t.value_op': numeric(undefined, '°C', diagnostic),
  'thermostat.target_t.enabled': flag(undefined, diagnostic),
  'thermostat.tmp.value': numeric('thermostat.localTemperature', '°C', none(999)),
  'thermostat.pos': numeric('radiatorValve.position', '%', {
    feature: { minimum: 0, maximum: 100 },
    ...none(-1),
    write: put('command/valve_pos'),
  }),
  'thermostat.schedule': flag(undefined, { write: put('command/schedule', (on) => (on === true ? 1 : 0)) }),
  'thermostat.schedule_profile': numeric(undefined, '', {
    feature: { minimum: 0, maximum: 5, step: 1 },
    write: put('command/schedule_profile'),
  }),
  'thermostat.boost_minutes': numeric(undefined, 'min', { feature: { minimum: 0 }, write: put('command/boost_minutes') }),
  'thermostat.window_open': flag('radiatorValve.windowOpen'),
  'thermostat.temperature_offset': numeric('sensorSettings.temperatureOffset', 'K'),
  'thermostat.ext_t.enabled': flag(undefined, diagnostic),
};

/** What stands directly below the product's id, and what `info` tells of the product. */
const product: SpecTable = {
  temperature: numeric('diagnostics.internalTemperature', '°C', none(999)),
  temperature_status: text(undefined, diagnostic),
  overtemperature: flag('health.problem'),
  overpower: flag('loadProtection.tripped'),
  overload: flag('loadProtection.tripped'),
  loaderror: flag(undefined, diagnostic),
  voltage: numeric('powerMeter.voltage', 'V'),
  input: flag('button.pressed'),
  'input.event': text(undefined, diagnostic),
  'input.event_cnt': numeric(undefined, '', diagnostic),
  'input.last_sequence': text(undefined, diagnostic),
  'input.longpush': flag(undefined, diagnostic),
  ext_temperature: numeric('temperatureSensor.temperature', '°C', none(999)),
  ext_humidity: numeric('humiditySensor.humidity', '%', none(999)),
  ext_switch: flag(),
  adc: numeric('powerMeter.voltage', 'V'),
  'product.generation': numeric(undefined, '', diagnostic),
  'product.ip': text('network.addresses'),
  'product.mac': text('network.mac'),
  'product.mode': text(undefined, diagnostic),
  'product.firmware': text('update.installedVersion'),
  'product.new_firmware': text('update.latestVersion'),
  'product.update': either('update.state', 'available', 'idle', {
    commands: { install: () => ({ topic: 'command', payload: 'update_fw' }) },
  }),
  'info.wifi_sta.rssi': numeric('linkQuality.rssi', 'dBm'),
  'info.wifi_sta.ssid': text('network.ssid'),
  'info.wifi_sta.connected': flag('network.connected'),
  'info.uptime': numeric('diagnostics.uptime', 's'),
  'info.ram_total': numeric(undefined, 'B', diagnostic),
  'info.ram_free': numeric('diagnostics.freeMemory', 'B'),
  'info.fs_size': numeric(undefined, 'B', diagnostic),
  'info.fs_free': numeric(undefined, 'B', diagnostic),
  settings: internal('how the product is set, not how it is'),
  ...Object.fromEntries(
    [
      'relays',
      'meters',
      'rollers',
      'lights',
      'inputs',
      'emeters',
      'adcs',
      'ext_sensors',
      'ext_temperature',
      'ext_humidity',
      'ext_switch',
      'thermostats',
    ].map((name) => [`info.${name}`, elsewhere]),
  ),
};

/** What the first generation's topics say (shelly-api-docs.shelly.cloud, Gen1: MQTT of each product). */
export const gen1Table: SpecTable = {
  ...load,
  ...lamps,
  ...meters,
  ...sensors,
  ...radiator,
  ...product,
  '*.errors': faults(),
  '*.tF': elsewhere,
};
